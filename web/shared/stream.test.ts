import { expect, test } from 'vitest';
import { addLive, addOwn, addPage, emptyStream, newestForeign, removeOwn, setMark, unreadAfter, type Entry } from './stream.ts';
import type { From, Message } from './wire.ts';

const msg = (id: string, second: number, from: From = 'assistant'): Message => ({ id, from, text: id, at: new Date(second * 1000).toISOString() });
const ids = (s: { entries: readonly Entry[] }) => s.entries.map((e) => e.id).join(' ');
const own = (e: Entry) => e.from === 'customer';

test('a page and the stream may bring the same message: it is shown once', () => {
  let s = addPage(emptyStream, [msg('a', 1), msg('b', 2)]);
  s = addLive(s, msg('b', 2), 2, true);
  s = addLive(s, msg('c', 3), 3, true);
  s = addPage(s, [msg('b', 2), msg('c', 3)]);
  expect(ids(s)).toBe('a b c');
});

test('messages of one millisecond keep the order of the page', () => {
  let s = addLive(emptyStream, msg('c', 5), 7, false);
  s = addPage(s, [msg('a', 5), msg('b', 5), msg('c', 5)]);
  expect(ids(s)).toBe('a b c');
});

test('a page keeps its own order even where clocks disagree', () => {
  const s = addPage(emptyStream, [msg('a', 7), msg('b', 5), msg('c', 9)]);
  expect(ids(s)).toBe('a b c');
});

test('the stream sorts by sequence where it knows it, also when the later one comes first', () => {
  let s = addLive(emptyStream, msg('b', 5), 2, true);
  s = addLive(s, msg('a', 5), 1, true);
  expect(ids(s)).toBe('a b');
});

test('the anchor does not pass a gap', () => {
  let s = addPage(emptyStream, [msg('a', 1)]);
  s = addLive(s, msg('d', 4), 4, false);
  expect(s.anchor).toBe('a');
  s = addPage(s, [msg('b', 2), msg('c', 3), msg('d', 4)]);
  expect([ids(s), s.anchor]).toEqual(['a b c d', 'd']);
});

test('an own message stands last until the server has it, then where the server put it', () => {
  let s = addPage(emptyStream, [msg('a', 10)]);
  s = addOwn(s, { ...msg('me', 1, 'customer'), mark: 'waiting' }); // the device's clock is wrong
  s = addLive(s, msg('b', 12), 2, true);
  expect(ids(s)).toBe('a b me');
  s = setMark(s, 'me', 'sent', { at: new Date(11_000).toISOString() });
  expect(ids(s)).toBe('a me b');
  s = addLive(s, msg('me', 11, 'customer'), 1, true);
  expect(ids(s)).toBe('a me b');
  expect(s.entries[1]!.mark).toBeUndefined();
});

test('the echo may come before the acknowledgement, and a late mark changes nothing', () => {
  let s = addOwn(emptyStream, msg('me', 1, 'customer'));
  s = addLive(s, msg('me', 1, 'customer'), 1, true);
  s = setMark(s, 'me', 'failed');
  expect(s.entries[0]!.mark).toBeUndefined();
});

test('a message that changes is updated in place', () => {
  let s = addPage(emptyStream, [msg('a', 1, 'system'), msg('b', 2)]);
  s = addLive(s, { ...msg('a', 1, 'system'), text: 'number 1' }, 1, true);
  expect(s.entries.map((e) => e.text)).toEqual(['number 1', 'b']);
});

test('the same own id twice is one message; only unsent ones can be taken back', () => {
  let s = addOwn(addOwn(emptyStream, msg('me', 1, 'customer')), msg('me', 1, 'customer'));
  expect(s.entries).toHaveLength(1);
  expect(removeOwn(s, 'me').entries).toHaveLength(0);
  s = addLive(s, msg('me', 1, 'customer'), 1, true);
  expect(removeOwn(s, 'me').entries).toHaveLength(1);
});

test('the choice that was answered is remembered over the echo', () => {
  let s = addOwn(emptyStream, { ...msg('me', 1, 'customer'), choice: 'x:yes' });
  s = addLive(s, msg('me', 1, 'customer'), 1, true);
  expect(s.entries[0]!.choice).toBe('x:yes');
});

test('unread counts what others wrote after the last seen; system lines are quiet', () => {
  const s = addPage(emptyStream, [msg('a', 1), msg('b', 2, 'expert'), msg('s', 3, 'system'), msg('me', 4, 'customer'), msg('c', 5)]);
  expect(unreadAfter(s, 'a', own)).toBe(2);
  expect(unreadAfter(s, 'c', own)).toBe(0);
  expect(unreadAfter(s, null, own)).toBe(3);
  expect(newestForeign(s, own)!.id).toBe('c');
});
