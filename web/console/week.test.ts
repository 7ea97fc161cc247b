import { expect, test } from 'vitest';
import type { Shift } from '../shared/wire.ts';
import { read, write } from './route.ts';
import { clockOf, dateOf, daysOf, dragged, moment, monday, place, seats } from './week.ts';

const day = new Date(2026, 10, 24);
const at = (h: number, m = 0) => new Date(2026, 10, 24, h, m).toISOString();
const shift = (id: string, from: string, to: string, n = 2, free = 1): Shift => ({
  id, market: 'SE', language: 'sv', topics: [], start: from, end: to, break_seconds: 0, seats: n, free, base_pay: { minor: 1, currency: 'SEK' }, bonus: { minor: 0, currency: 'SEK' }, pays: { minor: 1, currency: 'SEK' },
  may_take: false, fits: false, kept_until: null, why: [], mine: null,
});

test('a week begins on Monday, also on Sundays and over a clock change', () => {
  expect(dateOf(monday(new Date(2026, 10, 29, 23).getTime()))).toBe('2026-11-23');
  expect(dateOf(monday(day.getTime(), -1))).toBe('2026-11-16');
  expect(daysOf(new Date(2026, 9, 19)).map(dateOf).at(-1)).toBe('2026-10-25');
});

test('shifts that meet stand side by side, others have the whole day', () => {
  const p = place([shift('a', at(8), at(12)), shift('b', at(9), at(13)), shift('c', at(12), at(16)), shift('d', at(18), at(22)), shift('x', new Date(2026, 10, 25, 8).toISOString(), new Date(2026, 10, 25, 9).toISOString())], day);
  expect(p.map((x) => [x.shift.id, x.lane, x.lanes])).toEqual([['a', 0, 2], ['b', 1, 2], ['c', 0, 2], ['d', 0, 1]]);
  expect(p[3]!.top).toBeCloseTo(12 / 18);
  expect(p[3]!.height).toBeCloseTo(4 / 18);
});

test('what lies outside the shown hours is cut, not lost', () => {
  const [p] = place([shift('n', at(4), at(5))], day);
  expect([p!.top, p!.height]).toEqual([0, 0.02]);
});

test('a drag names whole half hours, in either direction, at least one', () => {
  expect(dragged(2 / 18, 6 / 18)).toEqual({ from: '08:00', to: '12:00' });
  expect(dragged(6.1 / 18, 2.2 / 18)).toEqual({ from: '08:00', to: '12:30' });
  expect(dragged(0.5, 0.5)).toEqual({ from: '15:00', to: '15:30' });
  expect(dragged(1, 1.4)).toEqual({ from: '23:30', to: '24:00' });
  expect(clockOf(1440)).toBe('24:00');
});

test('times are read or refused', () => {
  expect(moment('2026-11-24', '24:00')?.getTime()).toBe(new Date(2026, 10, 25).getTime());
  expect([moment('2026-11-24', '8'), moment('x', '08:00')]).toEqual([null, null]);
});

test('only what is still to come counts', () => {
  expect(seats([shift('a', at(8), at(12)), shift('b', at(13), at(17), 3, 2)], new Date(2026, 10, 24, 12).getTime())).toEqual({ all: 3, open: 2 });
});

test('shifts have an address', () => {
  expect(write(read('#/shifts'))).toBe('#/shifts');
});
