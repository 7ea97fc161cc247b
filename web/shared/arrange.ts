// Who is named above which message, and where a new day begins: the same for
// the customer and for the people who answer.
import { daysBetween } from './format.ts';
import type { Entry } from './stream.ts';
import type { Language } from './wire.ts';

export interface Shown { entry: Entry; /** The speaker is named above it. */ head: boolean; /** A date line stands above it. */ day: string }

/** Names the speaker once for what they say in one go, and dates once a day. */
export function arrange(entries: readonly Entry[], lang: Language, now: number, today: string, yesterday: string): Shown[] {
  let before: Entry | undefined;
  return entries.map((entry) => {
    const t = Date.parse(entry.at) || now;
    const newDay = before ? daysBetween(Date.parse(before.at) || now, t) !== 0 : daysBetween(t, now) > 0;
    const head = newDay || !before || before.from !== entry.from || before.name !== entry.name || t - Date.parse(before.at) > 300_000;
    before = entry;
    return { entry, head, day: newDay ? dayName(t, lang, now, today, yesterday) : '' };
  });
}

function dayName(t: number, lang: Language, now: number, today: string, yesterday: string): string {
  const days = daysBetween(t, now);
  if (days === 0) return today;
  if (days === 1) return yesterday;
  return new Intl.DateTimeFormat(lang === 'sv' ? 'sv-SE' : 'en-GB', { weekday: 'long', day: 'numeric', month: 'long' }).format(t);
}
