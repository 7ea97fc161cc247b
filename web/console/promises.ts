// What the promises page says first, and what its list shows. Pure.
import type { Language, PromiseItem, PromisesView } from '../shared/wire.ts';

export type Filter = 'all' | 'at_risk' | 'broken' | 'kept';

/** The finding: what is broken first; else the share that was kept; else that there are none yet. */
export function finding(v: PromisesView, lang: Language): { key: 'bad_one' | 'bad_many' | 'good_title' | 'promises'; params: Record<string, string | number> } {
  if (v.broken === 1) return { key: 'bad_one', params: {} };
  if (v.broken > 1) return { key: 'bad_many', params: { n: v.broken } };
  if (!v.kept) return { key: 'promises', params: {} };
  const percent = new Intl.NumberFormat(lang === 'sv' ? 'sv-SE' : 'en-GB', { style: 'percent' }).format(v.kept / (v.kept + v.broken));
  return { key: 'good_title', params: { percent } };
}

export const shown = (items: readonly PromiseItem[], f: Filter) => (f === 'all' ? items : items.filter((p) => p.state === f));

const keys = ['open', 'at_risk', 'broken', 'kept', 'moved', 'withdrawn'] as const;
/** The word for a state; one that is not known counts as open, the honest side. */
export function stateKey(state: string): `p_${(typeof keys)[number]}` {
  return `p_${keys.find((k) => k === state) ?? 'open'}`;
}
