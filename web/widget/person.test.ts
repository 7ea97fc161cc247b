import { expect, test } from 'vitest';
import { fill } from '../shared/fill.ts';
import type { Conversation, Market } from '../shared/wire.ts';
import { en } from './en.ts';
import { personPlace } from './person.ts';
import type { View } from './talk.ts';

const now = new Date(2026, 10, 20, 12, 0).getTime();
const at = (h: number, day = 20) => new Date(2026, 10, day, h, 30).toISOString();
const market: Market = { market: 'SE', company: 'N', languages: ['sv', 'en'], open: true, opens_at: null, closes_at: at(19), wait_seconds: 150, staffed: true };
const conv = (more: Partial<Conversation>): Conversation => ({ id: 'C', market: 'SE', language: 'en', holder: 'line', promise: null, line: null, version: 1, matters: [{ id: 'm1', topic: 't', holder: 'line', state: '' }], ...more });
const view = (more: Partial<View>): View => ({ phase: 'ready', language: 'en', market, start: null, conversation: null, entries: [], link: 'live', online: true, open: true, unread: 0, calling: false, written: false, trouble: '', rated: [], ...more });
const see = (more: Partial<View>) => {
  const p = personPlace(view(more), now, (k, params) => fill(en[k], params));
  return `${p.kind}: ${p.title} | ${p.detail}`;
};

test('the button is there with today\'s wait and hours, and stands without them', () => {
  expect(see({})).toBe('button: Talk to a person | About 3 minutes');
  expect(see({ market: null })).toBe('button: Talk to a person | ');
  expect(see({ market: { ...market, open: false, opens_at: at(8, 21) }, start: { market, answer_by: at(10, 21), matters: [], conversations: [] } })).toBe('button: Talk to a person | A written answer by tomorrow 10:30');
  expect(see({ market: { ...market, staffed: false } })).toBe('button: Talk to a person | You get a time for your answer');
  expect(see({ conversation: conv({ holder: 'assistant' }) })).toMatch(/^button: /);
  expect(see({ conversation: conv({ holder: 'none' }) })).toMatch(/^button: /);
});
test('in line: the place and the wait; at night the promised time', () => {
  expect(see({ conversation: conv({ line: { position: 2, wait_seconds: 200, staffed: true } }) })).toBe('line: You’re number 2 in line | About 4 minutes to go');
  expect(see({ conversation: conv({ line: { position: 1, wait_seconds: 30, staffed: true } }) })).toBe('line: You’re next | About a minute to go');
  expect(see({ conversation: conv({ line: { position: 1, wait_seconds: 0, staffed: false }, promise: { by: 'line', due: at(9, 21), matter: 'm1' } }) })).toBe(`line: A person answers by tomorrow 09:30 | ${en.line_keep}`);
  expect(see({ written: true, conversation: conv({ line: { position: 1, wait_seconds: 0, staffed: true }, promise: { by: 'line', due: at(9, 21), matter: 'm1' } }) })).toBe(`line: Written answer by tomorrow 09:30 | ${en.line_keep}`);
});
test('an assistant\'s promise is never shown as a person\'s', () => {
  const c = conv({ line: null, promise: { by: 'assistant', due: at(12), matter: 'm1' }, matters: [{ id: 'm1', topic: 't', holder: 'line', state: '', due: at(9, 21) }] });
  expect(see({ conversation: c })).toMatch(/tomorrow 09:30/);
});
test('with a person: by name once known; asking says that it is under way, also offline', () => {
  expect(see({ conversation: conv({ holder: 'expert' }) })).toBe('expert: A person has your matter | ');
  expect(see({ conversation: conv({ holder: 'expert' }), entries: [{ id: 'x', from: 'expert', name: 'Elin Berg', text: '', at: at(11) }] })).toBe('expert: You’re talking to Elin | ');
  expect(see({ calling: true })).toMatch(/Putting you in line/);
  expect(see({ calling: true, online: false })).toMatch(/back online/);
});
