// Something of the server's that a panel shows: loaded at once, again when the
// app is looked at anew, and kept while a reload fails.
import { onDestroy } from 'svelte';

export function loaded<T>(read: () => Promise<T>, every = 0) {
  let value = $state.raw<T>();
  let phase = $state<'loading' | 'ready' | 'failed'>('loading');
  let latest = 0;
  async function load() {
    const n = ++latest;
    try {
      const v = await read();
      if (n !== latest) return; // an older answer must not replace a newer one
      value = v;
      phase = 'ready';
    } catch {
      if (n === latest && phase !== 'ready') phase = 'failed';
    }
  }
  const wake = () => document.visibilityState === 'visible' && void load();
  document.addEventListener('visibilitychange', wake);
  addEventListener('online', wake);
  const timer = every ? setInterval(wake, every) : undefined;
  onDestroy(() => {
    document.removeEventListener('visibilitychange', wake);
    removeEventListener('online', wake);
    clearInterval(timer);
  });
  void load();
  return {
    load,
    get value() { return value; },
    get phase() { return phase; },
  };
}
