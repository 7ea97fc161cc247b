// What a shift's card says and offers, and how days are told apart. Pure.
import { daysBetween } from '../shared/format.ts';
import type { Language, Shift } from '../shared/wire.ts';

const locale: Record<Language, string> = { sv: 'sv-SE', en: 'en-GB' };

export interface Day { at: number; label: string; items: Shift[] }

/** Shifts by local day, first day first; the order within a day stays. */
export function byDay(list: readonly Shift[], lang: Language, now: number, zone?: string): Day[] {
  const days = new Map<number, Day>();
  for (const s of list) {
    const at = Date.parse(s.start);
    const n = daysBetween(now, at, zone);
    if (!days.has(n)) days.set(n, { at: n, label: dayName(at, n, lang, zone), items: [] });
    days.get(n)!.items.push(s);
  }
  return [...days.values()].sort((a, b) => a.at - b.at);
}

function dayName(at: number, n: number, lang: Language, zone?: string): string {
  const date = new Intl.DateTimeFormat(locale[lang], { weekday: 'long', day: 'numeric', month: 'long', timeZone: zone }).format(at);
  const near = lang === 'sv' ? ['I dag', 'I morgon'][n] : ['Today', 'Tomorrow'][n];
  return near ? `${near}, ${date}` : date.charAt(0).toUpperCase() + date.slice(1);
}

/** What the owner of a seat can do with it now. */
export type Deed = 'undo' | 'release' | 'late' | 'confirm' | 'keep' | 'swap';

export function deeds(s: Shift, now: number): Deed[] {
  const m = s.mine;
  if (!m || Date.parse(s.end) <= now) return [];
  if (m.released) return Date.parse(s.start) > now ? ['keep'] : [];
  const out: Deed[] = [];
  if (asksToConfirm(s, now)) out.push('confirm');
  if (now <= Date.parse(m.undo_until)) out.push('undo');
  else if (now < Date.parse(s.start)) out.push(now <= Date.parse(m.free_until) ? 'release' : 'late');
  if (now < Date.parse(s.start)) out.push('swap');
  return out;
}

/** Between 36 and 16 hours before one says that one comes, else the seat reopens. */
export function asksToConfirm(s: Shift, now: number): boolean {
  const m = s.mine;
  return !!m && !m.confirmed && !m.released && !!m.confirm_from && !!m.confirm_by && now >= Date.parse(m.confirm_from) && now <= Date.parse(m.confirm_by);
}

export type Standing = 'on' | 'coming' | 'over';
export function standing(s: Shift, now: number): Standing {
  return now < Date.parse(s.start) ? 'coming' : now < Date.parse(s.end) ? 'on' : 'over';
}

/** One's own that is on now, else the next; what was given up late counts last. */
export function next(list: readonly Shift[], now: number): Shift | undefined {
  const left = list.filter((s) => s.mine && Date.parse(s.end) > now);
  return left.find((s) => !s.mine!.released) ?? left[0];
}

/** A length of time for people: "4 h", "3 h 45 min", "12 min", "40 s". */
export function lengthOf(seconds: number, lang: Language): string {
  const h = Math.floor(seconds / 3600);
  const m = Math.floor((seconds % 3600) / 60);
  const hour = lang === 'sv' ? 'tim' : 'h';
  if (h) return m ? `${h} ${hour} ${m} min` : `${h} ${hour}`;
  return m ? `${m} min` : `${Math.floor(seconds)} s`;
}
