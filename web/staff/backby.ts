// The times that an expert may promise with one press, and the reading of an own one.

/** Minutes from now that fit most answers. */
export const soon = [15, 30, 60] as const;

/** A round time: up to the next five minutes, so that the promise is easy to remember. */
export function inMinutes(now: number, minutes: number): Date {
  const step = 5 * 60_000;
  return new Date(Math.ceil((now + minutes * 60_000) / step) * step);
}

/** Tomorrow morning at nine, in this device's zone. */
export function tomorrow(now: number): Date {
  const d = new Date(now);
  d.setDate(d.getDate() + 1);
  d.setHours(9, 0, 0, 0);
  return d;
}

/** What a datetime-local field says, as a time; null when it is empty, broken or over. */
export function own(value: string, now: number): string | null {
  const t = new Date(value).getTime();
  return Number.isFinite(t) && t > now ? new Date(t).toISOString() : null;
}
