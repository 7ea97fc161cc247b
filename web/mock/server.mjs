// A stand-in for the server, for looking at the widget and for browser tests
// of the screens alone: docs/wire.md over an in-memory conversation, scripted
// by keywords. Test-only; the real server is cmd/samtal.
//
//   npm run mock [-- PORT]     then open http://127.0.0.1:8099/demo/#t=…
//   Staff: the same page at /expert/ and /console/ with {"staff":"sv"} for conversations under way (mock/staff.mjs).
//   POST /mock {"closed":true} | {"fail":"messages"} | {"expert":"hej"} | {"settle":true} | {"ws":false} | {"reset":true}
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { reply, articles, matters } from './script.mjs';
import { createStaff } from './staff.mjs';

const port = Number(process.argv[2] ?? 8099);
const talks = new Map();
let mode = {};

export const jwt = (sub, name, locale) => ['{"alg":"none"}', JSON.stringify({ iss: 'nordkredit', aud: 'samtal', sub, name, locale }), 'x'].map((p) => Buffer.from(p).toString('base64url')).join('.');
const sub = (token) => {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1], 'base64url')).sub;
  } catch {
    return '';
  }
};
const roleOf = (token) => {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1], 'base64url')).role ?? '';
  } catch {
    return '';
  }
};
const channels = new Map(); // channel -> sockets, of the staff
const publishTo = (channel, data) => channels.get(channel)?.forEach((s) => s.send(JSON.stringify({ push: { channel, pub: { data } } })));
const staff = createStaff(talks, { say: (t, m) => say(t, m), changed: (t, what) => changed(t, what), roleOf, sub, publishTo });
const types = { js: 'text/javascript', css: 'text/css', html: 'text/html; charset=utf-8', svg: 'image/svg+xml', webmanifest: 'application/manifest+json' };

const server = createServer(async (req, res) => {
  const url = new URL(req.url, 'http://x');
  const body = await new Promise((done) => {
    let s = '';
    req.on('data', (d) => (s += d)).on('end', () => done(s ? JSON.parse(s) : {}));
  });
  const send = (status, value, type = 'application/json') => {
    res.writeHead(status, { 'content-type': status >= 400 ? 'application/problem+json' : type });
    res.end(typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value));
  };
  if (url.pathname === '/mock') return send(200, control(body));
  if (url.pathname.startsWith('/api/v1/')) return api(req, url, body, send);
  const file = `dist${url.pathname.endsWith('/') ? `${url.pathname}index.html` : url.pathname}`;
  if (url.pathname.includes('..') || !existsSync(file)) return send(404, { code: 'not_found', detail: 'finns inte' });
  send(200, readFileSync(file), types[file.split('.').pop()] ?? 'text/plain');
});

function control(c) {
  if (c.reset) {
    talks.clear();
    staff.reset();
    mode = {};
  }
  if (c.staff) staff.seed(c.staff === 'sv');
  if (c.offer) staff.offer(c.offer);
  if (c.online !== undefined) staff.online(c.online);
  if (c.wrote) {
    const t = talks.get(c.wrote.to);
    say(t, { from: 'customer', text: c.wrote.text });
    staff.wrote(t, c.wrote.text);
  }
  for (const t of talks.values()) {
    if (c.expert) {
      t.holder = 'expert';
      say(t, { from: 'expert', name: c.name ?? 'Elin', text: c.expert });
    }
    if (c.approved) say(t, { from: 'approved_draft', name: 'Elin', text: c.approved, cites: [{ kind: 'article', id: 'unrecognised-payments', title: t.language === 'sv' ? 'Köp du inte känner igen' : 'Payments you don’t recognise' }] });
    if (c.message) say(t, c.message);
    if (c.settle) {
      t.holder = 'none';
      t.matters.forEach((m) => Object.assign(m, { holder: 'none', state: 'settled', outcome: 'settled', due: null }));
      changed(t, 'matter');
    }
    if (c.position) {
      t.position = c.position;
      changed(t, 'place');
    }
  }
  if (c.drop) for (const s of wss.clients) s.terminate();
  const { expert: _, approved: __, message: ___, settle: ____, reset: _____, drop: ______, staff: _7, offer: _8, wrote: _9, online: _10, ...rest } = c;
  Object.assign(mode, rest);
  return mode;
}

function state(t) {
  const due = mode.closed ? tomorrow(8.5) : new Date(Date.now() + 240_000).toISOString();
  const waits = t.holder === 'line' || t.holder === 'expert';
  return {
    id: t.id, market: 'SE', language: t.language, holder: t.holder,
    promise: t.holder === 'none' ? null : { by: t.holder, due, matter: 'm1' },
    line: t.holder === 'line' ? { position: t.position, wait_seconds: t.position * 120, staffed: !mode.closed } : null,
    matters: t.matters.map((m) => (waits && m.holder !== 'none' ? { ...m, holder: t.holder, due } : m)), version: t.version,
  };
}
function tomorrow(hour) {
  const d = new Date(Date.now() + 86_400_000);
  d.setHours(Math.floor(hour), (hour % 1) * 60, 0, 0);
  return d.toISOString();
}

function api(req, url, body, send) {
  const [, , , what, id, part] = url.pathname.split('/');
  const sv = (req.headers['accept-language'] ?? 'sv').startsWith('sv');
  if (mode.fail && url.pathname.includes(mode.fail)) return send(503, { code: 'down', detail: sv ? 'Vi når inte vårt system just nu. Inget är borta.' : 'We can’t reach our system just now. Nothing is lost.' });
  const token = (req.headers.authorization ?? '').replace('Bearer ', '');
  if (staff.handle(req, url, body, send, sv, token)) return;
  const market = () => ({ market: 'SE', company: 'Nordkredit', languages: ['sv', 'en'], open: !mode.closed, opens_at: mode.closed ? tomorrow(8) : null, closes_at: mode.closed ? null : new Date(new Date().setHours(20, 0, 0, 0)).toISOString(), wait_seconds: mode.closed ? null : 180, staffed: !mode.closed });
  const mine = () => [...talks.values()].filter((t) => t.owner && t.owner === sub(token)).map((t) => ({ id: t.id, topic: '', holder: t.holder, last_text: t.messages.at(-1)?.text ?? '', last_at: t.messages.at(-1)?.at ?? new Date().toISOString() }));
  if (what === 'markets') return send(200, market());
  if (what === 'me' && id === 'start') return send(200, { market: market(), answer_by: mode.closed ? tomorrow(10) : null, matters: sub(token) ? matters(sv) : [], conversations: mine() });
  if (what === 'articles') return id ? send(200, { ...articles[sv ? 'sv' : 'en'], id }) : send(200, { items: [], next: null });
  if (what === 'me' && id === 'conversations') return send(200, { items: mine(), next: null });
  if (what === 'me') return send(200, { id: sub(token), name: 'Anna', role: 'customer', language: 'sv' });
  if (what !== 'conversations') return send(404, { code: 'not_found', detail: '' });
  if (!id) {
    const t = { id: randomUUID(), owner: sub(token), language: body.language ?? 'sv', holder: 'none', matters: [], version: 1, seq: 0, messages: [], log: [], position: 2, ids: new Map(), subs: new Set(), waiters: new Set() };
    talks.set(t.id, t);
    return send(201, { id: t.id, token: `visitor-${t.id}` });
  }
  const t = talks.get(id);
  if (!t || (roleOf(token) === '' && t.owner && t.owner !== sub(token)) || (roleOf(token) === '' && !t.owner && token !== `visitor-${id}`)) return send(404, { code: 'conversation_not_found', detail: 'finns inte' });
  if (!part) return send(200, state(t));
  if (part === 'messages' && req.method === 'GET') return page(t, url, send);
  if (part === 'messages') return posted(t, body, send);
  if (part === 'human') {
    if (req.method === 'DELETE') Object.assign(t, { holder: 'none', matters: [] });
    else line(t);
    const on = req.method === 'POST';
    say(t, { from: 'system', text: t.language === 'sv' ? (on ? 'Du har en plats hos en person.' : 'Du har lämnat kön.') : on ? 'You have a place with a person.' : 'You’ve left the line.' });
    return send(200, state(t));
  }
  if (part === 'summary') {
    const l = t.language === 'sv';
    return send(200, { matters: t.matters.map((m) => ({ matter: m.id, topic: m.topic, facts: [{ label: l ? 'Köp' : 'Payment', value: 'GYMKEDJAN AB, 129,99 kr', from: 'tool' }, { label: l ? 'Datum' : 'Date', value: l ? '18 november' : '18 November', from: 'tool' }, { label: l ? 'Kortet' : 'Card', value: l ? 'slutar på 0042, spärrat' : 'ending in 0042, frozen', from: 'act' }], tried: [l ? 'Butikens namn och plats visades, kändes inte igen' : 'Shown the shop’s name and city, not recognised'], corrections: t.corrections ?? [] })) });
  }
  if (part === 'corrections') (t.corrections ??= []).push({ text: body.text, at: new Date().toISOString() });
  if (part === 'rating' || part === 'corrections') return send(200, {});
  send(200, state(t));
}

function line(t) {
  t.holder = 'line';
  if (!t.matters.some((m) => m.holder !== 'none')) t.matters.push({ id: `m${t.matters.length + 1}`, topic: 'general', holder: 'line', state: 'in_line', due: null, outcome: null });
  changed(t, 'place');
}

function posted(t, body, send) {
  const first = t.ids.get(body.id);
  if (first) return send(202, first);
  const answer = { id: body.id, at: new Date().toISOString() };
  t.ids.set(body.id, answer);
  const asked = t.messages.flatMap((m) => m.choices ?? []).find((c) => c.id === body.choice);
  say(t, { id: body.id, from: 'customer', text: body.text ?? asked?.label ?? body.choice, at: answer.at });
  if (body.choice?.startsWith('lang:')) t.language = body.choice.slice(5);
  const r = reply(t, body);
  if (r.line) line(t);
  else if (t.holder === 'none' && r.messages.length) t.holder = 'assistant';
  t.version++;
  send(202, answer);
  setTimeout(() => {
    if (t.holder === 'assistant') t.holder = 'none';
    for (const m of r.messages) say(t, m);
    if (r.settled) t.matters.push({ id: `m${t.matters.length + 1}`, topic: 'payment_extension', holder: 'none', state: 'settled', due: null, outcome: 'settled' });
    changed(t, 'matter');
  }, mode.slow ?? 500);
}

function say(t, m) {
  const message = { id: randomUUID(), name: '', cites: [], choices: [], card: null, matter: 'm1', at: new Date().toISOString(), ...m };
  t.messages.push(message);
  publish(t, { kind: 'message', message });
}
const changed = (t, what) => publish(t, { kind: 'changed', what });
function publish(t, data) {
  t.version++;
  const pub = { offset: ++t.seq, data: { seq: t.seq, at: new Date().toISOString(), ...data } };
  t.log.push(pub);
  for (const s of t.subs) s.send(JSON.stringify({ push: { channel: `c:${t.id}`, pub } }));
  publishTo(`s:${t.id}`, { at: pub.data.at, ...data });
  for (const wake of t.waiters) wake();
}

function page(t, url, send) {
  const after = t.messages.findIndex((m) => m.id === url.searchParams.get('after'));
  const read = () => t.messages.slice(after + 1);
  if (read().length || !url.searchParams.get('wait')) return send(200, { messages: read(), next: null });
  const done = () => {
    t.waiters.delete(done);
    clearTimeout(timer);
    send(200, { messages: read(), next: null });
  };
  const timer = setTimeout(done, Number(url.searchParams.get('wait')) * 1000);
  t.waiters.add(done);
}

const wss = new WebSocketServer({ noServer: true });
server.on('upgrade', (req, socket, head) => {
  if (mode.ws === false) return socket.destroy();
  wss.handleUpgrade(req, socket, head, (ws) => {
    ws.on('close', () => {
      talks.forEach((t) => t.subs.delete(ws));
      channels.forEach((set) => set.delete(ws));
    });
    ws.on('message', (text) => {
      for (const l of String(text).split('\n')) {
        const c = JSON.parse(l);
        if (c.connect) ws.send(JSON.stringify({ id: c.id, connect: { client: 'x', version: 'mock', ping: 25, pong: true } }));
        if (c.subscribe) {
          const channel = c.subscribe.channel;
          if (!channel.startsWith('c:')) {
            channels.set(channel, (channels.get(channel) ?? new Set()).add(ws));
            ws.send(JSON.stringify({ id: c.id, subscribe: { epoch: 'e', offset: 0 } }));
            continue;
          }
          const t = talks.get(channel.slice(2));
          if (!t) return ws.send(JSON.stringify({ id: c.id, error: { code: 103, message: 'permission denied' } }));
          t.subs.add(ws);
          const publications = c.subscribe.recover ? t.log.filter((p) => p.offset > c.subscribe.offset) : [];
          ws.send(JSON.stringify({ id: c.id, subscribe: { recoverable: true, epoch: 'e', offset: t.seq, recovered: Boolean(c.subscribe.recover), publications } }));
        }
      }
    });
  });
});
setInterval(() => wss.clients.forEach((s) => s.send('{}')), 25_000).unref();

server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/demo/#t=${jwt('c-0001', 'Anna Lindqvist', 'sv')}`));
