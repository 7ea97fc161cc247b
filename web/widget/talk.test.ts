import { expect, test } from 'vitest';
import { Problem, type Api } from '../shared/api.ts';
import type { Realtime, RealtimeOptions } from '../shared/realtime.ts';
import type { Conversation, Message, Owned } from '../shared/wire.ts';
import { createMemory } from './memory.ts';
import { Talk } from './talk.ts';

const settle = async () => { for (let i = 0; i < 60; i++) await Promise.resolve(); };
const state = (more: Partial<Conversation> = {}): Conversation => ({ id: 'C', market: 'SE', language: 'sv', holder: 'none', promise: null, line: null, matters: [], version: 1, ...more });
const market = { market: 'SE', company: 'N', languages: ['sv', 'en'], open: true, opens_at: null, closes_at: null, wait_seconds: 60, staffed: true };
const start = (...conversations: Partial<Owned>[]) => ({ market, answer_by: null, matters: [], conversations: conversations.map((c) => ({ topic: '', holder: 'none', last_text: 'x', last_at: new Date(0).toISOString(), ...c })) });
const msg = (id: string, from: Message['from'] = 'assistant', second = 1): Message => ({ id, from, text: id, at: new Date(second * 1000).toISOString() });

/** A server in a table: "METHOD /path" -> answer, or a function of the body, or a problem to throw. */
function rig(table: Record<string, unknown> = {}, o: { token?: string | null; storage?: Map<string, string>; now?: number } = {}) {
  const calls: [string, Record<string, unknown>][] = [];
  const answers: Record<string, unknown> = {
    'GET /me/start': start(),
    'POST /conversations': { id: 'C', token: 'V' },
    'GET /conversations/C': state(),
    'GET /conversations/C/messages': { messages: [], next: null },
    'POST /conversations/C/messages': (b: { id: string }) => ({ id: b.id, at: new Date(5000).toISOString() }),
    'POST /conversations/C/human': state({ holder: 'line', version: 2 }),
    ...table,
  };
  const call = async (key: string, body: Record<string, unknown> = {}) => {
    calls.push([key, body]);
    const a = answers[key];
    const v: unknown = typeof a === 'function' ? (a as (b: unknown) => unknown)(body) : a;
    if (v instanceof Error) throw v;
    if (v === undefined) throw new Problem(404, 'missing', key);
    return v as never;
  };
  const api: Api = { get: (p, q) => call(`GET ${p}`, q as Record<string, unknown>), post: (p, b) => call(`POST ${p}`, b as Record<string, unknown>), put: (p, b) => call(`PUT ${p}`, b as Record<string, unknown>), del: (p) => call(`DELETE ${p}`) };
  const storage = o.storage ?? new Map<string, string>();
  const store = { getItem: (k: string) => storage.get(k) ?? null, setItem: (k: string, v: string) => void storage.set(k, v), removeItem: (k: string) => void storage.delete(k) };
  const timers = new Map<number, { f: () => void; ms: number }>();
  let lastTimer = 0;
  let live: Pick<RealtimeOptions, 'onPublished' | 'onGap' | 'onStatus' | 'poll'> | null = null;
  const channels: string[] = [];
  const talk = new Talk({
    api, market: 'SE', language: 'sv', customerToken: o.token ?? null, memory: createMemory('', 'SE', store), now: () => o.now ?? 1000, sorry: () => 'sorry',
    onView: () => {},
    realtime: (r) => ((live = r), { start() {}, stop() {}, subscribe: (c: string) => void channels.push(c), unsubscribe() {}, online() {}, state: null as never }) satisfies Realtime,
    setTimer: (f, ms) => (timers.set(++lastTimer, { f, ms }), lastTimer),
    clearTimer: (i) => void timers.delete(i),
  });
  const fire = (ms: number) => {
    for (const [id, t] of [...timers]) if (t.ms === ms && timers.delete(id)) t.f();
  };
  return { talk, calls, answers, timers, fire, storage, channels, live: () => live!, asked: (key: string) => calls.filter((c) => c[0] === key).map((c) => c[1]) };
}

test('nothing is begun by looking; the first message begins one conversation, however many are sent', async () => {
  const r = rig();
  await r.talk.wake();
  expect(r.asked('POST /conversations')).toHaveLength(0);
  r.talk.send('hej');
  r.talk.send('  ');
  r.talk.send('två');
  void r.talk.human();
  await settle();
  expect(r.asked('POST /conversations')).toEqual([{ market: 'SE', language: 'sv' }]);
  expect(r.asked('POST /conversations/C/messages').map((b) => b.text)).toEqual(['hej', 'två']);
  expect(r.channels).toEqual(['c:C']);
  expect(r.talk.token()).toBe('V');
});

test('every message says what was last shown', async () => {
  const r = rig();
  r.talk.send('hej');
  await settle();
  r.live().onPublished('c:C', { kind: 'message', seq: 1, message: msg('q1') });
  r.talk.choose({ id: 'confirm:A:yes', label: 'Ja' });
  await settle();
  expect(r.asked('POST /conversations/C/messages').at(-1)).toMatchObject({ choice: 'confirm:A:yes', seen: 'q1' });
  expect(r.talk.view.entries.at(-1)!.text).toBe('Ja');
});

test('a wish for a person outlives a lost network and a closed window', async () => {
  const r = rig({ 'POST /conversations/C/human': new Problem(0, 'offline', '') });
  await r.talk.human();
  expect(r.talk.view.calling).toBe(true);
  const next = rig({}, { storage: r.storage });
  await next.talk.wake();
  await settle();
  expect(next.talk.view.conversation?.holder).toBe('line');
  expect(next.talk.view.calling).toBe(false);
  expect([...next.storage.keys()].some((k) => k.endsWith('.human'))).toBe(false);
});

test('a refused wish says why and leaves the button', async () => {
  const r = rig({ 'POST /conversations/C/human': new Problem(422, 'x', 'Det gick inte.') });
  await r.talk.human();
  expect([r.talk.view.calling, r.talk.view.trouble]).toEqual([false, 'Det gick inte.']);
});

test('a gap is read from the last complete message, not from the newest', async () => {
  const pages: unknown[] = [{ messages: [msg('a', 'assistant', 1)], next: null }];
  const r = rig({ 'GET /conversations/C/messages': () => pages.shift() ?? { messages: [], next: null } });
  r.talk.send('hej');
  await settle();
  r.live().onGap('c:C');
  await settle();
  pages.push({ messages: [msg('b', 'assistant', 2), msg('c', 'assistant', 3)], next: null });
  r.live().onGap('c:C');
  r.live().onPublished('c:C', { kind: 'message', seq: 3, message: msg('c', 'assistant', 3) });
  await settle();
  expect(r.asked('GET /conversations/C/messages').map((q) => q.after)).toEqual([null, 'a']);
  expect(r.talk.view.entries.filter((e) => e.from === 'assistant').map((e) => e.id)).toEqual(['a', 'b', 'c']);
});

test('a read that fails in a gap is tried again from where nothing is missing, whatever comes meanwhile', async () => {
  const r = rig({ 'GET /conversations/C/messages': { messages: [msg('a')], next: null } });
  r.talk.send('hej');
  await settle();
  r.live().onGap('c:C');
  await settle();
  r.answers['GET /conversations/C/messages'] = new Problem(0, 'offline', '');
  r.live().onGap('c:C');
  r.live().onPublished('c:C', { kind: 'message', seq: 3, message: msg('c', 'assistant', 3) });
  await settle();
  r.live().onPublished('c:C', { kind: 'message', seq: 4, message: msg('d', 'assistant', 4) });
  r.answers['GET /conversations/C/messages'] = { messages: [msg('b', 'assistant', 2), msg('c', 'assistant', 3), msg('d', 'assistant', 4)], next: null };
  r.fire(3000);
  await settle();
  expect(r.asked('GET /conversations/C/messages').map((q) => q.after)).toEqual([null, 'a', 'a']);
  expect(r.talk.view.entries.filter((e) => e.from === 'assistant').map((e) => e.id)).toEqual(['a', 'b', 'c', 'd']);
});

test('pages are read to the end', async () => {
  const pages: unknown[] = [{ messages: [msg('a')], next: 'a' }, { messages: [msg('b', 'assistant', 2)], next: null }];
  const storage = new Map([['samtal.w.SE.visitor.c', '{"id":"C","token":"V"}']]);
  const r = rig({ 'GET /conversations/C/messages': () => pages.shift() }, { storage });
  await r.talk.wake();
  expect(r.talk.view.entries.map((e) => e.id)).toEqual(['a', 'b']);
  expect(r.talk.view.unread).toBe(2);
  r.talk.show(true);
  expect(r.talk.view.unread).toBe(0);
});

test('an older state never replaces a newer one', async () => {
  const r = rig({ 'GET /conversations/C': state({ version: 1 }) });
  await r.talk.human();
  expect(r.talk.view.conversation?.version).toBe(2);
  r.live().onPublished('c:C', { kind: 'changed', what: 'place' });
  r.fire(40);
  await settle();
  expect(r.talk.view.conversation?.holder).toBe('line');
});

test('in line the state is read every 15 s, also after a read that failed', async () => {
  const r = rig({ 'GET /conversations/C': new Problem(503, 'down', '') });
  await r.talk.human();
  r.fire(15_000);
  await settle();
  r.fire(15_000);
  await settle();
  expect(r.asked('GET /conversations/C')).toHaveLength(2);
});

test('a signed-in customer finds the conversation on another device; a stale one is forgotten', async () => {
  const r = rig({ 'GET /me/start': start({ id: 'C' }) }, { token: 'J' });
  await r.talk.wake();
  expect(r.talk.view.phase).toBe('ready');
  const gone = rig({ 'GET /conversations/C': new Problem(404, 'x', '') }, { storage: new Map([['samtal.w.SE.visitor.c', '{"id":"C","token":"V"}']]) });
  await gone.talk.wake();
  expect(gone.talk.view.phase).toBe('first');
  expect(gone.storage.size).toBe(0);
});

test('no network keeps what there is and can be tried again; a bad token says so', async () => {
  const storage = new Map([['samtal.w.SE.visitor.c', '{"id":"C","token":"V"}']]);
  const r = rig({ 'GET /conversations/C': new Problem(0, 'offline', '') }, { storage });
  await r.talk.wake();
  expect(r.talk.view.phase).toBe('failed');
  r.answers['GET /conversations/C'] = state();
  r.talk.setOnline(true);
  await settle();
  expect(r.talk.view.phase).toBe('ready');
  const out = rig({ 'GET /me/start': new Problem(401, 'x', '') }, { token: 'bad' });
  await out.talk.wake();
  expect(out.talk.view.phase).toBe('signed_out');
});

test('another tab: its conversation is joined, and what it read is read here too', async () => {
  const r = rig({ 'GET /conversations/C/messages': { messages: [msg('a')], next: null } });
  r.storage.set('samtal.w.SE.visitor.c', '{"id":"C","token":"V"}');
  r.talk.storageChanged('samtal.w.SE.visitor.c');
  await settle();
  expect([r.talk.view.phase, r.talk.view.unread]).toEqual(['ready', 1]);
  r.storage.set('samtal.w.SE.visitor.seen', '"a"');
  r.talk.storageChanged('samtal.w.SE.visitor.seen');
  expect(r.talk.view.unread).toBe(0);
});

test('the language follows the conversation; before one it is simply switched', async () => {
  const r = rig({ 'GET /conversations/C': state({ language: 'en', version: 3 }) });
  r.talk.setLanguage('en', 'In English');
  expect(r.talk.view.language).toBe('en');
  r.talk.setLanguage('sv', 'På svenska');
  r.talk.send('hello');
  await settle();
  r.talk.setLanguage('en', 'In English');
  await settle();
  expect(r.asked('POST /conversations/C/messages').at(-1)).toMatchObject({ choice: 'lang:en', text: 'In English' });
  r.fire(0);
  await settle();
  expect(r.talk.view.language).toBe('en');
});

test('two customers on one computer see nothing of each other, and forbidden storage still works', () => {
  const shared = new Map<string, string>();
  const store = { getItem: (k: string) => shared.get(k) ?? null, setItem: (k: string, v: string) => void shared.set(k, v), removeItem: (k: string) => void shared.delete(k) };
  createMemory('c-1', 'SE', store).write('c', { id: 'X' });
  expect(createMemory('c-2', 'SE', store).read('c', null)).toBe(null);
  const m = createMemory('c-1', 'SE', { getItem: () => { throw new Error('no'); }, setItem: () => { throw new Error('no'); }, removeItem: () => { throw new Error('no'); } });
  m.write('c', 1);
  expect(m.read('c', 0)).toBe(1);
  m.removeItem('c');
  expect(m.read('c', 0)).toBe(0);
});

const days = (n: number) => n * 86_400_000;

test('what rests since days leaves room for the first screen; a place with a person never does', async () => {
  const old = rig({ 'GET /me/start': start({ id: 'C' }) }, { token: 'J', now: days(4) });
  await old.talk.wake();
  expect(old.talk.view.phase).toBe('first');
  const kept = rig({ 'GET /me/start': start({ id: 'C' }) }, { token: 'J', now: days(4), storage: new Map([['samtal.w.SE.visitor.c', '{"id":"C","token":null}'], ['samtal.w.SE.visitor.at', '0']]) });
  await kept.talk.wake();
  expect(kept.talk.view.phase).toBe('first');
  expect(kept.asked('GET /conversations/C')).toHaveLength(0);
  const waits = rig({ 'GET /me/start': start({ id: 'B' }, { id: 'C', holder: 'line' }) }, { token: 'J', now: days(4) });
  await waits.talk.wake();
  expect([waits.talk.view.phase, waits.channels]).toEqual(['ready', ['c:C']]);
});

test('a row of the first screen begins a conversation by its choice; the first screen comes back, and the earlier one opens', async () => {
  const r = rig({ 'POST /conversations': { id: 'C', token: '' }, 'GET /conversations/C/messages': { messages: [msg('a')], next: null } }, { token: 'J' });
  await r.talk.wake();
  r.talk.choose({ id: 'start:refund:re-1', label: 'Återbetalning 349 kr, på väg' });
  await settle();
  expect(r.asked('POST /conversations/C/messages')[0]).toMatchObject({ choice: 'start:refund:re-1' });
  r.talk.home();
  await settle();
  expect([r.talk.view.phase, r.talk.view.entries.length, r.talk.view.conversation]).toEqual(['first', 0, null]);
  await r.talk.open('C');
  expect([r.talk.view.phase, r.talk.view.entries.map((e) => e.id)]).toEqual(['ready', ['a']]);
});

test('what waits for the network goes to the conversation that it was written in', async () => {
  const r = rig({ 'POST /conversations/C/messages': new Problem(0, 'offline', '') }, { token: 'J' });
  await r.talk.wake();
  r.talk.send('hej');
  await settle();
  r.talk.send('till C');
  await settle();
  expect(r.talk.busy).toBe(true);
  r.talk.home(); // by another way than the button, which is not there
  expect(r.talk.view.entries.map((e) => e.text)).toEqual(['hej']); // this one has no conversation yet as far as it knows
  r.answers['POST /conversations'] = { id: 'D', token: '' };
  r.answers['POST /conversations/C/messages'] = (b: { id: string }) => ({ id: b.id, at: new Date(5000).toISOString() });
  r.answers['POST /conversations/D/messages'] = r.answers['POST /conversations/C/messages'];
  r.talk.setOnline(true);
  await settle();
  expect(r.asked('POST /conversations/C/messages').at(-1)).toMatchObject({ text: 'till C' });
});

test('the sound is off until it is wanted, and stays so', () => {
  const r = rig();
  expect(r.talk.sound).toBe(false);
  r.talk.sound = true;
  expect(rig({}, { storage: r.storage }).talk.sound).toBe(true);
});
