import { expect, test } from 'vitest';
import { createRealtime, socketUrl, type Socket, type RealtimeOptions } from './realtime.ts';

/** A socket and a clock that only move when the test says so. */
function rig(extra: Partial<RealtimeOptions> = {}) {
  const sockets: (Socket & { sent: string[]; closed: boolean })[] = [];
  const timers = new Map<number, { f: () => void; ms: number }>();
  let n = 0;
  const log: string[] = [];
  const rt = createRealtime({
    url: 'ws://x', token: () => 'T', random: () => 0,
    onPublished: (c, p) => log.push(`pub ${c} ${p.kind}`),
    onGap: (c) => log.push(`gap ${c}`),
    onStatus: (s) => log.push(s),
    socket: () => {
      const s = { sent: [] as string[], closed: false, onopen: null, onmessage: null, onclose: null, send(t: string) { this.sent.push(t); }, close() { this.closed = true; } };
      sockets.push(s);
      return s;
    },
    setTimer: (f, ms) => (timers.set(++n, { f, ms }), n),
    clearTimer: (id) => void timers.delete(id),
    ...extra,
  });
  const fire = (ms: number) => {
    for (const [id, t] of [...timers]) if (t.ms === ms) { timers.delete(id); t.f(); }
  };
  const say = (o: object) => sockets.at(-1)!.onmessage!({ data: JSON.stringify(o) });
  return { rt, sockets, timers, log, fire, say };
}

test('from start to a message, then a drop and back', () => {
  const r = rig();
  r.rt.subscribe('c:1');
  r.rt.start();
  r.sockets[0]!.onopen!();
  r.say({ id: 1, connect: { ping: 25 } });
  r.say({ id: 2, subscribe: { offset: 1, epoch: 'e' } });
  r.say({ push: { channel: 'c:1', pub: { offset: 2, data: { kind: 'message' } } } });
  r.sockets[0]!.onclose!({ code: 1006 });
  r.fire(250);
  expect(r.sockets).toHaveLength(2);
  expect(r.log).toEqual(['connecting', 'live', 'gap c:1', 'pub c:1 message', 'connecting', 'connecting']);
});

test('a silent line is let go at once, and what the old socket says later is ignored', () => {
  const r = rig();
  r.rt.start();
  r.sockets[0]!.onopen!();
  r.say({ id: 1, connect: { ping: 25 } });
  r.fire(35_000);
  expect(r.sockets[0]!.closed).toBe(true);
  expect(r.rt.state.phase).toBe('waiting');
  r.sockets[0]!.onclose!({ code: 1006 });
  r.fire(250);
  expect(r.sockets).toHaveLength(2);
});

test('a socket that cannot even be made counts as a failure, and polling begins', async () => {
  let rounds = 0;
  const r = rig({
    socket: () => { throw new Error('blocked'); },
    poll: (signal) => (rounds++, new Promise((_, no) => signal.addEventListener('abort', () => no(new Error('end'))))),
  });
  r.rt.start();
  r.fire(0);
  r.fire(250);
  r.fire(0);
  expect(r.log.at(-1)).toBe('polling');
  expect(rounds).toBe(1);
  r.rt.stop();
  await Promise.resolve();
  expect(rounds).toBe(1);
});

test('the socket address follows the server', () => {
  expect(socketUrl('https://a.se')).toBe('wss://a.se/connection/websocket');
  expect(socketUrl('http://127.0.0.1:8080')).toBe('ws://127.0.0.1:8080/connection/websocket');
});
