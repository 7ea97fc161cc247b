import { expect, test } from 'vitest';
import type { Tool } from '../shared/wire.ts';
import { amountText, lookable, needsAsking, optionsOf, rowsOf, usable } from './references.ts';

const plain = (s: string) => s.replace(/\s/g, ' ');

test('an invoice is chosen by shop, amount and due date, never by its number', () => {
  const [o] = optionsOf({ count: 1, invoices: [{ id: 'in-0101', number: 'R-1', merchant: 'Nordic Sport', amount: '349.00 SEK', due_date: '2026-12-02', state: 'open', fee: '0.00 SEK' }] }, 'sv');
  expect(o!.id).toBe('in-0101');
  expect(plain(o!.label)).toBe('Nordic Sport · 349,00 kr · förfaller 2 dec. 2026');
  expect(o!.detail).toBe('Obetald');
});

test('a card shows its last four, an offer its new day and fee', () => {
  expect(optionsOf({ cards: [{ id: 'card-1', name: 'Nordkreditkortet', last4: '0042', state: 'frozen' }] }, 'en')[0]).toMatchObject({ label: 'Nordkreditkortet · •• 0042', detail: 'Frozen' });
  expect(plain(optionsOf({ id: 'q1', decision: 'ok', merchant: 'Bok', amount: '100.00 SEK', new_due_date: '2026-12-20', fee: '39.00 SEK' }, 'sv')[0]!.detail)).toContain('avgift 39,00 kr');
});

test('an answer of another shape gives nothing to choose, and does not throw', () => {
  for (const odd of [null, undefined, 'text', 3, [], {}, { list: [1, 2] }, { cards: [{ name: 'without id' }] }]) expect(optionsOf(odd, 'sv')).toEqual([]);
  expect(optionsOf({ x: [{ id: 'only-id' }] }, 'sv')[0]!.label).toBe('only-id');
});

test('an offer that the rules refuse can not be used', () => {
  expect(usable({ id: 'q', decision: 'not_by_rule' })).toBe(false);
  expect(usable({ id: 'q', decision: 'ok' })).toBe(true);
  expect(usable({ id: 'card' })).toBe(true);
});

test('amounts are read exactly, and what is none is left alone', () => {
  expect(plain(amountText('-12999.05 SEK', 'sv'))).toMatch(/12 999,05 kr/);
  expect(amountText('about 100', 'sv')).toBe('about 100');
});

test('an expert never checks a code or reads everybody\'s letters', () => {
  const t = (name: string, args: Tool['args'] = [], cls: Tool['class'] = 'look'): Tool => ({ name, class: cls, needs: 'signed_in', title: name, args });
  expect(lookable([t('list_cards'), t('letters'), t('check_code', [{ name: 'code', type: 'text' }]), t('freeze_card', [], 'protect')]).map((x) => x.name)).toEqual(['list_cards']);
  expect(needsAsking(t('quote', [{ name: 'invoice', type: 'reference', from: 'list_invoices' }]))).toBe(true);
  expect(needsAsking(t('list', [{ name: 'days', type: 'number' }]))).toBe(false);
});

test('an account without a list is shown as rows', () => {
  expect(rowsOf({ id: 'c-1', name: 'Anna', sign_in: true, since: '2024-01-02', address: { street: 'Åsgatan 14', city: 'Lund' }, list: [] }, 'sv')).toEqual([
    { key: 'name', value: 'Anna' }, { key: 'sign_in', value: 'Ja' }, { key: 'since', value: '2 jan. 2024' }, { key: 'address', value: 'Åsgatan 14, Lund' }]);
});
