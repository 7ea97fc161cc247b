import { expect, test } from 'vitest';
import type { Tool } from '../shared/wire.ts';
import { inMinutes, own, tomorrow } from './backby.ts';
import { allowed, argsOf, asked, proposable } from './tools.ts';
import { en, sv } from './words.ts';

const tool = (name: string, cls: Tool['class'], needs: Tool['needs'] = 'signed_in', args: Tool['args'] = []): Tool => ({ name, class: cls, needs, title: name, args });

test('look-ups and codes are not proposed to customers', () => {
  expect(proposable([tool('list_cards', 'look'), tool('freeze_card', 'protect'), tool('send_code', 'protect'), tool('pay_invoice', 'move')]).map((t) => t.name)).toEqual(['freeze_card', 'pay_invoice']);
});

test('an expert never asks for the customer\'s code', () => {
  const pay = tool('pay_invoice', 'move', 'code', [{ name: 'invoice', type: 'reference' }, { name: 'months', type: 'number' }, { name: 'code', type: 'text' }]);
  expect(asked(pay).map((a) => a.name)).toEqual(['invoice', 'months']);
  expect(argsOf(pay, { invoice: ' I1 ', months: '3', code: '123456', other: 'x' })).toEqual({ invoice: 'I1', months: 3 });
  expect(argsOf(pay, { invoice: '', months: '' })).toEqual({});
});

test('a visitor\'s account can\'t be touched', () => {
  expect(allowed(tool('freeze_card', 'protect'), 'visitor')).toBe(false);
  expect(allowed(tool('open_case', 'protect', 'visitor'), 'visitor')).toBe(true);
  expect(allowed(tool('pay_invoice', 'move', 'code'), 'signed_in')).toBe(true);
});

test('promised times are round, ahead, and read as people write them', () => {
  const now = new Date(2026, 10, 20, 14, 7, 30).getTime();
  expect(inMinutes(now, 15)).toEqual(new Date(2026, 10, 20, 14, 25));
  expect(tomorrow(now)).toEqual(new Date(2026, 10, 21, 9, 0));
  expect(own(0, '14.30', now)).toBe(new Date(2026, 10, 20, 14, 30).toISOString());
  expect(own(1, '9', now)).toBe(new Date(2026, 10, 21, 9, 0).toISOString());
  for (const bad of ['', '14:00', '25:00', '14:75', 'snart']) expect(own(0, bad, now), bad).toBe(null);
});

test('both languages say the same things, and say something', () => {
  expect(Object.keys(en)).toEqual(Object.keys(sv));
  for (const t of [sv, en]) for (const [k, v] of Object.entries(t)) expect(v, k).toBeTruthy();
  const braces = (s: string) => (s.match(/\{\w+\}/g) ?? []).sort().join();
  for (const k of Object.keys(sv) as (keyof typeof sv)[]) expect(braces(en[k]), k).toBe(braces(sv[k]));
});
