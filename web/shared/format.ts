// Times, waits and money in the reader's language, by Intl.
import type { Language } from './wire.ts';

const locale: Record<Language, string> = { sv: 'sv-SE', en: 'en-GB' };

/** "14:05" */
export function clock(at: string | number | Date, lang: Language, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale[lang], { hour: '2-digit', minute: '2-digit', timeZone }).format(new Date(at));
}

/** The full date, for a tooltip: "torsdag 20 november 2026 kl. 14:05" */
export function fullTime(at: string | number | Date, lang: Language, timeZone?: string): string {
  return new Intl.DateTimeFormat(locale[lang], { dateStyle: 'full', timeStyle: 'short', timeZone }).format(new Date(at));
}

/** Whole calendar days from now to at, in the given zone: 0 today, 1 tomorrow. */
export function daysBetween(now: number, at: number, timeZone?: string): number {
  const day = (t: number) => {
    const p = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(t);
    return Date.parse(`${p}T00:00:00Z`) / 86_400_000;
  };
  return day(at) - day(now);
}

/**
 * When something will be: "14:05", "tomorrow 09:00", "Thu 27 Nov 09:00". The
 * customer plans by this, so it never says only "in 14 h".
 */
export function when(at: string | number, lang: Language, now: number, timeZone?: string): string {
  const t = new Date(at).getTime();
  const days = daysBetween(now, t, timeZone);
  const time = clock(t, lang, timeZone);
  if (days === 0) return time;
  if (days === 1) return `${lang === 'sv' ? 'i morgon' : 'tomorrow'} ${time}`;
  if (days === -1) return `${lang === 'sv' ? 'i går' : 'yesterday'} ${time}`;
  const d = new Intl.DateTimeFormat(locale[lang], { weekday: 'short', day: 'numeric', month: 'short', timeZone }).format(t);
  return `${d} ${time}`;
}

/**
 * When something is due, as `when`, on the next whole minute: the server's own
 * words round a promise up as well, and one screen must not say 14:00 and 14:01.
 */
export function dueAt(at: string | number, lang: Language, now: number, timeZone?: string): string {
  return when(Math.ceil(new Date(at).getTime() / 60_000) * 60_000, lang, now, timeZone);
}

/** How long ago, short: "now", "5 min", "3 h", then the date. Full time belongs in the tooltip. */
export function ago(at: string | number, lang: Language, now: number): string {
  const s = Math.max(0, (now - new Date(at).getTime()) / 1000);
  if (s < 45) return lang === 'sv' ? 'nu' : 'now';
  if (s < 3600) return `${Math.max(1, Math.round(s / 60))} min`;
  if (s < 86_400) return `${Math.round(s / 3600)} ${lang === 'sv' ? 'tim' : 'h'}`;
  return new Intl.DateTimeFormat(locale[lang], { day: 'numeric', month: 'short' }).format(new Date(at));
}

/** A wait in whole minutes, never 0 and never falsely exact: "about 4 minutes". */
export function wait(seconds: number, lang: Language): string {
  const m = Math.max(1, Math.ceil(seconds / 60));
  if (m >= 90) {
    const h = Math.round(m / 60);
    return lang === 'sv' ? `ungefär ${h} timmar` : `about ${h} hours`;
  }
  if (lang === 'sv') return m === 1 ? 'ungefär en minut' : `ungefär ${m} minuter`;
  return m === 1 ? 'about a minute' : `about ${m} minutes`;
}

/** A length as m:ss or h:mm:ss, for waits that tick on staff screens. */
export function elapsed(seconds: number): string {
  const s = Math.max(0, Math.floor(seconds));
  const two = (n: number) => String(n).padStart(2, '0');
  const h = Math.floor(s / 3600);
  return h ? `${h}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}` : `${Math.floor(s / 60)}:${two(s % 60)}`;
}

/** Money in the market's form; minor units by the currency's own exponent. */
export function money(m: { minor: number; currency: string }, lang: Language): string {
  const f = new Intl.NumberFormat(locale[lang], { style: 'currency', currency: m.currency });
  return f.format(m.minor / 10 ** (f.resolvedOptions().maximumFractionDigits ?? 2));
}

/** A whole number with the language's grouping. */
export function count(n: number, lang: Language): string {
  return new Intl.NumberFormat(locale[lang]).format(n);
}

/** Up to two initials of a first name or full name. */
export function initials(name: string): string {
  const parts = name.trim().split(/\s+/).filter(Boolean);
  return ((parts[0]?.[0] ?? '') + (parts.length > 1 ? parts[parts.length - 1]![0] : '')).toUpperCase();
}

/** The first name only: how an expert is called (P7). */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? '';
}
