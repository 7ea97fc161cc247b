// Keeps the app's own files, so that it opens without a network and says so by
// itself. Nothing of the API is kept: whose shift it is only the server knows.
const name = 'samtal-expert-1';
const shell = '/expert/';

self.addEventListener('install', (e) => {
  e.waitUntil(store().then(() => self.skipWaiting()));
});
// The page names its own files: those that came before this worker did are kept too.
async function store() {
  const cache = await caches.open(name);
  const html = await (await fetch(shell)).text();
  const files = [...html.matchAll(/"(\/assets\/[^"]+)"/g)].map((m) => m[1]);
  await cache.addAll([shell, '/expert/icon.svg', '/expert/manifest.webmanifest', ...files]);
}
self.addEventListener('activate', (e) => {
  e.waitUntil(caches.keys().then((all) => Promise.all(all.filter((k) => k.startsWith('samtal-expert-') && k !== name).map((k) => caches.delete(k)))).then(() => self.clients.claim()));
});

// Files whose names change with their content are taken from here; the page
// itself is asked for first, so that a new version is seen at once.
self.addEventListener('fetch', (e) => {
  const url = new URL(e.request.url);
  if (e.request.method !== 'GET' || url.origin !== location.origin || url.pathname.startsWith('/api/')) return;
  const page = e.request.mode === 'navigate';
  if (!page && !url.pathname.startsWith('/assets/') && !url.pathname.startsWith('/expert/')) return;
  e.respondWith(page || !url.pathname.startsWith('/assets/') ? fresh(e.request, page ? shell : e.request) : kept(e.request));
});

async function fresh(request, key) {
  const cache = await caches.open(name);
  try {
    const res = await fetch(request);
    if (res.ok) await cache.put(key, res.clone());
    return res;
  } catch (err) {
    const old = await cache.match(key);
    if (old) return old;
    throw err;
  }
}

async function kept(request) {
  const cache = await caches.open(name);
  const old = await cache.match(request);
  if (old) return old;
  const res = await fetch(request);
  if (res.ok) await cache.put(request, res.clone());
  return res;
}
