import { expect, test } from 'vitest';
import type { DeskRow } from '../shared/wire.ts';
import { byUrgency, countUnread, isUnread, keepOnly, see } from './unread.ts';

const row = (conversation: string, more: Partial<DeskRow> = {}): DeskRow => ({ conversation, customer: 'c', language: 'sv', topic: 't', holder: 'expert', expert: 'e', why: '', wait_seconds: 1, due: null, priority: 3, last_text: '', last_at: '2026-11-20T12:00:00Z', unread: true, ...more });

test('what was on the screen is not unread, also when the server has not heard of it yet', () => {
  const seen = see({}, 'a', '2026-11-20T12:00:00Z');
  expect(isUnread(row('a'), seen, null)).toBe(false);
  expect(isUnread(row('a', { last_at: '2026-11-20T12:00:01Z' }), seen, null)).toBe(true);
  expect(see(seen, 'a', '2026-11-20T11:00:00Z')).toBe(seen);
});

test('the open conversation is never unread, and one with two matters counts once', () => {
  expect(countUnread([row('a'), row('b'), row('b', { topic: 'u' }), row('c', { unread: false })], {}, 'a')).toBe(1);
});

test('the memory keeps only what is at hand', () => {
  expect(keepOnly({ a: '1', b: '2' }, [row('b')])).toEqual({ b: '2' });
  const same = { b: '2' };
  expect(keepOnly(same, [row('b')])).toBe(same);
});

test('those who wait for this person come first, the soonest due at the top', () => {
  const rows = [row('rests', { unread: false, due: '2026-11-20T12:01:00Z' }), row('later', { due: '2026-11-20T13:00:00Z' }), row('none'), row('soon', { due: '2026-11-20T12:05:00Z' })];
  expect(byUrgency(rows).map((r) => r.conversation)).toEqual(['soon', 'later', 'none', 'rests']);
});
