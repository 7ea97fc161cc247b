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

/** An own time: days from today and a time of day such as 14:30, 14.30 or 9; null when it is no time or over. */
export function own(days: number, clock: string, now: number): string | null {
  const m = /^\s*(\d{1,2})(?:[:.](\d{2}))?\s*$/.exec(clock);
  if (!m || Number(m[1]) > 23 || Number(m[2] ?? 0) > 59) return null;
  const d = new Date(now);
  d.setDate(d.getDate() + days);
  d.setHours(Number(m[1]), Number(m[2] ?? 0), 0, 0);
  return d.getTime() > now ? d.toISOString() : null;
}
