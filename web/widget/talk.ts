// One customer's conversation, without a screen: it begins one when needed,
// keeps list and state in step with the server, sends what was written, and
// asks for a person even when the network is gone. The components only draw
// its view. Everything outside is injected, so the tests run it dry.
import { Problem, type Api } from '../shared/api.ts';
import { newId } from '../shared/id.ts';
import { createOutbox, type Outbox, type Outgoing } from '../shared/outbox.ts';
import type { Realtime, RealtimeOptions, Status } from '../shared/realtime.ts';
import { addLive, addOwn, addPage, emptyStream, newestForeign, removeOwn, setMark, unreadAfter, type Entry, type Stream } from '../shared/stream.ts';
import type { Conversation, Created, Language, Market, MessagePage, Owned, Posted, Published, Start } from '../shared/wire.ts';
import { isOwn } from './live.ts';
import type { Memory } from './memory.ts';

export interface View {
  /** first: no conversation yet; loading; ready; failed: it exists but could not be fetched; signed_out. */
  phase: 'first' | 'loading' | 'ready' | 'failed' | 'signed_out';
  language: Language;
  market: Market | null;
  /** What the first screen shows; null until the server has said it. */
  start: Start | null;
  conversation: Conversation | null;
  entries: readonly Entry[];
  link: Status;
  online: boolean;
  open: boolean;
  unread: number;
  /** Asked for a person, not yet confirmed by the server. */
  calling: boolean;
  /** The customer chose a written answer on this device. */
  written: boolean;
  /** An action that did not work, in words; shown until the next one. */
  trouble: string;
  rated: readonly string[];
}

const none = { matters: [] as Start['matters'], conversations: [] as Owned[], answer_by: null } as unknown as Start;

export interface TalkOptions {
  api: Api;
  market: string;
  language: Language;
  /** The company's token of a signed-in customer, or null for a visitor. */
  customerToken: string | null;
  memory: Memory;
  realtime: (o: Pick<RealtimeOptions, 'token' | 'onPublished' | 'onGap' | 'onStatus' | 'poll'>) => Realtime;
  onView: (v: View) => void;
  /** What to say when the server gave no words of its own. */
  sorry: () => string;
  now?: () => number;
  setTimer?: (f: () => void, ms: number) => number;
  clearTimer?: (id: number) => void;
}

interface Kept { id: string; token: string | null }

/** How often the place in line is read anew, ms (docs/wire.md: position is not an event). */
const lineEvery = 15_000;
/** How long after its last word a conversation at rest is still the one that opens, ms; then the first screen does. */
const restFor = 72 * 3_600_000;

export class Talk {
  view: View;
  private stream: Stream = emptyStream;
  private kept: Kept | null;
  private beginning: Promise<string> | null = null;
  private live: Realtime | null = null;
  private box: Outbox;
  private paging: Promise<void> | null = null;
  private pageAgain = false;
  /** A read failed: messages may be missing before the newest, so the anchor stays until a read succeeds. */
  private behind = false;
  private stateTimer = 0;
  private lineTimer = 0;
  private now: () => number;
  private later: (f: () => void, ms: number) => number;
  private clear: (id: number) => void;

  constructor(private o: TalkOptions) {
    this.now = o.now ?? Date.now;
    this.later = o.setTimer ?? ((f, ms) => window.setTimeout(f, ms));
    this.clear = o.clearTimer ?? ((id) => window.clearTimeout(id));
    this.kept = o.memory.read<Kept | null>('c', null);
    this.view = {
      phase: this.kept ? 'loading' : 'first',
      language: o.memory.read<Language>('lang', o.language),
      market: null, start: null, conversation: null, entries: [], link: 'connecting', online: true, open: false, unread: 0,
      calling: false, written: o.memory.read('written', false), trouble: '', rated: o.memory.read<string[]>('rated', []),
    };
    this.box = createOutbox({
      storage: o.memory, key: 'q', setTimer: this.later, clearTimer: this.clear,
      send: (item) => this.post(item),
      onSending: (i) => this.mark(i.id, 'sending'),
      onSent: (i, p) => {
        this.mark(i.id, 'sent', { at: p.at });
        this.readSoon(0);
      },
      onWaiting: (i) => this.mark(i.id, 'waiting'),
      onFailed: (i, why) => this.mark(i.id, 'failed', { problem: why.message }),
      });
    this.showQueue();
    this.set({ entries: this.stream.entries });
  }

  /** Bearer for every call: the customer's own token, else the one this conversation gave. */
  token = (): string | null => this.o.customerToken ?? this.kept?.token ?? null;

  // ---- life

  /** Joins what is there: at the first opening, or quietly for the unread count. */
  async wake(): Promise<void> {
    if (this.o.customerToken && !this.busy && this.rests(this.o.memory.read('at', this.now()))) this.leaveOff(null);
    if (this.kept) await Promise.all([this.load(), this.readStart()]);
    else {
      await this.readStart();
      const earlier = this.view.start?.conversations ?? [];
      // A place with a person is never left lying behind a first screen.
      const last = earlier.find((c) => c.holder === 'line' || c.holder === 'expert') ?? earlier.find((c) => !this.rests(Date.parse(c.last_at)));
      if (last && !this.kept) await this.open(last.id);
    }
    void this.box.flush();
    if (this.o.memory.read('human', false)) void this.human();
  }

  show(open: boolean): void {
    this.set({ open });
    if (open) this.markSeen();
  }

  setOnline(online: boolean): void {
    this.set({ online });
    if (!online) return;
    this.live?.online();
    void this.box.flush();
    if (this.o.memory.read('human', false)) void this.human();
    if (this.view.phase === 'failed') void this.load();
    if (!this.view.market) void this.readStart();
  }

  /** Another tab of the same customer changed what is kept. */
  storageChanged(key: string | null): void {
    const m = this.o.memory;
    if (key === m.full('c') && !this.kept) {
      this.kept = m.read<Kept | null>('c', null);
      if (this.kept) void this.load();
    } else if (key === m.full('seen')) {
      this.publish();
    } else if (key === m.full('rated')) {
      this.set({ rated: m.read<string[]>('rated', []) });
    }
  }

  stop(): void {
    this.live?.stop();
    this.clear(this.lineTimer);
    this.clear(this.stateTimer);
  }

  private rests(at: number): boolean {
    return this.now() - at >= restFor;
  }

  /** Something is under way here, so that the first screen would hide it. */
  get busy(): boolean {
    const c = this.view.conversation;
    return this.o.memory.read('human', false) || c?.holder === 'line' || c?.holder === 'expert' || this.box.items.some((i) => !i.failed);
  }

  /** The first screen, for something new. What was talked about is listed there; only whoever is signed in can come back to it. */
  home(): void {
    this.leaveOff(null);
    void this.readStart();
  }

  /** Opens one of the customer's own conversations. */
  async open(id: string): Promise<void> {
    if (this.kept?.id === id) return;
    this.leaveOff({ id, token: null });
    await this.load();
  }

  private leaveOff(k: Kept | null): void {
    this.stop();
    this.live = null;
    this.stream = emptyStream;
    this.behind = false;
    this.keep(k);
    this.showQueue();
    this.set({ phase: k ? 'loading' : 'first', conversation: null, trouble: '', link: 'connecting' });
    this.publish();
  }

  // ---- what the customer does

  send(text: string): void {
    const t = text.trim();
    if (t) this.queue({ text: t });
  }

  choose(choice: { id: string; label: string }): void {
    this.queue({ choice: choice.id, label: choice.label });
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

  /** Asks for a person. It is remembered until the server has confirmed it: a lost network must not lose the wish. */
  async human(): Promise<void> {
    this.o.memory.write('human', true);
    this.set({ calling: true, trouble: '' });
    try {
      const id = await this.begin();
      this.took(await this.o.api.post<Conversation>(`/conversations/${id}/human`));
      this.o.memory.removeItem('human');
      this.set({ calling: false });
      this.catchUp();
    } catch (err) {
      if (err instanceof Problem && err.passing) {
        this.later(() => this.view.calling && void this.human(), Math.max(3000, err.retryAfter * 1000));
        return;
      }
      this.o.memory.removeItem('human');
      this.set({ calling: false });
      this.trouble(err);
    }
  }

  leave(): Promise<boolean> {
    return this.change(() => this.o.api.del<Conversation>(`${this.path}/human`));
  }

  async chooseWritten(): Promise<boolean> {
    const ok = await this.change(() => this.o.api.post<Conversation>(`${this.path}/written`));
    if (ok) this.setWritten(true);
    return ok;
  }

  /** Rated, or put off: either way these matters are not asked about again. */
  rated(matters: string[]): void {
    const rated = [...this.view.rated, ...matters];
    this.o.memory.write('rated', rated);
    this.set({ rated });
  }

  /** What is being written survives a closed window. */
  draft(): string {
    return this.o.memory.read('draft', '');
  }

  keepDraft(text: string): void {
    if (text) this.o.memory.write('draft', text);
    else this.o.memory.removeItem('draft');
  }

  /** A sound for each new message: off until the customer wants it. */
  get sound(): boolean {
    return this.o.memory.read('sound', false);
  }

  set sound(on: boolean) {
    this.o.memory.write('sound', on);
  }

  /** Where this conversation is in the API. */
  get path(): string {
    return `/conversations/${this.kept!.id}`;
  }

  /** Before a conversation: simply so. Within one: the customer's choice, which the server follows. */
  setLanguage(language: Language, label: string): void {
    if (this.kept) return this.queue({ choice: `lang:${language}`, text: label });
    this.speak(language);
    void this.readStart();
  }

  // ---- the conversation

  private keep(k: Kept | null): void {
    this.kept = k;
    if (k) this.o.memory.write('c', k);
    else this.o.memory.removeItem('c');
  }

  /** Begins a conversation once, however many wishes come at the same time. */
  private begin(): Promise<string> {
    if (this.kept) return Promise.resolve(this.kept.id);
    this.beginning ??= this.o.api
      .post<Created>('/conversations', { market: this.o.market, language: this.view.language })
      .then((c) => {
        this.keep({ id: c.id, token: this.o.customerToken ? null : c.token });
        this.connect();
        this.set({ phase: 'ready' });
        return c.id;
      })
      .finally(() => (this.beginning = null));
    return this.beginning;
  }

  async load(): Promise<void> {
    const kept = this.kept;
    this.set({ phase: 'loading' });
    try {
      await Promise.all([this.readState(), this.page()]);
      if (kept !== this.kept) return;
      this.set({ phase: 'ready' });
      this.connect();
    } catch (err) {
      if (kept !== this.kept) return;
      if (err instanceof Problem && err.status === 404) {
        this.keep(null);
        this.set({ phase: 'first' });
      } else {
        this.set({ phase: err instanceof Problem && err.status === 401 ? 'signed_out' : 'failed' });
      }
    }
  }

  private connect(): void {
    if (this.live) return;
    this.live = this.o.realtime({
      token: () => this.token() ?? '',
      onPublished: (_, p) => this.published(p),
      onGap: () => this.catchUp(),
      onStatus: (link) => this.set({ link }),
      poll: (signal) => this.poll(signal),
    });
    this.live.subscribe(`c:${this.kept!.id}`);
    this.live.start();
  }

  /** Reads what was missed, and tries again until it has. */
  private catchUp(): void {
    this.page().then(() => this.readSoon(0), () => this.later(() => this.behind && this.catchUp(), 3000));
  }

  private published(p: Published): void {
    if (p.kind === 'message' && p.message) {
      this.stream = addLive(this.stream, p.message, p.seq, this.paging === null && !this.behind);
      this.publish();
    }
    this.readSoon(p.kind === 'message' ? 150 : 40);
  }

  /** Reads all that came after the anchor. One at a time; asked again meanwhile, it goes round once more. */
  private page(): Promise<void> {
    if (this.paging) {
      this.pageAgain = true;
      return this.paging;
    }
    this.paging = (async () => {
      this.behind = true;
      do {
        this.pageAgain = false;
        for (let more = true; more; ) more = await this.onePage(0);
      } while (this.pageAgain);
      this.behind = false;
    })().finally(() => (this.paging = null));
    return this.paging;
  }

  private async onePage(wait: number, signal?: AbortSignal): Promise<boolean> {
    const kept = this.kept;
    const r = await this.o.api.get<MessagePage>(`${this.path}/messages`, { after: this.stream.anchor, wait: wait || null }, { signal, timeout: wait + 20 });
    if (kept !== this.kept) return false; // another conversation was opened meanwhile
    this.stream = addPage(this.stream, r.messages);
    if (r.messages.length) this.publish();
    return r.next !== null && r.messages.length > 0;
  }

  private async poll(signal: AbortSignal): Promise<void> {
    const before = this.stream.anchor;
    await this.onePage(25, signal);
    if (this.stream.anchor !== before || this.view.conversation?.holder !== 'none') await this.readState();
  }

  private readSoon(ms: number): void {
    this.clear(this.stateTimer);
    this.stateTimer = this.later(() => void this.readState().catch(() => {}), ms);
  }

  private async readState(): Promise<void> {
    if (this.kept) this.took(await this.o.api.get<Conversation>(this.path));
  }

  /** Takes a state, unless a newer one is already shown. */
  private took(c: Conversation): void {
    if (!c?.id || c.id !== this.kept?.id || (this.view.conversation && c.version < this.view.conversation.version)) return;
    if (c.language && c.language !== this.view.language) this.speak(c.language);
    if (c.holder !== 'line' && this.view.written) this.setWritten(false);
    this.set({ conversation: c });
    this.clear(this.lineTimer);
    if (c.holder === 'line') this.lineTimer = this.later(() => void this.readState().catch(() => this.took(c)), lineEvery);
  }

  private async readStart(): Promise<void> {
    const language = this.view.language;
    try {
      const start = await this.o.api.get<Start>('/me/start', { market: this.o.market, language });
      if (language === this.view.language) this.set({ start, market: start.market });
    } catch (err) {
      if (err instanceof Problem && err.status === 401 && this.o.customerToken) this.set({ phase: 'signed_out' });
      else this.set({ start: this.view.start ?? none }); // the button stands without today's wait
    }
  }

  private async change(call: () => Promise<Conversation>): Promise<boolean> {
    this.set({ trouble: '' });
    try {
      this.took(await call());
      void this.page().catch(() => {});
      return true;
    } catch (err) {
      this.trouble(err);
      return false;
    }
  }

  /** Something on the screen did not work, and nothing was changed. */
  trouble(err: unknown): void {
    this.set({ trouble: (err instanceof Problem && err.message) || this.o.sorry() });
  }

  // ---- sending

  private queue(what: Pick<Outgoing, 'text' | 'choice' | 'label'>): void {
    const item: Outgoing = { id: newId(), ...what, to: this.kept?.id, seen: newestForeign(this.stream, isOwn)?.id, at: this.now() };
    this.stream = addOwn(this.stream, this.ownEntry(item, this.view.online ? 'sending' : 'waiting'));
    this.set({ trouble: '' });
    this.publish();
    this.box.add(item);
  }

  /** What waits or failed here, shown among what was said. */
  private showQueue(): void {
    for (const i of this.box.items) if (!i.to || i.to === this.kept?.id) this.stream = addOwn(this.stream, this.ownEntry(i, i.failed ? 'failed' : 'waiting'));
  }

  private ownEntry(i: Outgoing, mark: Entry['mark']): Entry {
    return { id: i.id, from: 'customer', text: i.text ?? i.label ?? '', choice: i.choice, at: new Date(i.at).toISOString(), mark };
  }

  private async post(i: Outgoing): Promise<Posted> {
    const id = i.to ?? (await this.begin());
    return this.o.api.post<Posted>(`/conversations/${id}/messages`, { id: i.id, text: i.text, choice: i.choice, seen: i.seen });
  }

  private mark(id: string, mark: NonNullable<Entry['mark']>, more?: { at?: string; problem?: string }): void {
    this.stream = setMark(this.stream, id, mark, more);
    this.publish();
  }

  // ---- the view

  private speak(language: Language): void {
    this.o.memory.write('lang', language);
    this.set({ language });
  }

  private setWritten(written: boolean): void {
    this.o.memory.write('written', written);
    this.set({ written });
  }

  private markSeen(): void {
    const id = newestForeign(this.stream, isOwn)?.id;
    if (id && this.o.memory.read('seen', '') !== id) this.o.memory.write('seen', id);
    this.set({ unread: 0 });
  }

  private publish(): void {
    const unread = this.view.open ? 0 : unreadAfter(this.stream, this.o.memory.read<string | null>('seen', null), isOwn);
    this.set({ entries: this.stream.entries, unread });
    const last = this.stream.entries.at(-1);
    if (last) this.o.memory.write('at', Date.parse(last.at));
    if (this.view.open) this.markSeen();
  }

  private set(part: Partial<View>): void {
    this.view = { ...this.view, ...part };
    this.o.onView(this.view);
  }
}
