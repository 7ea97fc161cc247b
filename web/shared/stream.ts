// The list of messages that a screen shows: ordered, without doubles, with the
// customer's own messages shown at once and marked by what became of them.
// Pure: lists in, lists out.
import type { Message } from './wire.ts';

/** waiting: not sent yet (offline); sending; sent: the server has it; failed: a person must press retry. */
export type Mark = 'waiting' | 'sending' | 'sent' | 'failed';

export interface Entry extends Message {
  /** Only on own messages that the stream has not brought back yet. */
  mark?: Mark;
  /** Why it failed, in the reader's words. */
  problem?: string;
  /** The choice that this message answered. */
  choice?: string;
  seq?: number;
}

export interface Stream {
  entries: readonly Entry[];
  /** The last message up to which nothing is missing: where the next page starts. */
  anchor: string | null;
}

export const emptyStream: Stream = { entries: [], anchor: null };

const time = (e: Entry) => Date.parse(e.at) || 0;
/** Own messages without the server's time stand last, in the order of writing. */
const loose = (e: Entry) => e.mark !== undefined && e.mark !== 'sent';

/** Takes one page of the API, which is in order and complete after its anchor. */
export function addPage(s: Stream, messages: readonly Message[]): Stream {
  if (messages.length === 0) return s;
  return { entries: place(s.entries, messages), anchor: messages[messages.length - 1]!.id };
}

/**
 * Takes one message from the real-time stream. `complete` says that nothing
 * before it is missing, so that the anchor may move; while a page is on its way it may not.
 */
export function addLive(s: Stream, m: Message, seq: number | undefined, complete: boolean): Stream {
  return { entries: place(s.entries, [{ ...m, seq }]), anchor: complete ? m.id : s.anchor };
}

function place(entries: readonly Entry[], incoming: readonly Entry[]): Entry[] {
  const ids = new Set(incoming.map((m) => m.id));
  const known = new Map(entries.filter((e) => ids.has(e.id)).map((e) => [e.id, e]));
  const out = entries.filter((e) => !ids.has(e.id));
  let from = 0;
  for (const m of incoming) {
    const old = known.get(m.id);
    const e: Entry = { ...m, seq: m.seq ?? old?.seq, choice: old?.choice };
    let i = out.length;
    while (i > from && goesBefore(e, out[i - 1]!)) i--;
    out.splice(i, 0, e);
    from = i + 1; // a page's own order is the truth, also within one millisecond
  }
  return out;
}

function goesBefore(e: Entry, other: Entry): boolean {
  if (loose(other)) return true;
  if (e.seq !== undefined && other.seq !== undefined) return e.seq < other.seq;
  return time(e) < time(other);
}

/** Shows an own message at once. Repeating an id changes nothing. */
export function addOwn(s: Stream, m: Entry): Stream {
  if (s.entries.some((e) => e.id === m.id)) return s;
  return { ...s, entries: [...s.entries, { ...m, mark: m.mark ?? 'sending' }] };
}

/** Sets the mark of an own message that the stream has not brought back. */
export function setMark(s: Stream, id: string, mark: Mark, more: { at?: string; problem?: string } = {}): Stream {
  const old = s.entries.find((e) => e.id === id);
  if (!old || old.mark === undefined) return s;
  const next: Entry = { ...old, mark, problem: more.problem, at: more.at ?? old.at };
  if (mark !== 'sent') return { ...s, entries: s.entries.map((e) => (e.id === id ? next : e)) };
  const rest = s.entries.filter((e) => e.id !== id);
  let i = rest.length;
  while (i > 0 && goesBefore(next, rest[i - 1]!)) i--;
  return { ...s, entries: [...rest.slice(0, i), next, ...rest.slice(i)] };
}

/** Takes back an own message that was never sent. */
export function removeOwn(s: Stream, id: string): Stream {
  return { ...s, entries: s.entries.filter((e) => e.id !== id || e.mark === undefined) };
}

/** The newest message that is not one's own: what `seen` names when it was on the screen. */
export function newestForeign(s: Stream, own: (e: Entry) => boolean): Entry | undefined {
  return s.entries.findLast((e) => !own(e));
}

/** How many foreign messages came after the one with this id; all of them if it is unknown. */
export function unreadAfter(s: Stream, id: string | null, own: (e: Entry) => boolean): number {
  const at = id === null ? -1 : s.entries.findIndex((e) => e.id === id);
  return s.entries.slice(at + 1).filter((e) => !own(e) && e.from !== 'system').length;
}
