// The line as the console follows it: rows and experts, read anew when told.
import type { Api } from '../shared/api.ts';
import type { LineView } from '../shared/wire.ts';
import type { Listener } from '../staff/hub.ts';

export interface LineState { phase: 'loading' | 'ready' | 'failed'; line: LineView; readAt: number }

export const noLine: LineState = { phase: 'loading', line: { items: [], experts: [] }, readAt: 0 };

/** Waits change without events; the line is read anew this often, ms. */
export const readEvery = 15_000;

export function followLine(o: { api: Api; listen: (channel: string, l: Listener) => () => void; onChange: (s: LineState) => void; now?: () => number; every?: (f: () => void, ms: number) => () => void }) {
  const now = o.now ?? Date.now;
  const every = o.every ?? ((f, ms) => { const t = setInterval(f, ms); return () => clearInterval(t); });
  let state = noLine;
  let reading = false;
  let again = false;
  async function read(): Promise<void> {
    if (reading) return void (again = true);
    reading = true;
    do {
      again = false;
      try {
        const line = await o.api.get<LineView>('/line');
        state = { phase: 'ready', line: { ...line, items: line.items ?? [], experts: line.experts ?? [], late: line.late ?? [] }, readAt: now() };
      } catch {
        if (state.phase !== 'ready') state = { ...state, phase: 'failed' };
      }
      o.onChange(state);
    } while (again);
    reading = false;
  }
  const stopListening = o.listen('line', { published: () => void read(), gap: () => void read(), poll: (signal) => pollEvery(signal) });
  const stopTimer = every(() => void read(), readEvery);
  /** The line has no long poll of its own: a short wait, then a fresh look. */
  async function pollEvery(signal: AbortSignal): Promise<void> {
    await new Promise<void>((done) => {
      const t = setTimeout(done, 5000);
      signal.addEventListener('abort', () => (clearTimeout(t), done()), { once: true });
    });
    if (!signal.aborted) await read();
  }
  void read();
  return { read, stop: () => (stopListening(), stopTimer()) };
}
