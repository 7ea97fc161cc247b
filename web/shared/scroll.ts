// Nothing jumps while somebody reads: at the end of the list new messages
// follow; further up the view stays where it is and a pill counts them.

/** The part of an element that scrolling needs; a fake one stands in for it in tests. */
export interface Scrollable { scrollTop: number; readonly scrollHeight: number; readonly clientHeight: number }

export interface Scroll {
  /** Tell it that the reader scrolled. */
  scrolled(): void;
  /** Tell it that the list was drawn again: how many messages came at the end, and whether the reader wrote the last. */
  drawn(added: number, own: boolean): void;
  /** Draws older messages above without moving what is being read. */
  keep(draw: () => void): void;
  /** Goes to the newest. */
  toEnd(): void;
  readonly atEnd: boolean;
  /** How many came while the reader was further up. */
  readonly unseen: number;
}

const near = 48;

export function createScroll(el: Scrollable, onChange: (s: { atEnd: boolean; unseen: number }) => void = () => {}): Scroll {
  let atEnd = true;
  let unseen = 0;
  const isNear = () => el.scrollHeight - el.scrollTop - el.clientHeight <= near;
  function set(end: boolean, n: number): void {
    if (end === atEnd && n === unseen) return;
    atEnd = end;
    unseen = n;
    onChange({ atEnd, unseen });
  }
  function toEnd(): void {
    el.scrollTop = el.scrollHeight;
    set(true, 0);
  }
  return {
    scrolled: () => (isNear() ? set(true, 0) : set(false, unseen)),
    drawn(added, own) {
      if (atEnd || own) toEnd();
      else if (added > 0) set(false, unseen + added);
    },
    keep(draw) {
      const fromEnd = el.scrollHeight - el.scrollTop;
      draw();
      el.scrollTop = el.scrollHeight - fromEnd;
    },
    toEnd,
    get atEnd() { return atEnd; },
    get unseen() { return unseen; },
  };
}
