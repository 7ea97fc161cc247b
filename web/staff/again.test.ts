import { expect, test } from 'vitest';
import { againWhile } from './again.ts';

function panel() {
  let tick = () => {};
  let trouble = true;
  let tries = 0;
  let ended = false;
  const p = againWhile(() => trouble, () => tries++, (f) => ((tick = f), () => (ended = true)));
  return { p, tick: () => tick(), calm: () => (trouble = false), get tries() { return tries; }, get ended() { return ended; } };
}

test('what failed is tried again when the network is back, once', () => {
  const x = panel();
  x.p.look(true);
  expect(x.tries).toBe(0);
  x.p.look(false);
  x.p.look(true);
  x.p.look(true);
  expect(x.tries).toBe(1);
});

test('a panel in trouble tries now and then, and not when all is well', () => {
  const x = panel();
  x.tick();
  x.tick();
  expect(x.tries).toBe(2);
  x.calm();
  x.tick();
  x.p.look(false);
  x.p.look(true);
  expect(x.tries).toBe(2);
});

test('it ends with its panel', () => {
  const x = panel();
  x.p.stop();
  expect(x.ended).toBe(true);
});
