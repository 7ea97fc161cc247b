// Whose application this device goes on with, and in which language.
import { getContext } from 'svelte';
import { createApi } from '../shared/api.ts';
import { fill, type Params } from '../shared/fill.ts';
import { pickLanguage } from '../shared/language.ts';
import type { Language } from '../shared/wire.ts';
import { sessionKey } from '../staff/session.svelte.ts';
import { words } from './words.ts';

const tokenKey = 'samtal.apply';
const languageKey = 'samtal.staff.language';

export function createApplicant() {
  let token = $state(localStorage.getItem(tokenKey));
  let language = $state<Language>(pickLanguage([localStorage.getItem(languageKey), navigator.language]));
  let online = $state(navigator.onLine);
  addEventListener('online', () => (online = true));
  addEventListener('offline', () => (online = false));
  $effect.root(() => {
    $effect(() => {
      document.documentElement.lang = language;
    });
  });
  return {
    api: createApi({ token: () => token, language: () => language }),
    w: (key: keyof typeof words.sv, params?: Params) => fill(words[language][key], params),
    get token() { return token; },
    get language() { return language; },
    get online() { return online; },
    /** Goes on with this application from now; null forgets it. */
    keep(fresh: string | null) {
      if (fresh) localStorage.setItem(tokenKey, fresh);
      else localStorage.removeItem(tokenKey);
      token = fresh;
    },
    switchLanguage() {
      language = language === 'sv' ? 'en' : 'sv';
      localStorage.setItem(languageKey, language);
    },
  };
}
export type Applicant = ReturnType<typeof createApplicant>;
export const useApplicant = () => getContext<Applicant>(sessionKey);
