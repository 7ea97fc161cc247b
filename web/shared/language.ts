import type { Language } from './wire.ts';

/** The language to begin with: the first of the wished ones that we speak, else English. */
export function pickLanguage(wished: readonly (string | null | undefined)[]): Language {
  for (const w of wished) {
    const l = (w ?? '').slice(0, 2).toLowerCase();
    if (l === 'sv' || l === 'en') return l;
  }
  return 'en';
}
