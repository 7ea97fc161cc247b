// The staff side of the mock: a desk, a line, promises, hours, and a timeline
// with reasons. It shares the customers' conversations of server.mjs and adds
// some that are already under way. Test-only, like all of mock/.
const ago = (s) => new Date(Date.now() - s * 1000).toISOString();
const ahead = (s) => new Date(Date.now() + s * 1000).toISOString();

const experts = [
  { id: 'e-01', name: 'Elin Sandberg', online: false, held: 0, capacity: 3 }, { id: 'e-02', name: 'Yusuf Demir', online: true, held: 3, capacity: 3 },
  { id: 'e-03', name: 'Maja Kallio', online: true, held: 1, capacity: 3 }, { id: 'e-04', name: 'Oskar Nyström', online: false, held: 0, capacity: 2 },
];
const tools = (sv) => [
  { name: 'list_cards', class: 'look', needs: 'signed_in', title: sv ? 'Kort' : 'Cards', args: [] },
  { name: 'freeze_card', class: 'protect', needs: 'signed_in', title: sv ? 'Spärra ett kort' : 'Freeze a card', args: [{ name: 'card', type: 'reference' }, { name: 'reason', type: 'text' }] },
  { name: 'extend_due_date', class: 'act', needs: 'signed_in', title: sv ? 'Flytta fram förfallodagen' : 'Extend the due date', args: [{ name: 'quote', type: 'reference' }] },
  { name: 'pay_invoice', class: 'move', needs: 'code', title: sv ? 'Betala en faktura' : 'Pay an invoice', args: [{ name: 'invoice', type: 'reference' }, { name: 'amount', type: 'money' }, { name: 'code', type: 'text' }] },
];

export function createStaff(talks, { say, changed, roleOf, sub, publishTo }) {
  let week, online, offers, hideOffers;
  function reset() {
    online = false;
    hideOffers = new Set();
    offers = [];
    week = { zone: 'Europe/Stockholm', week: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((d) => [d, ['08:00', '20:00']]).concat([['sat', ['10:00', '16:00']]])), holidays: [{ date: '2026-12-25', name: 'Juldagen', closed: true }, { date: '2026-12-26', name: 'Annandag jul', closed: true }, { date: '2027-01-01', name: 'Nyårsdagen', closed: true }, { date: '2027-01-06', name: 'Trettondedag jul', closed: true }] };
  }
  reset();

  /** A conversation with history, as the staff sees it. */
  function seed(sv) {
    const make = (id, o) => talks.set(id, { id, owner: o.customer, language: sv ? 'sv' : 'en', holder: o.holder, version: 9, seq: 0, messages: [], log: [], position: 1, ids: new Map(), subs: new Set(), waiters: new Set(), corrections: [], staffLog: [], ...o, matters: [{ id: 'm1', topic: o.topic, holder: o.holder, state: o.holder === 'line' ? 'in_line' : 'with_expert', due: o.due, outcome: '' }] });
    const t = (svText, enText) => (sv ? svText : enText);
    make('k-1', { customer: 'c-0007', name: 'Anna Lindqvist', topic: 'fraud', holder: 'line', why: 'sensitive', wait: 272, due: ahead(-38), priority: 0, last: t('Det är ett köp på 129 kr från ett gym jag aldrig varit på', 'There is a payment of 129 kr to a gym I have never been to') });
    make('k-2', { customer: 'c-0112', name: 'Bo Ekström', topic: 'payment_plan', holder: 'line', why: 'expert_unreachable', wait: 411, due: ahead(141), priority: 1, last: t('Är du kvar?', 'Are you still there?') });
    make('k-3', { customer: 'c-0420', name: 'Samira Haddad', topic: 'hardship', holder: 'line', why: 'sensitive', wait: 96, due: ahead(504), priority: 2, last: t('Jag blev av med jobbet i måndags och klarar inte fakturan', 'I lost my job on Monday and cannot pay the invoice') });
    make('k-4', { customer: '', name: '', topic: 'general', holder: 'line', why: 'asked_for_person', wait: 33, due: ahead(9000), priority: 3, last: t('Jag vill prata med en människa', 'I want to talk to a person') });
    make('k-5', { customer: 'c-0031', name: 'Karin Holm', topic: 'refund', holder: 'expert', expert: 'e-01', why: 'no_progress', wait: 84, due: ahead(430), priority: 3, unread: true, last: t('Butiken säger att pengarna skickades förra veckan', 'The shop says the money was sent last week') });
    make('k-6', { customer: 'c-0058', name: 'Tomas Berg', topic: 'dispute', holder: 'expert', expert: 'e-01', why: 'sensitive', wait: null, due: ahead(5400), priority: 2, unread: false, last: t('Tack, då väntar jag på besked', 'Thank you, I’ll wait to hear from you') });
    const k = talks.get('k-5');
    const card = { kind: 'refund', title: t('Återbetalning 349,00 kr', 'Refund SEK 349.00'), rows: [{ label: t('Butik', 'Shop'), value: 'Nordisk Form AB' }], steps: [{ label: t('Returen togs emot', 'Return received'), state: 'done', at: '14 nov' }, { label: t('Skickad till banken', 'Sent to the bank'), state: 'now', at: '20 nov' }, { label: t('På kontot', 'In the account'), state: 'todo' }] };
    const m = (id, s, from, text, more = {}) => ({ id, from, name: from === 'expert' ? 'Elin Sandberg' : '', text, cites: [], choices: [], card: null, matter: 'm1', at: ago(s), ...more });
    k.messages = [
      m('a1', 600, 'customer', t('var är min återbetalning från Nordisk Form?', 'where is my refund from Nordisk Form?')),
      m('a2', 598, 'assistant', t('Återbetalningen på 349 kr skickades till din bank den 20 november.', 'The refund of SEK 349 was sent to your bank on 20 November.'), { card, cites: [{ kind: 'tool', id: 'refund_status', title: t('dina återbetalningar', 'your refunds') }] }),
      m('a3', 540, 'customer', t('Det är ju fyra dagar sedan, den har inte kommit', 'That is four days ago, it has not arrived')),
      m('a4', 538, 'assistant', t('Jag kommer inte längre med det här, så en människa tar över. Du har en plats i kön.', 'I can’t get any further with this, so a person takes over. You have a place in line.')),
      m('a5', 180, 'system', t('Elin är här nu och har läst det du skrivit.', 'Elin is here now and has read what you wrote.')),
      m('a6', 170, 'expert', t('Hej Karin! Jag ser att pengarna är skickade men inte framme. Jag kontrollerar med banken.', 'Hello Karin! I see that the money was sent but has not arrived. I’m checking with the bank.')),
      m('a7', 84, 'customer', k.last),
    ];
    k.drafts = [{ id: 'd1', text: t('En återbetalning brukar vara framme inom fem bankdagar. Den 20 november var en fredag, så den bör synas senast den 27 november.', 'A refund usually arrives within five banking days. 20 November was a Friday, so it should show by 27 November.'), cites: [{ kind: 'article', id: 'refunds', title: t('Så går en återbetalning till', 'How a refund works') }] }];
    k.summary = [{ matter: 'm1', topic: 'refund', facts: [{ label: t('Återbetalning', 'Refund'), value: t('349,00 kr', 'SEK 349.00'), from: 'refund_status' }, { label: t('Butik', 'Shop'), value: 'Nordisk Form AB', from: 'refund_status' }, { label: t('Skickad', 'Sent'), value: t('20 november', '20 November'), from: 'refund_status' }, { label: t('Kunden vill', 'The customer wants'), value: t('veta var pengarna är', 'to know where the money is'), from: 'customer' }], tried: [t('Visade återbetalningens steg två gånger', 'Showed the steps of the refund twice')], corrections: [{ text: t('Det var två tröjor, inte en', 'It was two sweaters, not one'), at: ago(300) }] }];
    k.acts = [{ id: 'x1', matter: 'm1', tool: 'send_invoice_copy', title: t('Skicka fakturakopia', 'Send a copy of the invoice'), state: 'done', at: ago(120) }];
    const e = (s, type, data = {}, more = {}) => ({ at: ago(s), type, why: '', by: '', matter: 'm1', text: '', data, ...more });
    k.staffLog = [
      e(602, 'opened', { market: 'SE' }), e(600, 'heard', { n: 1 }, { text: k.messages[0].text }), e(600, 'matter_opened', { matter: 'm1', topic: 'refund' }, { why: 'topic' }), e(600, 'turn_promised', { due: ago(580) }, { why: 'customer_wrote' }),
      e(598, 'answered', { by: 'assistant' }, { text: k.messages[1].text }), e(598, 'turn_ended', {}), e(540, 'heard', { n: 2 }, { text: k.messages[2].text }), e(539, 'draft_dropped', { n: 2 }, { why: 'would_repeat' }),
      e(538, 'place_taken', { matter: 'm1', due: ahead(60), mode: 'live' }, { why: 'no_progress' }), e(538, 'answered', { by: 'assistant' }, { text: k.messages[3].text }), e(500, 'offer_made', { matter: 'm1', expert: 'e-03' }), e(470, 'offer_ended', { matter: 'm1', expert: 'e-03' }, { why: 'expired' }),
      e(300, 'corrected', { matter: 'm1' }, { text: k.summary[0].corrections[0].text }), e(182, 'accepted', { matter: 'm1', expert: 'e-01', due: ahead(430) }), e(170, 'answered', { by: 'expert', expert: 'e-01' }, { text: k.messages[5].text }),
      e(130, 'noted', { expert: 'e-01' }, { text: t('Ringde banken, ärende B-2291.', 'Called the bank, case B-2291.') }), e(122, 'act_intended', { tool: 'send_invoice_copy' }), e(120, 'act_ran', {}), e(84, 'heard', { n: 3 }, { text: k.last }),
    ].map((x, i) => ({ ...x, seq: i + 1 }));
    const l = talks.get('k-1');
    l.messages = [m('b1', 280, 'customer', l.last), m('b2', 279, 'system', t('Du går först i kön. Lämna inte ut någon kod till någon under tiden.', 'You’re first in line. Don’t give a code to anybody meanwhile.'))];
    l.staffLog = [e(282, 'opened'), e(280, 'heard', {}, { text: l.last }), e(280, 'matter_opened', { matter: 'm1', topic: 'fraud' }, { why: 'sensitive' }), e(280, 'place_taken', { matter: 'm1', due: l.due }, { why: 'sensitive' }), e(200, 'offer_made', { expert: 'e-02' }), e(170, 'offer_ended', { expert: 'e-02' }, { why: 'declined' }), e(98, 'escalated', { due: l.due }), e(38, 'promise_moved', { due: ahead(300), broken: true }, { why: 'promise_due' })].map((x, i) => ({ ...x, seq: i + 1 }));
  }

  const row = (t) => ({ conversation: t.id, customer: t.name || t.owner || '', language: t.language, topic: t.matters[0]?.topic ?? 'general', holder: t.holder, expert: t.expert ?? null, why: t.why ?? 'asked_for_person', wait_seconds: t.wait ?? null, due: t.matters[0]?.due ?? null, priority: t.priority ?? 3, last_text: t.messages.at(-1)?.text ?? t.last ?? '', last_at: t.messages.at(-1)?.at ?? ago(t.wait ?? 60), unread: t.unread ?? false });
  const log = (t, type, data = {}, more = {}) => {
    t.staffLog ??= [];
    t.staffLog.push({ seq: t.staffLog.length + 1, at: new Date().toISOString(), type, why: '', by: '', matter: 'm1', text: '', data: { matter: 'm1', ...data }, ...more });
    publishTo(`s:${t.id}`, { kind: 'changed', what: 'place' });
    for (const wake of t.staffWaiters ?? []) wake();
  };

  /** Answers the staff endpoints; false when the path is none of them. */
  function handle(req, url, body, send, sv, token) {
    const [, , , what, id, part] = url.pathname.split('/');
    const who = sub(token);
    const staff = ['expert', 'lead'].includes(roleOf(token));
    if (!staff) return false;
    const ok = (v) => (send(200, v), true);
    if (what === 'me' && !id) return ok({ id: who, name: who === 'l-01' ? 'Petra Lund' : 'Elin Sandberg', role: roleOf(token), language: sv ? 'sv' : 'en' });
    if (what === 'tools') return ok({ items: tools(sv) });
    if (what === 'experts' && part === 'offers') return ok({ items: online ? offers.filter((o) => !hideOffers.has(o.id)) : [], next: null });
    if (what === 'experts' && part === 'conversations') return ok({ items: [...talks.values()].filter((t) => t.expert === who && t.holder === 'expert').map(row), next: null });
    if (what === 'experts' && (part === 'online' || part === 'offline')) return (online = part === 'online'), publishTo(`e:${who}`, { kind: 'changed', what: 'offers' }), ok({});
    if (what === 'experts') return ok({ id: who, name: 'Elin Sandberg', languages: ['sv', 'en'], skills: ['refund', 'payment_plan', 'dispute'].map((topic) => ({ topic, level: 2 })), online, capacity: 3, held: [...talks.values()].filter((t) => t.expert === who).length });
    if (what === 'offers') {
      const o = offers.find((x) => x.id === id);
      if (!o || hideOffers.has(id)) return send(409, { code: 'offer_gone', detail: sv ? 'Erbjudandet gick vidare.' : 'The offer went on.' }), true;
      hideOffers.add(id);
      const t = talks.get(o.conversation);
      if (part === 'accept' && t) {
        Object.assign(t, { holder: 'expert', expert: who, unread: true });
        Object.assign(t.matters[0], { holder: 'expert', state: 'with_expert' });
        log(t, 'accepted', { expert: who });
      }
      publishTo(`e:${who}`, { kind: 'changed', what: 'offers' });
      return ok({});
    }
    if (what === 'line') return ok({ items: [...talks.values()].filter((t) => t.holder === 'line').map(row).sort((a, b) => (a.due ?? '').localeCompare(b.due ?? '')), experts: experts.map((e) => (e.id === 'e-01' ? { ...e, online, held: [...talks.values()].filter((t) => t.expert === 'e-01').length } : e)) });
    if (what === 'promises') {
      const p = (c, topic, by, due, state, kept_at = null) => ({ conversation: c, matter: 'm1', topic, by, due, state, kept_at });
      return ok({ kept: 412, at_risk: 1, broken: 1, since: '2026-11-01T00:00:00Z', next: null, items: talks.size ? [p('k-1', 'fraud', 'line', ahead(-38), 'broken'), p('k-2', 'payment_plan', 'line', ahead(141), 'at_risk'), p('k-3', 'hardship', 'line', ahead(504), 'open'), p('k-5', 'refund', 'e-01', ahead(430), 'open'), p('k-6', 'dispute', 'e-01', ahead(5400), 'open'), p('k-5', 'refund', 'line', ago(120), 'kept', ago(170)), p('k-6', 'dispute', 'line', ago(2400), 'kept', ago(2630))] : [] });
    }
    if (what === 'search') return ok({ items: [...talks.values()].map(row).filter((r) => JSON.stringify(r).toLowerCase().includes((url.searchParams.get('q') ?? '').toLowerCase())), next: null });
    if (what === 'markets' && part === 'hours') return req.method === 'PUT' ? ok((week = body)) : ok(week);
    if (what !== 'conversations') return false;
    const t = talks.get(id);
    if (!t) return send(404, { code: 'conversation_not_found', detail: '' }), true;
    if (part === 'staff') {
      return ok({ conversation: { id, market: 'SE', language: t.language, holder: t.holder, promise: null, line: null, matters: t.matters, version: t.version }, customer: { id: t.owner ?? '', name: t.name ?? '', level: t.owner ? 'signed_in' : 'visitor' }, summary: { matters: t.summary ?? [] }, acts: t.acts ?? [], drafts: t.drafts ?? [], experts: experts.map(({ id: i, name }) => ({ id: i, name })) });
    }
    if (part === 'timeline') {
      const after = Number(url.searchParams.get('after') ?? 0);
      const read = () => (t.staffLog ?? []).filter((i) => i.seq > after);
      const wait = Number(url.searchParams.get('wait') ?? 0);
      if (read().length || !wait) return ok({ items: read(), next: null });
      const done = () => (t.staffWaiters.delete(done), clearTimeout(timer), ok({ items: read(), next: null }));
      const timer = setTimeout(done, wait * 1000);
      (t.staffWaiters ??= new Set()).add(done);
      return true;
    }
    if (part === 'messages' && req.method === 'POST') {
      const answer = t.ids.get(body.id) ?? { id: body.id, at: new Date().toISOString() };
      if (!t.ids.has(body.id)) {
        t.ids.set(body.id, answer);
        say(t, { id: body.id, from: body.draft ? 'approved_draft' : 'expert', name: who === 'l-01' ? 'Petra Lund' : 'Elin Sandberg', text: body.text });
        t.unread = false;
        if (body.draft) t.drafts = [];
        log(t, 'answered', { by: 'expert', expert: who }, { text: body.text });
      }
      return send(202, answer), true;
    }
    if (part === 'check') return ok({ unsupported: [...body.text.matchAll(/\d+ (?:kr|SEK)|SEK \d+|\d{1,2} (?:dec|nov|jan)\w*|lovar|promise/gi)].map((m) => ({ text: m[0], kind: /kr|sek/i.test(m[0]) ? 'amount' : /lovar|promise/i.test(m[0]) ? 'promise' : 'date' })) });
    if (part === 'notes') return log(t, 'noted', { expert: who }, { text: body.text }), ok({});
    if (part === 'acts') return (t.acts ??= []).push({ id: `x${t.acts.length + 1}`, matter: 'm1', tool: body.tool, title: tools(sv).find((x) => x.name === body.tool)?.title, state: 'asked' }), log(t, 'confirm_asked', { expert: who }), ok({ confirm: 'D7' });
    if (part === 'handback') return log(t, 'hand_back_proposed', { expert: who }), ok({});
    if (part === 'transfer') return Object.assign(t, { holder: 'line', expert: null }), Object.assign(t.matters[0], { holder: 'line', state: 'in_line' }), log(t, 'returned_to_line', { expert: who }, { why: 'transferred' }), ok({});
    if (part === 'settle') return Object.assign(t, { holder: 'none', expert: null }), Object.assign(t.matters[0], { holder: 'none', state: 'settled', outcome: body.outcome }), log(t, 'settled', { by: 'expert', expert: who, outcome: body.outcome }), changed(t, 'matter'), ok({});
    if (part === 'take') return Object.assign(t, { holder: 'expert', expert: who }), Object.assign(t.matters[0], { holder: 'expert', state: 'with_expert' }), log(t, 'accepted', { expert: who }, { why: 'taken_over' }), ok({});
    return false;
  }

  return {
    handle, reset, seed,
    /** {"offer": "k-1"} offers a conversation to e-01. */
    offer(conversation) {
      const t = talks.get(conversation);
      offers.push({ id: `o-${offers.length + 1}`, conversation, matter: 'm1', topic: t.matters[0].topic, why: t.why, wait_seconds: t.wait, language: t.language, expires_at: ahead(30) });
      online = true;
      publishTo('e:e-01', { kind: 'changed', what: 'offers' });
    },
    online(on) { online = on; },
    wrote(t, text) {
      t.unread = true;
      log(t, 'heard', {}, { text });
    },
  };
}
