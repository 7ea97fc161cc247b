// What waits for a second person's yes, read anew when told and now and then.
import type { Api } from '../shared/api.ts';
import type { Approval, List } from '../shared/wire.ts';
import type { Listener } from '../staff/hub.ts';
import { readEvery } from './line.ts';

export interface ApprovalsState { phase: 'loading' | 'ready' | 'failed'; items: readonly Approval[] }
export const noApprovals: ApprovalsState = { phase: 'loading', items: [] };

export function followApprovals(o: { api: Api; listen: (channel: string, l: Listener) => () => void; onChange: (s: ApprovalsState) => void; every?: (f: () => void, ms: number) => () => void }) {
  const every = o.every ?? ((f, ms) => { const t = setInterval(f, ms); return () => clearInterval(t); });
  let state = noApprovals;
  let asked = 0;
  async function read(): Promise<void> {
    const mine = ++asked;
    try {
      const l = await o.api.get<List<Approval>>('/approvals');
      if (mine !== asked) return;
      state = { phase: 'ready', items: l.items };
    } catch {
      if (mine !== asked || state.phase === 'ready') return; // what is shown stays
      state = { ...state, phase: 'failed' };
    }
    o.onChange(state);
  }
  const stopListening = o.listen('line', { published: () => void read(), gap: () => void read() });
  const stopTimer = every(() => void read(), readEvery);
  void read();
  return { read, stop: () => (stopListening(), stopTimer()) };
}

/** How many this lead can answer: one's own wait for somebody else. */
export const forMe = (s: ApprovalsState): number => s.items.filter((a) => !a.own).length;
