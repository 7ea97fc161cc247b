import { expect, test } from 'vitest';
import type { Offer } from '../shared/wire.ts';
import { follow, secondsLeft, share, speaks, standing } from './countdown.ts';

const now = Date.parse('2026-11-20T12:00:00Z');
const offer = (id: string, seconds: number): Offer => ({ id, conversation: 'c', matter: 'm1', topic: 't', why: '', wait_seconds: 0, language: 'sv', expires_at: new Date(now + seconds * 1000).toISOString() });

test('counts down from what the server said and ends at zero', () => {
  const d = follow({}, [offer('a', 20)], now);
  expect([0, 500, 19_001, 20_000, 90_000].map((t) => secondsLeft(d, 'a', now + t))).toEqual([20, 20, 1, 0, 0]);
  expect(share(d, 'a', now)).toBeCloseTo(20 / 30);
  expect(share(d, 'a', now + 60_000)).toBe(0);
});

test('a phone whose clock is wrong still gives the expert time to answer', () => {
  const d = follow({}, [offer('behind', 4000), offer('ahead', -4000)], now);
  expect(secondsLeft(d, 'behind', now)).toBe(30);
  expect(secondsLeft(d, 'ahead', now)).toBe(30);
});

test('a refresh does not start the clock anew, and a gone offer is forgotten', () => {
  const first = follow({}, [offer('a', -1)], now);
  const again = follow(first, [offer('a', -1), offer('b', 10)], now + 12_000);
  expect(secondsLeft(again, 'a', now + 12_000)).toBe(18);
  expect(Object.keys(follow(again, [offer('b', 10)], now))).toEqual(['b']);
});

test('an offer whose time ran out is not shown, so that nobody presses into a conflict', () => {
  const offers = [offer('a', 5), offer('b', 25)];
  const d = follow({}, offers, now);
  expect(standing(offers, d, now + 6000).map((o) => o.id)).toEqual(['b']);
});

test('a screen reader is told three times, not thirty', () => {
  expect(Array.from({ length: 31 }, (_, i) => i).filter(speaks)).toEqual([5, 10, 30]);
});
