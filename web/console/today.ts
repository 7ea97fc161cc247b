// The promises of today, for the first screen: kept, at risk, broken.
import type { Api } from '../shared/api.ts';
import type { PromisesView } from '../shared/wire.ts';
import type { Listener } from '../staff/hub.ts';

export interface Today { kept: number; at_risk: number; broken: number }

/** The day's start on this device: a lead's day, not the server's. */
export function dayStart(now: number): string {
  const d = new Date(now);
  d.setHours(0, 0, 0, 0);
  return d.toISOString();
}

/** Follows today's figures. What can't be read is not shown as nought: null says that it is not known. */
export function followToday(o: { api: Api; listen: (channel: string, l: Listener) => () => void; onChange: (t: Today | null) => void; now?: () => number }) {
  const now = o.now ?? Date.now;
  let asked = 0;
  async function read(): Promise<void> {
    const mine = ++asked;
    try {
      const v = await o.api.get<PromisesView>('/promises', { since: dayStart(now()), limit: 1 });
      if (mine === asked) o.onChange({ kept: v.kept, at_risk: v.at_risk, broken: v.broken });
    } catch {
      if (mine === asked) o.onChange(null);
    }
  }
  const stop = o.listen('line', { published: () => void read(), gap: () => void read() });
  void read();
  return { read, stop };
}
