import { expect, test } from 'vitest';
import { begin, end, stateOf, until } from './pause.ts';

const memory = () => {
  const m = new Map<string, string>();
  return { getItem: (k: string) => m.get(k) ?? null, setItem: (k: string, v: string) => void m.set(k, v), removeItem: (k: string) => void m.delete(k) };
};

test('a break lasts until the time that was said, and then asks', () => {
  const s = memory();
  begin(s, 'e-01', 10_000);
  expect(stateOf(until(s, 'e-01', 0), false, 0)).toBe('on');
  expect(stateOf(until(s, 'e-01', 10_000), false, 10_000)).toBe('over');
  end(s, 'e-01');
  expect(until(s, 'e-01', 0)).toBe(null);
});

test('who is online is on no break, whatever was said', () => {
  expect(stateOf(10_000, true, 0)).toBe('none');
});

test('a break is the person\'s own on a shared phone, and yesterday\'s is forgotten', () => {
  const s = memory();
  begin(s, 'e-01', 1);
  expect(until(s, 'e-02', 0)).toBe(null);
  expect(until(s, 'e-01', 24 * 3_600_000)).toBe(null);
  s.setItem('samtal.expert.break.e-01', 'nonsense');
  expect(until(s, 'e-01', 0)).toBe(null);
});
