// Pictures of the expert app and the console in every state, by the mock
// server and the system's Chromium: node mock/staff-shots.mjs [folder] [name].
// Looked at by people; not a test, though a script error fails it.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

const folder = process.argv[2] ?? '/tmp/samtal-shots';
const only = process.argv[3];
const port = 8096;
const base = `http://127.0.0.1:${port}`;
mkdirSync(folder, { recursive: true });
const mock = spawn(process.execPath, ['mock/server.mjs', String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
await new Promise((up) => mock.stdout.once('data', up));
const control = (c) => fetch(`${base}/mock`, { method: 'POST', body: JSON.stringify(c) });
const jwt = (role, lang) => ['{}', JSON.stringify({ iss: 'samtal', sub: role === 'lead' ? 'l-01' : 'e-01', role, name: role === 'lead' ? 'Petra Lund' : 'Elin Sandberg', locale: lang }), 'x'].map((p) => Buffer.from(p).toString('base64url')).join('.');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const faults = [];

async function visit(name, { app = 'expert', lang = 'sv', phone = app === 'expert', dark = false, seed = true, before = {}, signed = true, path = '' }, act) {
  await control({ reset: true });
  if (seed) await control({ staff: lang });
  await control(before);
  const context = await browser.newContext({ viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 800 }, hasTouch: phone, isMobile: phone, colorScheme: dark ? 'dark' : 'light', locale: lang === 'sv' ? 'sv-SE' : 'en-GB', timezoneId: 'Europe/Stockholm' });
  const page = await context.newPage();
  page.on('pageerror', (e) => faults.push(`${name}: ${e.message}`));
  page.on('console', (m) => ['error', 'warning'].includes(m.type()) && !/Failed to load resource|WebSocket/.test(m.text()) && faults.push(`${name}: ${m.text()}`));
  const see = (part = '') => page.screenshot({ path: `${folder}/${name}${part}.png` });
  const pause = (ms) => page.waitForTimeout(ms);
  const press = (n) => page.getByRole('button', { name: n }).first().click();
  try {
    await page.goto(`${base}/${app}/${signed ? `#t=${jwt(app === 'console' ? 'lead' : 'expert', lang)}` : ''}`);
    await page.locator('#app > *').first().waitFor();
    await pause(500);
    if (path) { await page.evaluate((h) => { location.hash = h; }, path); await pause(600); }
    await act({ page, see, press, pause, context });
  } catch (e) {
    faults.push(`${name}: ${e.message.split('\n')[0]}`);
    await see('-FAULT');
  }
  await context.close();
}

const see = async ({ see: s }) => s();
const all = {
  'expert-offline-sv': [{}, see],
  'expert-empty-en': [{ lang: 'en', seed: false }, see],
  'expert-online-sv': [{ before: { online: true } }, see],
  'expert-offer-sv': [{ before: { offer: 'k-3' } }, see],
  'expert-offer-en-desktop': [{ lang: 'en', phone: false, before: { offer: 'k-3' } }, see],
  'expert-dark-sv': [{ dark: true, before: { offer: 'k-3' } }, see],
  'expert-talk-sv': [{ path: '#/k-5' }, see],
  'expert-talk-dark-desktop-sv': [{ phone: false, dark: true, path: '#/k-5' }, see],
  'expert-facts-sv': [{ path: '#/k-5' }, async ({ press, see: s, pause, page }) => { await page.getByRole('tab', { name: 'Underlag' }).click(); await pause(200); await s(); void press; }],
  'expert-talk-desktop-en': [{ lang: 'en', phone: false, path: '#/k-5' }, see],
  'expert-warning-sv': [{ path: '#/k-5' }, async ({ page, see: s, press, pause }) => { await press('Dölj'); await page.locator('textarea').fill('Jag lovar att du får 400 kr senast den 27 nov.'); await press('Skicka'); await pause(500); await s(); await press('Skicka ändå'); await pause(700); await s('-2-sent'); }],
  'expert-settle-sv': [{ path: '#/k-5' }, async ({ press, see: s, pause }) => { await press('Avsluta'); await pause(400); await s(); }],
  'expert-menu-en-desktop': [{ lang: 'en', phone: false, path: '#/k-5' }, async ({ press, see: s, pause, page }) => {
    await press('More'); await pause(300); await s(); await page.getByRole('menuitem', { name: 'Propose an act' }).click(); await pause(400); await page.locator('.sheet select').selectOption('freeze_card'); await pause(200); await s('-act');
  }],
  'expert-backby-sv': [{ path: '#/k-5' }, async ({ press, see: s, pause }) => { await press('Lova nästa besked'); await pause(400); await s(); }],
  'expert-transfer-sv': [{ path: '#/k-5' }, async ({ press, see: s, pause, page }) => { await press('Mer'); await pause(300); await page.getByRole('menuitem', { name: 'Lämna vidare' }).click(); await pause(400); await s(); }],
  'expert-offline-network-sv': [{ path: '#/k-5' }, async ({ page, context, press, see: s, pause }) => { await press('Dölj'); await context.setOffline(true); await page.locator('textarea').fill('Jag återkommer'); await press('Skicka'); await pause(500); await press('Skicka ändå'); await pause(500); await s(); await context.setOffline(false); await pause(2600); await s('-2-back'); }],
  'expert-error-sv': [{ before: { fail: '/experts/' } }, see],
  'expert-loading-sv': [{}, async ({ page, see: s, pause }) => { await page.route('**/experts/me*', (r) => setTimeout(() => r.continue().catch(() => {}), 3000)); await page.reload(); await pause(700); await s(); }],
  'expert-nolink-sv': [{ signed: false }, see],
  'console-line-sv': [{ app: 'console' }, see],
  'console-line-en': [{ app: 'console', lang: 'en' }, async ({ page, see: s, pause }) => { await page.keyboard.press('j'); await page.keyboard.press('j'); await pause(200); await s(); }],
  'console-line-dark-sv': [{ app: 'console', dark: true }, see],
  'console-line-phone-sv': [{ app: 'console', phone: true }, see],
  'console-empty-sv': [{ app: 'console', seed: false }, see],
  'console-talk-en': [{ app: 'console', lang: 'en', path: '#/c/k-1' }, async ({ page, see: s, press, pause }) => { await s(); await press('Take over'); await pause(700); await page.getByRole('tab', { name: 'Conversation' }).click(); await pause(300); await s('-2-taken'); }],
  'console-talk-sv': [{ app: 'console', path: '#/c/k-5' }, see],
  'console-talk-phone-sv': [{ app: 'console', phone: true, path: '#/c/k-1' }, see],
  'console-promises-sv': [{ app: 'console', path: '#/promises' }, see],
  'console-promises-phone-en': [{ app: 'console', lang: 'en', phone: true, path: '#/promises' }, see],
  'console-search-sv': [{ app: 'console', path: '#/search?q=pengar' }, see],
  'console-search-empty-en': [{ app: 'console', lang: 'en', path: '#/search?q=zebra' }, see],
  'console-hours-sv': [{ app: 'console', path: '#/hours' }, see],
  'console-hours-phone-en': [{ app: 'console', lang: 'en', phone: true, path: '#/hours' }, see],
  'console-jump-sv': [{ app: 'console' }, async ({ page, see: s, pause }) => { await page.keyboard.press('Control+k'); await pause(400); await s(); await page.keyboard.type('lös'); await page.keyboard.press('Backspace'); await pause(200); await s('-typed'); }],
  'console-error-en': [{ app: 'console', lang: 'en', before: { fail: '/line' } }, see],
  'console-loading-sv': [{ app: 'console' }, async ({ page, see: s, pause }) => { await page.route('**/api/v1/line', (r) => setTimeout(() => r.continue().catch(() => {}), 3000)); await page.reload(); await pause(700); await s(); }],
  'console-offline-sv': [{ app: 'console' }, async ({ context, see: s, pause }) => { await context.setOffline(true); await pause(300); await s(); }],
};
for (const [name, [opts, act]] of Object.entries(all)) if (!only || name.startsWith(only)) await visit(name, opts, act);
await browser.close();
mock.kill();
console.log(faults.length ? `faults:\n${faults.join('\n')}` : `pictures in ${folder}, no faults`);
process.exit(faults.length ? 1 : 0);
