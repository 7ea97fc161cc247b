let audio: AudioContext | undefined;

/** Two soft tones. A browser that forbids sound before a press stays silent, and nothing is lost. */
export function chime(): void {
  audio ??= new AudioContext();
  void audio.resume();
  for (const [i, pitch] of [660, 880].entries()) {
    const tone = audio.createOscillator();
    const loud = audio.createGain();
    const at = audio.currentTime + i * 0.11;
    tone.frequency.value = pitch;
    loud.gain.setValueAtTime(0.0001, at);
    loud.gain.exponentialRampToValueAtTime(0.06, at + 0.02);
    loud.gain.exponentialRampToValueAtTime(0.0001, at + 0.22);
    tone.connect(loud).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.25);
  }
}
