// Pictures of the widget in every state, by the mock server and the system's
// Chromium: node mock/shots.mjs [folder]. Looked at by people; not a test.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

const folder = process.argv[2] ?? '/tmp/samtal-shots';
const port = 8098;
const base = `http://127.0.0.1:${port}`;
mkdirSync(folder, { recursive: true });
const mock = spawn(process.execPath, ['mock/server.mjs', String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
await new Promise((up) => mock.stdout.once('data', up));
const control = (c) => fetch(`${base}/mock`, { method: 'POST', body: JSON.stringify(c) });
const jwt = (locale) => ['{}', JSON.stringify({ sub: 'c-0001', name: 'Anna Lindqvist', locale }), 'x'].map((p) => Buffer.from(p).toString('base64url')).join('.');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const faults = [];

async function visit(name, { lang = 'sv', phone = true, dark = false, visitor = false } = {}, act) {
  await control({ reset: true });
  const context = await browser.newContext({ viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 800 }, hasTouch: phone, isMobile: phone, colorScheme: dark ? 'dark' : 'light', locale: 'sv-SE', timezoneId: 'Europe/Stockholm' });
  const page = await context.newPage();
  page.on('pageerror', (e) => faults.push(`${name}: ${e.message}`));
  page.on('console', (m) => m.type() === 'error' && !/Failed to load resource|WebSocket/.test(m.text()) && faults.push(`${name}: ${m.text()}`));
  const see = (part = '') => page.screenshot({ path: `${folder}/${name}${part}.png` });
  const type = async (text) => { await page.locator('textarea').first().fill(text); await page.keyboard.press('Enter'); };
  const open = async () => { await page.locator('.launcher').click(); await page.locator('.panel').waitFor(); await page.waitForTimeout(300); };
  await page.goto(`${base}/demo/${visitor ? `?lang=${lang}` : `#t=${jwt(lang)}`}`);
  await page.locator('.launcher').waitFor();
  try {
    await act({ page, see, type, open, press: (n) => page.getByRole('button', { name: n }).last().click(), pause: (ms) => page.waitForTimeout(ms), context });
  } catch (e) {
    faults.push(`${name}: ${e.message.split('\n')[0]}`);
    await see('-FAULT');
  }
  await context.close();
}

const only = process.argv[3];
const all = {
  'page-sv': [{ phone: false }, async ({ see }) => see()],
  'page-phone': [{}, async ({ see }) => see()],
  'first-sv': [{}, async ({ open, see }) => { await open(); await see(); }],
  'first-desktop-en': [{ phone: false, lang: 'en' }, async ({ open, see }) => { await open(); await see(); }],
  'first-dark': [{ phone: false, dark: true }, async ({ open, see }) => { await open(); await see(); }],
  'first-night': [{}, async ({ open, see }) => { await control({ closed: true }); await open(); await see(); }],
  'first-visitor-en': [{ visitor: true, lang: 'en' }, async ({ open, see }) => { await open(); await see(); }],
  'extend': [{}, async ({ open, type, see, press, pause }) => {
    await open(); await type('flytta fakturan på 649 kr till den 2 december'); await pause(120); await see('-1-working'); await pause(900); await see('-2-list');
    await press('R-7741, 649 kr'); await pause(900); await see('-3-confirm'); await press('Ja, flytta'); await pause(1500); await see('-4-done');
    await pause(300); await see('-5-rating');
  }],
  'refund-en': [{ phone: false, lang: 'en' }, async ({ open, type, see, pause }) => { await open(); await type('where is my refund?'); await pause(900); await see(); }],
  'fraud-en': [{ lang: 'en' }, async ({ open, type, see, press, pause }) => {
    await open(); await type('there is a payment I don’t recognise'); await pause(1000); await see('-1-line');
    await press('Yes, secure my card'); await pause(900); await press('Yes, freeze it'); await pause(900); await see('-2-frozen');
    await press('Summary'); await pause(700); await see('-3-summary'); await press('Back');
    await press('Leave the line'); await pause(200); await see('-4-leave'); await press('Keep my place');
    await control({ position: 1, expert: 'Hi Anna, I’m Elin. I can see the gym payment and that the card is frozen. You don’t have to tell it again.' }); await pause(600);
    await control({ approved: 'You pay nothing for the payment while we look into it.' }); await pause(600); await see('-5-expert');
    await press(/Payments you don/); await pause(700); await see('-6-article'); await press('Back');
    await control({ settle: true }); await pause(1000); await see('-7-rating');
  }],
  'person-desktop': [{ phone: false }, async ({ open, see, press, pause }) => { await open(); await press(/Prata med en människa/); await pause(700); await see(); }],
  'person-night': [{}, async ({ open, see, press, pause }) => { await control({ closed: true }); await open(); await press(/Prata med en människa/); await pause(700); await see(); }],
  'offline': [{}, async ({ open, see, type, pause, context, page }) => {
    await open(); await type('hej'); await pause(900); await context.setOffline(true); await pause(200); await type('flytta en faktura'); await pause(400); await see('-1');
    await context.setOffline(false); await pause(2500); await see('-2-back'); void page;
  }],
  'error': [{}, async ({ open, see, type, pause, page }) => { await open(); await type('hej'); await pause(900); await control({ fail: '/messages' }); await page.reload(); await open(); await pause(500); await see('-load'); }],
  'loading': [{}, async ({ open, see, type, pause, page }) => { await open(); await type('hej'); await pause(900); await page.route('**/messages*', (r) => setTimeout(() => r.continue(), 3000)); await page.reload(); await page.locator('.launcher').click(); await pause(900); await see(); }],
  'unread': [{ phone: false }, async ({ open, see, type, press, pause }) => { await open(); await type('människa'); await pause(900); await press('Stäng chatten'); await control({ expert: 'Hej Anna! Jag heter Elin.' }); await control({ expert: 'Hur kan jag hjälpa dig?' }); await pause(500); await see(); }],
  'language': [{ lang: 'sv' }, async ({ open, see, type, press, pause }) => { await open(); await type('hello'); await pause(900); await press('In English'); await pause(1200); await see(); }],
  'long': [{ phone: false }, async ({ open, see, type, pause, page }) => {
    await open(); for (let i = 0; i < 4; i++) { await type(`återbetalning ${i}\nen rad till`); await pause(800); }
    await page.locator('.thread').evaluate((e) => { e.scrollTop = 200; }); await pause(200); await control({ message: { from: 'assistant', text: 'Ett nytt svar som inte får flytta det du läser.' } }); await pause(400); await see();
  }],
};
for (const [name, [opts, act]] of Object.entries(all)) if (!only || name.startsWith(only)) await visit(name, opts, act);
await browser.close();
mock.kill();
console.log(faults.length ? `faults:\n${faults.join('\n')}` : `pictures in ${folder}, no faults`);
process.exit(faults.length ? 1 : 0);
