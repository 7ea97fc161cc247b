// What the company's answers are called on a staff screen: an expert chooses
// "Nordic Sport, 349 kr, due 2 Dec", never types "in-0101". Pure. The shapes
// are docs/bank.md's; a field that is not known is left out, not guessed.
import { money } from '../shared/format.ts';
import type { Language, Tool } from '../shared/wire.ts';
import { choiceName } from './names.ts';

export interface Option { id: string; label: string; detail: string }
type Fields = Record<string, unknown>;

const isFields = (v: unknown): v is Fields => typeof v === 'object' && v !== null && !Array.isArray(v);
const text = (f: Fields, ...keys: string[]) => keys.map((k) => f[k]).find((v): v is string => typeof v === 'string' && v !== '') ?? '';

/** "649.00 SEK" in the reader's form; what is no amount stays as it is. */
export function amountText(v: string, lang: Language): string {
  const m = /^(-?\d+)\.(\d{2}) ([A-Z]{3})$/.exec(v);
  return m ? money({ minor: Number(m[1] + m[2]!), currency: m[3]! }, lang) : v;
}

export function dateText(v: string, lang: Language): string {
  const t = Date.parse(v.length === 10 ? `${v}T12:00:00Z` : v);
  return Number.isNaN(t) ? v : new Intl.DateTimeFormat(lang === 'sv' ? 'sv-SE' : 'en-GB', { day: 'numeric', month: 'short', year: 'numeric' }).format(t);
}

/** Every item of an answer that has an id: the list in it, or the answer itself. */
export function itemsOf(data: unknown): Fields[] {
  if (!isFields(data)) return [];
  const list = Object.values(data).find((v) => Array.isArray(v) && v.some((x) => isFields(x) && 'id' in x));
  if (Array.isArray(list)) return list.filter(isFields).filter((x) => typeof x.id === 'string');
  return typeof data.id === 'string' ? [data] : [];
}

/** One item in words: what it is, how much, when; and how it stands. */
export function optionOf(f: Fields, lang: Language): Option {
  const last4 = text(f, 'last4');
  const amount = text(f, 'amount');
  const due = text(f, 'due_date', 'new_due_date');
  const on = text(f, 'date', 'changed_on', 'expected_on');
  const what = [text(f, 'clear_name', 'merchant', 'name', 'card'), text(f, 'item')].filter(Boolean).join(', ');
  const label = [what, last4 && `•• ${last4}`, amount && amountText(amount, lang), due ? `${text(f, 'state') === 'paid' ? (lang === 'sv' ? 'förföll' : 'was due') : lang === 'sv' ? 'förfaller' : 'due'} ${dateText(due, lang)}` : on && dateText(on, lang)].filter(Boolean).join(' · ');
  const fee = text(f, 'fee');
  const detail = [choiceName(text(f, 'state', 'decision'), lang), fee && !/^0\.00 /.test(fee) ? `${lang === 'sv' ? 'avgift' : 'fee'} ${amountText(fee, lang)}` : '', text(f, 'rule')].filter(Boolean).join(' · ');
  return { id: String(f.id), label: label || text(f, 'number') || String(f.id), detail };
}

export const optionsOf = (data: unknown, lang: Language): Option[] => itemsOf(data).map((f) => optionOf(f, lang));

/** An offer that the rules say no to can't be used. */
export const usable = (data: unknown): boolean => !isFields(data) || data.decision === undefined || data.decision === 'ok';

/** A look that must be asked something first: an offer for an invoice and a date. */
export const needsAsking = (t: Tool | undefined): boolean => !!t && t.args.some((a) => a.type === 'reference' && a.from);

/** Looks that an expert may make by themselves; a code is the customer's own. */
export const lookable = (tools: readonly Tool[]): Tool[] => tools.filter((t) => t.class === 'look' && t.name !== 'letters' && !t.args.some((a) => a.name === 'code'));

/** An answer without items, as rows: "E-mail: a…@example". Lists and inner things are left to their own looks. */
export function rowsOf(data: unknown, lang: Language): { key: string; value: string }[] {
  if (!isFields(data)) return [];
  return Object.entries(data).flatMap(([key, v]) => {
    if (key === 'id' || key === 'count') return [];
    if (typeof v === 'string' && v) return [{ key, value: /^\d{4}-\d\d-\d\d/.test(v) ? dateText(v, lang) : amountText(v, lang) }];
    if (typeof v === 'number') return [{ key, value: String(v) }];
    if (typeof v === 'boolean') return [{ key, value: lang === 'sv' ? (v ? 'Ja' : 'Nej') : v ? 'Yes' : 'No' }];
    if (isFields(v)) return [{ key, value: Object.values(v).filter((x) => typeof x === 'string' || typeof x === 'number').join(', ') }].filter((r) => r.value);
    return [];
  });
}
