// The console's addresses: #/line, #/c/ID, #/matters, #/approvals, #/promises, #/shifts, #/search?q=…, #/try, #/people, #/hours.
export type Route = { at: 'line' | 'matters' | 'approvals' | 'promises' | 'shifts' | 'hours' | 'try' | 'people' } | { at: 'search'; q: string } | { at: 'talk'; id: string };

/** Reads an address; anything unknown is the line. */
export function read(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [head, id] = path.split('/');
  if (head === 'c' && id) return { at: 'talk', id: safe(id) };
  if (head === 'search') return { at: 'search', q: new URLSearchParams(query).get('q') ?? '' };
  return { at: head === 'matters' || head === 'approvals' || head === 'promises' || head === 'shifts' || head === 'hours' || head === 'try' || head === 'people' ? head : 'line' };
}

function safe(s: string): string {
  try {
    return decodeURIComponent(s);
  } catch {
    return s;
  }
}

export function write(r: Route): string {
  if (r.at === 'talk') return `#/c/${encodeURIComponent(r.id)}`;
  if (r.at === 'search' && r.q) return `#/search?q=${encodeURIComponent(r.q)}`;
  return `#/${r.at}`;
}
