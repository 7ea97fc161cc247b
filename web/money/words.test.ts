import { expect, it } from 'vitest';
import { words } from './words.ts';

const holes = (s: string) => [...s.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

it('says the same in both languages, and blames and sells in neither', () => {
  expect(Object.keys(words.en).sort()).toEqual(Object.keys(words.sv).sort());
  for (const [key, text] of Object.entries(words.sv)) expect([key, holes(words.en[key as keyof typeof words.en])]).toEqual([key, holes(text)]);
  for (const text of [...Object.values(words.sv), ...Object.values(words.en)]) expect(text).not.toMatch(/oops|borrow|loan|offer|should|too much|låna|erbjud|borde|slös|för mycket/i);
});
