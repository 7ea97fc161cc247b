// The mechanism behind every screen's words. Each screen keeps its own table
// (widget/words.ts, expert/words.ts, …), so that the widget carries no word it
// does not show. Both languages are written by hand; a test holds their keys
// together.
import { fill, type Params } from './fill.ts';
import type { Language } from './wire.ts';

export type Table = Record<string, string>;
/** Makes `w(key, params)` for one screen's table. */
export function createWords<T extends Table>(tables: Record<Language, T>, language: () => Language) {
  return (key: keyof T & string, params?: Params): string => fill(tables[language()][key] ?? key, params);
}

export { fill, type Params } from './fill.ts';
export { pickLanguage } from './language.ts';
