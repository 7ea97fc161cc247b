// Pictures of every staff screen, taken of the real program: `npm run shots:staff`
// after `make build`. The situations are made through the API by real customers
// and experts of the demo; only what a picture must catch in flight (loading,
// a server that fails, a lost network) is done to the page's own network.
//
// SAMTAL_BIN is the program, CHROMIUM the browser, SAMTAL_SHOTS the folder
// (default ../docs/screens), ONLY a part of the names that are wanted.
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { House, day, night } from '../browser/house.mjs';

const bin = resolve(process.env.SAMTAL_BIN || join(import.meta.dirname, '../../bin/samtal'));
const out = resolve(process.env.SAMTAL_SHOTS || join(import.meta.dirname, '../../docs/screens'));
const only = process.env.ONLY ?? '';
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 1 };
const laptop = { viewport: { width: 1280, height: 800 } };
const wide = { viewport: { width: 1440, height: 900 } };
const words = {
  sv: ['Jag vill prata med en människa', 'Jag har fått en faktura som jag inte känner igen', 'Jag har inte råd att betala den här månaden', 'Jag vill klaga på er', 'Det finns ett köp på mitt kort som jag inte har gjort', 'Min jacka var trasig och butiken svarar inte'],
  en: ['I want to talk to a person', 'I can’t afford to pay this month', 'There is a payment on my card that I did not make', 'I want to make a complaint', 'My jacket arrived broken and the shop does not answer'],
};

async function snap(page, name) {
  if (!name.includes(only)) return;
  const path = join(out, `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path, scale: 'css', animations: 'disabled', caret: 'hide' });
  console.log(name);
}

function caller(h, token) {
  return async (method, path, body) => {
    const res = await fetch(`${h.base}/api/v1${path}`, { method, headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }, body: body === undefined ? undefined : JSON.stringify(body) });
    if (!res.ok) throw new Error(`${method} ${path}: ${res.status} ${await res.text()}`);
    return res.json();
  };
}
const person = async (h, role, id) => caller(h, await h.token(role, id));

/** So many different customers of the demo, signed in. */
async function customers(h, n) {
  const { stdout } = await promisify(execFile)(bin, ['token', '--data', h.data, '--customer', 'any', '--count', String(n)]);
  return stdout.trim().split('\n').map((t) => caller(h, t));
}

/** A customer who writes and stands in line. */
async function waits(c, i, language = i % 4 === 3 ? 'en' : 'sv') {
  const { id } = await c('POST', '/conversations', { market: 'SE', language });
  await c('POST', `/conversations/${id}/messages`, { id: `s-${i}-1`, text: words[language][i % words[language].length] });
  await c('POST', `/conversations/${id}/human`, {});
  return id;
}

async function accepts(e) {
  const { items } = await e('GET', '/experts/me/offers?wait=20');
  if (!items.length) throw new Error('nothing was offered');
  return (await e('POST', `/offers/${items[0].id}/accept`)).conversation;
}

async function open(h, face, id, language, size, hash = '', before = async () => {}) {
  const context = await h.device({ language, size, cuts: true });
  const page = await context.newPage();
  await before(page, context);
  await page.goto(`${h.base}/${face}/#t=${await h.token(face === 'expert' ? 'expert' : 'lead', id)}`);
  await page.locator(face === 'expert' ? '.app' : '.console').waitFor();
  if (hash) await page.evaluate((x) => (location.hash = x), hash);
  return page;
}
const settled = async (page, selector) => page.locator(selector).first().waitFor({ timeout: 20_000 });
const hold = (path) => (page) => page.route(path, () => {}); // never answered: loading
const fail = (path) => (page) => page.route(path, (r) => r.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"code":"store_down","detail":""}' }));

/** Loading, error and offline of one screen. */
async function troubles(h, face, id, language, size, name, path, hash) {
  let p = await open(h, face, id, language, size, hash, hold(path));
  await settled(p, '.wait');
  await p.waitForTimeout(300); // a skeleton shows after 150 ms
  await snap(p, `${face}/loading-${name}`);
  p = await open(h, face, id, language, size, hash, fail(path));
  await settled(p, '.nothing.error');
  await snap(p, `${face}/error-${name}`);
}

async function quiet(h) {
  for (const l of ['sv', 'en']) {
    let p = await open(h, 'console', 'l-01', l, wide);
    await settled(p, '.figures');
    await snap(p, `console/empty-${l}`);
    p = await open(h, 'expert', 'e-02', l, phone);
    await settled(p, '.presence');
    await snap(p, `expert/empty-phone-${l}`);
    await troubles(h, 'console', 'l-01', l, laptop, l, '**/api/v1/line*', '');
    await troubles(h, 'expert', 'e-02', l, phone, `phone-${l}`, '**/api/v1/experts/me*', '');
    for (const [page, hash] of [['search', '#/search'], ['hours', '#/hours'], ['try-empty', '#/try']]) {
      p = await open(h, 'console', 'l-01', l, laptop, hash);
      await p.waitForTimeout(600);
      await snap(p, `console/${page}-${l}`);
    }
    p.locator('.trytalk textarea').fill(l === 'sv' ? 'Kan jag få mer tid att betala? Helst två veckor till' : 'Can I have two more weeks to pay?');
    await p.locator('.tryhead select').nth(2).selectOption(l);
    await p.locator('.trytalk .sendbtn').click();
    await settled(p, '.bars');
    await snap(p, `console/try-${l}`);
  }
}

async function busy(h) {
  const expert = await person(h, 'expert', 'e-01');
  const people = await customers(h, 44);
  await expert('POST', '/experts/me/online');
  for (let i = 0; i < 3; i++) {
    await waits(people[i], i, 'sv');
    const id = await accepts(expert);
    if (i < 2) await expert('POST', `/conversations/${id}/messages`, { id: `e-${i}`, text: 'Hej, jag har läst allt och tittar på det nu.' });
    if (i === 1) await people[i]('POST', `/conversations/${id}/messages`, { id: 's-again', text: 'Tack, jag väntar här.' });
  }
  const first = (await expert('GET', '/experts/me/conversations')).items[0].conversation;
  for (const l of ['sv', 'en']) {
    let p = await open(h, 'expert', 'e-01', l, phone);
    await settled(p, '.rowbtn');
    await snap(p, `expert/three-phone-${l}`);
    p = await open(h, 'expert', 'e-01', l, phone, `#/${first}`);
    await settled(p, '.msg');
    await snap(p, `expert/talk-phone-${l}`);
    p = await open(h, 'expert', 'e-01', l, laptop, `#/${first}`);
    await settled(p, '.msg');
    await snap(p, `expert/three-${l}`);
    await p.locator('.composer textarea').fill(l === 'sv' ? 'Jag lovar att du får 500 kr tillbaka den 3 december.' : 'I promise that you get 500 kr back on 3 December.');
    await p.locator('.composer .sendbtn').click();
    await settled(p, '.warning');
    await snap(p, `expert/warning-${l}`);
    await p.locator('.composer textarea').fill('');
    await p.locator('.talkhead h2').click();
    for (const [key, name, fill] of [['p', 'act', 'freeze_card'], ['l', 'look', 'list_invoices'], ['s', 'settle'], ['?', 'keys']]) {
      await p.locator('.talkhead h2').click();
      await p.keyboard.press(key);
      await settled(p, '[role=dialog]');
      if (fill) await p.locator('[role=dialog] select').first().selectOption(name === 'act' ? 'extend_due_date' : fill);
      await p.waitForTimeout(700);
      await snap(p, `expert/${name}-${l}`);
      await p.keyboard.press('Escape');
      await p.locator('[role=dialog]').waitFor({ state: 'detached' });
    }
    await p.context().setOffline(true);
    await p.locator('.notice').first().waitFor();
    await snap(p, `expert/offline-${l}`);
  }
  for (let i = 3; i < 43; i++) await waits(people[i], i);
  const other = await person(h, 'expert', 'e-02');
  await other('POST', '/experts/me/online');
  for (const l of ['sv', 'en']) {
    let p = await open(h, 'expert', 'e-02', l, phone);
    await settled(p, '.offer');
    await snap(p, `expert/offer-phone-${l}`);
    for (const [size, at] of [[laptop, ''], [wide, '-wide']]) {
      p = await open(h, 'console', 'l-01', l, size);
      await settled(p, '.linerow');
      await snap(p, `console/busy${at}-${l}`);
    }
    await p.keyboard.press('Control+k');
    await settled(p, '[data-command-list]');
    await snap(p, `console/palette-${l}`);
    await p.keyboard.press('Escape');
    await p.evaluate((x) => (location.hash = x), `#/c/${first}`);
    await settled(p, '.events .why');
    await snap(p, `console/timeline-${l}`);
    await p.evaluate(() => (location.hash = '#/promises'));
    await settled(p, 'table');
    await snap(p, `console/promises-${l}`);
    await p.evaluate(() => (location.hash = '#/line'));
    await settled(p, '.linerow');
    await p.context().setOffline(true);
    await p.locator('.notice').first().waitFor();
    await snap(p, `console/offline-${l}`);
  }
}

async function atNight(h) {
  const people = await customers(h, 3);
  for (let i = 0; i < 3; i++) await waits(people[i], i, 'sv');
  for (const l of ['sv', 'en']) {
    const p = await open(h, 'console', 'l-01', l, laptop);
    await settled(p, '.linerow');
    await snap(p, `console/night-${l}`);
    const e = await open(h, 'expert', 'e-01', l, phone);
    await settled(e, '.presence');
    await snap(e, `expert/night-phone-${l}`);
  }
}

let bad = false;
for (const [name, now, scene] of [['quiet', day, quiet], ['busy', day, busy], ['night', night, atNight]]) {
  if (process.env.SCENE && process.env.SCENE !== name) continue;
  const h = await House.open(now);
  try {
    await scene(h);
  } catch (err) {
    bad = true;
    console.error(`${name}: ${err.stack}`);
    await h.picture(name);
  }
  await h.tidy();
  await h.close();
}
process.exit(bad ? 1 : 0);
