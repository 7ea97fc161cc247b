// One real-time line for a whole app: screens listen to channels while they
// are shown. When WebSocket is blocked, every listener's long poll runs at
// once, and the first that hears something starts the next round.
import type { Realtime, RealtimeOptions, Status } from '../shared/realtime.ts';
import type { Published } from '../shared/wire.ts';

export interface Listener {
  published: (p: Published) => void;
  /** Something may have been missed: read from the API. Also called once at the start. */
  gap: () => void;
  denied?: () => void;
  /** One long poll; ends when the signal does. */
  poll?: (signal: AbortSignal) => Promise<unknown>;
}

type Needs = Pick<RealtimeOptions, 'token' | 'onPublished' | 'onGap' | 'onStatus' | 'onDenied' | 'poll'>;

export interface Hub {
  listen(channel: string, l: Listener): () => void;
  start(): void;
  stop(): void;
  online(): void;
}

/** A round of polling lasts at least this long, ms: an answer that is always there must not make a storm. */
export const shortestRound = 2000;

export function createHub(o: { token: () => string; onStatus: (s: Status) => void; make: (n: Needs) => Realtime; pause?: (ms: number) => Promise<void>; now?: () => number }): Hub {
  const listeners = new Map<string, Set<Listener>>();
  const pause = o.pause ?? ((ms) => new Promise((done) => setTimeout(done, ms)));
  const now = o.now ?? Date.now;
  const each = (channel: string, f: (l: Listener) => void) => listeners.get(channel)?.forEach(f);

  async function poll(signal: AbortSignal): Promise<void> {
    const began = now();
    const round = new AbortController();
    const stop = () => round.abort();
    signal.addEventListener('abort', stop, { once: true });
    const polls = [...listeners.values()].flatMap((set) => [...set]).flatMap((l) => (l.poll ? [l.poll(round.signal)] : []));
    try {
      if (polls.length) await Promise.race(polls);
    } finally {
      round.abort();
      signal.removeEventListener('abort', stop);
      for (const p of polls) p.catch(() => {}); // those that were stopped
    }
    const rest = shortestRound - (now() - began);
    if (rest > 0 && !signal.aborted) await pause(rest);
  }

  const live = o.make({
    token: o.token,
    onPublished: (channel, p) => each(channel, (l) => l.published(p)),
    onGap: (channel) => each(channel, (l) => l.gap()),
    onDenied: (channel) => each(channel, (l) => l.denied?.()),
    onStatus: (s) => {
      o.onStatus(s);
      // From here on polls bring news; what came before them is read once.
      if (s === 'polling') listeners.forEach((set) => set.forEach((l) => l.gap()));
    },
    poll,
  });

  return {
    listen(channel, l) {
      const set = listeners.get(channel) ?? new Set();
      listeners.set(channel, set.add(l));
      if (set.size === 1) live.subscribe(channel);
      else l.gap();
      return () => {
        set.delete(l);
        if (set.size === 0 && listeners.get(channel) === set) {
          listeners.delete(channel);
          live.unsubscribe(channel);
        }
      };
    },
    start: () => live.start(),
    stop: () => live.stop(),
    online: () => live.online(),
  };
}
