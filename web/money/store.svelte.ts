// The one store of the page: what the server said, and what is being looked at.
import { getContext } from 'svelte';
import { createApi, fetchFile, Problem, type ApiOptions } from '../shared/api.ts';
import { fill, type Params } from '../shared/fill.ts';
import type { Language } from '../shared/wire.ts';
import { asked } from './figures.ts';
import { words, type WordKey } from './words.ts';
import type { Category, Narrow, Report, Review, State } from './wire.ts';

export type Phase = 'loading' | 'failed' | 'signin' | 'off' | 'on';
export interface Opened { title: string; narrow: Narrow }

export function createMoney(o: { token: string | null; language: Language; market: string }) {
  let language = $state(o.language);
  let phase = $state<Phase>('loading');
  let state = $state.raw<State | null>(null);
  let report = $state.raw<Report | null>(null);
  let review = $state.raw<Review | null>(null);
  let categories = $state.raw<Category[]>([]);
  let currency = $state('SEK');
  let month = $state('');
  let opened = $state.raw<Opened | null>(null);
  let trouble = $state('');
  const how: ApiOptions = { token: () => o.token, language: () => language };
  const api = { ...createApi(how), file: (path: string) => fetchFile(how, path) };
  const w = (key: WordKey, params?: Params) => fill(words[language][key], params);
  /** What went wrong, in words. */
  const sorry = (err: unknown) => (err instanceof Problem && err.message ? err.message : w('no_answer'));

  async function load(): Promise<void> {
    if (!o.token) {
      phase = 'signin';
      return;
    }
    try {
      state = await api.get<State>('/me/money', { language });
      if (!state.on || state.anew) {
        phase = 'off';
        return;
      }
      await refresh();
      if (!categories.length) categories = (await api.get<{ items: Category[] }>('/me/money/categories', { language })).items;
      phase = 'on';
      const rows = asked(location.search);
      if (rows) {
        opened = { title: w('transactions'), narrow: rows };
        history.replaceState(null, '', location.pathname); // a reload shows the page
      }
    } catch (err) {
      trouble = sorry(err);
      phase = err instanceof Problem && (err.status === 401 || err.status === 403) ? 'signin' : 'failed';
    }
  }

  /** Asks anew for everything that a change may have moved. */
  async function refresh(): Promise<void> {
    const r = await api.get<Report>('/me/money/report', { language, market: o.market });
    const known = r.safe_to_spend.map((s) => s.currency);
    if (!known.includes(currency) && known[0]) currency = known[0];
    month ||= r.today.slice(0, 7);
    report = r;
    review = r.counts.transactions ? await api.get<Review>(`/me/money/months/${month}`, { language, market: o.market }) : null;
  }

  async function look(at: string): Promise<void> {
    month = at;
    review = await api.get<Review>(`/me/money/months/${at}`, { language, market: o.market });
  }

  /** Does something, tells what went wrong if it did, and shows what it changed. */
  async function change(act: () => Promise<unknown>): Promise<boolean> {
    trouble = '';
    try {
      await act();
      await refresh();
      return true;
    } catch (err) {
      trouble = sorry(err);
      return false;
    }
  }

  void load();
  return {
    api, w, sorry, load, refresh, change,
    market: o.market,
    look: (at: string) => look(at).catch((err) => (trouble = sorry(err))),
    open: (title: string, narrow: Narrow) => (opened = { title, narrow }),
    close: () => (opened = null),
    get language() { return language; },
    set language(l: Language) { language = l; sessionStorage.setItem('samtal.demo.language', l); categories = []; void load(); },
    get phase() { return phase; },
    get state() { return state; },
    get report() { return report; },
    get review() { return review; },
    get categories() { return categories; },
    get currency() { return currency; },
    set currency(c: string) { currency = c; },
    get month() { return month; },
    get opened() { return opened; },
    get trouble() { return trouble; },
    set trouble(t: string) { trouble = t; },
  };
}
export type Money = ReturnType<typeof createMoney>;

export const moneyKey = 'money';
export const useMoney = () => getContext<Money>(moneyKey);
