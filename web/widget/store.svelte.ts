// The one store: the talk's view made reactive, and the words in its language.
import { getContext } from 'svelte';
import { createWords } from '../shared/words.ts';
import type { Api } from '../shared/api.ts';
import { Talk, type TalkOptions, type View } from './talk.ts';
import { words } from './words.ts';

export interface Page { kind: 'talk' | 'article' | 'summary'; id?: string }

export type StoreOptions = Omit<TalkOptions, 'onView' | 'sorry'> & { name: string; suggestions: Record<string, string[]> };

export function createStore(o: StoreOptions) {
  let view = $state.raw<View>(null as unknown as View);
  let page = $state.raw<Page>({ kind: 'talk' });
  let now = $state(Date.now());
  const w = createWords(words, () => view.language);
  const talk = new Talk({ ...o, onView: (v) => (view = v), sorry: () => w('action_failed') });
  view = talk.view;
  setInterval(() => (now = Date.now()), 20_000);
  return {
    talk,
    w,
    api: o.api as Api,
    name: o.name,
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
