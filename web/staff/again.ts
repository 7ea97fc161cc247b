// Tries once more what could not be fetched: when the network comes back, and
// now and then while the trouble is looked at.

/** How often a panel in trouble tries by itself, ms. */
export const againEvery = 10_000;

export function againWhile(wanted: () => boolean, again: () => unknown, every: (f: () => void, ms: number) => () => void = (f, ms) => { const t = setInterval(f, ms); return () => clearInterval(t); }) {
  let online = true;
  const stop = every(() => void (wanted() && again()), againEvery);
  return {
    /** Told whenever the network comes or goes. */
    look(now: boolean): void {
      const back = now && !online;
      online = now;
      if (back && wanted()) again();
    },
    stop,
  };
}
