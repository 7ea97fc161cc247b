// Sign-in links carry the token in the fragment (docs/wire.md, Sign-in), so
// that it never reaches a log; the page moves it away at once.

export type Role = 'customer' | 'expert' | 'console';

/** Moves #t=… to sessionStorage under samtal.ROLE, cleans the address, and returns the token if there is one. */
export function takeToken(role: Role, win: Pick<Window, 'location' | 'history' | 'sessionStorage'> = window): string | null {
  const key = `samtal.${role}`;
  const t = new URLSearchParams(win.location.hash.replace(/^#/, '')).get('t');
  if (t) {
    win.sessionStorage.setItem(key, t);
    win.history.replaceState(null, '', win.location.pathname + win.location.search);
  }
  return t ?? win.sessionStorage.getItem(key);
}

/** The claims of a JWT, unverified: only for a greeting and for telling customers apart on one device. */
export function claims(token: string | null): { sub?: string; name?: string; locale?: string; role?: string } {
  try {
    const part = (token ?? '').split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/');
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(part), (c) => c.charCodeAt(0))));
  } catch {
    return {};
  }
}
