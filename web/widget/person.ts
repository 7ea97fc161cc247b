// What stands in the person's place: the button, the line, or who is there.
import { dueAt, firstName, wait } from '../shared/format.ts';
import type { View } from './talk.ts';
import { expertName } from './live.ts';
import type { Params } from '../shared/fill.ts';
import type { WordKey } from './words.ts';

export interface PersonPlace {
  kind: 'button' | 'calling' | 'line' | 'expert';
  title: string;
  detail: string;
  /** A written answer may still be chosen instead of waiting. */
  mayChooseWritten: boolean;
  /** The expert's name, "" before the first word. */
  name: string;
}

type Words = (key: WordKey, params?: Params) => string;

/** Pure: everything that the bar under the header shows. */
export function personPlace(v: View, now: number, w: Words): PersonPlace {
  const lang = v.language;
  const c = v.conversation;
  const plain = { mayChooseWritten: false, name: '' };
  const person = c?.matters.find((m) => m.holder === c.holder);
  const due = c?.promise && c.promise.by !== 'assistant' ? c.promise.due : person?.next === 'customer_answers' ? null : person?.due;
  if (c?.holder === 'expert') {
    const name = firstName(expertName(v.entries));
    return { ...plain, kind: 'expert', name, title: name ? w('with_expert', { name }) : w('with_person'), detail: due ? w('with_expert_due', { time: dueAt(due, lang, now) }) : '' };
  }
  if (c?.holder === 'line') {
    if (v.written && due) return { ...plain, kind: 'line', title: w('line_written', { time: dueAt(due, lang, now) }), detail: w('line_keep') };
    if (c.line?.staffed) {
      return {
        kind: 'line', name: '', mayChooseWritten: true,
        title: c.line.position <= 1 ? w('line_next') : w('line_position', { n: c.line.position }),
        detail: capital(w('line_wait', { wait: wait(c.line.wait_seconds, lang) })),
      };
    }
    return { ...plain, kind: 'line', title: due ? w('line_dated', { time: dueAt(due, lang, now) }) : w('line_place'), detail: w('line_keep') };
  }
  if (v.calling) return { ...plain, kind: 'calling', title: w('person'), detail: v.online ? w('person_calling') : w('person_offline') };
  return { ...plain, kind: 'button', title: w('person'), detail: today(v, now, w) };
}

/** Today's honest wait: how long, or by when an answer is written if nobody is there. */
function today(v: View, now: number, w: Words): string {
  const m = v.market;
  if (!m) return '';
  if (m.open && m.staffed && m.wait_seconds !== null) return capital(wait(m.wait_seconds, v.language));
  const by = v.start?.answer_by;
  return by ? w('person_dated', { time: dueAt(by, v.language, now) }) : w('person_unstaffed');
}

const capital = (s: string) => s.charAt(0).toUpperCase() + s.slice(1);
