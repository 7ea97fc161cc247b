// How figures are written and drawn: the hard part of the page, without a page.
import type { Language } from '../shared/wire.ts';
import type { Answer, Month, Narrow, Point, Query } from './wire.ts';

const locale: Record<Language, string> = { sv: 'sv-SE', en: 'en-GB' };

/** A decimal as money in the reader's form; whole crowns without their ,00. */
export function sum(decimal: string, currency: string, lang: Language): string {
  const n = Number(decimal);
  const whole = Number.isInteger(n);
  if (currency === 'SEK' && lang === 'en') return `${new Intl.NumberFormat('en-GB', { minimumFractionDigits: whole ? 0 : 2, maximumFractionDigits: 2 }).format(n).replace('-', '\u2212')}\u00a0kr`; // as the assistant writes it
  return new Intl.NumberFormat(locale[lang], { style: 'currency', currency, minimumFractionDigits: whole ? 0 : undefined }).format(n);
}

/** Minor units as a decimal of their currency. */
export function decimal(minor: number, currency: string): string {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return (minor / 10 ** digits).toFixed(digits);
}

/** "3 december", "Fri 3 Dec" where there is little room. */
export function day(date: string, lang: Language, short = false): string {
  if (!date) return '';
  return new Intl.DateTimeFormat(locale[lang], short ? { day: 'numeric', month: 'short', timeZone: 'UTC' } : { weekday: 'short', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}

/** "november 2026" */
export function monthName(month: string, lang: Language, short = false): string {
  return new Intl.DateTimeFormat(locale[lang], short ? { month: 'short', timeZone: 'UTC' } : { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`));
}

/** The last day of a month. */
export function monthEnd(month: string): string {
  const [y, m] = month.split('-').map(Number);
  return `${month}-${String(new Date(Date.UTC(y!, m!, 0)).getUTCDate()).padStart(2, '0')}`;
}

/** Every month from the first to the last, those without a row too: a hole in a plot is a finding. */
export function filled(months: readonly Month[], today: string): Month[] {
  if (!months.length) return [];
  const by = new Map(months.map((m) => [m.month, m]));
  const out: Month[] = [];
  for (let at = months[0]!.month; at <= today.slice(0, 7); at = after(at)) out.push(by.get(at) ?? { month: at, currency: months[0]!.currency, in: '0', out: '0' });
  return out;
}

function after(month: string): string {
  const [y, m] = month.split('-').map(Number);
  return m === 12 ? `${y! + 1}-01` : `${y}-${String(m! + 1).padStart(2, '0')}`;
}

/** Heights of bars as shares of the tallest, 0 to 100; what is not nothing is seen. */
export function heights(values: readonly number[]): number[] {
  const top = Math.max(...values, 0);
  return values.map((v) => (v <= 0 || top === 0 ? 0 : Math.max(1.5, (v / top) * 100)));
}

/** The paths of a forecast in a box: the middle, and the band around it. */
export function paths(points: readonly Point[], width: number, height: number): { line: string; band: string; zero: number | null; x: (i: number) => number; y: (v: number) => number } {
  const low = Math.min(...points.map((p) => p.low), 0);
  const high = Math.max(...points.map((p) => p.high), 1);
  const x = (i: number) => (points.length < 2 ? 0 : (i / (points.length - 1)) * width);
  const y = (v: number) => height - ((v - low) / (high - low)) * height;
  const at = (i: number, v: number) => `${x(i).toFixed(1)} ${y(v).toFixed(1)}`;
  const line = points.map((p, i) => `${i ? 'L' : 'M'}${at(i, p.mid)}`).join('');
  const band = points.map((p, i) => `${i ? 'L' : 'M'}${at(i, p.high)}`).join('') + points.map((_, i) => `L${at(points.length - 1 - i, points[points.length - 1 - i]!.low)}`).join('') + 'Z';
  return { line, band, zero: low < 0 ? y(0) : null, x, y };
}

/** How much more or less than before, in whole per cent; null where nothing can be said. */
export function change(now: string, before: string | null): number | null {
  const b = Number(before ?? 0);
  return b > 0 ? Math.round((Number(now) / b - 1) * 100) : null;
}

const summed = ['spent', 'received', 'count', 'average', 'top'];

/** The rows that an answer's figure stands on; null when it stands on none. */
export function opens(a: Answer): Narrow | null {
  const q: Query | undefined = a.query;
  if (!q) return null;
  if (summed.includes(q.measure) && a.figures.some((f) => f.count > 0)) {
    return { from: q.period.from, to: q.period.to, category: q.category, shop: q.shop, account: q.account, way: q.measure === 'received' ? 'in' : 'out' };
  }
  const ids = [...new Set([...a.figures.flatMap((f) => f.ids), ...a.lines.flatMap((l) => l.ids ?? [])])].slice(0, 300);
  return ids.length ? { ids: ids.join(',') } : null;
}

/** The rows that a question in the chat was answered from, by the address that its card opens; null where there are none. */
export function asked(address: string): Narrow | null {
  try {
    const q = JSON.parse(new URLSearchParams(address).get('q') ?? '') as Query;
    if (!q.period?.from) return null;
    return { from: q.period.from, to: q.period.to, category: q.category, shop: q.shop, account: q.account, way: q.measure === 'received' ? 'in' : 'out' };
  } catch {
    return null;
  }
}

/** What a person types as an amount, as a decimal: "1 200", "1200,50"; null when it is none. */
export function typed(text: string): string | null {
  const plain = text.replace(/[\s\u00a0]/g, '').replace(/kr$/i, '').replace(',', '.');
  return /^\d{1,9}(\.\d{1,2})?$/.test(plain) ? plain : null;
}
