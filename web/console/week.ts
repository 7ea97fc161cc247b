// The week as a grid: where a shift stands, and what a drag over a day means. Pure.
import type { Language, Shift } from '../shared/wire.ts';

/** The grid shows these hours of a day; what lies outside is cut at the edge, never lost. */
export const firstHour = 6;
export const lastHour = 24;
export const step = 30; // minutes

const locale: Record<Language, string> = { sv: 'sv-SE', en: 'en-GB' };

/** Monday 00:00 of the week that holds a moment, so many weeks on, in this device's zone. */
export function monday(now: number, weeks = 0): Date {
  const d = new Date(now);
  return new Date(d.getFullYear(), d.getMonth(), d.getDate() - ((d.getDay() + 6) % 7) + weeks * 7);
}

/** The seven days of a week; a week of a clock change has them all. */
export function daysOf(start: Date): Date[] {
  return Array.from({ length: 7 }, (_, i) => new Date(start.getFullYear(), start.getMonth(), start.getDate() + i));
}

export interface Placed { shift: Shift; top: number; height: number; lane: number; lanes: number }

const minutesInto = (day: Date, t: number) => (t - day.getTime()) / 60_000;
const share = (minutes: number) => Math.min(1, Math.max(0, (minutes - firstHour * 60) / ((lastHour - firstHour) * 60)));

/** Shifts that begin on a day, side by side where they meet; places are shares of the grid. */
export function place(list: readonly Shift[], day: Date): Placed[] {
  const end = new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime();
  const own = list.filter((s) => Date.parse(s.start) >= day.getTime() && Date.parse(s.start) < end).sort((a, b) => Date.parse(a.start) - Date.parse(b.start) || Date.parse(b.end) - Date.parse(a.end));
  const out: Placed[] = [];
  let group: Placed[] = [];
  let until = 0;
  const lanes: number[] = [];
  const close = () => {
    for (const p of group) p.lanes = lanes.length;
    group = [];
    lanes.length = 0;
  };
  for (const s of own) {
    const from = Date.parse(s.start);
    if (from >= until) close();
    let lane = lanes.findIndex((e) => e <= from);
    if (lane < 0) lane = lanes.length;
    lanes[lane] = Date.parse(s.end);
    until = Math.max(until, Date.parse(s.end));
    const top = share(minutesInto(day, from));
    const p = { shift: s, top, height: Math.max(share(minutesInto(day, Date.parse(s.end))) - top, 0.02), lane, lanes: 1 };
    group.push(p);
    out.push(p);
  }
  close();
  return out;
}

const two = (n: number) => String(n).padStart(2, '0');
export const clockOf = (minutes: number) => (minutes >= 24 * 60 ? '24:00' : `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`);

/** What a drag from one share of the grid's height to another names: whole half hours, at least one. */
export function dragged(a: number, b: number): { from: string; to: string } {
  const at = (x: number) => firstHour * 60 + Math.min(1, Math.max(0, x)) * (lastHour - firstHour) * 60;
  const from = Math.min(Math.floor(at(Math.min(a, b)) / step) * step, lastHour * 60 - step);
  const to = Math.max(Math.ceil(at(Math.max(a, b)) / step) * step, from + step);
  return { from: clockOf(from), to: clockOf(to) };
}

/** "2026-11-24" and "24:00" on this device's clock; null when it is no time. */
export function moment(date: string, time: string): Date | null {
  const d = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date);
  const t = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(time);
  if (!d || !t) return null;
  return new Date(Number(d[1]), Number(d[2]) - 1, Number(d[3]), Number(t[1]), Number(t[2]));
}

export const dateOf = (d: Date) => `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;

/** Seats and open seats of what is still to come. */
export function seats(list: readonly Shift[], now: number): { all: number; open: number } {
  const left = list.filter((s) => Date.parse(s.end) > now);
  return { all: left.reduce((n, s) => n + s.seats, 0), open: left.reduce((n, s) => n + s.free, 0) };
}

export function weekName(start: Date, lang: Language): string {
  const end = daysOf(start)[6]!;
  return new Intl.DateTimeFormat(locale[lang], { day: 'numeric', month: 'long' }).formatRange(start, end);
}
export const dayName = (d: Date, lang: Language) => new Intl.DateTimeFormat(locale[lang], { weekday: 'short', day: 'numeric' }).format(d);
