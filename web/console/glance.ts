// The first screen's answer: who waits too long, and what can be done now. Pure.
import type { DeskRow, LineView } from '../shared/wire.ts';

/** Minutes before a promised time in which a customer counts as urgent. */
export const soonMinutes = 5;

export interface Glance {
  waiting: number;
  late: number;
  soon: number;
  /** Seconds. */
  longest: number;
  online: number;
  /** Places that experts who are online still have. */
  free: number;
  freeExperts: number;
  /** The finding, as a key of the words. */
  finding: 'all_quiet' | 'late_none' | 'late_one' | 'late_many' | 'soon_one' | 'soon_many';
  /** What can be done now. */
  advice: 'do_quiet' | 'do_noone' | 'do_nofree' | 'do_free_one' | 'do_free';
}

const left = (r: DeskRow, now: number) => (r.due ? (Date.parse(r.due) - now) / 1000 : Infinity);

/** Seconds that a row has waited: what the server said when it was read, and the time since. */
export const waited = (r: DeskRow, readAt: number, now: number) => (r.wait_seconds ?? 0) + Math.max(0, (now - readAt) / 1000);

export function glance(rows: readonly DeskRow[], experts: LineView['experts'], readAt: number, now: number): Glance {
  const late = rows.filter((r) => left(r, now) < 0).length;
  const soon = rows.filter((r) => left(r, now) >= 0 && left(r, now) <= soonMinutes * 60).length;
  const on = experts.filter((e) => e.online);
  const open = on.filter((e) => e.held < e.capacity);
  const free = open.reduce((n, e) => n + e.capacity - e.held, 0);
  return {
    waiting: rows.length, late, soon, online: on.length, free, freeExperts: open.length,
    longest: rows.reduce((most, r) => Math.max(most, waited(r, readAt, now)), 0),
    finding: !rows.length ? 'all_quiet' : late === 1 ? 'late_one' : late ? 'late_many' : soon === 1 ? 'soon_one' : soon ? 'soon_many' : 'late_none',
    advice: !rows.length ? 'do_quiet' : !on.length ? 'do_noone' : !open.length ? 'do_nofree' : open.length === 1 ? 'do_free_one' : 'do_free',
  };
}

/**
 * Who comes first on the page: danger, then what is late (longest first), then
 * what soon will be; the rest as the server ranks it, by need and then by time.
 */
export function ordered(rows: readonly DeskRow[], now: number): DeskRow[] {
  const rank = (r: DeskRow) => (r.priority === 0 ? 0 : left(r, now) < 0 ? 1 : left(r, now) <= soonMinutes * 60 ? 2 : 3);
  return rows.map((r, i) => ({ r, i, k: rank(r) }))
    .sort((a, b) => a.k - b.k || (a.k === 1 || a.k === 2 ? left(a.r, now) - left(b.r, now) : 0) || a.i - b.i)
    .map((x) => x.r);
}

/** Experts who can take one more now, those with the most room first. */
export const withRoom = (experts: LineView['experts']) => experts.filter((e) => e.online && e.held < e.capacity).sort((a, b) => b.capacity - b.held - (a.capacity - a.held) || a.name.localeCompare(b.name));

/** How a due time looks: over, soon, or calm; and the seconds to it. */
export function dueState(due: string | null, now: number): { state: 'late' | 'soon' | 'calm' | 'none'; seconds: number } {
  if (!due) return { state: 'none', seconds: 0 };
  const s = (Date.parse(due) - now) / 1000;
  return { state: s < 0 ? 'late' : s <= soonMinutes * 60 ? 'soon' : 'calm', seconds: Math.abs(s) };
}

/** Where j and k go: the row after or before, staying within the list. */
export function moved(keys: readonly string[], current: string | null, by: 1 | -1): string | null {
  if (!keys.length) return null;
  const i = current === null ? -1 : keys.indexOf(current);
  if (i < 0) return keys[by === 1 ? 0 : keys.length - 1]!;
  return keys[Math.min(keys.length - 1, Math.max(0, i + by))]!;
}

/** The row that a key stands for; a conversation with two matters in line has two rows. */
export const rowKey = (r: DeskRow) => `${r.conversation}/${r.matter ?? r.topic}`;
