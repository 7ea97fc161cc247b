import { expect, test, vi } from 'vitest';
import { Problem } from './api.ts';
import { createFiles, filesOf, isPicture, size, unfit } from './files.ts';

const answer = (status: number, body: unknown = {}) => new Response(status === 200 ? new Blob(['x']) : JSON.stringify(body), { status });

test('a file goes with the bearer, its name and an id of its own', async () => {
  const fetch = vi.fn(async () => answer(202));
  const f = createFiles({ base: 'https://s', token: () => 'T', language: () => 'sv', fetch: fetch as never });
  await f.send('k/1', new File(['x'], 'kvitto å.png', { type: 'image/png' }), 'm1');
  const [url, init] = fetch.mock.calls[0] as unknown as [string, RequestInit];
  expect(url).toMatch(/^https:\/\/s\/api\/v1\/conversations\/k%2F1\/attachments\?id=[^&]+&name=kvitto\+%C3%A5\.png&matter=m1$/);
  expect(init.headers).toMatchObject({ Authorization: 'Bearer T', 'Content-Type': 'image/png', 'Accept-Language': 'sv' });
});

test('a refusal is told in the server’s words, and no network is no loss', async () => {
  const no = createFiles({ token: () => null, language: () => 'sv', fetch: (async () => answer(413, { code: 'file_too_large', detail: 'För stor.' })) as never });
  await expect(no.send('k', new File(['x'], 'a'))).rejects.toMatchObject({ status: 413, message: 'För stor.' });
  const off = createFiles({ token: () => null, language: () => 'sv', fetch: (async () => { throw new TypeError(); }) as never });
  await expect(off.send('k', new File(['x'], 'a'))).rejects.toBeInstanceOf(Problem);
});

test('a picture is fetched once, and again after a failure', async () => {
  URL.createObjectURL = () => 'blob:1';
  let n = 0;
  const f = createFiles({ token: () => 'T', language: () => 'en', fetch: (async () => answer(++n === 1 ? 500 : 200)) as never });
  await expect(f.url('/a')).rejects.toBeInstanceOf(Problem);
  expect(await f.url('/a')).toBe('blob:1');
  await f.url('/a');
  expect(n).toBe(2);
});

test('what can’t be sent is not taken from a paste', () => {
  const data = { files: [new File(['x'], 'a.png', { type: 'image/png' }), new File(['x'], 'a.exe', { type: 'application/x-msdownload' }), new File(['x'], 'b')] } as unknown as DataTransfer;
  expect(filesOf(data).map((f) => f.name)).toEqual(['a.png']);
  expect(filesOf(null)).toEqual([]);
  expect([unfit({ type: 'image/png', size: 10 << 20 }), unfit({ type: 'image/png', size: (10 << 20) + 1 }), unfit({ type: 'image', size: 1 })]).toEqual(['', 'attach_large', 'attach_kind']);
});

test('sizes and kinds', () => {
  expect(size(240_000, 'en')).toBe('240 kB');
  expect(size(1_240_000, 'sv').replace(/\s/g, ' ')).toBe('1,2 MB');
  expect(isPicture({ kind: 'file', file: { id: '', name: '', type: 'application/pdf', size: 1 } })).toBe(false);
});
