import { expect, test } from 'vitest';
import { ago, daysBetween, dueAt, elapsed, firstName, initials, money, wait, when } from './format.ts';

const now = Date.parse('2026-11-20T12:00:00Z');
const zone = 'Europe/Stockholm';
const plain = (s: string) => s.replace(/[\u00a0\u202f]/g, ' ').replace('\u2212', '-');

test('a time today is a clock, tomorrow says so, later has a date', () => {
  expect(when('2026-11-20T13:05:00Z', 'sv', now, zone)).toBe('14:05');
  expect(when('2026-11-21T08:00:00Z', 'sv', now, zone)).toBe('i morgon 09:00');
  expect(when('2026-11-21T08:00:00Z', 'en', now, zone)).toBe('tomorrow 09:00');
  expect(when('2026-11-26T08:00:00Z', 'en', now, zone)).toMatch(/^Thu,? 26 Nov 09:00$/);
});
test('a due time is never said earlier on the screen than in the words', () => {
  expect(dueAt('2026-11-20T13:00:00.001Z', 'sv', now, zone)).toBe('14:01');
  expect(dueAt('2026-11-20T13:00:00Z', 'sv', now, zone)).toBe('14:00');
  expect(dueAt('2026-11-20T22:59:30Z', 'en', now, zone)).toBe('tomorrow 00:00');
});
test('days are calendar days of the zone, also around midnight and summer time', () => {
  expect(daysBetween(Date.parse('2026-11-20T22:30:00Z'), Date.parse('2026-11-20T23:30:00Z'), zone)).toBe(1);
  expect(daysBetween(Date.parse('2026-03-28T22:30:00Z'), Date.parse('2026-03-29T21:30:00Z'), zone)).toBe(1);
});
test('a wait is never zero and never falsely exact', () => {
  expect(wait(0, 'sv')).toBe('ungefär en minut');
  expect(wait(61, 'en')).toBe('about 2 minutes');
  expect(wait(7200, 'sv')).toBe('ungefär 2 timmar');
});
test('ago, elapsed, money, names', () => {
  expect(ago(now - 20_000, 'sv', now)).toBe('nu');
  expect(ago(now - 300_000, 'sv', now)).toBe('5 min');
  expect(elapsed(65)).toBe('1:05');
  expect(elapsed(3725)).toBe('1:02:05');
  expect(plain(money({ minor: 34900, currency: 'SEK' }, 'sv'))).toBe('349,00 kr');
  expect(plain(money({ minor: 500, currency: 'JPY' }, 'en'))).toMatch(/500$/);
  expect(initials('Elin Berg')).toBe('EB');
  expect(initials('elin')).toBe('E');
  expect(firstName('Elin Berg')).toBe('Elin');
});
