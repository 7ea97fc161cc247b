// The expert's composer and P9: what the expert typed is checked for amounts,
// dates and promises that nothing supports, before it goes out. A pure machine,
// so that no order of typing, answers and presses can send a text unchecked
// or send another text than the one that was warned about.
import type { Unsupported } from '../shared/wire.ts';

export type Finding = Unsupported['unsupported'][number];
export type Gate =
  | { at: 'ready' }
  | { at: 'checking'; text: string; n: number }
  | { at: 'warned'; text: string; findings: readonly Finding[]; n: number }
  /** The check itself gave no answer: the expert decides, nothing is lost. */
  | { at: 'unanswered'; text: string; n: number };

export type Press =
  | { t: 'send'; text: string }
  | { t: 'checked'; n: number; findings: readonly Finding[] }
  | { t: 'failed'; n: number }
  | { t: 'edited'; text: string }
  | { t: 'anyway' };

export type Do = { t: 'check'; text: string; n: number } | { t: 'post'; text: string };
export const ready: Gate = { at: 'ready' };
let counter = 0;

/** One step. Answers to older questions change nothing. */
export function gate(g: Gate, p: Press): [Gate, Do | null] {
  switch (p.t) {
    case 'send': {
      const text = p.text.trim();
      if (!text || (g.at === 'checking' && g.text === text)) return [g, null];
      const n = ++counter;
      return [{ at: 'checking', text, n }, { t: 'check', text, n }];
    }
    case 'checked':
      if (g.at !== 'checking' || g.n !== p.n) return [g, null];
      return p.findings.length ? [{ at: 'warned', text: g.text, findings: p.findings, n: g.n }, null] : [ready, { t: 'post', text: g.text }];
    case 'failed':
      return g.at === 'checking' && g.n === p.n ? [{ at: 'unanswered', text: g.text, n: g.n }, null] : [g, null];
    case 'edited':
      return g.at !== 'ready' && g.text !== p.text.trim() ? [ready, null] : [g, null];
    case 'anyway':
      return g.at === 'warned' || g.at === 'unanswered' ? [ready, { t: 'post', text: g.text }] : [g, null];
  }
}

/** Splits a text so that what is unsupported can be marked where it stands. */
export function marked(text: string, findings: readonly Finding[]): { text: string; kind: string }[] {
  const out: { text: string; kind: string }[] = [];
  let rest = text;
  while (rest) {
    let first: Finding | undefined;
    let at = rest.length;
    for (const f of findings) {
      const i = f.text ? rest.indexOf(f.text) : -1;
      if (i >= 0 && (i < at || (i === at && f.text.length > (first?.text.length ?? 0)))) [first, at] = [f, i];
    }
    if (at > 0) out.push({ text: rest.slice(0, at), kind: '' });
    if (!first) break;
    out.push({ text: first.text, kind: first.kind });
    rest = rest.slice(at + first.text.length);
  }
  return out;
}
