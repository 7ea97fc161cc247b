import { expect, test } from 'vitest';
import { Problem, type Api } from '../shared/api.ts';
import type { Message, TimelineItem } from '../shared/wire.ts';
import type { Listener } from './hub.ts';
import { StaffTalk } from './talk.ts';

const settle = async () => { for (let i = 0; i < 80; i++) await Promise.resolve(); };
const msg = (id: string, from: Message['from'] = 'customer', s = 1): Message => ({ id, from, text: id, at: new Date(s * 1000).toISOString() });
const ev = (seq: number, type = 'heard', data = {}): TimelineItem => ({ seq, at: '', type, data });
const staff = { conversation: { id: 'C', market: 'SE', language: 'sv', holder: 'expert', promise: null, line: null, matters: [{ id: 'm1', topic: 't', holder: 'expert', state: 'with_expert' }], version: 1 }, customer: { id: 'c', name: 'Anna', level: 'signed_in' }, summary: { matters: [] }, acts: [], drafts: [], experts: [] };

function rig(table: Record<string, unknown> = {}, storage = new Map<string, string>()) {
  const calls: [string, Record<string, unknown>][] = [];
  const answers: Record<string, unknown> = {
    'GET /conversations/C/staff': staff, 'GET /conversations/C/messages': { messages: [], next: null }, 'GET /conversations/C/timeline': { items: [], next: null },
    'POST /conversations/C/check': { unsupported: [] }, 'POST /conversations/C/messages': (b: { id: string }) => ({ id: b.id, at: new Date(9000).toISOString() }), 'POST /conversations/C/settle': {}, ...table,
  };
  const call = async (key: string, body: Record<string, unknown> = {}) => {
    calls.push([key, body]);
    const a = answers[key];
    const v: unknown = typeof a === 'function' ? (a as (b: unknown) => unknown)(body) : a;
    if (v instanceof Error) throw v;
    if (v === undefined) throw new Problem(404, 'missing', '');
    return v as never;
  };
  const api: Api = { get: (p, q) => call(`GET ${p}`, q as never), post: (p, b) => call(`POST ${p}`, b as never), put: (p, b) => call(`PUT ${p}`, b as never), del: (p) => call(`DELETE ${p}`) };
  let listener!: Listener;
  const timers: (() => void)[] = [];
  const talk = new StaffTalk({
    id: 'C', me: { id: 'e-01', name: 'Elin' }, api, onView: () => {}, sorry: () => 'sorry', now: () => 5000,
    listen: (_, l) => ((listener = l), () => {}), setTimer: (f) => timers.push(f), clearTimer: (i) => void (timers[i - 1] = () => {}),
    storage: { getItem: (k) => storage.get(k) ?? null, setItem: (k, v) => void storage.set(k, v), removeItem: (k) => void storage.delete(k) },
  });
  return { talk, calls, answers, storage, listener: () => listener, tick: async () => { for (const f of timers.splice(0)) f(); await settle(); }, asked: (k: string) => calls.filter((c) => c[0] === k).map((c) => c[1]), posted: () => calls.filter((c) => c[0] === 'POST /conversations/C/messages').map((c) => c[1]) };
}

test('a text is checked first, then sent once with what goes along', async () => {
  const r = rig();
  await settle();
  r.talk.send('Hej', { matter: 'm1', backBy: '2026-11-20T12:00:00Z' });
  expect(r.posted()).toHaveLength(0);
  await settle();
  expect(r.asked('POST /conversations/C/check')).toEqual([{ text: 'Hej' }]);
  expect(r.posted()).toEqual([expect.objectContaining({ text: 'Hej', matter: 'm1', back_by: '2026-11-20T12:00:00Z' })]);
  expect(r.talk.view.entries.map((e) => [e.text, e.mark])).toEqual([['Hej', 'sent']]);
});

test('what nothing supports waits for the expert\'s decision', async () => {
  const r = rig({ 'POST /conversations/C/check': { unsupported: [{ text: '400 kr', kind: 'amount' }] } });
  let emptied = 0;
  r.talk.onPosted = () => emptied++;
  r.talk.send('400 kr');
  await settle();
  expect(r.talk.view.gate.at).toBe('warned');
  expect([r.posted().length, emptied]).toEqual([0, 0]);
  r.talk.anyway();
  await settle();
  expect([r.posted().length, emptied]).toEqual([1, 1]);
});

test('a suggestion is approved as it is: named, and not checked again', async () => {
  const r = rig();
  r.talk.approve({ id: 'd1', text: 'Enligt artikeln' }, { matter: 'm1' });
  await settle();
  expect(r.asked('POST /conversations/C/check')).toHaveLength(0);
  expect(r.posted()[0]).toMatchObject({ draft: 'd1', text: 'Enligt artikeln' });
  expect(r.talk.view.entries[0]!.from).toBe('approved_draft');
});

test('without a network the answer is kept on the device and goes out under the same id', async () => {
  const storage = new Map<string, string>();
  const r = rig({ 'POST /conversations/C/check': new Problem(0, 'offline', ''), 'POST /conversations/C/messages': new Problem(0, 'offline', '') }, storage);
  await settle();
  r.talk.send('Hej');
  await settle();
  expect(r.talk.view.gate.at).toBe('unanswered');
  r.talk.anyway();
  await settle();
  expect(r.talk.view.entries[0]!.mark).toBe('waiting');
  const again = rig({}, storage);
  await settle();
  expect(again.posted().map((b) => b.id)).toEqual([r.posted()[0]!.id]);
  expect(again.talk.view.entries).toHaveLength(1);
});

test('a message that came live is not doubled by the page that brings it again, and pages fill what lay between', async () => {
  const r = rig();
  await settle();
  r.listener().published({ kind: 'message', message: msg('b', 'customer', 2) });
  r.answers['GET /conversations/C/messages'] = (q: { after?: string | null }) => ({ messages: q.after ? [] : [msg('a'), msg('b', 'customer', 2)], next: null });
  await r.tick();
  expect(r.talk.view.entries.map((e) => e.id)).toEqual(['a', 'b']);
});

test('the timeline is read page by page until nothing is missing, and tells who holds what', async () => {
  const pages: Record<number, unknown> = { 0: { items: [ev(1), ev(2, 'accepted', { matter: 'm1', expert: 'e-01' })], next: '2' }, 2: { items: [ev(3)], next: null } };
  const r = rig({ 'GET /conversations/C/timeline': (q: { after: number }) => pages[q.after] });
  await settle();
  expect(r.talk.view.timeline.map((i) => i.seq)).toEqual([1, 2, 3]);
  expect(r.talk.mine).toEqual(['m1']);
});

test('many changes at once are read in one more round, not in one each', async () => {
  const r = rig();
  await settle();
  const before = r.asked('GET /conversations/C/staff').length;
  for (let i = 0; i < 5; i++) r.listener().published({ kind: 'changed', what: 'place' });
  await r.tick();
  expect(r.asked('GET /conversations/C/staff').length - before).toBe(1);
});

test('what changes while it is being read is read again', async () => {
  const r = rig();
  await settle();
  const before = r.asked('GET /conversations/C/staff').length;
  const reading = r.talk.read();
  void r.talk.read();
  void r.talk.read();
  await reading;
  expect(r.asked('GET /conversations/C/staff').length - before).toBe(2);
});

test('lost to somebody else it says so; a failed reading keeps what is shown and comes back', async () => {
  const r = rig();
  await settle();
  r.answers['GET /conversations/C/staff'] = new Problem(0, 'offline', '');
  await r.talk.read();
  expect(r.talk.view.phase).toBe('ready');
  r.answers['GET /conversations/C/staff'] = new Problem(404, 'conversation_not_found', '');
  await r.tick();
  expect(r.talk.view.phase).toBe('gone');
  const fresh = rig({ 'GET /conversations/C/staff': new Problem(503, 'down', '') });
  await settle();
  expect(fresh.talk.view.phase).toBe('failed');
});

test('an act that was refused says why and changed nothing; done, the screen reads anew', async () => {
  const r = rig({ 'POST /conversations/C/settle': new Problem(409, 'stale', 'Kunden skrev just.') });
  await settle();
  expect(await r.talk.settle('m1', 'settled')).toBe(false);
  expect(r.talk.view).toMatchObject({ trouble: 'Kunden skrev just.', busy: false });
  r.answers['POST /conversations/C/settle'] = {};
  expect(await r.talk.settle('m1', 'settled', 'klart')).toBe(true);
  expect(r.asked('POST /conversations/C/settle').at(-1)).toEqual({ matter: 'm1', outcome: 'settled', note: 'klart' });
  expect(r.talk.view.trouble).toBe('');
});

test('while polling, news in the timeline brings messages too', async () => {
  const r = rig();
  await settle();
  r.answers['GET /conversations/C/timeline'] = (q: { after: number }) => ({ items: q.after ? [] : [ev(1)], next: null });
  r.answers['GET /conversations/C/messages'] = { messages: [msg('a')], next: null };
  await r.listener().poll!(new AbortController().signal);
  expect(r.asked('GET /conversations/C/timeline').some((q) => q.wait === 25)).toBe(true);
  expect(r.talk.view.entries.map((e) => e.id)).toEqual(['a']);
});

test('while settling is on its way nothing is asked for that may no longer be one’s own', async () => {
  let done: (v: unknown) => void = () => {};
  const r = rig({ 'POST /conversations/C/settle': () => new Promise((ok) => (done = ok)) });
  await settle();
  const reads = () => r.calls.filter((c) => c[0].startsWith('GET')).length;
  const before = reads();
  const settled = r.talk.settle('m1', 'settled');
  r.listener().denied?.();
  await r.tick();
  expect(reads()).toBe(before);
  done({});
  expect(await settled).toBe(true);
  r.listener().denied?.(); // before the expert's screen has closed
  await r.tick();
  expect(reads()).toBe(before);
  r.talk.stay(); // a lead's screen stays
  await r.tick();
  expect(reads()).toBe(before + 3);
});
