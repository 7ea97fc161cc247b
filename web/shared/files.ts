// Attachments: what may be sent, how it is sent, and how it is fetched. A file
// is reached by a bearer, never by a link alone, so pictures are fetched and
// shown from memory.
import { Problem } from './api.ts';
import { newId } from './id.ts';
import type { Card } from './wire.ts';

/** 10 MB, as the server says. */
export const fileMost = 10 << 20;
/** What a picker offers; the server looks at the content. */
export const accepted = 'image/jpeg,image/png,image/gif,image/webp,application/pdf';

/** Why a file need not even be sent; "" when it may. */
export const unfit = (f: Pick<File, 'size' | 'type'>): '' | 'attach_large' | 'attach_kind' => (!f.type || !accepted.split(',').includes(f.type) ? 'attach_kind' : f.size > fileMost ? 'attach_large' : '');

export interface FileInfo { id: string; name: string; type: string; size: number; width?: number; height?: number }
export type FileCard = Card & { file?: FileInfo };

export interface FilesOptions { base?: string; token: () => string | null; language: () => string; fetch?: typeof fetch }

export function createFiles(o: FilesOptions) {
  const doFetch = o.fetch ?? ((...a: Parameters<typeof fetch>) => fetch(...a));
  async function call(path: string, init: RequestInit): Promise<Response> {
    let res: Response;
    try {
      res = await doFetch(`${o.base ?? ''}${path}`, { ...init, cache: 'no-store', headers: { ...init.headers, Authorization: `Bearer ${o.token() ?? ''}`, 'Accept-Language': o.language() } });
    } catch {
      throw new Problem(0, 'offline', '');
    }
    if (res.ok) return res;
    const p = await res.json().catch(() => ({}));
    throw new Problem(res.status, String(p.code ?? 'unknown'), String(p.detail ?? ''));
  }
  const shown = new Map<string, Promise<string>>();
  return {
    /** Sends one file; throws a Problem in the reader's words. */
    async send(conversation: string, file: File, matter?: string): Promise<void> {
      const q = new URLSearchParams({ id: newId(), name: file.name });
      if (matter) q.set('matter', matter);
      await call(`/api/v1/conversations/${encodeURIComponent(conversation)}/attachments?${q}`, { method: 'POST', body: file, headers: { 'Content-Type': file.type || 'application/octet-stream' } });
    },
    /** An address in memory for a file of a card; fetched once. */
    url(href: string): Promise<string> {
      let p = shown.get(href);
      if (!p) {
        p = call(href, {}).then(async (r) => URL.createObjectURL(await r.blob()));
        p.catch(() => shown.delete(href)); // the next look tries again
        shown.set(href, p);
      }
      return p;
    },
    /** Lets go of what is in memory. */
    stop(): void {
      for (const p of shown.values()) p.then(URL.revokeObjectURL, () => {});
      shown.clear();
    },
  };
}
export type Files = ReturnType<typeof createFiles>;

/** The files of a paste or a drop that may be sent. */
export const filesOf = (data: DataTransfer | null): File[] => [...(data?.files ?? [])].filter((f) => unfit(f) !== 'attach_kind');

export const isPicture = (c: FileCard): boolean => !!c.file?.type.startsWith('image/');

/** "240 kB", "1,2 MB". */
export function size(bytes: number, language: string): string {
  const mb = bytes >= 1e6;
  return new Intl.NumberFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { style: 'unit', unit: mb ? 'megabyte' : 'kilobyte', maximumFractionDigits: mb ? 1 : 0 }).format(mb ? bytes / 1e6 : Math.max(1, bytes / 1e3));
}
