import { expect, test } from 'vitest';
import { Problem, type Api } from '../shared/api.ts';
import type { DeskRow, Hours, LineView, PromisesView } from '../shared/wire.ts';
import type { Listener } from '../staff/hub.ts';
import { dueState, glance, moved, waited } from './glance.ts';
import { hoursOf, same, weekOf, wrong } from './hours.ts';
import { followLine, type LineState } from './line.ts';
import { finding, shown, stateKey } from './promises.ts';
import { read, write } from './route.ts';
import { words } from './words.ts';

const now = Date.parse('2026-11-20T12:00:00Z');
const row = (left: number | null, wait = 10): DeskRow => ({ conversation: `c${left}`, customer: '', language: 'sv', topic: 't', holder: 'line', expert: null, why: '', wait_seconds: wait, due: left === null ? null : new Date(now + left * 1000).toISOString(), priority: 3, last_text: '', last_at: '', unread: true });
const expert = (online: boolean, held: number): LineView['experts'][number] => ({ id: `e${held}`, name: 'E', online, held, capacity: 3 });

test('the first screen says who waits too long, and what can be done', () => {
  const g = glance([row(-60), row(200), row(4000, 500)], [expert(true, 3), expert(true, 1), expert(false, 0)], now - 5000, now);
  expect(g).toMatchObject({ waiting: 3, late: 1, soon: 1, longest: 505, online: 2, free: 2, freeExperts: 1, finding: 'late_one', advice: 'do_free_one' });
});

test.each([
  [[], [expert(true, 0)], 'all_quiet', 'do_quiet'],
  [[row(-1), row(-2)], [expert(false, 0)], 'late_many', 'do_noone'],
  [[row(299)], [expert(true, 3)], 'soon_one', 'do_nofree'],
  [[row(1), row(2)], [expert(true, 0), expert(true, 1)], 'soon_many', 'do_free'],
  [[row(301), row(null)], [expert(true, 0)], 'late_none', 'do_free_one'],
] as const)('finding and advice for case %#', (rows, experts, found, advice) => {
  expect(glance(rows, experts as never, now, now)).toMatchObject({ finding: found, advice });
});

test('a wait goes on while the screen stands, and never backwards', () => {
  expect(waited(row(0, 30), now, now + 7000)).toBe(37);
  expect(waited(row(0, 30), now + 9000, now)).toBe(30);
  expect(dueState(row(-3).due, now)).toEqual({ state: 'late', seconds: 3 });
  expect(dueState(null, now).state).toBe('none');
});

test('j and k stay within the list, and begin at its ends', () => {
  const keys = ['a', 'b', 'c'];
  expect([moved(keys, null, 1), moved(keys, null, -1), moved(keys, 'a', 1), moved(keys, 'c', 1), moved(keys, 'a', -1), moved(keys, 'gone', 1)]).toEqual(['a', 'c', 'b', 'c', 'a', 'a']);
  expect(moved([], 'a', 1)).toBe(null);
});

test('every address comes back as it was written; an unknown one is the line', () => {
  for (const r of [{ at: 'line' }, { at: 'promises' }, { at: 'hours' }, { at: 'search', q: '' }, { at: 'search', q: 'å & ö?' }, { at: 'talk', id: 'a/b c' }] as const) expect(read(write(r))).toEqual(r);
  for (const h of ['', '#', '#/nonsense', '#/c/', '#t=token']) expect(read(h)).toEqual({ at: 'line' });
  expect(read('#/c/%E0%A4%A')).toEqual({ at: 'talk', id: '%E0%A4%A' });
});

const hours: Hours = { zone: 'Europe/Stockholm', week: { mon: ['08:00', '20:00'], sun: [] }, holidays: [] };

test('hours come back as they were when nothing is changed; a closed day has none', () => {
  const w = weekOf(hours);
  expect(hoursOf(hours, w).week).toEqual({ mon: ['08:00', '20:00'] });
  expect(same(w, weekOf(hours))).toBe(true);
  expect(same(w, { ...w, sun: { ...w.sun, from: '09:00' } })).toBe(true);
  expect(same(w, { ...w, sun: { ...w.sun, open: true } })).toBe(false);
});

test('a day that closes before it opens, or has no real times, is not saved', () => {
  const w = weekOf(hours);
  const mon = (from: string, to: string) => wrong({ ...w, mon: { open: true, from, to } });
  expect(mon('08:00', '20:00')).toEqual([]);
  expect(mon('08:00', '24:00')).toEqual([]);
  for (const [a, b] of [['20:00', '08:00'], ['08:00', '08:00'], ['8:00', '20:00'], ['08:00', '25:00'], ['', '20:00'], ['24:00', '24:00']]) expect(mon(a!, b!), `${a}-${b}`).toEqual(['mon']);
  expect(wrong({ ...w, mon: { open: false, from: 'x', to: 'y' } })).toEqual([]);
});

const promises = (kept: number, broken: number): PromisesView => ({ kept, broken, at_risk: 0, since: '', items: [], next: null });

test('a broken promise is said before the share that was kept', () => {
  expect(finding(promises(99, 1), 'sv').key).toBe('bad_one');
  expect(finding(promises(99, 2), 'sv')).toEqual({ key: 'bad_many', params: { n: 2 } });
  expect(finding(promises(5, 0), 'en')).toEqual({ key: 'good_title', params: { percent: '100%' } });
  expect(finding(promises(0, 0), 'en').key).toBe('promises');
  expect(shown([{ state: 'kept' }, { state: 'broken' }] as never, 'broken')).toHaveLength(1);
  expect([stateKey('moved'), stateKey('new_state')]).toEqual(['p_moved', 'p_open']);
});

const settle = async () => { for (let i = 0; i < 30; i++) await Promise.resolve(); };
function lineRig(get: () => unknown) {
  let calls = 0;
  let state!: LineState;
  let listener!: Listener;
  let tick!: () => void;
  const api = { get: async () => { calls++; const v = get(); if (v instanceof Error) throw v; return v; } } as unknown as Api;
  const f = followLine({ api, listen: (_, l) => ((listener = l), () => {}), onChange: (s) => (state = s), now: () => now, every: (t) => ((tick = t), () => {}) });
  return { f, calls: () => calls, state: () => state, listener: () => listener, tick: () => tick() };
}

test('the line is read anew when told and by the clock; many news while reading are one more reading', async () => {
  const r = lineRig(() => ({ items: [row(1)], experts: [] }));
  await settle();
  expect(r.state()).toMatchObject({ phase: 'ready', readAt: now, line: { items: [{ conversation: 'c1' }] } });
  for (let i = 0; i < 4; i++) r.listener().published({ kind: 'changed', what: 'line' });
  await settle();
  expect(r.calls()).toBe(3);
  r.tick();
  await settle();
  expect(r.calls()).toBe(4);
});

test('a line that could not be read keeps what was shown, and says so when there was nothing', async () => {
  let fail = true;
  const r = lineRig(() => (fail ? new Problem(503, 'down', '') : { items: [row(1)], experts: [] }));
  await settle();
  expect(r.state().phase).toBe('failed');
  fail = false;
  await r.f.read();
  fail = true;
  await r.f.read();
  expect(r.state()).toMatchObject({ phase: 'ready', line: { items: [{ conversation: 'c1' }] } });
});

test('both languages say the same things', () => {
  expect(Object.keys(words.en)).toEqual(Object.keys(words.sv));
  for (const t of [words.sv, words.en]) for (const [k, v] of Object.entries(t)) expect(v, k).toBeTruthy();
});
