// One conversation on a staff screen, without the screen: messages, summary,
// timeline and everything that an expert or lead can do in it. Everything
// outside is injected, so the tests run it dry.
import { Problem, type Api } from '../shared/api.ts';
import { newId } from '../shared/id.ts';
import { createOutbox, type Outbox, type Outgoing } from '../shared/outbox.ts';
import { addLive, addOwn, addPage, emptyStream, removeOwn, setMark, type Entry, type Stream } from '../shared/stream.ts';
import type { Conversation, List, Look, MessagePage, Outcome, Posted, Proposed, Published, StaffView, TimelineItem, Unsupported, WaitFor } from '../shared/wire.ts';
import { gate, ready, type Do, type Gate, type Press } from './check.ts';
import type { Listener } from './hub.ts';
import { complete, holders, mergeTimeline } from './timeline.ts';

export interface TalkView {
  /** gone: it is no longer this person's to see. */
  phase: 'loading' | 'ready' | 'failed' | 'gone';
  staff: StaffView | null;
  entries: readonly Entry[];
  timeline: readonly TimelineItem[];
  /** Matter -> the expert who holds it. */
  held: ReadonlyMap<string, string>;
  gate: Gate;
  /** An action that did not work, in words; shown until the next one. */
  trouble: string;
  busy: boolean;
}

export interface StaffTalkOptions {
  id: string;
  me: { id: string; name: string };
  api: Api;
  listen: (channel: string, l: Listener) => () => void;
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  onView: (v: TalkView) => void;
  sorry: () => string;
  now?: () => number;
  setTimer?: (f: () => void, ms: number) => number;
  clearTimer?: (id: number) => void;
}

/** What goes with the next word. */
export interface With { matter?: string; backBy?: string | null; draft?: string }

export class StaffTalk {
  view: TalkView = { phase: 'loading', staff: null, entries: [], timeline: [], held: new Map(), gate: ready, trouble: '', busy: false };
  private stream: Stream = emptyStream;
  private box: Outbox;
  private along: With = {};
  private stopListening: () => void;
  private reading: Promise<void> | null = null;
  private again = false;
  private timer = 0;
  /** Settling or giving away is on its way, or the screen is closed: what may no longer be one's own is not asked for. */
  private leaving = false;
  private later: (f: () => void, ms: number) => number;
  private clear: (id: number) => void;

  constructor(private o: StaffTalkOptions) {
    this.later = o.setTimer ?? ((f, ms) => window.setTimeout(f, ms));
    this.clear = o.clearTimer ?? ((id) => window.clearTimeout(id));
    this.box = createOutbox({
      storage: o.storage, key: `samtal.staff.q.${o.me.id}.${o.id}`, setTimer: this.later, clearTimer: this.clear,
      send: (i) => this.o.api.post<Posted>(`${this.path}/messages`, { id: i.id, text: i.text, matter: i.matter, back_by: i.back_by, draft: i.draft }),
      onSending: (i) => this.mark(i.id, 'sending'),
      onSent: (i, p) => {
        this.mark(i.id, 'sent', { at: p.at });
        this.readSoon();
      },
      onWaiting: (i) => this.mark(i.id, 'waiting'),
      onFailed: (i, why) => this.mark(i.id, 'failed', { problem: why.message }),
    });
    for (const i of this.box.items) this.stream = addOwn(this.stream, this.entryOf(i, i.failed ? 'failed' : 'waiting'));
    this.publish();
    this.stopListening = o.listen(`s:${o.id}`, {
      published: (p) => this.published(p),
      gap: () => void this.read(),
      denied: () => void this.read(),
      poll: (signal) => this.poll(signal),
    });
    void this.read().then(() => this.box.flush());
  }

  get id(): string {
    return this.o.id;
  }

  get path(): string {
    return `/conversations/${encodeURIComponent(this.o.id)}`;
  }

  stop(): void {
    this.leaving = true;
    this.stopListening();
    this.clear(this.timer);
  }

  /** Whether this person holds something here, and so may write. */
  get mine(): string[] {
    return [...this.view.held].filter(([, expert]) => expert === this.o.me.id).map(([m]) => m);
  }

  // ---- reading

  /** Reads all three until nothing is missing. One at a time; asked again meanwhile, it goes round once more. */
  read(): Promise<void> {
    if (this.leaving) return Promise.resolve();
    if (this.reading) {
      this.again = true;
      return this.reading;
    }
    this.reading = (async () => {
      do {
        this.again = false;
        await Promise.all([this.readStaff(), this.readMessages(), this.readTimeline()]);
      } while (this.again);
      this.set({ phase: 'ready' });
    })().catch((err: unknown) => {
      const gone = err instanceof Problem && (err.status === 404 || err.status === 403);
      if (gone) this.set({ phase: 'gone' });
      else if (this.view.phase !== 'ready') this.set({ phase: 'failed' });
      else this.readSoon(3000); // what is shown stays; the next try comes by itself
    }).finally(() => (this.reading = null));
    return this.reading;
  }

  private readSoon(ms = 150): void {
    this.clear(this.timer);
    this.timer = this.later(() => void this.read(), ms);
  }

  private async readStaff(): Promise<void> {
    this.set({ staff: await this.o.api.get<StaffView>(`${this.path}/staff`) });
  }

  private async readMessages(): Promise<void> {
    for (let more = true; more; ) {
      const r = await this.o.api.get<MessagePage>(`${this.path}/messages`, { after: this.stream.anchor });
      this.stream = addPage(this.stream, r.messages);
      if (r.messages.length) this.publish();
      more = r.next !== null && r.messages.length > 0;
    }
  }

  private async readTimeline(wait = 0, signal?: AbortSignal): Promise<boolean> {
    let fresh = false;
    for (let more = true; more; ) {
      const after = complete(this.view.timeline);
      const r = await this.o.api.get<List<TimelineItem>>(`${this.path}/timeline`, { after, wait: wait || null }, { signal, timeout: wait + 20 });
      const timeline = mergeTimeline(this.view.timeline, r.items);
      if (r.items.length) this.set({ timeline, held: holders(timeline) });
      more = r.next !== null && complete(timeline) > after;
      fresh ||= r.items.length > 0;
      wait = 0;
    }
    return fresh;
  }

  private async poll(signal: AbortSignal): Promise<void> {
    if (await this.readTimeline(25, signal)) await this.read();
  }

  private published(p: Published): void {
    if (p.kind === 'message' && p.message) {
      // The anchor stays: this channel's sequence is the staff's, and the next page fills what may lie between.
      this.stream = addLive(this.stream, p.message, (p.message as Entry).seq, false);
      this.publish();
    }
    this.readSoon(p.kind === 'message' ? 150 : 40);
  }

  // ---- writing

  /** What the expert types: a warning about another text is taken back. */
  edited(text: string): void {
    this.press({ t: 'edited', text });
  }

  /** Checks, then sends. `along` goes with it. */
  send(text: string, along: With = {}): void {
    this.along = along;
    this.press({ t: 'send', text });
  }

  anyway(): void {
    this.press({ t: 'anyway' });
  }

  /** Sends a suggestion of the assistant as it is. It was grounded when it was made; the customer sees both names. */
  approve(draft: { id: string; text: string }, along: With = {}): void {
    this.post(draft.text, { ...along, draft: draft.id });
  }

  /** Called when a text left the composer, so that it can be emptied. */
  onPosted: () => void = () => {};

  private press(p: Press): void {
    const [g, d] = gate(this.view.gate, p);
    if (g !== this.view.gate) this.set({ gate: g });
    if (d) this.run(d);
  }

  private run(d: Do): void {
    if (d.t === 'post') {
      this.post(d.text, this.along);
      this.onPosted();
      return;
    }
    this.o.api.post<Unsupported>(`${this.path}/check`, { text: d.text }, { timeout: 8 }).then(
      (r) => this.press({ t: 'checked', n: d.n, findings: r.unsupported ?? [] }),
      () => this.press({ t: 'failed', n: d.n }),
    );
  }

  private post(text: string, along: With): void {
    const item: Outgoing = { id: newId(), text, matter: along.matter, back_by: along.backBy ?? undefined, draft: along.draft, at: (this.o.now ?? Date.now)() };
    this.stream = addOwn(this.stream, this.entryOf(item, 'sending'));
    this.set({ trouble: '' });
    this.publish();
    this.box.add(item);
  }

  retry(id: string): void {
    this.mark(id, 'sending');
    this.box.retry(id);
  }

  remove(id: string): void {
    this.box.remove(id);
    this.stream = removeOwn(this.stream, id);
    this.publish();
  }

  private entryOf(i: Outgoing, mark: Entry['mark']): Entry {
    return { id: i.id, from: i.draft ? 'approved_draft' : 'expert', name: this.o.me.name, text: i.text ?? '', at: new Date(i.at).toISOString(), mark };
  }

  private mark(id: string, mark: NonNullable<Entry['mark']>, more?: { at?: string; problem?: string }): void {
    this.stream = setMark(this.stream, id, mark, more);
    this.publish();
  }

  // ---- acting

  note = (text: string) => this.act(() => this.o.api.post(`${this.path}/notes`, { text }));
  /** False when it did not work; else what became of it. */
  propose = async (matter: string, tool: string, args: Record<string, string | number>): Promise<Proposed | false> => {
    let became: Proposed | undefined;
    const done = await this.act(async () => (became = await this.o.api.post<Proposed>(`${this.path}/acts`, { matter, tool, args })));
    return done && became ? became : false;
  };
  know = () => this.leave(() => this.o.api.post(`${this.path}/known`, {}));
  /** Looks into the customer's account; throws what went wrong, in words. */
  look = (matter: string | undefined, tool: string, args: Record<string, string | number>) => this.o.api.post<Look>(`${this.path}/look`, { matter, tool, args }, { timeout: 12 });
  handBack = (matter: string) => this.act(() => this.o.api.post(`${this.path}/handback`, { matter }));
  transfer = (matter: string, expert?: string, note?: string) => this.leave(() => this.o.api.post(`${this.path}/transfer`, { matter, expert: expert || undefined, note: note || undefined }));
  /** Says what the matter waits for; others have until a time at which the customer hears again. */
  wait = (matter: string, on: WaitFor, until?: string) => this.act(() => this.o.api.post(`${this.path}/wait`, { matter, for: on, until }));
  waitOver = (matter: string) => this.act(() => this.o.api.post(`${this.path}/wait/over`, { matter }));
  settle = (matter: string, outcome: Outcome, note?: string) => this.leave(() => this.o.api.post(`${this.path}/settle`, { matter, outcome, note: note || undefined }));
  takeOver = (matter?: string) => this.act(() => this.o.api.post<Conversation>(`${this.path}/take`, matter ? { matter } : {}));

  private async leave(call: () => Promise<unknown>): Promise<boolean> {
    this.leaving = true;
    const left = await this.act(call);
    if (!left) this.leaving = false;
    return left;
  }

  /** For a screen that stays open after settling: a lead may still see it. */
  stay(): void {
    this.leaving = false;
    this.readSoon(0);
  }

  /** True when it was done; else the trouble says why, and nothing changed. */
  private async act(call: () => Promise<unknown>): Promise<boolean> {
    this.set({ busy: true, trouble: '' });
    try {
      await call();
      this.readSoon(60); // not at once: a screen that closes now must not ask for what is no longer its own
      return true;
    } catch (err) {
      this.set({ trouble: (err instanceof Problem && err.message) || this.o.sorry() });
      return false;
    } finally {
      this.set({ busy: false });
    }
  }

  quietTrouble(): void {
    if (this.view.trouble) this.set({ trouble: '' });
  }

  private publish(): void {
    this.set({ entries: this.stream.entries });
  }

  private set(part: Partial<TalkView>): void {
    this.view = { ...this.view, ...part };
    this.o.onView(this.view);
  }
}
