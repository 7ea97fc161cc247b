// A break with a stated end: offline until then, and a reminder when it is over.
// It is this device's memory of what the expert said; the server knows only
// that they are offline, so nothing breaks if they come back early or late.
const key = 'samtal.expert.break';

/** Minutes that fit a coffee, a lunch, an errand. */
export const lengths = [10, 15, 30, 60] as const;

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** When the break ends, ms; null when there is none. One from yesterday is forgotten. */
export function until(storage: Storage, id: string, now: number): number | null {
  const t = Number(storage.getItem(`${key}.${id}`));
  return t && now - t < 12 * 3_600_000 ? t : null;
}

export const begin = (storage: Storage, id: string, at: number) => storage.setItem(`${key}.${id}`, String(at));
export const end = (storage: Storage, id: string) => storage.removeItem(`${key}.${id}`);

/** On the break, or past it; an expert who is online has none. */
export function stateOf(t: number | null, online: boolean, now: number): 'none' | 'on' | 'over' {
  if (t === null || online) return 'none';
  return now < t ? 'on' : 'over';
}
