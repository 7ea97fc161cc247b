import { expect, test } from 'vitest';
import type { Api } from '../shared/api.ts';
import type { DeskRow } from '../shared/wire.ts';
import type { Listener } from '../staff/hub.ts';
import { ordered, withRoom } from './glance.ts';
import { dayStart, followToday, type Today } from './today.ts';

const now = Date.parse('2026-11-24T10:00:00Z');
const row = (conversation: string, minutes: number, priority = 3): DeskRow => ({ conversation, customer: 'c', language: 'sv', topic: 't', holder: 'line', expert: null, why: '', wait_seconds: 0, due: new Date(now + minutes * 60_000).toISOString(), priority, last_text: '', last_at: '', unread: true });

test('danger first, then the most broken, then what soon will be, then the server\'s own order', () => {
  const rows = [row('sensitive', 30, 2), row('calm', 60), row('soon', 4), row('late', -1), row('later', -20), row('danger', 8, 0), row('also calm', 20)];
  expect(ordered(rows, now).map((r) => r.conversation)).toEqual(['danger', 'later', 'late', 'soon', 'sensitive', 'calm', 'also calm']);
});

test('only whoever is there and has room is asked, the freest first', () => {
  const e = (name: string, online: boolean, held: number) => ({ id: name, name, online, held, capacity: 3 });
  expect(withRoom([e('full', true, 3), e('away', false, 0), e('busy', true, 2), e('free', true, 0)]).map((x) => x.name)).toEqual(['free', 'busy']);
});

test('today begins at this device\'s midnight', () => {
  expect(new Date(dayStart(now)).getHours()).toBe(0);
  expect(now - Date.parse(dayStart(now))).toBeLessThan(86_400_000);
});

test('figures that can not be read are unknown, not nought, and an older answer never wins', async () => {
  const answers: ((v: unknown) => void)[] = [];
  const seen: (Today | null)[] = [];
  let l: Listener | undefined;
  const api = { get: () => new Promise((done, fail) => answers.push((v) => (v ? done(v) : fail(new Error('down'))))) } as unknown as Api;
  followToday({ api, listen: (_, x) => ((l = x), () => {}), onChange: (t) => seen.push(t) });
  l!.gap();
  answers[1]!({ kept: 2, at_risk: 1, broken: 0 });
  answers[0]!({ kept: 9, at_risk: 9, broken: 9 });
  await Promise.resolve();
  await Promise.resolve();
  l!.gap();
  answers[2]!(null);
  await new Promise((r) => setTimeout(r));
  expect(seen).toEqual([{ kept: 2, at_risk: 1, broken: 0 }, null]);
});
