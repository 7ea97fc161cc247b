// What goes over the wire, as written in reference/contract.md and docs/wire.md.
// Times are RFC 3339 in UTC, durations integer seconds.

export type Language = 'sv' | 'en';
export type Time = string;

export interface List<T> { items: T[]; next: string | null }

export interface Cite { kind: 'article' | 'tool' | string; id: string; title: string }
export interface Choice { id: string; label: string }
export interface Row { label: string; value: string }
export interface Step { label: string; state: 'done' | 'now' | 'todo'; at?: string }
export type CardKind = 'invoice' | 'purchase' | 'refund' | 'card' | 'plan' | 'list' | 'article' | 'line' | 'confirm' | 'help' | 'act' | 'file';

/** A card's values are ready to show, in the message's language. */
export interface Card { kind: CardKind; title?: string; rows?: Row[]; steps?: Step[]; items?: Card[]; href?: string }

export type From = 'assistant' | 'expert' | 'approved_draft' | 'customer' | 'system';

export interface Message {
  id: string;
  from: From;
  name?: string;
  text: string;
  cites?: Cite[] | null;
  choices?: Choice[] | null;
  card?: Card | null;
  matter?: string;
  at: Time;
}
export interface MessagePage { messages: Message[]; next: string | null }

export type Holder = 'assistant' | 'line' | 'expert' | 'team' | 'none';
export interface WirePromise { by: 'assistant' | 'line' | 'expert' | string; due: Time; matter: string }
export interface Line { position: number; wait_seconds: number; staffed: boolean }
export interface Matter { id: string; topic: string; holder: Holder; state: string; owner?: string; next?: string; others?: string; due?: Time | null; outcome?: string | null }
export interface Conversation {
  id: string;
  market: string;
  language: Language;
  holder: Holder;
  promise: WirePromise | null;
  line: Line | null;
  matters: Matter[];
  version: number;
}

export interface Market {
  market: string;
  company: string;
  languages: Language[];
  open: boolean;
  opens_at: Time | null;
  closes_at: Time | null;
  wait_seconds: number | null;
  staffed: boolean;
}
/** A row of the first screen; its id is a choice that a conversation may begin with. */
export interface StartMatter { id: string; topic: string; title: string; detail: string }
/** One of the customer's own conversations. */
export interface Owned { id: string; topic: string; holder: Holder; last_text: string; last_at: Time }
export interface Start { market: Market; answer_by: Time | null; matters: StartMatter[]; conversations: Owned[] }
export interface ArticleHit { id: string; title: string; passage: string }
export interface Article { id: string; title: string; html: string; updated: string; language: Language }
export interface Me { id: string; name: string; role: 'customer' | 'visitor' | 'expert' | 'lead'; language: Language }

export interface Fact { label: string; value: string; from?: string }
export interface SummaryMatter {
  matter: string;
  topic: string;
  facts: Fact[];
  tried: string[];
  corrections: { text: string; at: Time }[];
  /** For staff only: the customer's own words that led to the topic. */
  evidence?: { message: string; at: Time; text: string }[] | null;
}
export interface Summary { matters: SummaryMatter[] }

export interface Posted { id: string; at: Time }
export interface Created { id: string; token: string }

// Staff screens.

export interface Offer {
  id: string; conversation: string; matter: string; topic: string; why: string;
  wait_seconds: number; language: Language; expires_at: Time;
}
export interface DeskRow {
  matter?: string;
  /** The customer's name; "" for a visitor. */
  name?: string;
  /** Who may take it just now, by working name. */
  offered_to?: string | null;
  conversation: string; customer: string; language: Language; topic: string; holder: Holder; expert: string | null;
  why: string; wait_seconds: number | null; due: Time | null; priority: number; last_text: string; last_at: Time; unread: boolean;
  snippet?: string;
  /** Whose duty it is, in words; "" while somebody has it. */
  team?: string;
  next?: string; others?: string;
}
export type MattersView = 'mine' | 'team' | 'today';
export type WaitFor = 'customer' | 'merchant' | 'back_office' | 'police' | 'other';
export interface Expert {
  id: string; name: string; languages: Language[]; skills: { topic: string; level: number }[];
  online: boolean; capacity: number; held: number;
}
export interface Act {
  id: string; matter: string; tool: string; state: 'intended' | 'done' | 'failed' | 'unknown' | 'asked' | string;
  title?: string; at?: Time; args?: Record<string, unknown>; by?: string;
}
export interface StaffView {
  conversation: Conversation;
  customer: { id: string; name: string; level: 'visitor' | 'signed_in' | 'code' };
  summary: Summary;
  acts: Act[];
  drafts: { id: string; matter?: string; text: string; cites: Cite[] }[];
  /** Those who were here, the first one first. */
  experts: { id: string; name: string }[];
}
export interface TimelineItem {
  seq: number; at: Time; type: string; why?: string; by?: string; matter?: string; text?: string; data?: Record<string, unknown>;
}
export interface Unsupported { unsupported: { text: string; kind: 'amount' | 'date' | 'promise' | string }[] }
export interface Tool {
  name: string; class: 'look' | 'protect' | 'act' | 'move'; needs: 'visitor' | 'signed_in' | 'code'; title: string;
  /** choices: what a choice may be; from: the look whose answer lists what a reference may be. */
  args: { name: string; type: string; choices?: string[]; from?: string }[];
  /** expert: only a person proposes it, within their limit. */
  by?: 'expert' | '';
}
/** What became of a proposal: a question to the customer, or a request for a second person's yes. */
export interface Proposed { confirm: string; approval: string; due: Time | null }
export interface Approval {
  id: string; conversation: string; matter: string; topic: string; customer: StaffView['customer']; expert: { id: string; name: string };
  tool: string; title: string; rows: Row[]; asked_at: Time; due: Time; own: boolean;
}
export interface LineView {
  /** With an expert who owes a word, soon due or overdue. */
  late?: DeskRow[];
  items: DeskRow[]; next?: string | null;
  experts: { id: string; name: string; online: boolean; held: number; capacity: number }[];
}
export type PromiseState = 'open' | 'at_risk' | 'broken' | 'kept';
export interface PromiseItem {
  name?: string; conversation: string; matter: string; by: string; due: Time; state: PromiseState; kept_at: Time | null; topic: string;
}
export interface PromisesView { kept: number; at_risk: number; broken: number; since: Time; items: PromiseItem[]; next: string | null }
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
export interface Hours {
  zone: string;
  week: Partial<Record<Weekday, [string, string] | []>>;
  holidays: { date: string; name: string; closed: boolean }[];
}
export type Outcome = 'settled' | 'declined' | 'duplicate' | 'unreachable' | 'other';

export interface Look { tool: string; title: string; data: unknown; refused: { code: string; text: string } | null }

// The try-out box.
export interface TryOutChoices { markets: string[]; personas: { id: string; name: string; about: Record<Language, string> }[]; most: number }
export interface TryCall { tool: string; title: string; class: string; args: Record<string, unknown>; error: string }
export interface TryReading {
  language: string; language_p: number; wants_human: boolean; in_scope: boolean; move: string; mood: string;
  sensitivities: { kind: string; p: number; tier: string }[] | null; topics: { topic: string; p: number }[] | null;
  entities: { kind: string; text: string; value: string }[] | null; evidence: { for: string; text: string }[] | null;
}
export interface TryStep {
  said: string; pressed: boolean; reading: TryReading; holder: Holder;
  matters: (Matter & { title: string; flow: string; flow_title: string; step: string; slots: Fact[] })[];
  articles: { id: string; title: string; passage: string; score: number; cover: number; confident: boolean }[];
  looks: TryCall[]; asks: TryCall[]; why: string[]; answers: Message[]; events: TimelineItem[];
}

/** The content in force; refused: what was last looked at and not put into force. */
export interface ContentStanding {
  version: string; published_at: Time; folder: boolean; flows: number; articles: number; tests: number;
  refused?: { version: string; at: Time; faults: { file: string; line: number; column: number; code: string; message: string }[] };
}

// Shifts and pay.
export interface Money { minor: number; currency: string }
export interface ShiftWhy { rule: string; reason: string; until: Time | null }
export interface ShiftMine {
  at: Time; undo_until: Time; free_until: Time; released: Time | null; confirmed: boolean; confirm_from: Time | null; confirm_by: Time | null; came: Time | null; worked_seconds: number;
}
export interface ShiftClaim { expert: string; name: string; at: Time; released: Time | null; confirmed: boolean; came: boolean; held_seconds: number }
export interface Shift {
  id: string; market: string; language: Language; topics: string[]; start: Time; end: Time; break_seconds: number; seats: number; free: number; base_pay: Money; bonus: Money; pays: Money;
  may_take: boolean; fits: boolean; kept_until: Time | null; why: ShiftWhy[]; mine: ShiftMine | null; claims?: ShiftClaim[];
}
export interface Swap { id: string; from: string; from_name: string; to: string; to_name: string; at: Time; state: 'asked' | 'agreed' | 'declined' | 'withdrawn'; shift: Shift }
export interface EarnedLine { rule: string; market: string; seconds: number; multiplier: string; amount: Money; from: { start: Time; end: Time }[] }
export interface Earned { from: Time; to: Time; total: Money; planned: Money; worked_seconds: number; lines: EarnedLine[] }
export interface Earnings { today: Earned; week: Earned; month: Earned; others?: Earnings[] }
export interface NowView { shift: Shift | null; waiting: number; wanted: boolean; rate: Money; until: Time | null; why: ShiftWhy[] }
export interface Thanks { words: string; stars: number; at: Time }
export interface Wish { day: Weekday; from: string; to: string }
export interface Given { shift: string; start: Time; end: Time; expert: string; name: string; why: 'late' | 'unconfirmed' | 'no_show'; at: Time; free: number }
export interface FairGroup {
  kind: 'level' | 'language'; group: string; people: number; shifts: number; planned_seconds: number; due_seconds: number; held_seconds: number; planned_seconds_per_head: number; prime: number; bonus: number; bonuses: Money[];
  late: number; missed: number; share_people: number; share_hours: number;
}

// Real time.

export interface Published {
  seq?: number;
  at?: Time;
  kind: 'message' | 'changed';
  message?: Message;
  /** On c: and s: place|promise|act|matter|offer|presence|language; on e: and line: offers|desk|line|promises. */
  what?: string;
}
