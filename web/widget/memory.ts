// What the widget remembers on the device, per customer, so that two people on
// one computer never see each other's conversation. Storage may be forbidden
// (private windows, strict pages): then this tab's memory stands in.

export interface Memory {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  read<T>(key: string, otherwise: T): T;
  write(key: string, value: unknown): void;
  /** The full name under which the browser tells other tabs of a change. */
  full(key: string): string;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export function createMemory(who: string, market: string, store: Store | null): Memory {
  const held = new Map<string, string>();
  const full = (key: string) => `samtal.w.${market}.${who || 'visitor'}.${key}`;
  const m: Memory = {
    full,
    getItem(key) {
      try {
        return store?.getItem(full(key)) ?? held.get(key) ?? null;
      } catch {
        return held.get(key) ?? null;
      }
    },
    setItem(key, value) {
      held.set(key, value);
      try {
        store?.setItem(full(key), value);
      } catch { /* full or forbidden: this tab still remembers */ }
    },
    removeItem(key) {
      held.delete(key);
      try {
        store?.removeItem(full(key));
      } catch { /* the same */ }
    },
    read(key, otherwise) {
      try {
        const v: unknown = JSON.parse(m.getItem(key) ?? 'null');
        return (v ?? otherwise) as typeof otherwise;
      } catch {
        return otherwise;
      }
    },
    write: (key, value) => m.setItem(key, JSON.stringify(value)),
  };
  return m;
}

/** The browser's storage, or null where the page may not touch it. */
export function deviceStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
