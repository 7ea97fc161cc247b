// Who is signed in, in which language, on which line: one per app.
import { getContext } from 'svelte';
import { createApi } from '../shared/api.ts';
import { createFiles } from '../shared/files.ts';
import { fill, type Params } from '../shared/fill.ts';
import { pickLanguage } from '../shared/language.ts';
import { createRealtime, socketUrl, type Status } from '../shared/realtime.ts';
import { claims, takeToken } from '../shared/session.ts';
import type { Language, Me } from '../shared/wire.ts';
import { createHub } from './hub.ts';
import type { StaffWords } from './words.ts';

const languageKey = 'samtal.staff.language';

export type Tables<W extends StaffWords> = Record<Language, W>;

export function createSession<W extends StaffWords>(role: 'expert' | 'console', tables: Tables<W>) {
  const token = takeToken(role);
  const who = claims(token);
  let chosen = localStorage.getItem(languageKey);
  let language = $state<Language>(pickLanguage([chosen, who.locale, navigator.language]));
  let now = $state(Date.now());
  let online = $state(navigator.onLine);
  let link = $state<Status>('connecting');
  let signedOut = $state(false);
  let me = $state.raw({ id: who.sub ?? '', name: who.name ?? '' });

  const api = createApi({
    token: () => token,
    language: () => language,
    fetch: async (...a) => {
      const res = await fetch(...a);
      if (res.status === 401) signedOut = true;
      return res;
    },
  });
  const files = createFiles({ token: () => token, language: () => language });
  const hub = createHub({ token: () => token ?? '', onStatus: (s) => (link = s), make: (n) => createRealtime({ ...n, url: socketUrl(location.origin) }) });

  if (token) {
    hub.start();
    api.get<Me>('/me').then((m) => {
      me = { id: m.id, name: m.name || me.name };
      if (!chosen && m.language) language = pickLanguage([m.language]);
    }, () => { /* the token's own claims stand in */ });
  }
  addEventListener('online', () => {
    online = true;
    hub.online();
  });
  addEventListener('offline', () => (online = false));
  setInterval(() => (now = Date.now()), 1000);
  $effect.root(() => {
    $effect(() => {
      document.documentElement.lang = language;
    });
  });

  return {
    api, files, hub, token,
    w: (key: keyof W & string, params?: Params) => fill(tables[language][key] as string, params),
    get me() { return me; },
    get language() { return language; },
    /** A clock that ticks every second, for waits and countdowns. */
    get now() { return now; },
    get online() { return online; },
    get link() { return link; },
    get signedOut() { return signedOut; },
    switchLanguage() {
      chosen = language === 'sv' ? 'en' : 'sv';
      localStorage.setItem(languageKey, chosen);
      language = pickLanguage([chosen]);
    },
  };
}

export type Session<W extends StaffWords = StaffWords> = ReturnType<typeof createSession<W>>;
export const sessionKey = 'session';
export const useSession = <W extends StaffWords = StaffWords>() => getContext<Session<W>>(sessionKey);
