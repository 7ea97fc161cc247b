// The mechanism behind every screen's words. Each screen keeps its own table
// (widget/words.ts, expert/words.ts, …), so that the widget carries no word it
// does not show. Both languages are written by hand; a test holds their keys
// together.
import type { Language } from './wire.ts';

export type Table = Record<string, string>;
export type Params = Record<string, string | number>;

/** Fills {name} in a text. A missing value leaves the text's own braces, so that a fault is seen and not hidden. */
export function fill(text: string, params: Params = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole));
}

/** Makes `w(key, params)` for one screen's table. */
export function createWords<T extends Table>(tables: Record<Language, T>, language: () => Language) {
  return (key: keyof T & string, params?: Params): string => fill(tables[language()][key] ?? key, params);
}

/** The language to begin with: the first of the wished ones that we speak, else English. */
export function pickLanguage(wished: readonly (string | null | undefined)[]): Language {
  for (const w of wished) {
    const l = (w ?? '').slice(0, 2).toLowerCase();
    if (l === 'sv' || l === 'en') return l;
  }
  return 'en';
}
