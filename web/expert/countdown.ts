// How long an offer still stands. The server decides; this only shows it, and
// must stay sane when the phone's clock is wrong: an offer that the server
// still lists is never shown as gone before its thirty seconds were seen.
import type { Offer } from '../shared/wire.ts';

export const offerSeconds = 30;

/** Offer id -> when it ends on this device's clock, ms. */
export type Deadlines = Readonly<Record<string, number>>;

/** Fixes deadlines for offers seen for the first time; forgets those that are gone. */
export function follow(before: Deadlines, offers: readonly Offer[], now: number): Deadlines {
  return Object.fromEntries(offers.map((o) => {
    const known = before[o.id];
    if (known !== undefined) return [o.id, known];
    const left = Date.parse(o.expires_at) - now;
    // Longer than any offer lasts, or over already: the clocks disagree.
    const sane = left > 0 && left <= (offerSeconds + 3) * 1000;
    return [o.id, now + (sane ? left : offerSeconds * 1000)];
  }));
}

/** Whole seconds left, never below 0. */
export function secondsLeft(d: Deadlines, id: string, now: number): number {
  return Math.max(0, Math.ceil(((d[id] ?? now) - now) / 1000));
}

/** The share of the time that is left, 0 to 1: the ring around the number. */
export function share(d: Deadlines, id: string, now: number): number {
  return Math.min(1, Math.max(0, ((d[id] ?? now) - now) / (offerSeconds * 1000)));
}

/** Offers that still stand here. One whose time ran out is hidden at once; the server gives it on. */
export function standing(offers: readonly Offer[], d: Deadlines, now: number): Offer[] {
  return offers.filter((o) => (d[o.id] ?? Infinity) > now);
}

/** When a screen reader says the time: at the start, at ten and at five seconds, not every second. */
export function speaks(left: number): boolean {
  return left === offerSeconds || left === 10 || left === 5;
}
