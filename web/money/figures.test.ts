import { describe, expect, it } from 'vitest';
import { asked, change, decimal, filled, heights, monthEnd, opens, paths, sum, typed } from './figures.ts';
import type { Answer } from './wire.ts';

const plain = (s: string) => s.replace(/[\u00a0\u202f]/g, ' ');

describe('figures', () => {
  it('writes money as the reader does', () => {
    expect(plain(sum('1234.50', 'SEK', 'sv'))).toBe('1 234,50 kr');
    expect(plain(sum('-900.00', 'SEK', 'sv'))).toBe('−900 kr');
    expect(plain(sum('12.00', 'GBP', 'en'))).toBe('£12');
    expect(plain(sum('-1234.50', 'SEK', 'en'))).toBe('−1,234.50 kr');
    expect(decimal(101900, 'SEK')).toBe('1019.00');
    expect(decimal(500, 'JPY')).toBe('500');
  });
  it('leaves no month out', () => {
    const m = (month: string) => ({ month, currency: 'SEK', in: '1', out: '2' });
    expect(filled([m('2025-11'), m('2026-02')], '2026-03-05').map((x) => [x.month, x.out])).toEqual([['2025-11', '2'], ['2025-12', '0'], ['2026-01', '0'], ['2026-02', '2'], ['2026-03', '0']]);
    expect(filled([], '2026-03-05')).toEqual([]);
    expect(monthEnd('2028-02')).toBe('2028-02-29');
  });
  it('shows what is small but not nothing', () => {
    expect(heights([0, 1, 1000])).toEqual([0, 1.5, 100]);
    expect(heights([0, 0])).toEqual([0, 0]);
    expect(heights([])).toEqual([]);
  });
  it('draws a forecast inside its box', () => {
    const p = paths([{ date: 'a', mid: 100, low: 50, high: 150 }, { date: 'b', mid: -50, low: -100, high: 0 }], 100, 50);
    expect(p.line).toBe('M0.0 10.0L100.0 40.0');
    expect(p.zero).toBe(30);
    expect(p.band.startsWith('M0.0 0.0L100.0 30.0L100.0 50.0')).toBe(true);
  });
  it('compares only with something', () => {
    expect(change('110', '100')).toBe(10);
    expect(change('110', '0')).toBe(null);
    expect(change('110', null)).toBe(null);
  });
  it('opens the rows of an answer, and nothing where there are none', () => {
    const a = (x: Partial<Answer>): Answer => ({ figures: [], lines: [], text: '', ...x });
    const period = { from: '2026-10-01', to: '2026-10-31' };
    expect(opens(a({ query: { measure: 'spent', category: 'groceries', period }, figures: [{ money: { minor: 1, currency: 'SEK' }, count: 2, ids: ['x', 'y'] }] }))).toEqual({ ...period, category: 'groceries', shop: undefined, account: undefined, way: 'out' });
    expect(opens(a({ query: { measure: 'subscriptions', period }, lines: [{ what: 'N', money: { minor: 1, currency: 'SEK' }, ids: ['x', 'y'] }, { what: 'S', money: { minor: 1, currency: 'SEK' }, ids: ['y'] }] }))).toEqual({ ids: 'x,y' });
    expect(opens(a({ query: { measure: 'safe', period } }))).toBe(null);
    expect(opens(a({}))).toBe(null);
  });
  it('opens what a card in the chat asks for, and nothing that it cannot read', () => {
    expect(asked('?q=%7B%22measure%22%3A%22spent%22%2C%22category%22%3A%22food%22%2C%22period%22%3A%7B%22from%22%3A%22a%22%2C%22to%22%3A%22b%22%7D%7D')).toMatchObject({ from: 'a', to: 'b', category: 'food', way: 'out' });
    expect([asked(''), asked('?q=x'), asked('?q=%7B%7D')]).toEqual([null, null, null]);
  });
  it('reads amounts as people type them', () => {
    expect([typed('1 200'), typed('1200,50'), typed('1200 kr'), typed('-5'), typed('tolv'), typed('')]).toEqual(['1200', '1200.50', '1200', null, null, null]);
  });
});
