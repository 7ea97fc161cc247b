import { expect, test } from 'vitest';
import { createApi, Problem, queryString } from './api.ts';
import { claims, takeToken } from './session.ts';
import { createWords, fill, pickLanguage } from './words.ts';

const respond = (status: number, body: string, headers: Record<string, string> = {}) => {
  const calls: [string, RequestInit][] = [];
  const f = (async (url: string, init: RequestInit) => (calls.push([url, init]), new Response(status === 204 ? null : body, { status, headers }))) as unknown as typeof fetch;
  return { calls, api: createApi({ base: 'http://s', token: () => 'T', language: () => 'sv', fetch: f }) };
};

test('every call carries token and language', async () => {
  const { api, calls } = respond(200, '{"id":"x"}');
  expect(await api.post('/conversations', { market: 'SE' })).toEqual({ id: 'x' });
  const [url, init] = calls[0]!;
  expect(url).toBe('http://s/api/v1/conversations');
  expect(init.headers).toMatchObject({ Authorization: 'Bearer T', 'Accept-Language': 'sv', 'Content-Type': 'application/json' });
});

test('a problem becomes a typed error with the server\'s own words', async () => {
  const { api } = respond(429, '{"code":"too_many","detail":"Vänta lite."}', { 'Retry-After': '3' });
  const err = await api.get('/me').catch((e: unknown) => e as Problem);
  expect(err).toMatchObject({ status: 429, code: 'too_many', message: 'Vänta lite.', retryAfter: 3, passing: true });
});

test('an answer that is not a problem document still is a problem; a lost network passes', async () => {
  expect(await respond(502, '<html>').api.get('/me').catch((e: Problem) => [e.status, e.code, e.passing])).toEqual([502, 'unknown', true]);
  const api = createApi({ token: () => null, language: () => 'en', fetch: async () => { throw new TypeError('failed'); } });
  expect(await api.get('/me').catch((e: Problem) => [e.status, e.code, e.passing])).toEqual([0, 'offline', true]);
  expect(new Problem(409, 'stale', '').passing).toBe(false);
});

test('an empty answer is an empty object; empty query values are left out', async () => {
  expect(await respond(204, '').api.del('/x')).toEqual({});
  expect(queryString({ a: 1, b: null, c: '', d: 'å' })).toBe('?a=1&d=%C3%A5');
});

test('the token leaves the address at once and is remembered for the tab', () => {
  const store = new Map<string, string>();
  let address = '';
  const win = {
    location: { hash: '#t=abc', pathname: '/expert/', search: '' },
    history: { replaceState: (_: unknown, __: string, url: string) => { address = url; } },
    sessionStorage: { getItem: (k: string) => store.get(k) ?? null, setItem: (k: string, v: string) => void store.set(k, v) },
  } as unknown as Window;
  expect(takeToken('expert', win)).toBe('abc');
  expect(address).toBe('/expert/');
  (win.location as { hash: string }).hash = '';
  expect(takeToken('expert', win)).toBe('abc');
  expect(takeToken('customer', win)).toBe(null);
});

test('claims are read as UTF-8, and nonsense is nobody', () => {
  const part = btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify({ sub: 'c-1', name: 'Åsa Öberg' })))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
  expect(claims(`x.${part}.y`)).toEqual({ sub: 'c-1', name: 'Åsa Öberg' });
  expect(claims('nonsense')).toEqual({});
  expect(claims(null)).toEqual({});
});

test('words are filled; a missing value is seen; the first wished language counts', () => {
  expect(fill('number {n}', { n: 2 })).toBe('number 2');
  expect(fill('number {n}')).toBe('number {n}');
  const w = createWords({ sv: { hi: 'Hej {name}' }, en: { hi: 'Hi {name}' } }, () => 'sv');
  expect(w('hi', { name: 'Åsa' })).toBe('Hej Åsa');
  expect(pickLanguage([null, 'de-DE', 'sv-SE', 'en'])).toBe('sv');
  expect(pickLanguage(['fr'])).toBe('en');
});
