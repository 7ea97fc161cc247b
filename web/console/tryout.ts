// The try-out box without its screen: the turns so far, what came of each, and
// the assistant's notes put into sentences. The server plays all turns anew
// each time, so taking one back is leaving it out.
import { Problem, type Api } from '../shared/api.ts';
import type { Language, List, TryStep } from '../shared/wire.ts';
import { argName, readable, topicName } from '../staff/names.ts';

export interface Turn { text?: string; choice?: string }
export interface TryView { turns: readonly Turn[]; steps: readonly TryStep[]; busy: boolean; trouble: string }
export interface As { market: string; language: Language; customer: string }

export class TryTalk {
  view: TryView = { turns: [], steps: [], busy: false, trouble: '' };
  private asked = 0;
  constructor(private o: { api: Api; as: () => As; onView: (v: TryView) => void; sorry: () => string }) {}

  say = (text: string) => (text.trim() ? this.play([...this.view.turns, { text: text.trim() }]) : Promise.resolve(false));
  /** A confirm's buttons are said as words: their id is good for one playing only. */
  press = (id: string, label: string) => this.play([...this.view.turns, id.startsWith('confirm:') ? { text: label } : { choice: id }]);
  back = () => this.play(this.view.turns.slice(0, -1));
  anew = () => this.play([]);
  /** After another persona, market or language: the same words once more. */
  again = () => this.play(this.view.turns);

  /** True when it was played; else the turns stay as they were, and nothing typed is lost. */
  private async play(turns: readonly Turn[]): Promise<boolean> {
    const mine = ++this.asked;
    if (!turns.length) return this.set({ turns, steps: [], busy: false, trouble: '' });
    this.set({ busy: true, trouble: '' });
    try {
      const { items } = await this.o.api.post<List<TryStep>>('/tryout', { ...this.o.as(), turns });
      return mine === this.asked && this.set({ turns, steps: items, busy: false });
    } catch (err) {
      if (mine === this.asked) this.set({ busy: false, trouble: (err instanceof Problem && err.message) || this.o.sorry() });
      return false;
    }
  }

  private set(part: Partial<TryView>): true {
    this.view = { ...this.view, ...part };
    this.o.onView(this.view);
    return true;
  }
}

type Say = Record<Language, string>;
const notes: [RegExp, Say][] = [
  [/^flow (\S+?)[/@.: ](\S+)$/, { sv: 'Flödet ”$1”, från $2.', en: 'The flow “$1”, from $2.' }],
  [/^flow (\S+)$/, { sv: 'Flödet ”$1”.', en: 'The flow “$1”.' }],
  [/^look (\S+) (\S+)$/, { sv: 'Slog upp ”$1”, men det gick inte ($2).', en: 'Looked up “$1”, but it did not work ($2).' }],
  [/^look (\S+)$/, { sv: 'Slog upp ”$1” i företagets system.', en: 'Looked up “$1” in the company’s systems.' }],
  [/^article (\S+)$/, { sv: 'Svarade ordagrant ur artikeln ”$1”.', en: 'Answered word for word from the article “$1”.' }],
  [/^act (\S+) try_out$/, { sv: 'Kundens ja skulle ha kört ”$1”. Här stannar provet, och resten är inte vad en kund skulle se.', en: 'The customer’s yes would have run “$1”. The try-out stops here; what follows is not what a customer would see.' }],
  [/^act (\S+) ?(\S*)$/, { sv: 'Åtgärden ”$1” är gjord.', en: 'The act “$1” is done.' }],
  [/^near (.+)$/, { sv: 'Flera ämnen ligger nära till hands: $1.', en: 'Several topics come near: $1.' }],
  [/^nearest articles$/, { sv: 'Ingen artikel svarar säkert; de närmaste erbjuds.', en: 'No article answers for sure; the nearest are offered.' }],
  [/^small talk (\S+)$/, { sv: 'Småprat ($1).', en: 'Small talk ($1).' }],
  [/^not_understood$/, { sv: 'Förstod inte vad kunden menar, och frågar.', en: 'Did not understand what the customer means, and asks.' }],
  [/^unknown_matter$/, { sv: 'Inget ämne och ingen artikel passar.', en: 'No topic and no article fits.' }],
  [/^clarify$/, { sv: 'Frågar vilket ämne som menas.', en: 'Asks which topic is meant.' }],
  [/^which_matter$/, { sv: 'Frågar vad det gäller i stället.', en: 'Asks what it is about instead.' }],
  [/^repeat$/, { sv: 'Upprepar, för att kunden bad om det.', en: 'Repeats, because the customer asked.' }],
  [/^nothing new$/, { sv: 'Samma svar som sist: en människa behövs.', en: 'The same answer as last time: a person is needed.' }],
  [/^ungrounded (\S+) (.+)$/, { sv: '”$2” har ingen källa, så svaret stoppades.', en: '“$2” has no source, so the answer was stopped.' }],
  [/^too many rounds$/, { sv: 'För många uppslag för ett svar: en människa behövs.', en: 'Too many look-ups for one answer: a person is needed.' }],
  [/^a visitor has no account data$/, { sv: 'En besökare har inget konto att titta i.', en: 'A visitor has no account to look into.' }],
  [/^old button$/, { sv: 'Knappen hör till en fråga som redan är besvarad.', en: 'The button belongs to a question that is answered already.' }],
  [/^the same question once more$/, { sv: 'Samma fråga ställs en gång till.', en: 'The same question is asked once more.' }],
];

/** The assistant's note of how it came to a draft, one sentence each. Total: an unknown note is shown as it is. */
export function because(why: string, lang: Language, tool: (name: string) => string, flow: (name: string) => string = readable): string[] {
  return why.split('; ').filter(Boolean).map((note) => {
    for (const [pattern, say] of notes) {
      const m = pattern.exec(note);
      if (!m) continue;
      const part = (i: number) => {
        const v = m[i] ?? '';
        if (/^(look|act) /.test(note) && i === 1) return tool(v);
        if (note.startsWith('near ')) return v.split(', ').map((t) => topicName(t, lang).toLowerCase()).join(', ');
        return !note.startsWith('flow ') ? v : i === 1 ? flow(v) : stepText(v, lang);
      };
      return say[lang].replace(/\$(\d)/g, (_, i: string) => part(Number(i)));
    }
    return readable(note);
  });
}

/** A step's place in its flow, in words: the flow's own author gives steps no names. */
export function stepText(step: string, lang: Language): string {
  const at = step.replace(/^@?\d+:/, '');
  const asks = /^ask[_ :](\w+)$/.exec(at);
  if (asks) return `${lang === 'sv' ? 'frågan om' : 'the question of'} ${argName(asks[1]!, lang).toLowerCase()}`;
  const n = /^(\d+)(\.\d+)*$/.exec(at)?.[1]; // a step within a choice is told by the choice
  if (n === '0' || at === '1') return lang === 'sv' ? 'början' : 'the beginning';
  return n ? `${lang === 'sv' ? 'steg' : 'step'} ${n}` : readable(at).toLowerCase();
}

/** Lines that say the same one after the other become one line with a number. */
export function folded<T extends { line: string; why?: string }>(told: readonly T[]): { t: T; n: number }[] {
  const out: { t: T; n: number }[] = [];
  for (const t of told) {
    const last = out.at(-1);
    if (last && last.t.line === t.line && last.t.why === t.why) last.n++;
    else out.push({ t, n: 1 });
  }
  return out;
}

/** "87 %" */
export const percent = (p: number, lang: Language) => new Intl.NumberFormat(lang === 'sv' ? 'sv-SE' : 'en-GB', { style: 'percent' }).format(p);
