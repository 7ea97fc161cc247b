// The week as the form edits it, and what of it can't be saved.
import type { Hours, Weekday } from '../shared/wire.ts';

export const days: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
export interface Day { open: boolean; from: string; to: string }
export type Week = Record<Weekday, Day>;

/** A day without hours is closed; the times then wait in the form for the box to be ticked. */
export function weekOf(h: Hours): Week {
  return Object.fromEntries(days.map((d) => {
    const [from, to] = h.week[d] ?? [];
    return [d, { open: Boolean(from && to), from: from ?? '08:00', to: to ?? '20:00' }];
  })) as Week;
}

const time = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** Days whose times are no times, or that close before they open. 24:00 may end a day. */
export function wrong(w: Week): Weekday[] {
  return days.filter((d) => w[d].open && !(time.test(w[d].from) && (time.test(w[d].to) || w[d].to === '24:00') && w[d].from < w[d].to));
}

export function hoursOf(before: Hours, w: Week): Hours {
  return { ...before, week: Object.fromEntries(days.flatMap((d) => (w[d].open ? [[d, [w[d].from, w[d].to]]] : []))) };
}

export const same = (a: Week, b: Week) => days.every((d) => a[d].open === b[d].open && (!a[d].open || (a[d].from === b[d].from && a[d].to === b[d].to)));
