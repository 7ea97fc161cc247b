// Small rules about what is shown, apart from the components so that they have tests.
import type { Entry } from '../shared/stream.ts';
import type { Conversation } from '../shared/wire.ts';

export const isOwn = (e: Entry) => e.from === 'customer';
const speaks = (e: Entry) => e.from === 'assistant' || e.from === 'expert' || e.from === 'approved_draft';

/** Offers that stay open while a matter waits for a person, or for a hand-back while an expert has it; all others end with the next word. */
const standing = /^(help|notthat|live|written|handback):([^:]+)/;

/**
 * The messages whose buttons may be pressed. A yes to an older question must
 * not count for a newer one, so only the newest question is live; the standing
 * offers of a matter stay while that matter is in line, until answered.
 */
export function liveChoices(entries: readonly Entry[], c: Conversation | null): Set<string> {
  const live = new Set<string>();
  const answered = new Set<string>(); // by what came later: a hand-back that is proposed again is a new question
  const stays = (kind: string, id: string) => c?.matters.some((m) => m.id === id && m.holder === (kind === 'handback' ? 'expert' : 'line'));
  const offered = new Set<string>();
  let spoken = false;
  for (let i = entries.length - 1; i >= 0; i--) {
    const e = entries[i]!;
    if (e.choice) answered.add(family(e.choice));
    const first = e.choices?.[0];
    if (first && !isOwn(e)) {
      const f = family(first.id);
      const stands = standing.exec(first.id);
      if (stands ? stays(stands[1]!, stands[2]!) && !offered.has(f) : !spoken) if (!answered.has(f)) live.add(e.id);
      offered.add(f);
      if (!stands) spoken = true;
    } else if (speaks(e) || (isOwn(e) && e.mark !== 'failed')) {
      spoken = true;
    }
  }
  return live;
}

/** Which button of a message was pressed: message id -> choice id. What another device pressed is known by its words. */
export function pressedChoices(entries: readonly Entry[]): Map<string, string> {
  const pressed = new Map<string, string>();
  let open: Entry[] = [];
  for (const e of entries) {
    if (e.choices?.length) open.push(e);
    if (!isOwn(e)) continue;
    const asked = open.findLast((q) => q.choices!.some((c) => c.id === e.choice || c.label === e.text));
    if (!asked) continue;
    pressed.set(asked.id, asked.choices!.find((c) => c.id === e.choice || c.label === e.text)!.id);
    open = open.filter((q) => q !== asked);
  }
  return pressed;
}

/** Choices that answer the same question: "confirm:D:yes" and "confirm:D:no"; "live:m1" and "written:m1". */
function family(choice: string): string {
  const [kind, id = '', ...rest] = choice.split(':');
  if (kind === 'live' || kind === 'written') return `mode:${id}`;
  if (kind === 'keep' || kind === 'leave') return `place:${id}`;
  return rest.length ? `${kind}:${id}` : kind!;
}

/** Which button of a question is the one next step: a yes, or the only one there is. */
export function isPrimary(choice: string, count: number): boolean {
  return /:yes$/.test(choice) || count === 1;
}

/** The assistant works: it owes the next word, and nothing came since the customer wrote. */
export function isWorking(entries: readonly Entry[], c: Conversation | null): boolean {
  const last = entries.findLast((e) => e.from !== 'system');
  if (!last || !isOwn(last) || last.mark === 'failed' || last.mark === 'waiting') return false;
  if (c && (c.holder === 'line' || c.holder === 'expert')) return c.promise?.by === 'assistant';
  return last.mark === 'sending' || last.mark === 'sent' || c?.holder === 'assistant';
}

/** The name of the expert who wrote last. */
export function expertName(entries: readonly Entry[]): string {
  return entries.findLast((e) => (e.from === 'expert' || e.from === 'approved_draft') && e.name)?.name ?? '';
}

/** Settled matters that can be rated now: nothing is open, and they were not rated or put off. */
export function ratable(c: Conversation | null, rated: readonly string[]): string[] {
  if (!c || c.holder !== 'none') return [];
  return c.matters.filter((m) => (m.state === 'settled' || m.outcome === 'settled') && !rated.includes(m.id)).map((m) => m.id);
}

/** A reader that says each new message once, and nothing of what was there when the window opened. */
export function createAnnouncer(say: (text: string) => void, speaker: (e: Entry) => string) {
  let known: Set<string> | null = null;
  return (entries: readonly Entry[], ready: boolean) => {
    if (!ready) return;
    const fresh = known ? entries.filter((e) => !isOwn(e) && !known!.has(e.id)) : [];
    known ??= new Set();
    for (const e of entries) known.add(e.id);
    if (fresh.length) say(fresh.map((e) => `${speaker(e)}: ${e.text}`).join('\n'));
  };
}
