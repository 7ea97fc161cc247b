import { expect, test } from 'vitest';
import { suggestions, words } from './words.ts';

test('the company page says the same things in both languages', () => {
  expect(Object.keys(words.en)).toEqual(Object.keys(words.sv));
  expect(suggestions.en).toHaveLength(suggestions.sv.length);
});
