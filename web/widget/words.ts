// One language is fetched with the widget, the other one only when the customer switches.
import type { Language } from '../shared/wire.ts';
import type { sv } from './sv.ts';

export type WordKey = keyof typeof sv;
export type Words = Record<WordKey, string>;

/** Fetches the words of one language. */
export function loadWords(language: Language): Promise<Words> {
  return language === 'sv' ? import('./sv.ts').then((m) => m.sv) : import('./en.ts').then((m) => m.en);
}
