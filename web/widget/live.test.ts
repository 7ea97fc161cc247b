import { expect, test } from 'vitest';
import type { Entry } from '../shared/stream.ts';
import type { Conversation } from '../shared/wire.ts';
import { createAnnouncer, isPrimary, isWorking, liveChoices, pressedChoices, ratable } from './live.ts';
import { arrange } from '../shared/arrange.ts';
import { en } from './en.ts';
import { later } from './later.ts';
import { sv } from './sv.ts';

const at = (s: number) => new Date(Date.parse('2026-11-20T12:00:00Z') + s * 1000).toISOString();
let n = 0;
const e = (from: Entry['from'], choices: string[] = [], more: Partial<Entry> = {}): Entry => ({ id: `x${++n}`, from, text: 't', at: at(n), choices: choices.map((id) => ({ id, label: id })), ...more });
const conv = (holder: Conversation['holder'], more: Partial<Conversation> = {}): Conversation => ({ id: 'c', market: 'SE', language: 'sv', holder, promise: null, line: null, version: 1, matters: [{ id: 'm1', topic: 'fraud', holder, state: '' }], ...more });

test('only the newest question is live', () => {
  const old = e('assistant', ['confirm:A:yes', 'confirm:A:no']);
  const nu = e('assistant', ['confirm:B:yes', 'confirm:B:no']);
  expect([...liveChoices([old, e('customer'), nu], null)]).toEqual([nu.id]);
});
test('a word after the question ends it; a system line or a failed message does not', () => {
  const q = e('assistant', ['a', 'b']);
  expect(liveChoices([q, e('customer')], null).size).toBe(0);
  expect(liveChoices([q, e('expert')], null).size).toBe(0);
  expect([...liveChoices([q, e('system'), e('customer', [], { mark: 'failed' })], null)]).toEqual([q.id]);
});
test('help while waiting stays open over words, until answered or the place ends', () => {
  const help = e('system', ['help:m1:yes', 'help:m1:no']);
  const talk = [help, e('customer'), e('assistant')];
  expect([...liveChoices(talk, conv('line'))]).toEqual([help.id]);
  expect(liveChoices([...talk, e('customer', [], { choice: 'help:m1:no' })], conv('line')).size).toBe(0);
  expect(liveChoices(talk, conv('expert')).size).toBe(0);
});
test('a proposed hand-back waits for its answer while the expert goes on, and may be proposed again', () => {
  const ask = e('system', ['handback:m1:yes', 'handback:m1:no']);
  const talk = [ask, e('expert'), e('customer')];
  expect([...liveChoices(talk, conv('expert'))]).toEqual([ask.id]);
  const no = e('customer', [], { choice: 'handback:m1:no' });
  expect(liveChoices([...talk, no], conv('expert')).size).toBe(0);
  expect(liveChoices(talk, conv('assistant')).size).toBe(0);
  const again = e('system', ['handback:m1:yes', 'handback:m1:no']);
  expect([...liveChoices([...talk, no, again], conv('expert'))]).toEqual([again.id]);
});
test('live and written answer the same question; an older copy of a standing offer is dead', () => {
  const a = e('system', ['live:m1', 'written:m1']);
  const b = e('system', ['live:m1', 'written:m1']);
  expect([...liveChoices([a, b], conv('line'))]).toEqual([b.id]);
  expect(liveChoices([a, b, e('customer', [], { choice: 'written:m1' })], conv('line')).size).toBe(0);
});
test('a standing offer does not switch off the newest ordinary question', () => {
  const q = e('assistant', ['confirm:A:yes', 'confirm:A:no']);
  const help = e('system', ['help:m1:yes', 'help:m1:no']);
  expect(liveChoices([q, help], conv('line')).size).toBe(2);
});
test('the yes is the one next step', () => {
  expect([isPrimary('confirm:A:yes', 2), isPrimary('confirm:A:no', 2), isPrimary('x', 1), isPrimary('x', 3)]).toEqual([true, false, true, false]);
});
test('working: from the moment of sending until a word comes, never while a person holds', () => {
  expect(isWorking([e('customer', [], { mark: 'sending' })], null)).toBe(true);
  expect(isWorking([e('customer')], conv('assistant'))).toBe(true);
  expect(isWorking([e('customer')], conv('none'))).toBe(false);
  expect(isWorking([e('customer', [], { mark: 'waiting' })], null)).toBe(false);
  expect(isWorking([e('customer'), e('assistant')], conv('assistant'))).toBe(false);
  expect(isWorking([e('customer', [], { mark: 'sent' })], conv('expert'))).toBe(false);
});
test('the speaker is named once in a row, the day once a day', () => {
  const now = Date.parse(at(0)) + 26 * 3600_000;
  const list = [e('assistant', [], { at: at(0) }), e('assistant', [], { at: at(5) }), e('expert', [], { at: at(24 * 3600) })];
  const s = arrange(list, 'sv', now, 'I dag', 'I går');
  expect(s.map((x) => x.head)).toEqual([true, false, true]);
  expect(s.map((x) => x.day)).toEqual(['I går', '', 'I dag']);
});
test('a settled matter can be rated once, and only when nobody has the word', () => {
  const m = [{ id: 'm1', topic: 't', holder: 'none' as const, state: 'settled' }];
  expect(ratable(conv('none', { matters: m }), [])).toEqual(['m1']);
  expect(ratable(conv('none', { matters: m }), ['m1'])).toEqual([]);
  expect(ratable(conv('line', { matters: m }), [])).toEqual([]);
});
test('a screen reader hears each new message once, and not the history', () => {
  const said: string[] = [];
  const announce = createAnnouncer((t) => said.push(t), (x) => x.from);
  const a = e('assistant');
  announce([], false);
  announce([a], true);
  const b = e('expert', [], { text: 'hej' });
  announce([a, b], true);
  announce([a, { ...b, text: 'changed' }, e('customer')], true);
  expect(said).toEqual(['expert: hej']);
});
test('both languages have the same words and the same blanks', () => {
  const blanks = (s: string) => (s.match(/\{\w+\}/g) ?? []).sort().join();
  const shape = (table: Record<string, string>) => Object.entries(table).map(([k, v]) => `${k} ${blanks(v)}`).sort();
  expect(shape(en)).toEqual(shape(sv));
  expect(shape(later.en)).toEqual(shape(later.sv));
});

test('a pressed button stays marked, also when another device pressed it', () => {
  const ask = (id: string) => ({ id, from: 'assistant' as const, text: '?', at: '', choices: [{ id: `pick:${id}:1`, label: 'Ett' }, { id: `pick:${id}:2`, label: 'Två' }] });
  const own = (id: string, text: string, choice?: string) => ({ id, from: 'customer' as const, text, choice, at: '' });
  expect([...pressedChoices([ask('a'), own('x', 'Två'), ask('b'), own('y', 'Ett', 'pick:b:1'), ask('c'), own('z', 'något annat')])]).toEqual([['a', 'pick:a:2'], ['b', 'pick:b:1']]);
});
