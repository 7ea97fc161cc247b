import { expect, test } from 'vitest';
import type { Shift, ShiftMine } from '../shared/wire.ts';
import { asksToConfirm, byDay, deeds, lengthOf, next, standing } from './shifts.ts';
import { read } from './route.ts';

const t = (s: string) => Date.parse(s);
const sek = (minor: number) => ({ minor, currency: 'SEK' });
const shift = (start: string, end: string, mine: Partial<ShiftMine> | null = null): Shift => ({
  id: start, market: 'SE', language: 'sv', topics: [], start, end, break_seconds: 0, seats: 1, free: 1, base_pay: sek(1), bonus: sek(0), pays: sek(4), may_take: true, fits: false, kept_until: null, why: [],
  mine: mine && { at: '2026-11-20T08:00:00Z', undo_until: '2026-11-20T08:05:00Z', free_until: '2026-11-23T17:00:00Z', released: null, confirmed: false, confirm_from: '2026-11-23T05:00:00Z', confirm_by: '2026-11-24T01:00:00Z', came: null, worked_seconds: 0, ...mine },
});
const evening = (mine: Partial<ShiftMine> = {}) => shift('2026-11-24T17:00:00Z', '2026-11-24T21:00:00Z', mine);

test('what can be done with a seat follows the clock', () => {
  expect(deeds(evening(), t('2026-11-20T08:05:00Z'))).toEqual(['undo', 'swap']);
  expect(deeds(evening(), t('2026-11-20T08:05:01Z'))).toEqual(['release', 'swap']);
  expect(deeds(evening(), t('2026-11-23T06:00:00Z'))).toEqual(['confirm', 'release', 'swap']);
  expect(deeds(evening({ confirmed: true }), t('2026-11-23T18:00:00Z'))).toEqual(['late', 'swap']);
  expect(deeds(evening({ released: '2026-11-23T18:00:00Z' }), t('2026-11-23T19:00:00Z'))).toEqual(['keep']);
  expect(deeds(evening(), t('2026-11-24T18:00:00Z'))).toEqual([]);
  expect(deeds(evening({ at: '2026-11-24T17:01:00Z', undo_until: '2026-11-24T17:06:00Z' }), t('2026-11-24T17:02:00Z'))).toEqual(['undo']);
  expect(asksToConfirm(evening({ confirm_from: null, confirm_by: null }), t('2026-11-23T06:00:00Z'))).toBe(false);
});

test('days have names, near ones nearer', () => {
  const now = t('2026-11-24T12:00:00Z');
  const days = byDay([evening(), shift('2026-11-25T08:00:00Z', '2026-11-25T09:00:00Z'), shift('2026-11-24T20:00:00Z', '2026-11-24T21:00:00Z'), shift('2026-11-27T08:00:00Z', '2026-11-27T09:00:00Z')], 'en', now, 'Europe/Stockholm');
  expect(days.map((d) => [d.label, d.items.length])).toEqual([['Today, Tuesday 24 November', 2], ['Tomorrow, Wednesday 25 November', 1], ['Friday 27 November', 1]]);
  expect(byDay([evening()], 'sv', now, 'Europe/Stockholm')[0]!.label).toBe('I dag, tisdag 24 november');
});

test('the next shift is the one that is on, and never one that was given up while another stands', () => {
  const now = t('2026-11-24T18:00:00Z');
  const later = shift('2026-11-26T08:00:00Z', '2026-11-26T12:00:00Z', {});
  expect(next([later, evening()].sort((a, b) => a.start.localeCompare(b.start)), now)?.id).toBe(evening().id);
  expect(next([evening({ released: '2026-11-24T12:00:00Z' }), later], now)?.id).toBe(later.id);
  expect(next([shift('2026-11-26T08:00:00Z', '2026-11-26T12:00:00Z')], now)).toBeUndefined();
  expect(standing(evening(), now)).toBe('on');
});

test('lengths are for people', () => {
  expect([40, 720, 3600, 13_500].map((s) => lengthOf(s, 'sv'))).toEqual(['40 s', '12 min', '1 tim', '3 tim 45 min']);
});

test('an address is a page or a conversation', () => {
  expect(read('#/shifts')).toEqual({ page: 'shifts', open: null });
  expect(read('#/01a2')).toEqual({ page: null, open: '01a2' });
  expect(read('')).toEqual({ page: null, open: null });
  expect(read('#/%E0%A4%A')).toEqual({ page: null, open: '%E0%A4%A' });
});
