import { expect, test } from 'vitest';
import { Problem } from './api.ts';
import { createOutbox, type Outgoing } from './outbox.ts';

function memory(start: Record<string, string> = {}) {
  const m = new Map(Object.entries(start));
  return { m, getItem: (k: string) => m.get(k) ?? null, setItem: (k: string, v: string) => void m.set(k, v), removeItem: (k: string) => void m.delete(k) };
}
function rig(answers: (Problem | 'ok')[], storage = memory()) {
  const log: string[] = [];
  const timers: { f: () => void; ms: number }[] = [];
  const box = createOutbox({
    storage, key: 'q', random: () => 1,
    send: async (o) => {
      log.push(`send ${o.id}`);
      const a = answers.shift() ?? 'ok';
      if (a !== 'ok') throw a;
      return { id: o.id, at: 'T' };
    },
    onSending: () => {}, onSent: (o) => log.push(`sent ${o.id}`), onWaiting: (o) => log.push(`waiting ${o.id}`), onFailed: (o, w) => log.push(`failed ${o.id} ${w.code}`),
    setTimer: (f, ms) => timers.push({ f, ms }), clearTimer: () => {},
  });
  const settle = async () => { for (let i = 0; i < 30; i++) await Promise.resolve(); };
  return { box, log, timers, storage, settle };
}
const item = (id: string): Outgoing => ({ id, text: id, at: 0 });
const offline = () => new Problem(0, 'offline', '');

test('sends in order, one at a time', async () => {
  const r = rig([]);
  r.box.add(item('a'));
  r.box.add(item('b'));
  await r.settle();
  expect(r.log).toEqual(['send a', 'waiting b', 'sent a', 'send b', 'sent b']);
  expect(r.storage.m.size).toBe(0);
});

test('offline: everything waits, is kept on the device, and goes out later under the same id', async () => {
  const r = rig([offline()]);
  r.box.add(item('a'));
  await r.settle();
  r.box.add(item('b'));
  expect(JSON.parse(r.storage.m.get('q')!).map((x: Outgoing) => x.id)).toEqual(['a', 'b']);
  await r.settle();
  expect(r.log.filter((l) => l.startsWith('sent'))).toEqual(['sent a', 'sent b']);
  expect(r.log.filter((l) => l === 'send a')).toHaveLength(2);
});

test('a closed tab loses nothing: the next one sends what is left', async () => {
  const r = rig([offline(), offline()]);
  r.box.add(item('a'));
  await r.settle();
  const next = rig([], r.storage);
  expect(next.box.items.map((x) => x.id)).toEqual(['a']);
  await next.box.flush();
  expect(next.log).toEqual(['send a', 'sent a']);
});

test('a refused message is failed and does not hold up the next; retry uses the same id', async () => {
  const r = rig([new Problem(422, 'too_long', 'x')]);
  r.box.add(item('a'));
  r.box.add(item('b'));
  await r.settle();
  expect(r.log).toContain('failed a too_long');
  expect(r.log).toContain('sent b');
  r.box.retry('a');
  await r.settle();
  expect(r.log.at(-1)).toBe('sent a');
});

test('waits as long as the server says, and longer each time', async () => {
  const r = rig([new Problem(429, 'slow', '', 7), offline(), offline()]);
  r.box.add(item('a'));
  await r.settle();
  expect(r.timers.at(-1)!.ms).toBe(7000);
  r.timers.at(-1)!.f();
  await r.settle();
  expect(r.timers.at(-1)!.ms).toBe(2000);
  r.timers.at(-1)!.f();
  await r.settle();
  expect(r.timers.at(-1)!.ms).toBe(4000);
});

test('broken or forbidden storage does not stop the customer', async () => {
  const r = rig([], memory({ q: '{broken' }));
  expect(r.box.items).toEqual([]);
  r.storage.setItem = () => { throw new Error('full'); };
  r.box.add(item('a'));
  await r.settle();
  expect(r.log.at(-1)).toBe('sent a');
});
