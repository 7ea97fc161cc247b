// What was written and is not at the server yet. Kept on the device, sent in
// order, one at a time, always under the same id: sending twice is one message.
// A message that was typed in a tunnel must never be lost by a closed tab.
import { Problem } from './api.ts';
import type { Posted } from './wire.ts';

export interface Outgoing {
  id: string;
  text?: string;
  choice?: string;
  /** What to show for a choice. */
  label?: string;
  /** The last message id that was on the screen when it was written. */
  seen?: string;
  /** The conversation that it was written in, where there was one: another one may be open when it goes out. */
  to?: string;
  /** Of experts: the matter, when their next word comes, and the suggestion that this text is. */
  matter?: string;
  back_by?: string;
  draft?: string;
  /** When it was written, ms. */
  at: number;
  failed?: string;
}

export interface OutboxOptions {
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  key: string;
  send: (o: Outgoing) => Promise<Posted>;
  onSending: (o: Outgoing) => void;
  onSent: (o: Outgoing, p: Posted) => void;
  /** Not now: it stays in the queue and goes out by itself. */
  onWaiting: (o: Outgoing) => void;
  /** It will not go out by itself: say why and offer retry. */
  onFailed: (o: Outgoing, why: Problem) => void;
  setTimer?: (f: () => void, ms: number) => number;
  clearTimer?: (id: number) => void;
  random?: () => number;
}

export interface Outbox {
  readonly items: readonly Outgoing[];
  add(o: Outgoing): void;
  /** Tries a failed one again, under the same id. */
  retry(id: string): void;
  remove(id: string): void;
  /** Tries now: the network came back, or another tab left something. */
  flush(): Promise<void>;
}

export function createOutbox(o: OutboxOptions): Outbox {
  const setTimer = o.setTimer ?? ((f, ms) => window.setTimeout(f, ms));
  const clearTimer = o.clearTimer ?? ((id) => window.clearTimeout(id));
  const random = o.random ?? Math.random;
  let items = load(o.storage, o.key);
  let busy = false;
  let tries = 0;
  let timer = 0;

  function save(): void {
    try {
      if (items.length) o.storage.setItem(o.key, JSON.stringify(items));
      else o.storage.removeItem(o.key);
    } catch {
      // Storage full or forbidden: the queue still lives in memory for this tab.
    }
  }
  const without = (id: string) => items.filter((x) => x.id !== id);

  async function flush(): Promise<void> {
    if (busy) return;
    busy = true;
    clearTimer(timer);
    try {
      for (let next = first(); next; next = first()) if (!(await one(next))) break;
    } finally {
      busy = false;
    }
  }
  const first = () => items.find((x) => !x.failed);

  /** Sends one; false when the rest must wait too. */
  async function one(item: Outgoing): Promise<boolean> {
    o.onSending(item);
    try {
      const posted = await o.send(item);
      items = without(item.id);
      save();
      tries = 0;
      o.onSent(item, posted);
      return true;
    } catch (err) {
      const why = err instanceof Problem ? err : new Problem(0, 'offline', '');
      if (why.passing) {
        later(why.retryAfter);
        for (const x of items) if (!x.failed) o.onWaiting(x);
        return false;
      }
      items = items.map((x) => (x.id === item.id ? { ...x, failed: why.code } : x));
      save();
      o.onFailed(item, why);
      return true;
    }
  }

  function later(seconds: number): void {
    const ms = Math.max(seconds * 1000, Math.min(30_000, 1000 * 2 ** Math.min(tries++, 5)) * (0.5 + random() / 2));
    clearTimer(timer);
    timer = setTimer(() => void flush(), ms);
  }

  return {
    get items() { return items; },
    add(item) {
      if (items.some((x) => x.id === item.id)) return;
      items = [...items, item];
      save();
      if (busy) o.onWaiting(item);
      void flush();
    },
    retry(id) {
      items = items.map((x) => (x.id === id ? { ...x, failed: undefined } : x));
      save();
      void flush();
    },
    remove(id) {
      items = without(id);
      save();
    },
    flush,
  };
}

function load(storage: OutboxOptions['storage'], key: string): Outgoing[] {
  try {
    const v: unknown = JSON.parse(storage.getItem(key) ?? '[]');
    return Array.isArray(v) ? (v as Outgoing[]).filter((x) => typeof x?.id === 'string') : [];
  } catch {
    return [];
  }
}
