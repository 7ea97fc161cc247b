// The lists of open matters that people owe or hold: mine, my team's, due today.
// Read when chosen, when told that something moved, and now and then.
import { Problem, type Api } from '../shared/api.ts';
import type { DeskRow, List, MattersView } from '../shared/wire.ts';

export interface MattersState { view: MattersView; phase: 'loading' | 'ready' | 'failed'; rows: readonly DeskRow[]; busy: string; trouble: string }
export interface MattersOptions {
  api: Api;
  view: MattersView;
  onState: (s: MattersState) => void;
  sorry: () => string;
  every?: (f: () => void, ms: number) => () => void;
}

/** Team lists change without a word to whoever looks; they are read anew this often, ms. */
export const readEvery = 30_000;
export const keyOf = (r: DeskRow): string => `${r.conversation}/${r.matter ?? r.topic}`;

export class Matters {
  state: MattersState;
  private asked = 0;
  private stopTimer: () => void;

  constructor(private o: MattersOptions) {
    this.state = { view: o.view, phase: 'loading', rows: [], busy: '', trouble: '' };
    const every = o.every ?? ((f, ms) => { const t = setInterval(f, ms); return () => clearInterval(t); });
    this.stopTimer = every(() => void this.read(), readEvery);
    void this.read();
  }

  stop(): void {
    this.asked++;
    this.stopTimer();
  }

  choose(view: MattersView): Promise<void> {
    if (view !== this.state.view) this.set({ view, phase: 'loading', rows: [], trouble: '' });
    return this.read();
  }

  async read(): Promise<void> {
    const mine = ++this.asked;
    try {
      const { items } = await this.o.api.get<List<DeskRow>>('/matters', { view: this.state.view });
      if (mine === this.asked) this.set({ phase: 'ready', rows: items });
    } catch {
      if (mine === this.asked && this.state.phase !== 'ready') this.set({ phase: 'failed' }); // what is shown stays
    }
  }

  /** Takes a matter over; the conversation's id, or null when somebody was faster or nothing came through. */
  async take(r: DeskRow): Promise<string | null> {
    if (this.state.busy) return null;
    this.set({ busy: keyOf(r), trouble: '' });
    try {
      await this.o.api.post(`/conversations/${encodeURIComponent(r.conversation)}/take`, r.matter ? { matter: r.matter } : {});
      return r.conversation;
    } catch (err) {
      this.set({ trouble: (err instanceof Problem && err.message) || this.o.sorry() });
      return null;
    } finally {
      this.set({ busy: '' });
      void this.read();
    }
  }

  private set(part: Partial<MattersState>): void {
    this.state = { ...this.state, ...part };
    this.o.onState(this.state);
  }
}
