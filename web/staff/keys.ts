// Single keys stand for buttons, wherever nobody writes and nothing lies over
// the screen. A pure judgement, so that no letter of a reply can ever settle a matter.

export interface Press {
  key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; isComposing?: boolean; repeat?: boolean; defaultPrevented?: boolean;
  target: EventTarget | null;
}

const writes = new Set(['INPUT', 'TEXTAREA', 'SELECT']);

/** Whether a key press is meant as a command. */
export function isShortcut(e: Press, overlaid = () => !!document.querySelector('[role="dialog"], [role="menu"]')): boolean {
  if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || e.repeat || e.defaultPrevented || e.key.length !== 1) return false;
  const el = e.target as { tagName?: string; isContentEditable?: boolean } | null;
  return !writes.has(el?.tagName ?? '') && !el?.isContentEditable && !overlaid();
}
