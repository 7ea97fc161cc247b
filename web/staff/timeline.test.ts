import { expect, test } from 'vitest';
import codec from '../../core/conversation/codec.go?raw';
import rules from '../../core/conversation/rules.go?raw';
import type { TimelineItem } from '../shared/wire.ts';
import { events } from './events.ts';
import { tables, topicName, whyText } from './names.ts';
import { complete, holders, mergeTimeline, tell } from './timeline.ts';

const now = Date.parse('2026-11-20T12:00:00Z');
const item = (seq: number, type = 'heard', data: Record<string, unknown> = {}, more: Partial<TimelineItem> = {}): TimelineItem => ({ seq, at: '2026-11-20T11:00:00Z', type, data, ...more });
const names = { expert: (id: string) => (id === 'e-01' ? 'Elin' : id), tool: (n: string) => n, assistant: 'Assistenten', system: 'Systemet' };

test('pages that overlap, repeat or come late give one list in order', () => {
  const a = mergeTimeline([], [item(2), item(3)]);
  const b = mergeTimeline(a, [item(1), item(2), item(5)]);
  expect(b.map((i) => i.seq)).toEqual([1, 2, 3, 5]);
  expect(mergeTimeline(b, [])).toBe(b);
});

test('the next page starts before the first gap, never after it', () => {
  expect(complete([])).toBe(0);
  expect(complete([item(1), item(2), item(4)])).toBe(2);
  expect(complete([item(2)])).toBe(0);
});

test('who holds a matter follows from the events', () => {
  const took = item(1, 'accepted', { matter: 'm1', expert: 'e-01' });
  expect(holders([took]).get('m1')).toBe('e-01');
  expect(holders([took, item(2, 'accepted', { matter: 'm1', expert: 'l-01' })]).get('m1')).toBe('l-01');
  for (const end of ['returned_to_line', 'settled', 'handed_back', 'withdrew', 'given_to_team', 'slot_freed']) expect(holders([took, item(2, end, { matter: 'm1' })]).size).toBe(0);
  expect(holders([took, item(2, 'settled', { matter: 'm2' })]).size).toBe(1);
});

test('an event says what happened, who did it and why', () => {
  const t = tell(item(1, 'settled', { expert: 'e-01', by: 'expert', outcome: 'settled' }, { why: 'answered' }), 'sv', now, names);
  expect(t).toMatchObject({ line: 'Elin avslutade ärendet: Löst', why: 'Besvarat', tone: 'good' });
  expect(tell(item(1, 'answered', { by: 'assistant' }), 'en', now, { ...names, assistant: 'The assistant' }).line).toBe('The assistant answered');
  expect(tell(item(1, 'promise_moved', { broken: true, due: '2026-11-20T13:00:00Z' }), 'en', now, names)).toMatchObject({ tone: 'bad', line: expect.stringContaining('broken') });
  expect(tell(item(1, 'meanwhile_set', { on: false }), 'en', now, names).line).toContain('without');
});

test('the server\'s working name counts; a colleague who was only offered it is named by id', () => {
  expect(tell(item(1, 'noted', { expert: 'e-09' }, { by: 'Maja' }), 'sv', now, names).line).toBe('Maja antecknade');
  expect(tell(item(1, 'offer_made', { expert: 'e-01' }, { by: 'system' }), 'sv', now, names).line).toBe('Erbjöds Elin');
  expect(tell(item(1, 'answered', { by: 'assistant' }, { by: 'assistant' }), 'sv', now, names).line).toBe('Assistenten svarade');
});

test('what was understood stands beside what was written', () => {
  expect(tell(item(1, 'heard', { wants_human: true, topic: 'refund', sensitivities: [{ kind: 'dispute', p: 0.9 }] }), 'sv', now, names).read).toBe('Bad om en människa, Invändning mot köp, Återbetalning');
  expect(tell(item(1, 'heard'), 'sv', now, names).read).toBe('');
});

test('an event of a newer server is shown by its name, not dropped', () => {
  expect(tell(item(1, 'shift_ended', {}, { why: 'new_reason' }), 'sv', now, names)).toMatchObject({ line: 'Shift ended', why: 'New reason', quiet: false });
});

test('what somebody wrote is never folded away', () => {
  expect(tell(item(1, 'informed', {}, { text: 'x' }), 'sv', now, names).quiet).toBe(false);
  expect(tell(item(1, 'informed'), 'sv', now, names).quiet).toBe(true);
});

// The law's own source is read: a reason or event that gets no words here would reach a lead as a bare key.
const effects = ['ask_assistant', 'call_expert', 'tell_expert', 'tell_lead', 'tell_customer', 'run_act', 'send_code', 'check_code'];
const kinds = [...codec.matchAll(/^\t"(\w+)":\s+\w+\{\},/gm)].map((m) => m[1]!).filter((k) => !effects.includes(k));
const whys = [...rules.matchAll(/Why\s+=\s+"(\w+)"/g)].map((m) => m[1]!);

test('every event of the law has a line in both languages', () => {
  expect(kinds.length).toBeGreaterThan(40);
  for (const k of kinds) for (const l of ['sv', 'en'] as const) expect(events[l][k], `${l} ${k}`).toBeTruthy();
});

test('every reason of the law has words in both languages', () => {
  expect(whys.length).toBeGreaterThan(25);
  for (const k of whys) for (const l of ['sv', 'en'] as const) expect(tables.whys[l][k], `${l} ${k}`).toBeTruthy();
});

test('both languages name the same things', () => {
  for (const t of [tables.topics, tables.whys, tables.outcomes, tables.states, tables.args, tables.choices, tables.fields, events]) expect(Object.keys(t.en).sort()).toEqual(Object.keys(t.sv).sort());
  expect(tables.priorities.en).toHaveLength(tables.priorities.sv.length);
  expect(topicName('a_new_topic', 'sv')).toBe('A new topic');
  expect(whyText('', 'sv')).toBe('');
});
