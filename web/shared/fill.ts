export type Params = Record<string, string | number>;

/** Fills {name} in a text. A missing value leaves the text's own braces, so that a fault is seen and not hidden. */
export function fill(text: string, params: Params = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole));
}
