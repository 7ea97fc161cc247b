import { expect, test } from 'vitest';
import { Problem, type Api } from '../shared/api.ts';
import type { DeskRow } from '../shared/wire.ts';
import { Matters } from './matters.ts';

const settle = async () => { for (let i = 0; i < 20; i++) await Promise.resolve(); };
const row = (conversation: string): DeskRow => ({ conversation, matter: 'm1', customer: '', language: 'sv', topic: 't', holder: 'team', expert: null, why: '', wait_seconds: 1, due: null, priority: 3, last_text: '', last_at: '2026-11-20T12:00:00Z', unread: false });

function rig(lists: Record<string, DeskRow[] | Error>, take: unknown = {}) {
  const calls: string[] = [];
  const api = {
    get: async (_: string, q: { view: string }) => { calls.push(q.view); const l = lists[q.view]; if (l instanceof Error) throw l; return { items: l, next: null }; },
    post: async (p: string) => { calls.push(p); if (take instanceof Error) throw take; return take; },
  } as unknown as Api;
  let tick = () => {};
  const m = new Matters({ api, view: 'team', onState: () => {}, sorry: () => 'sorry', every: (f) => ((tick = f), () => {}) });
  return { m, calls, lists, tick: () => tick() };
}

test('another list never shows the rows of the one before, also when answers come late', async () => {
  const r = rig({ team: [row('a')], today: [row('b')] });
  const chosen = r.m.choose('today'); // the first list is still on its way
  expect(r.m.state).toMatchObject({ view: 'today', phase: 'loading', rows: [] });
  await chosen;
  await settle();
  expect(r.m.state.rows.map((x) => x.conversation)).toEqual(['b']);
});

test('taking opens the conversation, and the list is read anew', async () => {
  const r = rig({ team: [row('a')] });
  await settle();
  expect(await r.m.take(row('a'))).toBe('a');
  await settle();
  expect(r.calls).toEqual(['team', '/conversations/a/take', 'team']);
});

test('somebody was faster: it is said, and what is shown stays until read anew', async () => {
  const r = rig({ team: [row('a')] }, new Problem(404, 'conversation_not_found', 'gone'));
  await settle();
  expect(await r.m.take(row('a'))).toBe(null);
  expect(r.m.state).toMatchObject({ trouble: 'gone', busy: '' });
  r.lists.team = new Error('offline');
  r.tick();
  await settle();
  expect(r.m.state).toMatchObject({ phase: 'ready', rows: [{ conversation: 'a' }] });
});

test('a list that cannot be read says so', async () => {
  const r = rig({ team: new Error('offline') });
  await settle();
  expect(r.m.state.phase).toBe('failed');
});
