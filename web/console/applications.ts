// Applications on the console: whose turn it is, and which skills are given.
import type { LeadApplication } from '../learn/wire.ts';

export interface Given { topic: string; language: string; level: number }

/** Who waits for a person comes first, longest first; the rest by the newest change. */
export function waitsFirst(items: readonly LeadApplication[]): LeadApplication[] {
  const at = (a: LeadApplication) => Date.parse(a.changed_at);
  return [...items].sort((a, b) => Number(b.waits) - Number(a.waits) || (a.waits ? at(a) - at(b) : at(b) - at(a)));
}

/** The key of the words for where an application stands. */
export function stepKey(a: LeadApplication): 'step_appeal' | 'step_ready' | 'step_admitted' | 'step_refused' | 'step_facts' | 'step_language' | 'step_quiz' | 'step_practice' {
  if (a.state === 'refused') return a.waits ? 'step_appeal' : 'step_refused';
  if (a.state === 'admitted') return 'step_admitted';
  if (a.state === 'ready') return 'step_ready';
  return `step_${a.step}` as 'step_facts';
}

/** What to begin with: every ordinary topic at level 1, in each language that was passed. */
export function firstSkills(a: LeadApplication): Given[] {
  return a.languages.filter((l) => l.passed).map((l) => ({ topic: '*', language: l.language, level: 1 }));
}

/** The levels that a topic may be given at. Every topic at once never reaches the last one: that would open the sensitive ones. */
export function levels(topic: string, least: number): number[] {
  return [1, 2, 3].filter((n) => n >= least && !(topic === '*' && n === 3));
}
