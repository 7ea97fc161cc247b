// The widget in a real Chromium against the mock: two tabs in step, a dropped
// line, a blocked WebSocket, the keyboard alone, first paint. Prints one line
// each; exits 1 when one does not hold. Waits are for states, not for times.
import { spawn } from 'node:child_process';
import { chromium } from 'playwright-core';

const port = 8097;
const base = `http://127.0.0.1:${port}`;
const mock = spawn(process.execPath, ['mock/server.mjs', String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
await new Promise((up) => mock.stdout.once('data', up));
const control = (c) => fetch(`${base}/mock`, { method: 'POST', body: JSON.stringify(c) });
const token = ['{}', JSON.stringify({ sub: 'c-0001', name: 'Anna Lindqvist', locale: 'sv' }), 'x'].map((p) => Buffer.from(p).toString('base64url')).join('.');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const faults = [];
const hold = (ok, what) => {
  console.log(`${ok ? 'holds' : 'FAILS'}: ${what}`);
  if (!ok) faults.push(what);
};
const enter = async (context) => {
  const page = await context.newPage();
  page.on('pageerror', (e) => faults.push(e.message));
  await page.goto(`${base}/demo/#t=${token}`);
  await page.locator('.launcher').click();
  await page.locator('textarea').waitFor();
  return page;
};
const write = async (page, text) => {
  await page.locator('textarea').fill(text);
  await page.keyboard.press('Enter');
};
const texts = (page) => page.locator('.msg .bubble').allTextContents();
const answered = (page, n) => page.waitForFunction((k) => document.querySelector('samtal-chat').shadowRoot.querySelectorAll('.msg.assistant').length >= k, n, { timeout: 15_000 });

async function run(name, act) {
  await control({ reset: true });
  const context = await browser.newContext({ locale: 'sv-SE', viewport: { width: 1280, height: 800 } });
  try {
    await act(context);
  } catch (e) {
    hold(false, `${name}: ${e.message.split('\n')[0]}`);
  }
  await context.close();
}

await run('two tabs', async (context) => {
  const one = await enter(context);
  const two = await enter(context);
  await write(one, 'hej');
  await answered(two, 1);
  await write(two, 'återbetalning');
  await answered(one, 2);
  hold(JSON.stringify(await texts(one)) === JSON.stringify(await texts(two)) && (await texts(one)).length === 4, 'two tabs show the same four messages, none doubled');
});

await run('dropped line', async (context) => {
  const page = await enter(context);
  const bodies = [];
  page.on('request', (r) => r.method() === 'POST' && r.url().endsWith('/messages') && bodies.push(r.postDataJSON()));
  await write(page, 'hej');
  await answered(page, 1);
  await context.setOffline(true);
  await control({ drop: true });
  await write(page, 'återbetalning');
  await control({ message: { from: 'assistant', text: 'medan du var borta' } });
  await page.locator('.state.waiting').waitFor();
  await context.setOffline(false);
  await answered(page, 3);
  const all = await texts(page);
  hold(new Set(all).size === all.length && all.includes('medan du var borta') && all.filter((t) => t === 'återbetalning').length === 1, 'after a dropped line nothing is missing and nothing doubled');
  hold(bodies.at(-1)?.seen && new Set(bodies.map((b) => b.id)).size === 2, 'every message carries its own id and what was last seen');
});

await run('blocked WebSocket', async (context) => {
  await control({ ws: false });
  const page = await enter(context);
  await write(page, 'hej');
  await answered(page, 1);
  await control({ expert: 'Hej, jag heter Elin.' });
  await page.locator('.msg.expert').waitFor({ timeout: 20_000 });
  hold(true, 'with WebSocket blocked, answers come by long poll');
});

await run('keyboard', async (context) => {
  const page = await context.newPage();
  await page.goto(`${base}/demo/#t=${token}`);
  await page.locator('.launcher').focus();
  await page.keyboard.press('Enter');
  await page.locator('textarea').waitFor();
  await page.waitForFunction(() => document.querySelector('samtal-chat').shadowRoot.activeElement?.tagName === 'TEXTAREA');
  await page.keyboard.type('flytta en faktura');
  await page.keyboard.press('Enter');
  await answered(page, 1);
  for (let i = 0; i < 5; i++) {
    const label = await page.evaluate(() => document.querySelector('samtal-chat').shadowRoot.activeElement?.textContent.trim());
    if (label === 'R-7741, 649 kr') break;
    await page.keyboard.press('Shift+Tab');
  }
  await page.keyboard.press('Enter');
  await answered(page, 2);
  hold(true, 'a choice is reached and pressed by keyboard alone');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelector('samtal-chat').shadowRoot.activeElement?.className === 'launcher');
  hold(true, 'Escape closes and gives the focus back to the button');
});

await run('first paint', async (context) => {
  const page = await context.newPage();
  await page.goto(`${base}/demo/#t=${token}`);
  const ms = await page.evaluate(() => new Promise((done) => {
    const t = performance.now();
    const root = document.querySelector('samtal-chat').shadowRoot;
    new MutationObserver(() => root.querySelector('.panel') && requestAnimationFrame(() => done(Math.round(performance.now() - t)))).observe(root, { childList: true, subtree: true });
    root.querySelector('.launcher').click();
  }));
  console.log(`shown ${ms} ms after the press (fetching included); only told, not judged`);
});

await browser.close();
mock.kill();
process.exit(faults.length ? (console.error(faults.join('\n')), 1) : 0);
