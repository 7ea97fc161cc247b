// The real-time connection as a pure state machine: what to do next, given
// what happened. It speaks centrifuge's JSON protocol (docs/wire.md, Real time):
// newline-separated commands and replies, `{}` for a ping and its answer.
// Every way that a connection can fail is a line in link.test.ts.

/** Where a channel stands; without an epoch nothing was heard from it yet. */
export interface Position { offset: number; epoch: string }

export interface LinkState {
  phase: 'stopped' | 'opening' | 'greeting' | 'live' | 'waiting' | 'refused';
  /** Attempts that failed since the link was last live. */
  failed: number;
  /** Long polling stands in until the link is live again. */
  polling: boolean;
  nextId: number;
  /** Commands that wait for a reply: id -> channel, "" for connect. */
  asked: Record<number, string>;
  channels: Record<string, Position>;
  /** The server's ping interval in ms; silence longer than this plus grace is a dead line. */
  ping: number;
  pong: boolean;
}

export type Input =
  | { t: 'start' }
  | { t: 'stop' }
  | { t: 'opened'; token: string }
  | { t: 'frame'; text: string }
  | { t: 'closed'; code: number; jitter: number }
  | { t: 'silence' }
  | { t: 'retry' }
  | { t: 'online' }
  | { t: 'subscribe'; channel: string }
  | { t: 'unsubscribe'; channel: string };

export type Effect =
  | { t: 'open' }
  | { t: 'close' }
  | { t: 'send'; text: string }
  /** Arms (ms > 0) or clears (0) one of two timers. */
  | { t: 'timer'; name: 'retry' | 'silence'; ms: number }
  | { t: 'publication'; channel: string; offset: number; data: unknown }
  /** Something may have been missed on this channel: page it from the API. */
  | { t: 'gap'; channel: string }
  | { t: 'denied'; channel: string; code: number }
  | { t: 'poll'; on: boolean }
  | { t: 'status'; status: Status };

export type Status = 'connecting' | 'live' | 'polling';

export const grace = 10_000;
const firstDelay = 500;
const longestDelay = 20_000;
const whilePolling = 45_000;
/** After so many failures in a row the WebSocket is taken to be blocked. */
export const failuresToPoll = 2;

export const newLink = (): LinkState => ({
  phase: 'stopped', failed: 0, polling: false, nextId: 1, asked: {}, channels: {}, ping: 0, pong: false,
});

interface Reply {
  id?: number;
  error?: { code: number; message?: string; temporary?: boolean };
  connect?: { ping?: number; pong?: boolean };
  subscribe?: { recovered?: boolean; was_recovering?: boolean; offset?: number; epoch?: string; publications?: Pub[] };
  push?: { channel?: string; pub?: Pub; unsubscribe?: { code: number } };
}
interface Pub { offset?: number; data: unknown }

/** Full jitter in the upper half, so that a thousand widgets don't return in the same instant after a deploy. */
export function delay(failed: number, polling: boolean, jitter: number): number {
  const most = polling ? whilePolling : Math.min(longestDelay, firstDelay * 2 ** Math.min(failed, 10));
  return Math.round(most / 2 + (most / 2) * jitter);
}

/** One step. Total: an input that makes no sense in a phase changes nothing. */
export function step(before: LinkState, input: Input): [LinkState, Effect[]] {
  const s: LinkState = { ...before, asked: { ...before.asked }, channels: { ...before.channels } };
  const out: Effect[] = [];
  switch (input.t) {
    case 'start':
      if (s.phase === 'stopped') open(s, out);
      break;
    case 'stop':
      if (s.phase !== 'stopped') stop(s, out);
      break;
    case 'opened':
      if (s.phase === 'opening') {
        s.phase = 'greeting';
        command(s, out, '', { connect: { token: input.token, name: 'samtal' } });
      }
      break;
    case 'frame':
      if (s.phase === 'greeting' || s.phase === 'live') frame(s, out, input.text);
      break;
    case 'closed':
      closed(s, out, input.code, input.jitter);
      break;
    case 'silence':
      if (s.phase !== 'stopped' && s.phase !== 'waiting') out.push({ t: 'close' });
      break;
    case 'retry':
    case 'online':
      if (s.phase === 'waiting') open(s, out);
      break;
    case 'subscribe':
      if (!s.channels[input.channel]) {
        s.channels[input.channel] = { offset: 0, epoch: '' };
        if (s.phase === 'live') subscribe(s, out, input.channel);
      }
      break;
    case 'unsubscribe':
      if (s.channels[input.channel]) {
        delete s.channels[input.channel];
        if (s.phase === 'live') out.push({ t: 'send', text: JSON.stringify({ id: s.nextId++, unsubscribe: { channel: input.channel } }) });
      }
      break;
  }
  return [s, out];
}

function open(s: LinkState, out: Effect[]): void {
  s.phase = 'opening';
  s.asked = {};
  out.push({ t: 'timer', name: 'retry', ms: 0 }, { t: 'open' }, { t: 'timer', name: 'silence', ms: grace });
  if (!s.polling) out.push({ t: 'status', status: 'connecting' });
}

function stop(s: LinkState, out: Effect[]): void {
  if (s.polling) out.push({ t: 'poll', on: false });
  s.phase = 'stopped';
  s.polling = false;
  s.failed = 0;
  out.push({ t: 'timer', name: 'retry', ms: 0 }, { t: 'timer', name: 'silence', ms: 0 }, { t: 'close' });
}

/** Codes by which a centrifuge server says "don't come back with this" (its protocol: 3500-3999, 4500-4999). */
const final = (code: number) => (code >= 3500 && code < 4000) || (code >= 4500 && code < 5000);

function closed(s: LinkState, out: Effect[], code: number, jitter: number): void {
  if (s.phase === 'stopped' || s.phase === 'waiting' || s.phase === 'refused') return;
  s.asked = {};
  s.failed++;
  out.push({ t: 'timer', name: 'silence', ms: 0 });
  const refused = final(code);
  if (!s.polling && (refused || s.failed >= failuresToPoll)) {
    s.polling = true;
    out.push({ t: 'poll', on: true }, { t: 'status', status: 'polling' });
  } else if (!s.polling) {
    out.push({ t: 'status', status: 'connecting' });
  }
  s.phase = refused ? 'refused' : 'waiting';
  if (!refused) out.push({ t: 'timer', name: 'retry', ms: delay(s.failed - 1, s.polling, jitter) });
}

function command(s: LinkState, out: Effect[], channel: string, body: object): void {
  const id = s.nextId++;
  s.asked[id] = channel;
  out.push({ t: 'send', text: JSON.stringify({ id, ...body }) });
}

function subscribe(s: LinkState, out: Effect[], channel: string): void {
  const at = s.channels[channel]!;
  const from = at.epoch ? { recover: true, offset: at.offset, epoch: at.epoch } : {};
  command(s, out, channel, { subscribe: { channel, ...from } });
}

function frame(s: LinkState, out: Effect[], text: string): void {
  for (const lineText of text.split('\n')) {
    if (!lineText.trim()) continue;
    let r: Reply;
    try {
      r = JSON.parse(lineText) as Reply;
    } catch {
      out.push({ t: 'close' }); // not our protocol: a proxy's page, a broken line
      return;
    }
    one(s, out, r);
  }
  out.push({ t: 'timer', name: 'silence', ms: s.phase === 'live' && s.ping ? s.ping + grace : s.phase === 'live' ? 0 : grace });
}

function one(s: LinkState, out: Effect[], r: Reply): void {
  if (r.push) return pushed(s, out, r.push);
  if (r.id === undefined) {
    if (Object.keys(r).length === 0 && s.pong) out.push({ t: 'send', text: '{}' });
    return;
  }
  const channel = s.asked[r.id];
  delete s.asked[r.id];
  if (channel === undefined) return;
  if (channel === '') return greeted(s, out, r);
  if (!s.channels[channel]) return; // left meanwhile
  if (r.error) return failed(s, out, channel, r.error);
  if (r.subscribe) subscribed(s, out, channel, r.subscribe);
}

function greeted(s: LinkState, out: Effect[], r: Reply): void {
  if (r.error || !r.connect) {
    out.push({ t: 'close' });
    return;
  }
  s.phase = 'live';
  s.failed = 0;
  s.ping = (r.connect.ping ?? 0) * 1000;
  s.pong = r.connect.pong ?? false;
  if (s.polling) {
    s.polling = false;
    out.push({ t: 'poll', on: false });
  }
  out.push({ t: 'status', status: 'live' });
  for (const channel of Object.keys(s.channels)) subscribe(s, out, channel);
}

function subscribed(s: LinkState, out: Effect[], channel: string, r: NonNullable<Reply['subscribe']>): void {
  const recovered = Boolean(s.channels[channel]!.epoch) && r.recovered === true;
  if (recovered) {
    for (const p of r.publications ?? []) publication(s, out, channel, p);
    s.channels[channel] = { offset: Math.max(s.channels[channel]!.offset, r.offset ?? 0), epoch: r.epoch ?? '' };
    return;
  }
  s.channels[channel] = { offset: r.offset ?? 0, epoch: r.epoch ?? '' };
  out.push({ t: 'gap', channel });
}

/** Codes of centrifuge: 112 the position can't be recovered; 100 and 111 pass. */
function failed(s: LinkState, out: Effect[], channel: string, e: NonNullable<Reply['error']>): void {
  if (e.code === 112) {
    s.channels[channel] = { offset: 0, epoch: '' };
    subscribe(s, out, channel);
  } else if (e.temporary || e.code === 100 || e.code === 111) {
    out.push({ t: 'close' });
  } else {
    delete s.channels[channel];
    out.push({ t: 'denied', channel, code: e.code });
  }
}

function pushed(s: LinkState, out: Effect[], p: NonNullable<Reply['push']>): void {
  const channel = p.channel ?? '';
  if (!s.channels[channel]) return;
  if (p.pub) publication(s, out, channel, p.pub);
  if (p.unsubscribe) {
    if (p.unsubscribe.code >= 2500) return subscribe(s, out, channel);
    delete s.channels[channel];
    out.push({ t: 'denied', channel, code: p.unsubscribe.code });
  }
}

/**
 * Publications carry a gapless sequence. One that was seen is dropped; one that
 * comes too early means that something was lost on the way: the caller pages.
 */
function publication(s: LinkState, out: Effect[], channel: string, p: Pub): void {
  const at = s.channels[channel]!;
  const offset = p.offset ?? 0;
  if (offset > 0) {
    if (offset <= at.offset) return;
    if (at.epoch && offset > at.offset + 1) out.push({ t: 'gap', channel });
    s.channels[channel] = { ...at, offset };
  }
  out.push({ t: 'publication', channel, offset, data: p.data });
}
