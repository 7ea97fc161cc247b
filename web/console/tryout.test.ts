import { expect, test } from 'vitest';
import { Problem, type Api } from '../shared/api.ts';
import { because, folded, stepText, TryTalk, type TryView } from './tryout.ts';

const tool = (n: string) => ({ list_invoices: 'Fakturor' })[n] ?? n;
function rig(answer: (body: { turns: unknown[] }) => unknown) {
  const asked: { turns: unknown[] }[] = [];
  let view!: TryView;
  const api = { post: async (_: string, b: { turns: unknown[] }) => (asked.push(b), answer(b)) } as unknown as Api;
  const talk = new TryTalk({ api, as: () => ({ market: 'SE', language: 'sv', customer: 'c-0001' }), onView: (v) => (view = v), sorry: () => 'sorry' });
  return { talk, asked, view: () => view };
}
const steps = (b: { turns: unknown[] }) => ({ items: b.turns.map((t) => ({ said: t })), next: null });

test('every turn plays the whole talk anew, and taking one back is leaving it out', async () => {
  const r = rig(steps);
  await r.talk.say(' hej ');
  await r.talk.press('topic:refund', 'Återbetalning');
  expect(r.asked.at(-1)).toEqual({ market: 'SE', language: 'sv', customer: 'c-0001', turns: [{ text: 'hej' }, { choice: 'topic:refund' }] });
  await r.talk.back();
  expect(r.view().turns).toEqual([{ text: 'hej' }]);
  await r.talk.anew();
  expect(r.view().steps).toEqual([]);
  expect(r.asked).toHaveLength(3);
});

test('a confirm is answered in words, for its id is another the next time', async () => {
  const r = rig(steps);
  await r.talk.press('confirm:abc:yes', 'Ja');
  expect(r.view().turns).toEqual([{ text: 'Ja' }]);
});

test('a turn that failed is not kept, and says why', async () => {
  const r = rig(() => { throw new Problem(422, 'try_out_long', 'Too long'); });
  expect(await r.talk.say('hej')).toBe(false);
  expect(r.view()).toMatchObject({ turns: [], trouble: 'Too long', busy: false });
});

test('an older answer that comes late is dropped', async () => {
  const waits: (() => void)[] = [];
  const r = rig((b) => new Promise((done) => waits.push(() => done(steps(b)))));
  const first = r.talk.say('one');
  const second = r.talk.say('two');
  await Promise.resolve();
  waits[1]!();
  waits[0]!();
  expect(await second).toBe(true);
  expect(await first).toBe(false);
  expect(r.view().turns).toEqual([{ text: 'two' }]);
});

test('the assistant\'s notes are sentences, and an unknown one is shown', () => {
  expect(because('flow extend_due_date; look list_invoices; article refunds', 'sv', tool)).toEqual(['Flödet ”Extend due date”.', 'Slog upp ”Fakturor” i företagets system.', 'Svarade ordagrant ur artikeln ”refunds”.']);
  expect(because('look list_invoices down', 'en', tool)[0]).toContain('did not work (down)');
  expect(because('near refund, fee', 'en', tool)[0]).toBe('Several topics come near: refund, a fee.');
  expect(because('something_new', 'sv', tool)).toEqual(['Something new']);
  expect(because('', 'sv', tool)).toEqual([]);
});

test('a flow is called by its title and a step by what it asks', () => {
  expect(because('flow extend_due_date@1:ask_date', 'sv', tool, () => 'Mer tid att betala')).toEqual(['Flödet ”Mer tid att betala”, från frågan om datum.']);
  expect([stepText('1:1', 'en'), stepText('1:7', 'sv'), stepText('6.3.1', 'sv'), stepText('1:ask_amount', 'en')]).toEqual(['the beginning', 'steg 7', 'steg 6', 'the question of amount']);
});

test('what is said twice in a row is one line', () => {
  expect(folded([{ line: 'a' }, { line: 'a' }, { line: 'b' }, { line: 'a' }]).map((x) => x.n)).toEqual([2, 1, 1]);
});
