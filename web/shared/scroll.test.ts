import { expect, test } from 'vitest';
import { createScroll } from './scroll.ts';

const fake = () => ({ scrollTop: 0, scrollHeight: 500, clientHeight: 300 });

test('at the end new messages follow', () => {
  const el = fake();
  const s = createScroll(el);
  el.scrollHeight = 600;
  s.drawn(1, false);
  expect([el.scrollTop, s.unseen]).toEqual([600, 0]);
});

test('further up nothing moves and a pill counts; going down clears it', () => {
  const el = fake();
  const seen: number[] = [];
  const s = createScroll(el, (x) => seen.push(x.unseen));
  el.scrollTop = 20;
  s.scrolled();
  el.scrollHeight = 700;
  s.drawn(2, false);
  expect([el.scrollTop, s.unseen, s.atEnd]).toEqual([20, 2, false]);
  el.scrollTop = 400;
  s.scrolled();
  expect(s.unseen).toBe(0);
  expect(seen).toEqual([0, 2, 0]);
});

test('one\'s own message always goes to the end', () => {
  const el = fake();
  const s = createScroll(el);
  el.scrollTop = 0;
  s.scrolled();
  s.drawn(1, true);
  expect(s.atEnd).toBe(true);
});

test('older messages above do not move what is being read', () => {
  const el = fake();
  const s = createScroll(el);
  el.scrollTop = 40;
  s.keep(() => { el.scrollHeight += 1000; });
  expect(el.scrollTop).toBe(1040);
});
