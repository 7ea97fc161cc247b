// The app's addresses: #/ home, #/shifts, #/learn, #/earnings, #/me, and #/ID of a conversation.
export const pages = ['shifts', 'learn', 'earnings', 'me'] as const;
export type Page = (typeof pages)[number];
export interface Route { page: Page | null; open: string | null }

export function read(hash: string): Route {
  const rest = hash.replace(/^#\/?/, '');
  const page = pages.find((p) => p === rest) ?? null;
  let open: string | null = page ? null : rest;
  try {
    open = open && decodeURIComponent(open);
  } catch { /* a broken address opens nothing that exists */ }
  return { page, open: open || null };
}
