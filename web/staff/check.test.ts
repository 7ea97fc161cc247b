import { expect, test } from 'vitest';
import { gate, marked, ready, type Do, type Gate, type Press } from './check.ts';

function play(presses: ((g: Gate) => Press)[]): [Gate, Do[]] {
  let g: Gate = ready;
  const done: Do[] = [];
  for (const p of presses) {
    const [next, d] = gate(g, p(g));
    g = next;
    if (d) done.push(d);
  }
  return [g, done];
}
const send = (text: string) => () => ({ t: 'send', text }) as Press;
const n = (g: Gate) => ('n' in g ? g.n : -1);
const checked = (...findings: { text: string; kind: string }[]) => (g: Gate): Press => ({ t: 'checked', n: n(g), findings });
const anyway = () => ({ t: 'anyway' }) as Press;

test('nothing goes out unchecked; a clean text goes out once', () => {
  const [g, done] = play([send(' Hej '), anyway, send('Hej'), checked(), anyway]);
  expect(done).toEqual([expect.objectContaining({ t: 'check', text: 'Hej' }), { t: 'post', text: 'Hej' }]);
  expect(g).toBe(ready);
});

test('what nothing supports stops the text until the expert says so', () => {
  const warned = [send('400 kr'), checked({ text: '400 kr', kind: 'amount' })];
  const [g, done] = play(warned);
  expect(g).toMatchObject({ at: 'warned', text: '400 kr' });
  expect(done).toHaveLength(1);
  expect(play([...warned, anyway])[1].at(-1)).toEqual({ t: 'post', text: '400 kr' });
});

test('a warning is about one text: another text is checked anew', () => {
  const [g, done] = play([send('400 kr'), checked({ text: '400 kr', kind: 'amount' }), () => ({ t: 'edited', text: '500 kr' }), anyway]);
  expect(g).toBe(ready);
  expect(done.filter((d) => d.t === 'post')).toHaveLength(0);
});

test('the answer to an older question says nothing about the newer text', () => {
  let old: Gate = ready;
  const [g, done] = play([send('ett'), (x) => ((old = x), { t: 'edited', text: 'två' }), send('två'), () => ({ t: 'checked', n: n(old), findings: [] })]);
  expect(g).toMatchObject({ at: 'checking', text: 'två' });
  expect(done.map((d) => d.t)).toEqual(['check', 'check']);
});

test('a check that does not answer leaves the choice to the expert', () => {
  const failed = [send('hej'), (g: Gate) => ({ t: 'failed', n: n(g) }) as Press];
  expect(play(failed)[0].at).toBe('unanswered');
  expect(play([...failed, anyway])[1].at(-1)).toEqual({ t: 'post', text: 'hej' });
});

test('what is unsupported is marked where it stands, the longest first, and every time', () => {
  const found = [{ text: '400', kind: 'amount' }, { text: '400 kr', kind: 'amount' }, { text: 'lovar', kind: 'promise' }];
  const parts = marked('Jag lovar 400 kr, ja 400 kr.', found);
  expect(parts.map((p) => p.text).join('')).toBe('Jag lovar 400 kr, ja 400 kr.');
  expect(parts.filter((p) => p.kind).map((p) => p.text)).toEqual(['lovar', '400 kr', '400 kr']);
  expect(marked('ren', [{ text: '', kind: 'x' }])).toEqual([{ text: 'ren', kind: '' }]);
});
