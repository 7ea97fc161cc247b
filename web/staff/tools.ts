// The acts that an expert may propose, from the one tool table.
import type { Tool } from '../shared/wire.ts';

/** Look-ups are the assistant's, codes are the engine's: neither is proposed to a customer. */
export function proposable(tools: readonly Tool[]): Tool[] {
  return tools.filter((t) => t.class !== 'look' && t.name !== 'send_code');
}

/** Which arguments the form asks for: a code is typed by the customer alone, never told to an expert. */
export const asked = (t: Tool) => t.args.filter((a) => a.name !== 'code');

const levels = ['visitor', 'signed_in', 'code'];
/** Whether this customer's identity is enough; what needs a code is asked for when the customer confirms. */
export const allowed = (t: Tool, level: string) => t.needs === 'visitor' || levels.indexOf(level) >= 1;

/** The kind of field for a slot type of the flow language. */
export function field(type: string): 'number' | 'date' | 'text' {
  return type === 'number' ? 'number' : type === 'date' ? 'date' : 'text';
}

/** Arguments without the empty ones, numbers as numbers. */
export function argsOf(t: Tool, values: Readonly<Record<string, string>>): Record<string, string | number> {
  return Object.fromEntries(asked(t).flatMap((a) => {
    const v = (values[a.name] ?? '').trim();
    return v ? [[a.name, a.type === 'number' ? Number(v) : v]] : [];
  }));
}
