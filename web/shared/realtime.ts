// Runs the state machine of link.ts against a real socket and real timers.
import { newLink, step, type Effect, type Input, type LinkState, type Status } from './link.ts';
import type { Published } from './wire.ts';

export type { Status } from './link.ts';

export interface Socket {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((e: { data: unknown }) => void) | null;
  onclose: ((e: { code: number }) => void) | null;
}

export interface RealtimeOptions {
  /** ws:// or wss:// address; see `socketUrl`. */
  url: string;
  token: () => string;
  onPublished: (channel: string, p: Published) => void;
  /** Something may have been missed: page from the API. Also called once after the first subscription. */
  onGap: (channel: string) => void;
  onStatus?: (status: Status) => void;
  onDenied?: (channel: string, code: number) => void;
  /** One round of long polling, used while WebSocket is blocked; it must end when the signal does. */
  poll?: (signal: AbortSignal) => Promise<void>;
  // Injected in tests.
  socket?: (url: string) => Socket;
  setTimer?: (f: () => void, ms: number) => number;
  clearTimer?: (id: number) => void;
  random?: () => number;
}

export interface Realtime {
  start(): void;
  stop(): void;
  subscribe(channel: string): void;
  unsubscribe(channel: string): void;
  /** The network is back: try now, not after the back-off. */
  online(): void;
  readonly state: LinkState;
}

/** "https://a.se" -> "wss://a.se/connection/websocket" */
export function socketUrl(base: string): string {
  return `${base.replace(/^http/, 'ws')}/connection/websocket`;
}

export function createRealtime(o: RealtimeOptions): Realtime {
  const setTimer = o.setTimer ?? ((f, ms) => window.setTimeout(f, ms));
  const clearTimer = o.clearTimer ?? ((id) => window.clearTimeout(id));
  const random = o.random ?? Math.random;
  const makeSocket = o.socket ?? ((url) => new WebSocket(url) as unknown as Socket);
  let state = newLink();
  let socket: Socket | null = null;
  let polling: AbortController | null = null;
  const timers: Record<string, number> = {};

  function feed(input: Input): void {
    const [next, effects] = step(state, input);
    state = next;
    for (const e of effects) run(e);
  }

  function run(e: Effect): void {
    switch (e.t) {
      case 'open': return open();
      case 'close': return drop();
      case 'send': return socket?.send(e.text);
      case 'timer':
        clearTimer(timers[e.name]!);
        if (e.ms) timers[e.name] = setTimer(() => feed({ t: e.name }), e.ms);
        return;
      case 'publication': return o.onPublished(e.channel, e.data as Published);
      case 'gap': return o.onGap(e.channel);
      case 'denied': return o.onDenied?.(e.channel, e.code);
      case 'status': return o.onStatus?.(e.status);
      case 'poll': return e.on ? void startPolling() : polling?.abort();
    }
  }

  function open(): void {
    let s: Socket;
    try {
      s = makeSocket(o.url);
    } catch {
      setTimer(() => feed({ t: 'closed', code: 1006, jitter: random() }), 0); // forbidden by the page's policy
      return;
    }
    socket = s;
    s.onopen = () => s === socket && feed({ t: 'opened', token: o.token() });
    s.onmessage = (m) => s === socket && feed({ t: 'frame', text: String(m.data) });
    s.onclose = (c) => {
      if (s !== socket) return;
      socket = null;
      feed({ t: 'closed', code: c.code, jitter: random() });
    };
  }

  /** Lets go at once: a dead line may take minutes to close by itself. */
  function drop(): void {
    const s = socket;
    socket = null;
    s?.close();
    if (s) feed({ t: 'closed', code: 1000, jitter: random() });
  }

  async function startPolling(): Promise<void> {
    if (!o.poll) return;
    const mine = (polling = new AbortController());
    let failed = 0;
    while (!mine.signal.aborted) {
      try {
        await o.poll(mine.signal);
        failed = 0;
      } catch {
        if (mine.signal.aborted) return;
        const ms = Math.min(20_000, 1000 * 2 ** Math.min(failed++, 5)) * (0.5 + random() / 2);
        await new Promise<void>((done) => {
          setTimer(done, ms);
          mine.signal.addEventListener('abort', () => done(), { once: true });
        });
      }
    }
  }

  return {
    start: () => feed({ t: 'start' }),
    stop: () => feed({ t: 'stop' }),
    subscribe: (channel) => feed({ t: 'subscribe', channel }),
    unsubscribe: (channel) => feed({ t: 'unsubscribe', channel }),
    online: () => feed({ t: 'online' }),
    get state() { return state; },
  };
}
