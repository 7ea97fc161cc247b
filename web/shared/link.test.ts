import { expect, test } from 'vitest';
import { delay, failuresToPoll, newLink, step, type Effect, type Input, type LinkState } from './link.ts';

/** Runs inputs in order, returns the last state and all effects. */
function play(inputs: Input[], from: LinkState = newLink()): [LinkState, Effect[]] {
  let s = from;
  const all: Effect[] = [];
  for (const i of inputs) {
    const [n, e] = step(s, i);
    s = n;
    all.push(...e);
  }
  return [s, all];
}
const sent = (effects: Effect[]) => effects.filter((e) => e.t === 'send').map((e) => JSON.parse((e as { text: string }).text));
const kinds = (effects: Effect[], t: Effect['t']) => effects.filter((e) => e.t === t);
const frame = (...lines: object[]): Input => ({ t: 'frame', text: lines.map((l) => JSON.stringify(l)).join('\n') });
const open: Input[] = [{ t: 'start' }, { t: 'opened', token: 'T' }];
const hello = frame({ id: 1, connect: { client: 'x', ping: 25, pong: true } });
const live: Input[] = [{ t: 'subscribe', channel: 'c:1' }, ...open, hello];
const subbed = frame({ id: 2, subscribe: { epoch: 'e1', offset: 7 } });
const pub = (offset: number) => ({ push: { channel: 'c:1', pub: { offset, data: { n: offset } } } });

test('connects with the token, then subscribes what was asked for, then pages once', () => {
  const [s, e] = play([...live, subbed]);
  expect(sent(e)).toEqual([
    { id: 1, connect: { token: 'T', name: 'samtal' } },
    { id: 2, subscribe: { channel: 'c:1' } },
  ]);
  expect(kinds(e, 'gap')).toEqual([{ t: 'gap', channel: 'c:1' }]);
  expect(s.channels['c:1']).toEqual({ offset: 7, epoch: 'e1' });
  expect(s.phase).toBe('live');
});

test('a ping is answered only where the server wants an answer, and resets the silence timer', () => {
  const [, e] = play([...live, frame({})]);
  expect(sent(e).at(-1)).toEqual({});
  expect(e.at(-1)).toEqual({ t: 'timer', name: 'silence', ms: 35_000 });
  const [, quiet] = play([...open, frame({ id: 1, connect: { ping: 25 } }), frame({})]);
  expect(sent(quiet)).toHaveLength(1);
});

test('several replies in one frame are read one by one', () => {
  const [s, e] = play([...live, subbed, frame(pub(8), {}, pub(9))]);
  expect(kinds(e, 'publication')).toHaveLength(2);
  expect(s.channels['c:1']!.offset).toBe(9);
});

test('a repeated publication is dropped; a missing one is told as a gap', () => {
  const [, e] = play([...live, subbed, frame(pub(8)), frame(pub(8)), frame(pub(7))]);
  expect(kinds(e, 'publication')).toHaveLength(1);
  const [s, g] = play([...live, subbed, frame(pub(8)), frame(pub(10))]);
  expect(kinds(g, 'gap')).toHaveLength(2); // the first after subscribing
  expect(s.channels['c:1']!.offset).toBe(10);
});

test('a lost line comes back from its position and misses nothing', () => {
  const [s, e] = play([...live, subbed, frame(pub(8)), { t: 'closed', code: 1006, jitter: 1 }]);
  expect(s.phase).toBe('waiting');
  expect(e.at(-1)).toEqual({ t: 'timer', name: 'retry', ms: 500 });
  const back: Input[] = [{ t: 'retry' }, { t: 'opened', token: 'T' }, frame({ id: 3, connect: {} })];
  const [s2, e2] = play(back, s);
  expect(sent(e2).at(-1)).toEqual({ id: 4, subscribe: { channel: 'c:1', recover: true, offset: 8, epoch: 'e1' } });
  const [s3, e3] = play([frame({ id: 4, subscribe: { recovered: true, epoch: 'e1', offset: 10, publications: [{ offset: 9, data: 1 }, { offset: 10, data: 2 }] } })], s2);
  expect(kinds(e3, 'publication')).toHaveLength(2);
  expect(kinds(e3, 'gap')).toHaveLength(0);
  expect(s3.channels['c:1']).toEqual({ offset: 10, epoch: 'e1' });
});

test('not recovered: the position is taken anew and the caller pages', () => {
  const [s] = play([...live, subbed, { t: 'closed', code: 1006, jitter: 0 }, { t: 'retry' }, { t: 'opened', token: 'T' }, frame({ id: 3, connect: {} })]);
  const [s2, e2] = play([frame({ id: 4, subscribe: { recovered: false, epoch: 'e2', offset: 2 } })], s);
  expect(kinds(e2, 'gap')).toHaveLength(1);
  expect(s2.channels['c:1']).toEqual({ offset: 2, epoch: 'e2' });
});

test('an unrecoverable position (112) is subscribed afresh', () => {
  const [s] = play([...live, subbed, { t: 'closed', code: 1006, jitter: 0 }, { t: 'retry' }, { t: 'opened', token: 'T' }, frame({ id: 3, connect: {} })]);
  const [, e] = play([frame({ id: 4, error: { code: 112, message: 'unrecoverable position' } })], s);
  expect(sent(e)).toEqual([{ id: 5, subscribe: { channel: 'c:1' } }]);
});

test('blocked WebSocket: long poll after two failures, ended when the line is live', () => {
  const fail: Input[] = [{ t: 'closed', code: 1006, jitter: 1 }, { t: 'retry' }];
  const [s, e] = play([{ t: 'start' }, ...fail, ...fail]);
  expect(failuresToPoll).toBe(2);
  expect(kinds(e, 'poll')).toEqual([{ t: 'poll', on: true }]);
  expect(e.filter((x) => x.t === 'timer' && x.name === 'retry').at(-2)).toEqual({ t: 'timer', name: 'retry', ms: 45_000 });
  const [, e2] = play([{ t: 'opened', token: 'T' }, hello], s);
  expect(kinds(e2, 'poll')).toEqual([{ t: 'poll', on: false }]);
  expect(kinds(e2, 'status').at(-1)).toEqual({ t: 'status', status: 'live' });
});

test('a line that once was live does not poll after its first drop', () => {
  const [, e] = play([...live, subbed, { t: 'closed', code: 1006, jitter: 0 }]);
  expect(kinds(e, 'poll')).toHaveLength(0);
});

test('a final code ends the attempts and polls', () => {
  const [s, e] = play([...open, { t: 'closed', code: 3500, jitter: 0 }]);
  expect(s.phase).toBe('refused');
  expect(kinds(e, 'poll')).toEqual([{ t: 'poll', on: true }]);
  expect(e.some((x) => x.t === 'timer' && x.name === 'retry' && x.ms > 0)).toBe(false);
});

test('silence, a refused token and a stranger\'s page all close the socket', () => {
  expect(play([...open, { t: 'silence' }])[1].at(-1)).toEqual({ t: 'close' });
  expect(kinds(play([...open, frame({ id: 1, error: { code: 109 } })])[1], 'close')).toHaveLength(1);
  expect(kinds(play([...open, { t: 'frame', text: '<html>' }])[1], 'close')).toHaveLength(1);
});

test('no right to a channel is told once and not asked again', () => {
  const [s, e] = play([...live, frame({ id: 2, error: { code: 103 } })]);
  expect(kinds(e, 'denied')).toEqual([{ t: 'denied', channel: 'c:1', code: 103 }]);
  expect(s.channels).toEqual({});
});

test('the server may ask to subscribe again, or take the right away', () => {
  expect(sent(play([...live, subbed, frame({ push: { channel: 'c:1', unsubscribe: { code: 2500 } } })])[1]).at(-1)).toEqual({ id: 3, subscribe: { channel: 'c:1', recover: true, offset: 7, epoch: 'e1' } });
  expect(play([...live, subbed, frame({ push: { channel: 'c:1', unsubscribe: { code: 2000 } } })])[0].channels).toEqual({});
});

test('back-off grows, is bounded and spread; online tries at once; stop is the end', () => {
  expect([0, 1, 2, 3, 20].map((n) => delay(n, false, 1))).toEqual([500, 1000, 2000, 4000, 20_000]);
  expect(delay(3, false, 0)).toBe(2000);
  const [s] = play([{ t: 'start' }, { t: 'closed', code: 1006, jitter: 0 }]);
  expect(kinds(play([{ t: 'online' }], s)[1], 'open')).toHaveLength(1);
  const [stopped, e] = play([{ t: 'stop' }, { t: 'retry' }, { t: 'closed', code: 1, jitter: 0 }], s);
  expect(stopped.phase).toBe('stopped');
  expect(kinds(e, 'open')).toHaveLength(0);
});

test('total: every input in every phase has an answer', () => {
  const inputs: Input[] = [{ t: 'start' }, { t: 'stop' }, { t: 'opened', token: 't' }, hello, frame(pub(3)), { t: 'closed', code: 1006, jitter: 0 }, { t: 'silence' }, { t: 'retry' }, { t: 'online' }, { t: 'subscribe', channel: 'x' }, { t: 'unsubscribe', channel: 'x' }];
  for (const phase of ['stopped', 'opening', 'greeting', 'live', 'waiting', 'refused'] as const) {
    for (const i of inputs) expect(() => step({ ...newLink(), phase }, i)).not.toThrow();
  }
});
