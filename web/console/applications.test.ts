import { expect, test } from 'vitest';
import type { LeadApplication } from '../learn/wire.ts';
import { firstSkills, levels, stepKey, waitsFirst } from './applications.ts';

const a = (over: Partial<LeadApplication>) => ({ id: 'x', waits: false, state: 'open', step: 'quiz', changed_at: '2026-11-24T10:00:00Z', languages: [], ...over }) as LeadApplication;

test('who waits for a person comes first, longest first', () => {
  const list = [a({ id: 'old' }), a({ id: 'new', changed_at: '2026-11-24T12:00:00Z' }), a({ id: 'second', waits: true, changed_at: '2026-11-24T11:00:00Z' }), a({ id: 'first', waits: true })];
  expect(waitsFirst(list).map((x) => x.id)).toEqual(['first', 'second', 'new', 'old']);
});

test('an appeal is told apart from a refusal', () => {
  expect(stepKey(a({ state: 'refused', waits: true }))).toBe('step_appeal');
  expect(stepKey(a({ state: 'refused' }))).toBe('step_refused');
  expect(stepKey(a({ state: 'ready', step: 'lead', waits: true }))).toBe('step_ready');
  expect(stepKey(a({}))).toBe('step_quiz');
});

test('skills begin with ordinary topics in the languages that were passed', () => {
  const score = { right: 4, of: 4, tries: 1 };
  expect(firstSkills(a({ languages: [{ language: 'sv', passed: true, ...score }, { language: 'en', passed: false, ...score }] }))).toEqual([{ topic: '*', language: 'sv', level: 1 }]);
});

test('sensitive topics are given at level 3 only, and never by every topic at once', () => {
  expect(levels('fraud', 3)).toEqual([3]);
  expect(levels('refund', 1)).toEqual([1, 2, 3]);
  expect(levels('*', 1)).toEqual([1, 2]);
});
