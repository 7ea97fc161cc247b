// One way to the server: bearer, language, typed problems, and patience.

/** A problem as the server says it (RFC 9457), or code "offline" when nobody answered. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    /** Seconds to wait before the next try, from Retry-After; 0 when not said. */
    readonly retryAfter = 0,
  ) {
    super(detail);
    this.name = 'Problem';
  }
  /** The same request may succeed later: nobody answered, too many, or the server's own fault. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export interface ApiOptions {
  /** Where the server is, without a trailing slash; "" is this origin. */
  base?: string;
  token: () => string | null;
  language: () => string;
  fetch?: typeof fetch;
}
export interface CallOptions {
  signal?: AbortSignal;
  /** Seconds before giving up on an answer; default 20. */
  timeout?: number;
}

export type Query = Record<string, string | number | boolean | null | undefined>;

export interface Api {
  get<T>(path: string, query?: Query, opts?: CallOptions): Promise<T>;
  post<T>(path: string, body?: unknown, opts?: CallOptions): Promise<T>;
  put<T>(path: string, body?: unknown, opts?: CallOptions): Promise<T>;
  del<T>(path: string, opts?: CallOptions): Promise<T>;
}

/** Fetches a file as it is, for a page that saves it: the token stays out of addresses. */
export async function fetchFile(o: ApiOptions, path: string): Promise<Blob> {
  const headers: Record<string, string> = { 'Accept-Language': o.language() };
  const token = o.token();
  if (token) headers.Authorization = `Bearer ${token}`;
  let res: Response;
  try {
    res = await (o.fetch ?? fetch)(`${o.base ?? ''}/api/v1${path}`, { headers, cache: 'no-store' });
  } catch {
    throw new Problem(0, 'offline', '');
  }
  if (!res.ok) throw await problemOf(res);
  return res.blob();
}

/** Makes the caller. Paths are given without /api/v1: `api.get('/me')`. */
export function createApi(o: ApiOptions): Api {
  const doFetch = o.fetch ?? ((...a: Parameters<typeof fetch>) => fetch(...a));

  async function call<T>(method: string, path: string, body: unknown, opts: CallOptions = {}): Promise<T> {
    const headers: Record<string, string> = { 'Accept-Language': o.language(), Accept: 'application/json' };
    const token = o.token();
    if (token) headers.Authorization = `Bearer ${token}`;
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const limit = AbortSignal.timeout((opts.timeout ?? 20) * 1000);
    let res: Response;
    try {
      res = await doFetch(`${o.base ?? ''}/api/v1${path}`, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: opts.signal ? AbortSignal.any([opts.signal, limit]) : limit,
        cache: 'no-store',
      });
    } catch (err) {
      if (opts.signal?.aborted) throw err;
      throw new Problem(0, 'offline', '');
    }
    if (!res.ok) throw await problemOf(res);
    const text = await res.text();
    return (text ? JSON.parse(text) : {}) as T;
  }

  return {
    get: (path, query, opts) => call('GET', path + queryString(query), undefined, opts),
    post: (path, body, opts) => call('POST', path, body ?? {}, opts),
    put: (path, body, opts) => call('PUT', path, body ?? {}, opts),
    del: (path, opts) => call('DELETE', path, undefined, opts),
  };
}

/** "?a=1&b=2" without the empty ones; "" when nothing is left. */
export function queryString(query: Query = {}): string {
  const q = new URLSearchParams();
  for (const [k, v] of Object.entries(query)) if (v !== null && v !== undefined && v !== '') q.set(k, String(v));
  const s = q.toString();
  return s ? `?${s}` : '';
}

async function problemOf(res: Response): Promise<Problem> {
  const after = Number(res.headers.get('Retry-After')) || 0;
  try {
    const p = await res.json();
    return new Problem(res.status, String(p.code ?? 'unknown'), String(p.detail ?? p.title ?? ''), after);
  } catch {
    return new Problem(res.status, 'unknown', '', after);
  }
}
