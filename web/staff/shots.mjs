// Pictures of every staff screen, taken of the real program: `npm run shots:staff`
// after `make build`. The situations are made through the API by customers and
// experts of the demo; only what a picture must catch in flight (loading, a
// server that fails, a lost network) is done to the page's own network. Each
// screen is also looked at by axe: a serious barrier fails the run.
//
// SAMTAL_BIN is the program, CHROMIUM the browser, SAMTAL_SHOTS the folder
// (default ../docs/screens), SCENE one of quiet, busy and night, ONLY a part of
// the names that are wanted, PNG=1 keeps uncompressed pictures instead of WebP.
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { House, accessible, day, night } from '../browser/house.mjs';

const bin = resolve(process.env.SAMTAL_BIN || join(import.meta.dirname, '../../bin/samtal'));
const out = resolve(process.env.SAMTAL_SHOTS || join(import.meta.dirname, '../../docs/screens'));
const only = process.env.ONLY ?? '';
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 1 };
const laptop = { viewport: { width: 1280, height: 800 } };
const languages = ['sv', 'en'];
const words = {
  sv: ['Jag vill prata med en människa', 'Jag har fått en faktura som jag inte känner igen', 'Jag har inte råd att betala den här månaden', 'Jag vill klaga på er', 'Det finns ett köp på mitt kort som jag inte har gjort', 'Min jacka var trasig och butiken svarar inte'],
  en: ['I want to talk to a person', 'I can’t afford to pay this month', 'There is a payment on my card that I did not make', 'I want to make a complaint', 'My jacket arrived broken and the shop does not answer'],
};
const barriers = [];

async function snap(page, name) {
  if (!name.includes(only)) return;
  await page.evaluate(() => document.fonts.ready);
  const png = await page.screenshot({ scale: 'css', animations: 'disabled', caret: 'hide' });
  const path = join(out, `${name}.${process.env.PNG ? 'png' : 'webp'}`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, process.env.PNG ? png : await webp(page, png));
  await accessible(page, name).catch((err) => barriers.push(err.message));
  console.log(name);
}

/** The browser's own encoder, on a page without a policy: no tool is needed for it. */
async function webp(page, png) {
  const blank = await page.context().browser().newPage();
  const url = await blank.evaluate(async (src) => {
    const img = new Image();
    img.src = src;
    await img.decode();
    const c = Object.assign(document.createElement('canvas'), { width: img.width, height: img.height });
    c.getContext('2d').drawImage(img, 0, 0);
    return c.toDataURL('image/webp', 0.82);
  }, `data:image/png;base64,${png.toString('base64')}`);
  await blank.context().close();
  return Buffer.from(url.split(',')[1], 'base64');
}

function caller(h, token) {
  return async (method, path, body) => {
    const res = await fetch(`${h.base}/api/v1${path}`, { method, headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }, body: body === undefined ? undefined : JSON.stringify(body) });
    if (!res.ok) throw new Error(`${method} ${path}: ${res.status} ${await res.text()}`);
    return res.json();
  };
}
const tokens = new Map();
async function tokenOf(h, role, id) {
  const key = `${h.data} ${role} ${id}`;
  if (!tokens.has(key)) tokens.set(key, await h.token(role, id));
  return tokens.get(key);
}
const person = async (h, role, id) => caller(h, await tokenOf(h, role, id));

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
  const { items } = await e('GET', '/experts/me/offers?wait=25');
  if (!items.length) throw new Error('nothing was offered');
  return (await e('POST', `/offers/${items[0].id}/accept`)).conversation;
}

let shown; // one page at a time: a slow machine draws one well
async function open(h, face, id, language, size, hash = '', before = async () => {}) {
  await shown?.close();
  shown = await h.device({ language, size, cuts: true });
  shown.setDefaultTimeout(90_000);
  const page = await shown.newPage();
  await before(page);
  await page.goto(`${h.base}/${face}/#t=${await tokenOf(h, face === 'expert' ? 'expert' : 'lead', id)}`);
  await page.locator(face === 'expert' ? '.app' : '.console').waitFor();
  if (hash) await go(page, hash);
  return page;
}
const go = (page, hash) => page.evaluate((x) => (location.hash = x), hash);
const settled = (page, selector) => page.locator(selector).first().waitFor();
const calm = (page) => page.waitForFunction(() => !document.querySelector('.wait'));
const hold = (path) => (page) => page.route(path, () => {}); // never answered: loading
const fail = (path) => (page) => page.route(path, (r) => r.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"code":"store_down","detail":""}' }));

/** Loading, error and no network of one screen that has nothing to show yet. */
async function troubles(h, face, id, language, size, name, path, hash = '') {
  let p = await open(h, face, id, language, size, hash, hold(path));
  await settled(p, '.wait');
  await p.waitForTimeout(300); // a skeleton shows after 150 ms
  await snap(p, `${face}/loading${name}`);
  p = await open(h, face, id, language, size, hash, fail(path));
  await settled(p, '.nothing.error');
  await snap(p, `${face}/error${name}`);
}

async function cut(page) {
  await page.context().setOffline(true);
  await settled(page, '.notice');
}

const trial = {
  sv: ['Kan jag få mer tid att betala?', '8 december', 'Nej, vänta lite. Var är min återbetalning?'],
  en: ['Can I get more time to pay?', '8 December', 'No, wait. Where is my refund?'],
};

async function quiet(h) {
  for (const l of languages) {
    let p = await open(h, 'console', 'l-01', l, laptop);
    await settled(p, '.figures');
    await snap(p, `console/empty-${l}`);
    for (const [page, hash] of [['promises-empty', '#/promises'], ['search-empty', '#/search'], ['hours', '#/hours'], ['try-empty', '#/try']]) {
      await go(p, hash);
      await settled(p, hash === '#/try' ? '.trybody' : 'main h1');
      await p.waitForTimeout(200);
      await calm(p);
      await snap(p, `console/${page}-${l}`);
    }
    await p.locator('.tryhead select').nth(2).selectOption(l);
    for (const [i, said] of trial[l].entries()) {
      await p.locator('.trytalk textarea').fill(said);
      await p.locator('.trytalk .sendbtn').click();
      await p.locator('.turn').nth(i).waitFor();
    }
    await snap(p, `console/try-${l}`);
    await p.locator('.turn .textbtn').nth(1).click();
    await snap(p, `console/try-earlier-${l}`);
    await cut(p);
    await go(p, '#/promises');
    await settled(p, '.nothing.error');
    await snap(p, `console/offline-panel-${l}`);
    await troubles(h, 'console', 'l-01', l, laptop, `-${l}`, '**/api/v1/line*');
    for (const [size, at] of [[phone, '-phone'], [laptop, '']]) {
      p = await open(h, 'expert', 'e-02', l, size);
      await settled(p, '.presence');
      await snap(p, `expert/empty${at}-${l}`);
    }
    await troubles(h, 'expert', 'e-02', l, phone, `-phone-${l}`, '**/api/v1/experts/me*');
  }
}

async function busy(h) {
  const expert = await person(h, 'expert', 'e-01');
  const people = await customers(h, 28);
  await expert('POST', '/experts/me/online');
  for (let i = 0; i < 3; i++) {
    await waits(people[i], i, 'sv');
    const id = await accepts(expert);
    if (i < 2) await expert('POST', `/conversations/${id}/messages`, { id: `e-${i}`, text: 'Hej, jag har läst allt och tittar på det nu.' });
    if (i === 1) await people[i]('POST', `/conversations/${id}/messages`, { id: 's-again', text: 'Tack, jag väntar här.' });
  }
  const rows = (await expert('GET', '/experts/me/conversations')).items;
  const first = rows.find((r) => r.topic === 'fraud')?.conversation ?? rows[0].conversation;
  const other = await person(h, 'expert', 'e-02');
  for (const l of languages) {
    let p = await open(h, 'expert', 'e-01', l, phone);
    await settled(p, '.rowbtn');
    await snap(p, `expert/three-phone-${l}`);
    await go(p, `#/${first}`);
    await settled(p, '.msg');
    await settled(p, '.composer');
    await snap(p, `expert/talk-phone-${l}`);
    await p.locator('.tabs [role=tab]').nth(1).click();
    await snap(p, `expert/facts-phone-${l}`);
    p = await open(h, 'expert', 'e-01', l, laptop, `#/${first}`);
    await settled(p, '.composer');
    await calm(p);
    await snap(p, `expert/three-${l}`);
    await p.locator('.composer textarea').fill(l === 'sv' ? 'Jag lovar att du får 500 kr tillbaka den 3 december.' : 'I promise that you get 500 kr back on 3 December.');
    await p.locator('.composer .sendbtn').click();
    await settled(p, '.warning');
    await snap(p, `expert/warning-${l}`);
    await p.locator('.composer textarea').fill('');
    for (const [key, name, tool] of [['p', 'act', 'extend_due_date'], ['l', 'look', 'list_invoices'], ['s', 'settle'], ['t', 'transfer'], ['b', 'back-by'], ['?', 'keys']]) {
      await p.locator('.talkhead h2').click();
      await p.keyboard.press(key);
      await settled(p, '[role=dialog]');
      if (tool) await p.locator('[role=dialog] select').first().selectOption(tool);
      if (name === 'act') {
        await p.locator('[role=dialog] select').nth(1).selectOption({ index: 2 });
        await p.locator('[role=dialog] input[type=date]').fill('2026-12-08');
        await p.locator('[role=dialog] .nested .btn').click();
        await settled(p, '.nested .found, .nested .trouble');
      } else if (name === 'look') await settled(p, '.answerlist');
      await p.waitForTimeout(300);
      await snap(p, `expert/${name}-${l}`);
      await p.keyboard.press('Escape');
      await p.locator('[role=dialog]').waitFor({ state: 'detached' });
    }
    await p.locator('.presence .pair .btn').first().click();
    await settled(p, '[role=dialog]');
    await snap(p, `expert/break-${l}`);
    await p.keyboard.press('Escape');
    await cut(p);
    await snap(p, `expert/offline-${l}`);
  }
  // Some have waited longer than was promised, some came just now.
  for (let i = 3; i < 8; i++) await waits(people[i], i);
  await h.later(25);
  for (let i = 8; i < people.length; i++) await waits(people[i], i);
  await other('POST', '/experts/me/online');
  for (const l of languages) {
    let p = await open(h, 'expert', 'e-02', l, phone);
    await settled(p, '.offer');
    await snap(p, `expert/offer-phone-${l}`);
    p = await open(h, 'console', 'l-01', l, laptop);
    await settled(p, '.linerow');
    await snap(p, `console/busy-${l}`);
    await p.keyboard.press('Control+k');
    await settled(p, '[data-command-list]');
    await snap(p, `console/palette-${l}`);
    await p.keyboard.press('Escape');
    await go(p, `#/c/${first}`);
    await settled(p, '.events .why');
    await snap(p, `console/timeline-${l}`);
    await go(p, '#/promises');
    await settled(p, 'table');
    await snap(p, `console/promises-${l}`);
    await go(p, `#/search?q=${encodeURIComponent('betala')}`);
    await settled(p, '.hits');
    await snap(p, `console/search-${l}`);
    await go(p, '#/line');
    await settled(p, '.linerow');
    await cut(p);
    await snap(p, `console/offline-${l}`);
    p = await open(h, 'console', 'l-01', l, phone);
    await settled(p, '.linerow');
    await snap(p, `console/busy-phone-${l}`);
  }
}

async function atNight(h) {
  const people = await customers(h, 3);
  for (let i = 0; i < 3; i++) await waits(people[i], i, 'sv');
  for (const l of languages) {
    const p = await open(h, 'console', 'l-01', l, laptop);
    await settled(p, '.linerow');
    await snap(p, `console/night-${l}`);
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
  shown = undefined;
  await h.tidy();
  await h.close();
}
for (const b of barriers) console.error(b);
process.exit(bad || barriers.length ? 1 : 0);
