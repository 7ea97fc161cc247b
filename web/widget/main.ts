// The widget proper: fetched once, mounted into the loader's shadow root.
import { mount } from 'svelte';
import { createApi } from '../shared/api.ts';
import { createRealtime, socketUrl } from '../shared/realtime.ts';
import type { Language } from '../shared/wire.ts';
import App from './App.svelte';
import { createMemory, deviceStorage } from './memory.ts';
import { createStore, storeKey } from './store.svelte.ts';
import type { Words } from './words.ts';
import css from './widget.css?inline';

export interface Options {
  root: ShadowRoot;
  button: HTMLButtonElement;
  language: Language;
  market: string;
  /** The server's origin: where the script came from. */
  base: string;
  token: string | null;
  who: { sub?: string; name?: string; locale?: string };
  suggestions: Record<string, string[]>;
  loadWords: (language: Language) => Promise<Words>;
}
export interface Widget { open(): void }

export function create(o: Options, words: Words): Widget {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  o.root.adoptedStyleSheets = [...o.root.adoptedStyleSheets, sheet];
  let token = () => o.token;
  const api = createApi({ base: o.base, token: () => token(), language: () => store.view.language });
  const store = createStore({
    api,
    market: o.market,
    language: o.language,
    words,
    loadWords: o.loadWords,
    customerToken: o.token,
    memory: createMemory(o.who.sub ?? '', o.market, deviceStorage()),
    realtime: (r) => createRealtime({ ...r, url: socketUrl(o.base) }),
    name: o.who.name ?? '',
    suggestions: o.suggestions,
    launcher: o.button,
  });
  token = () => store.talk.token();
  mount(App, { target: o.root, context: new Map([[storeKey, store]]) });
  window.addEventListener('online', () => store.talk.setOnline(true));
  window.addEventListener('offline', () => store.talk.setOnline(false));
  window.addEventListener('storage', (e) => store.talk.storageChanged(e.key));
  store.talk.setOnline(navigator.onLine);
  void store.talk.wake();
  return { open: () => store.talk.show(true) };
}
