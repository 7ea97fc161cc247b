import { expect, test } from 'vitest';
import type { Api } from '../shared/api.ts';
import type { Approval } from '../shared/wire.ts';
import type { Listener } from '../staff/hub.ts';
import { followApprovals, forMe, type ApprovalsState } from './approvals.ts';

const one = (id: string, own = false): Approval => ({ id, conversation: 'k', matter: 'm1', topic: 'refund', customer: { id: 'c', name: 'Anna', level: 'signed_in' }, expert: { id: 'e', name: 'Elin' }, tool: 't', title: 'T', rows: [], asked_at: '', due: '', own });

test('one’s own request waits for somebody else', () => {
  expect(forMe({ phase: 'ready', items: [one('a'), one('b', true)] })).toBe(1);
});

test('a slow answer never hides a newer one, and a failure keeps what is shown', async () => {
  const answers: ((v: unknown) => void)[] = [];
  const fails: ((e: Error) => void)[] = [];
  const api = { get: () => new Promise((ok, no) => { answers.push(ok); fails.push(no); }) } as unknown as Api;
  let heard: Listener | undefined;
  let state: ApprovalsState | undefined;
  followApprovals({ api, listen: (_, l) => { heard = l; return () => {}; }, onChange: (s) => (state = s), every: () => () => {} });
  heard!.published!({} as never);
  answers[1]!({ items: [one('new')] });
  await Promise.resolve();
  await Promise.resolve();
  answers[0]!({ items: [one('old')] });
  await Promise.resolve();
  await Promise.resolve();
  expect(state?.items.map((a) => a.id)).toEqual(['new']);
  heard!.published!({} as never);
  fails[2]!(new Error('down'));
  await Promise.resolve();
  await Promise.resolve();
  expect(state).toMatchObject({ phase: 'ready', items: [{ id: 'new' }] });
});
