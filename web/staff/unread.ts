// Which conversations have something that this person has not seen. The server
// says what is unread; what was on this screen is remembered here, so that a
// mark goes away at once and does not come back with the next refresh.
import type { DeskRow } from '../shared/wire.ts';

export type Seen = Readonly<Record<string, string>>;

/** Notes that a conversation is on the screen up to a time. */
export function see(seen: Seen, conversation: string, at: string): Seen {
  return (Date.parse(seen[conversation] ?? '') || 0) >= Date.parse(at) ? seen : { ...seen, [conversation]: at };
}

export function isUnread(r: DeskRow, seen: Seen, open: string | null): boolean {
  if (!r.unread || r.conversation === open) return false;
  return (Date.parse(r.last_at) || 0) > (Date.parse(seen[r.conversation] ?? '') || 0);
}

/** How many conversations, not messages: a desk of three is calm. */
export function countUnread(rows: readonly DeskRow[], seen: Seen, open: string | null): number {
  return new Set(rows.filter((r) => isUnread(r, seen, open)).map((r) => r.conversation)).size;
}

/** Forgets conversations that are no longer at hand, so that the memory stays small. */
export function keepOnly(seen: Seen, rows: readonly DeskRow[]): Seen {
  const here = new Set(rows.map((r) => r.conversation));
  const kept = Object.entries(seen).filter(([id]) => here.has(id));
  return kept.length === Object.keys(seen).length ? seen : Object.fromEntries(kept);
}

/** Waiting longest for this person first; those that wait for the customer last. */
export function byUrgency(rows: readonly DeskRow[]): DeskRow[] {
  const due = (r: DeskRow) => (r.due ? Date.parse(r.due) : Infinity);
  return [...rows].sort((a, b) => Number(b.unread) - Number(a.unread) || due(a) - due(b) || a.conversation.localeCompare(b.conversation));
}
