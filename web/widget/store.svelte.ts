// The one store: the talk's view made reactive, and the words in its language.
import { getContext } from 'svelte';
import { fill, type Params } from '../shared/fill.ts';
import type { Language } from '../shared/wire.ts';
import type { Api } from '../shared/api.ts';
import { Talk, type TalkOptions, type View } from './talk.ts';
import type { WordKey, Words } from './words.ts';

export interface Page { kind: 'talk' | 'article' | 'summary' | 'settings'; id?: string }

export type StoreOptions = Omit<TalkOptions, 'onView' | 'sorry'> & { name: string; words: Words; loadWords: (language: Language) => Promise<Words>; suggestions: Record<string, string[]>; launcher: HTMLButtonElement };

export function createStore(o: StoreOptions) {
  let view = $state.raw<View>(null as unknown as View);
  let page = $state.raw<Page>({ kind: 'talk' });
  let now = $state(Date.now());
  let words = $state.raw(o.words);
  let spoken = o.language;
  const w = (key: WordKey, params?: Params) => fill(words[key], params);
  // A switch shows the new words when they are there; until then the old ones, never a gap.
  function follow(v: View): void {
    view = v;
    if (v.language === spoken) return;
    const wished = (spoken = v.language);
    o.loadWords(wished).then((t) => wished === spoken && (words = t), () => {});
  }
  const talk = new Talk({ ...o, onView: follow, sorry: () => w('action_failed') });
  follow(talk.view);
  setInterval(() => (now = Date.now()), 20_000);
  return {
    talk,
    w,
    api: o.api as Api,
    name: o.name,
    /** The loader's own button: not drawn by a component, only told. */
    launcher: o.launcher,
    get suggestions() { return o.suggestions[view.language] ?? []; },
    get view() { return view; },
    get page() { return page; },
    set page(p: Page) { page = p; },
    get now() { return now; },
    get company() { return view.market?.company ?? ''; },
  };
}
export type Store = ReturnType<typeof createStore>;

/** The name under which main.ts hands the store to every component. */
export const storeKey = 'store';
export const useStore = () => getContext<Store>(storeKey);
