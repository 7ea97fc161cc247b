// The timeline: the staff projection merged by its gapless sequence, and each
// event put into words. Pure.
import { fill } from '../shared/fill.ts';
import { dueAt } from '../shared/format.ts';
import type { Language, TimelineItem } from '../shared/wire.ts';
import { events } from './events.ts';
import { outcomeName, readable, stateName, topicName, waitName, whyText } from './names.ts';

/** Adds a page to what is known. Pages may overlap, repeat and come late; the sequence decides. */
export function mergeTimeline(known: readonly TimelineItem[], page: readonly TimelineItem[]): TimelineItem[] {
  if (page.length === 0) return known as TimelineItem[];
  const bySeq = new Map(known.map((i) => [i.seq, i]));
  for (const i of page) bySeq.set(i.seq, i);
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

/** The last sequence number up to which nothing is missing: where the next page starts. */
export function complete(items: readonly TimelineItem[]): number {
  let seq = 0;
  for (const i of items) {
    if (i.seq !== seq + 1) break;
    seq = i.seq;
  }
  return seq;
}

export type Tone = 'customer' | 'assistant' | 'expert' | 'system' | 'good' | 'bad';
export interface Told {
  seq: number;
  at: string;
  /** What happened, in one line. */
  line: string;
  /** Why the law decided so; "" when there is nothing to explain. */
  why: string;
  /** What was understood from the customer's words. */
  read: string;
  /** What somebody wrote. */
  text: string;
  tone: Tone;
  /** Bookkeeping that is folded away until asked for. */
  quiet: boolean;
}

const quiet = new Set(['turn_promised', 'turn_ended', 'flow_moved', 'informed', 'language_asked', 'pushed', 'consented', 'offer_made', 'person_wished', 'due_set']);
const bad = new Set(['escalated', 'act_rejected', 'act_uncertain', 'act_parked', 'code_failed', 'expert_gone', 'returned_to_line', 'confirm_voided']);
const good = new Set(['settled', 'act_ran', 'handed_back', 'accepted', 'expert_back']);

export interface Names { expert: (id: string) => string; tool: (name: string) => string; assistant: string; system: string }

/** Puts one event into words. Total: an unknown type is shown by its name, never dropped. */
export function tell(i: TimelineItem, lang: Language, now: number, names: Names): Told {
  const d = (i.data ?? {}) as Record<string, unknown>;
  const s = (k: string) => (typeof d[k] === 'string' || typeof d[k] === 'number' ? String(d[k]) : '');
  // The server says who by working name; an event about somebody else (an offer) names them by id.
  const named = i.by && !['customer', 'assistant', 'system', 'expert'].includes(i.by) ? i.by : '';
  const by = s('by') || i.by || '';
  const expert = s('expert') || named;
  const who = named || (expert ? names.expert(expert) : by === 'assistant' || i.type === 'answered' ? names.assistant : names.system);
  let key = i.type;
  if (key === 'promise_moved' && d.broken === true) key = 'promise_broken';
  if (i.type === 'told' && d.key === 'assistant_intro') key = 'greeted';
  if (key === 'meanwhile_set' && d.on === false) key = 'meanwhile_off';
  if (key === 'wait_began' && !d.others) key = 'wait_customer';
  const whom = waitName(s('others') || s('from'), lang);
  const marks = [s('expert') && /^\d$/.test(s('expert')) ? `${s('expert')}/5` : '', s('assistant') ? `${names.assistant} ${s('assistant')}/5` : ''].filter(Boolean).join(', ');
  const text = events[lang][key];
  const line = text === undefined ? readable(i.type) : fill(text, {
    who, topic: topicName(s('topic'), lang), outcome: outcomeName(s('outcome'), lang), due: d.due ? dueAt(s('due'), lang, now) : '–', step: readable(s('step')),
    mode: stateName(s('mode'), lang), language: stateName(s('language'), lang).toLowerCase(), tool: names.tool(s('tool')), left: s('left') || '0', tries: s('tries') || '1', marks: marks || '–', whom: key === 'wait_ended' ? whom : whom.toLowerCase(),
  });
  const tone: Tone = key === 'promise_broken' || bad.has(i.type) ? 'bad' : good.has(i.type) ? 'good'
    : i.type === 'heard' || i.type === 'corrected' ? 'customer' : i.type === 'answered' ? (by === 'assistant' || !expert ? 'assistant' : 'expert')
    : i.type === 'suggested' || key === 'greeted' ? 'assistant' : i.type === 'noted' ? 'expert' : 'system';
  return { seq: i.seq, at: i.at, line, why: whyText(i.why, lang), read: i.type === 'heard' ? understood(d, lang) : '', text: i.text ?? '', tone, quiet: quiet.has(i.type) && !i.text };
}

/** The reading in a few words: a wish for a person, what is sensitive, the topic. */
function understood(d: Record<string, unknown>, lang: Language): string {
  const sensitive = Array.isArray(d.sensitivities) ? d.sensitivities.map((x: { kind?: unknown }) => topicName(String(x?.kind ?? ''), lang)) : [];
  return [...new Set([d.wants_human === true ? whyText('asked_for_person', lang) : '', ...sensitive, typeof d.topic === 'string' ? topicName(d.topic, lang) : ''])].filter(Boolean).join(', ');
}

/** Which expert holds which matter now, told from the events alone. */
export function holders(items: readonly TimelineItem[]): Map<string, string> {
  const held = new Map<string, string>();
  for (const i of items) {
    const matter = String((i.data as { matter?: string } | undefined)?.matter ?? i.matter ?? '');
    if (!matter) continue;
    if (i.type === 'accepted') held.set(matter, String((i.data as { expert?: string } | undefined)?.expert ?? i.by ?? ''));
    else if (['returned_to_line', 'settled', 'handed_back', 'withdrew', 'place_taken', 'given_to_team', 'slot_freed'].includes(i.type)) held.delete(matter);
  }
  return held;
}
