import { expect, test } from 'vitest';
import { Problem, type Api } from '../shared/api.ts';
import type { DeskRow, Offer } from '../shared/wire.ts';
import type { Listener } from '../staff/hub.ts';
import type { Seen } from '../staff/unread.ts';
import { Desk } from './desk.ts';
import { words } from './words.ts';

const settle = async () => { for (let i = 0; i < 40; i++) await Promise.resolve(); };
const now = Date.parse('2026-11-20T12:00:00Z');
const me = { id: 'e-01', name: 'Elin', languages: ['sv'], skills: [], online: true, capacity: 3, held: 1 };
const offer: Offer = { id: 'o1', conversation: 'k', matter: 'm1', topic: 't', why: '', wait_seconds: 3, language: 'sv', expires_at: new Date(now + 20_000).toISOString() };
const row = (conversation: string, at = '2026-11-20T11:00:00Z'): DeskRow => ({ conversation, customer: 'A', language: 'sv', topic: 't', holder: 'expert', expert: 'e-01', why: '', wait_seconds: 1, due: null, priority: 3, last_text: '', last_at: at, unread: true });

function rig(table: Record<string, unknown> = {}) {
  const calls: string[] = [];
  const answers: Record<string, unknown> = { 'GET /experts/me': me, 'GET /experts/me/offers': { items: [offer], next: null }, 'GET /experts/me/conversations': { items: [row('a')], next: null }, 'POST /offers/o1/accept': {}, 'POST /offers/o1/decline': {}, 'POST /experts/me/online': {}, ...table };
  const call = async (key: string) => {
    calls.push(key);
    const v = answers[key];
    if (v instanceof Error) throw v;
    if (v === undefined) throw new Problem(404, 'missing', key);
    return v as never;
  };
  const api: Api = { get: (p) => call(`GET ${p}`), post: (p) => call(`POST ${p}`), put: (p) => call(`PUT ${p}`), del: (p) => call(`DELETE ${p}`) };
  let seen: Seen = {};
  let listener!: Listener;
  const desk = new Desk({ id: 'e-01', api, listen: (_, l) => ((listener = l), () => {}), memory: { read: () => seen, write: (s) => (seen = s) }, onView: () => {}, sorry: () => 'sorry', offerGone: () => 'gone', now: () => now });
  return { desk, calls, answers, listener: () => listener, seen: () => seen };
}

test('the desk shows who is online, offers and conversations together', async () => {
  const r = rig();
  await settle();
  expect(r.desk.view).toMatchObject({ phase: 'ready', me: { online: true }, offers: [{ id: 'o1' }], rows: [{ conversation: 'a' }], unread: 1 });
});

test('an accepted offer leaves at once and opens its conversation; a second press does nothing', async () => {
  const r = rig();
  await settle();
  r.answers['GET /experts/me/offers'] = { items: [], next: null };
  const [a, b] = await Promise.all([r.desk.accept(offer), r.desk.accept(offer)]);
  expect([a, b]).toEqual(['k', null]);
  expect(r.calls.filter((c) => c.endsWith('/accept'))).toHaveLength(1);
  expect(r.desk.view.offers).toEqual([]);
});

test('an offer that somebody else took is said plainly, and the list is read anew', async () => {
  const r = rig({ 'POST /offers/o1/accept': new Problem(409, 'offer_gone', 'x') });
  await settle();
  r.answers['GET /experts/me/offers'] = { items: [], next: null };
  expect(await r.desk.accept(offer)).toBe(null);
  await settle();
  expect(r.desk.view).toMatchObject({ trouble: 'gone', offers: [], busy: '' });
});

test('a press that the network lost changes nothing and says so', async () => {
  const r = rig({ 'POST /experts/me/online': new Problem(0, 'offline', '') });
  await settle();
  await r.desk.switch(true);
  expect(r.desk.view).toMatchObject({ trouble: 'sorry', busy: '', me: { online: true } });
});

test('an open conversation is read as it grows, and stays so', async () => {
  const r = rig();
  await settle();
  r.desk.show('a');
  expect(r.desk.view.unread).toBe(0);
  r.answers['GET /experts/me/conversations'] = { items: [row('a', '2026-11-20T11:05:00Z'), row('b')], next: null };
  r.listener().published({ kind: 'changed', what: 'desk' });
  await settle();
  expect(r.desk.view.unread).toBe(1);
  expect(r.seen().a).toBe('2026-11-20T11:05:00Z');
});

test('news of offers reads offers only', async () => {
  const r = rig();
  await settle();
  r.calls.length = 0;
  r.listener().published({ kind: 'changed', what: 'offers' });
  await settle();
  expect(r.calls).toEqual(['GET /experts/me/offers']);
});

test('a desk that could not be read says so, and keeps what it had when it could before', async () => {
  const r = rig({ 'GET /experts/me': new Problem(503, 'down', '') });
  await settle();
  expect(r.desk.view.phase).toBe('failed');
  r.answers['GET /experts/me'] = me;
  await r.desk.load();
  r.answers['GET /experts/me'] = new Problem(503, 'down', '');
  await r.desk.load();
  expect(r.desk.view.phase).toBe('ready');
});

test('both languages say the same things', () => {
  expect(Object.keys(words.en)).toEqual(Object.keys(words.sv));
});
