// A short tone when an offer comes. Off until the expert turns it on, and
// remembered: a browser plays nothing that nobody asked for.
const key = 'samtal.expert.sound';

export const isOn = (storage: Pick<Storage, 'getItem'>) => storage.getItem(key) === 'on';
export const turn = (on: boolean, storage: Pick<Storage, 'setItem'>) => storage.setItem(key, on ? 'on' : 'off');

let context: AudioContext | undefined;

/** Two soft notes; silent where the browser refuses. */
export function chime(): void {
  try {
    context ??= new AudioContext();
    const at = context.currentTime;
    [660, 880].forEach((hz, i) => {
      const tone = context!.createOscillator();
      const level = context!.createGain();
      tone.frequency.value = hz;
      level.gain.setValueAtTime(0.0001, at + i * 0.16);
      level.gain.exponentialRampToValueAtTime(0.12, at + i * 0.16 + 0.02);
      level.gain.exponentialRampToValueAtTime(0.0001, at + i * 0.16 + 0.3);
      tone.connect(level).connect(context!.destination);
      tone.start(at + i * 0.16);
      tone.stop(at + i * 0.16 + 0.32);
    });
  } catch { /* no sound here: the title and the card still tell */ }
  navigator.vibrate?.(200);
}
