import { expect, test } from 'vitest';
import type { RealtimeOptions } from '../shared/realtime.ts';
import { createHub, shortestRound, type Listener } from './hub.ts';

const settle = async () => { for (let i = 0; i < 20; i++) await Promise.resolve(); };
function rig() {
  const said: string[] = [];
  const pauses: number[] = [];
  let o: Pick<RealtimeOptions, 'onPublished' | 'onGap' | 'onStatus' | 'onDenied' | 'poll'> = null!;
  let now = 0;
  const hub = createHub({
    token: () => 'T', onStatus: (s) => said.push(`status ${s}`), now: () => now, pause: async (ms) => void pauses.push(ms),
    make: (n) => ((o = n), { start: () => said.push('start'), stop() {}, subscribe: (c) => said.push(`+${c}`), unsubscribe: (c) => said.push(`-${c}`), online() {}, state: null as never }),
  });
  const listener = (name: string, poll?: Listener['poll']): Listener => ({ published: (p) => said.push(`${name} ${p.what}`), gap: () => said.push(`${name} gap`), denied: () => said.push(`${name} denied`), poll });
  return { hub, said, pauses, o: () => o, listener, at: (t: number) => (now = t) };
}

test('two screens on one channel share a subscription; it ends with the last', () => {
  const r = rig();
  const a = r.hub.listen('s:1', r.listener('a'));
  const b = r.hub.listen('s:1', r.listener('b'));
  expect(r.said).toEqual(['+s:1', 'b gap']);
  r.o().onPublished!('s:1', { kind: 'changed', what: 'place' });
  r.o().onPublished!('s:2', { kind: 'changed', what: 'place' });
  a();
  a();
  r.o().onPublished!('s:1', { kind: 'changed', what: 'act' });
  b();
  expect(r.said.slice(2)).toEqual(['a place', 'b place', 'b act', '-s:1']);
});

test('a gap and a refusal reach those who listen', () => {
  const r = rig();
  r.hub.listen('s:1', r.listener('a'));
  r.o().onGap!('s:1');
  r.o().onDenied!('s:1', 103);
  expect(r.said.slice(1)).toEqual(['a gap', 'a denied']);
});

test('when the line is blocked everybody reads once, and polls run side by side; the first answer ends the round', async () => {
  const r = rig();
  let stopped = false;
  const never = (signal: AbortSignal) => new Promise<void>((_, fail) => signal.addEventListener('abort', () => ((stopped = true), fail(new Error('aborted')))));
  let answer!: () => void;
  r.hub.listen('e:1', r.listener('e', () => new Promise<void>((done) => (answer = done))));
  r.hub.listen('s:1', r.listener('s', never));
  r.o().onStatus!('polling');
  expect(r.said).toContain('e gap');
  expect(r.said).toContain('s gap');
  const round = r.o().poll!(new AbortController().signal);
  r.at(500);
  answer();
  await round;
  expect(stopped).toBe(true);
  expect(r.pauses).toEqual([shortestRound - 500]);
});

test('a poll that fails fails the round, so that the line backs off', async () => {
  const r = rig();
  r.hub.listen('e:1', r.listener('e', async () => { throw new Error('down'); }));
  await expect(r.o().poll!(new AbortController().signal)).rejects.toThrow('down');
});

test('a stopped line stops its polls without a pause', async () => {
  const r = rig();
  const stop = new AbortController();
  r.hub.listen('e:1', r.listener('e', (signal) => new Promise<void>((_, fail) => signal.addEventListener('abort', () => fail(new Error('aborted'))))));
  const round = r.o().poll!(stop.signal);
  stop.abort();
  await expect(round).rejects.toThrow('aborted');
  await settle();
  expect(r.pauses).toEqual([]);
});
