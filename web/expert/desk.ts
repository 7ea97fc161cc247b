// An expert's desk without its screen: online or not, offers, and up to three
// conversations. Everything outside is injected.
import { Problem, type Api } from '../shared/api.ts';
import type { DeskRow, Expert, List, Offer, Published } from '../shared/wire.ts';
import { countUnread, keepOnly, see, type Seen } from '../staff/unread.ts';
import type { Listener } from '../staff/hub.ts';
import { follow, type Deadlines } from './countdown.ts';

export interface DeskView {
  phase: 'loading' | 'ready' | 'failed';
  me: Expert | null;
  offers: readonly Offer[];
  deadlines: Deadlines;
  rows: readonly DeskRow[];
  seen: Seen;
  open: string | null;
  unread: number;
  trouble: string;
  /** What is being asked of the server: "online", "offline", or an offer's id. */
  busy: string;
}

export interface DeskOptions {
  id: string;
  api: Api;
  listen: (channel: string, l: Listener) => () => void;
  memory: { read: () => Seen; write: (s: Seen) => void };
  onView: (v: DeskView) => void;
  sorry: () => string;
  offerGone: () => string;
  now?: () => number;
}

export class Desk {
  view: DeskView;
  private stopListening: () => void;
  private now: () => number;

  constructor(private o: DeskOptions) {
    this.now = o.now ?? Date.now;
    this.view = { phase: 'loading', me: null, offers: [], deadlines: {}, rows: [], seen: o.memory.read(), open: null, unread: 0, trouble: '', busy: '' };
    this.stopListening = o.listen(`e:${o.id}`, {
      published: (p) => this.published(p),
      gap: () => void this.load(),
      poll: (signal) => this.poll(signal),
    });
    void this.load();
  }

  stop(): void {
    this.stopListening();
  }

  async load(): Promise<void> {
    try {
      await Promise.all([this.readMe(), this.readOffers(), this.readRows()]);
      this.set({ phase: 'ready' });
    } catch {
      if (this.view.phase !== 'ready') this.set({ phase: 'failed' });
    }
  }

  /** done: finished for now, so that what has a date gets an owner who is there; a break keeps all. */
  async switch(online: boolean, done = !online): Promise<void> {
    await this.run(online ? 'online' : 'offline', async () => {
      await this.o.api.post(`/experts/me/${online ? 'online' : 'offline'}`, done ? { done } : undefined);
      await Promise.all([this.readMe(), this.readOffers(), this.readRows()]);
    });
  }

  /** Takes an offer; the conversation's id, or null when somebody was faster or nothing came through. */
  async accept(offer: Offer): Promise<string | null> {
    const ok = await this.run(offer.id, () => this.o.api.post(`/offers/${encodeURIComponent(offer.id)}/accept`));
    this.without(offer.id, ok);
    if (ok) await this.load();
    return ok ? offer.conversation : null;
  }

  async decline(offer: Offer): Promise<void> {
    const ok = await this.run(offer.id, () => this.o.api.post(`/offers/${encodeURIComponent(offer.id)}/decline`, {}));
    this.without(offer.id, ok);
  }

  /** An offer that was answered, or that is gone, leaves the screen at once. */
  private without(id: string, ok: boolean): void {
    if (ok) this.take(this.view.offers.filter((o) => o.id !== id));
    else void this.readOffers().catch(() => {});
  }

  show(conversation: string | null): void {
    this.set({ open: conversation });
    this.markSeen();
  }

  quietTrouble(): void {
    if (this.view.trouble) this.set({ trouble: '' });
  }

  private published(p: Published): void {
    if (p.what === 'offers') void this.readOffers().catch(() => {});
    else void Promise.all([this.readMe(), this.readRows()]).catch(() => {});
  }

  private async poll(signal: AbortSignal): Promise<void> {
    await this.readOffers(25, signal);
    await this.readRows();
  }

  private async readMe(): Promise<void> {
    this.set({ me: await this.o.api.get<Expert>('/experts/me') });
  }

  private async readOffers(wait = 0, signal?: AbortSignal): Promise<void> {
    this.take((await this.o.api.get<List<Offer>>('/experts/me/offers', { wait: wait || null }, { signal, timeout: wait + 20 })).items);
  }

  private async readRows(): Promise<void> {
    const { items } = await this.o.api.get<List<DeskRow>>('/experts/me/conversations');
    this.set({ rows: items, seen: keepOnly(this.view.seen, items) });
    this.markSeen();
  }

  private take(offers: readonly Offer[]): void {
    this.set({ offers, deadlines: follow(this.view.deadlines, offers, this.now()) });
  }

  private markSeen(): void {
    const row = this.view.rows.find((r) => r.conversation === this.view.open);
    const seen = row ? see(this.view.seen, row.conversation, row.last_at) : this.view.seen;
    if (seen !== this.o.memory.read()) this.o.memory.write(seen);
    this.set({ seen, unread: countUnread(this.view.rows, seen, this.view.open) });
  }

  private async run(what: string, call: () => Promise<unknown>): Promise<boolean> {
    if (this.view.busy) return false; // a second press while the first is on its way
    this.set({ busy: what, trouble: '' });
    try {
      await call();
      return true;
    } catch (err) {
      const gone = err instanceof Problem && err.status === 409;
      this.set({ trouble: gone ? this.o.offerGone() : (err instanceof Problem && err.message) || this.o.sorry() });
      return false;
    } finally {
      this.set({ busy: '' });
    }
  }

  private set(part: Partial<DeskView>): void {
    this.view = { ...this.view, ...part };
    this.o.onView(this.view);
  }
}
