// Pictures of the widget in every state, both languages, phone and desktop,
// against the real program: node browser/shots.mjs [FOLDER [ONLY]] in web/, after
// `make build`. Only an answer of the server that cannot be had on purpose (a
// refused message, a failing read) is put in its place. WebP for the docs; with
// PNG=1 for looking at. Looked at by people; no test.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { desk, House, night, phone, said, skip, write } from './house.mjs';

const folder = resolve(process.argv[2] ?? '../docs/screens/widget');
const only = process.argv[3] ?? '';
const kind = process.env.PNG ? 'png' : 'webp';
if (skip) {
  console.error(skip);
  process.exit(1);
}
mkdirSync(folder, { recursive: true });
const missing = [];

const words = {
  sv: { person: 'Prata med en människa', more: 'kan jag betala min faktura lite senare?', date: '5 december', dateAsk: 'Vilket datum', confirm: 'Ska jag göra det?', yes: 'Ja', done: 'ska nu betalas', refund: 'Återbetalning 349', hi: 'Hej, jag heter Maja och har läst allt. Jag tittar på din återbetalning nu.', thanks: 'Tack snälla!', tunnel: 'Jag är i en tunnel, men skriver ändå.', tunnel2: 'Det gäller återbetalningen.', settings: 'Inställningar', long: 'Hur lång tid tar en återbetalning?', news: 'Ett nytt svar, medan du läser längre upp.', later: 'Jag återkommer strax.', summary: 'Sammanfattning', privacy: 'Vad vi sparar' },
  en: { person: 'Talk to a person', more: 'can I get more time to pay my invoice?', date: '5 December', dateAsk: 'Which date', confirm: 'Shall I do that?', yes: 'Yes', done: 'is now due', refund: 'Refund 349', hi: 'Hi, I’m Maja and I have read it all. I’m looking at your refund now.', thanks: 'Thank you so much!', tunnel: 'I’m in a tunnel, but writing anyway.', tunnel2: 'It is about the refund.', settings: 'Settings', long: 'How long does a refund take?', news: 'A new answer while you read further up.', later: 'I’ll be right back.', summary: 'Summary', privacy: 'What we store' },
};

async function picture(page, name) {
  await page.evaluate(() => document.fonts.ready);
  const cdp = await page.context().newCDPSession(page);
  const { data } = await cdp.send('Page.captureScreenshot', kind === 'png' ? { format: 'png' } : { format: 'webp', quality: 72 });
  writeFileSync(join(folder, `${name}.${kind}`), Buffer.from(data, 'base64'));
}

/** A device on which this customer has chosen the language before: their token may name another. */
async function device(h, lang, sizeName, id, more = {}) {
  const context = await h.device({ language: lang, size: sizeName === 'phone' ? phone : desk, cuts: true, ...more });
  await context.addInitScript(([l, who]) => {
    sessionStorage.setItem('samtal.demo.language', l);
    localStorage.setItem(`samtal.w.SE.${who}.lang`, JSON.stringify(l));
  }, [lang, id || 'visitor']);
  return context;
}

/** All states that a day has, for one language and one size. */
async function walk(h, lang, sizeName) {
  const w = words[lang];
  const see = (page, state) => picture(page, `${state}-${lang}-${sizeName}`);
  const scene = async (name, act) => {
    if (only && !name.startsWith(only)) return;
    try {
      await act();
    } catch (err) {
      missing.push(`${name} ${lang} ${sizeName}: ${err.message.split('\n')[0]}`);
    }
    await h.tidy();
  };
  const open = async (id, more = {}) => {
    const page = await h.customer(id, { context: await device(h, lang, sizeName, id, more), language: lang });
    page.setDefaultTimeout(20_000);
    await page.locator(`.panel[lang=${lang}]`).waitFor();
    return page;
  };
  const staff = await h.api('expert', 'e-01');

  await scene('first-visitor', async () => {
    const page = await open('');
    await page.locator('.rows button').first().waitFor();
    await see(page, 'first-visitor');
  });
  await scene('first-signed-in', async () => {
    for (const dark of [false, true]) {
      const page = await open('c-0002', { dark });
      await page.locator('.rows small').first().waitFor();
      await see(page, dark ? 'first-dark' : 'first-signed-in');
    }
  });
  await scene('loading', async () => {
    const context = await device(h, lang, sizeName, 'c-0002');
    await context.route('**/me/start*', (r) => setTimeout(() => r.continue().catch(() => {}), 3000));
    const page = await h.customer('c-0002', { context });
    await page.locator('.skeleton').waitFor();
    await page.waitForFunction(() => getComputedStyle(document.querySelector('samtal-chat').shadowRoot.querySelector('.skeleton')).visibility === 'visible');
    await see(page, 'first-loading');
  });
  await scene('settings', async () => {
    const page = await open('c-0008');
    await page.getByRole('button', { name: w.settings }).click();
    await page.getByRole('switch').waitFor();
    await see(page, 'settings');
    await page.getByRole('button', { name: w.privacy }).click();
    await page.locator('.prose p').first().waitFor();
    await see(page, 'article');
  });
  await scene('confirm', async () => {
    const page = await open('c-0001');
    await write(page, w.more);
    await said(page, 'assistant', w.dateAsk).waitFor();
    await write(page, w.date);
    const ask = said(page, 'assistant', w.confirm);
    await ask.waitFor();
    await see(page, 'confirm');
    await ask.getByRole('button', { name: w.yes }).click();
    await said(page, 'assistant', w.done).waitFor();
    await page.locator('.rating').waitFor();
    await see(page, 'done-rating');
    await page.getByRole('radio').nth(3).check({ force: true });
    await see(page, 'rating');
  });
  await scene('cards', async () => {
    const page = await open('c-0004');
    await page.locator('.rows button', { hasText: w.refund }).click();
    await page.locator('.card .steps').first().waitFor();
    await see(page, 'cards');
    await page.context().route('**/messages', (r) => (r.request().method() === 'POST' ? r.fulfill({ status: 422, contentType: 'application/problem+json', body: JSON.stringify({ code: 'text_empty', detail: '' }) }) : r.continue()));
    await write(page, w.tunnel2);
    await page.locator('.state.failed').waitFor();
    await see(page, 'failed');
    await page.context().unroute('**/messages');
    await page.locator('.state.failed .textbtn').first().click();
    await page.locator('.state.failed').waitFor({ state: 'detached' });
    const dark = await open('c-0004', { dark: true });
    await dark.locator('.card .steps').first().waitFor();
    await see(dark, 'cards-dark');
    await dark.context().route('**/conversations/*/messages*', (r) => r.fulfill({ status: 503, body: '' }));
    await dark.reload();
    await dark.locator('.launcher').click();
    await dark.locator('.notice.bad').waitFor();
    await see(dark, 'error-dark');
    const slow = await device(h, lang, sizeName, 'c-0004');
    await slow.route('**/conversations/*/messages*', (r) => setTimeout(() => r.continue().catch(() => {}), 3000));
    const page2 = await h.customer('c-0004', { context: slow });
    await page2.waitForFunction(() => getComputedStyle(document.querySelector('samtal-chat').shadowRoot.querySelector('.skeleton')).visibility === 'visible');
    await see(page2, 'loading');
  });
  await scene('person', async () => {
    await staff('/experts/me/online', {});
    const page = await open('c-0003');
    await page.waitForFunction(() => /minut|minute/.test(document.querySelector('samtal-chat').shadowRoot.querySelector('.callperson')?.textContent ?? ''));
    await page.locator('.rows small').first().waitFor();
    await see(page, 'first-staffed');
    await page.locator('.callperson').click();
    await page.locator('.person.line').waitFor();
    await page.locator('.msg').nth(1).waitFor();
    await see(page, 'in-line');
    await page.getByRole('button', { name: w.summary }).click();
    await page.locator('.reader h2').waitFor();
    await see(page, 'summary');
    await page.keyboard.press('Escape');
    const { items } = await staff('/experts/me/offers?wait=20');
    const offer = items[0];
    await staff(`/offers/${offer.id}/accept`, {});
    await staff(`/conversations/${offer.conversation}/messages`, { id: `s-${lang}${sizeName}1`, text: w.hi });
    await said(page, 'expert', w.hi.slice(0, 12)).waitFor();
    await write(page, w.thanks);
    await page.locator('.msg.customer .state.received').last().waitFor();
    await see(page, 'expert');
    await page.context().setOffline(true);
    await page.locator('.notice').waitFor();
    await write(page, w.tunnel);
    await write(page, w.tunnel2);
    await page.locator('.state.waiting').nth(1).waitFor();
    await see(page, 'offline');
    await page.context().setOffline(false);
    await page.locator('.state.waiting').first().waitFor({ state: 'detached' });
    for (let i = 0; i < 6; i++) await staff(`/conversations/${offer.conversation}/messages`, { id: `s-${lang}${sizeName}x${i}`, text: `${w.later} (${i + 1})` });
    await said(page, 'expert', '(6)').waitFor();
    await page.locator('.thread').evaluate((e) => { e.scrollTop = 0; });
    await page.locator('.pill').waitFor();
    for (let i = 0; i < 2; i++) await staff(`/conversations/${offer.conversation}/messages`, { id: `s-${lang}${sizeName}y${i}`, text: w.news });
    await page.locator('.pill', { hasText: '2' }).waitFor();
    await see(page, 'long-history');
    await page.keyboard.press('Escape');
    await staff(`/conversations/${offer.conversation}/messages`, { id: `s-${lang}${sizeName}z`, text: w.later });
    await page.locator('.count:not([hidden])').waitFor();
    await see(page, 'unread');
    await page.locator('.launcher').click();
    await staff(`/conversations/${offer.conversation}/settle`, { matter: offer.matter, outcome: 'settled' });
    await page.locator('.rating').waitFor();
    await see(page, 'ended');
    await staff('/experts/me/offline', {});
  });
  await scene('first-bank-down', async () => {
    h.hangCompany();
    const page = await open('c-0002');
    await page.locator('.rows button').first().waitFor();
    await see(page, 'first-bank-down');
  });
}

async function closed(h, lang, sizeName, id) {
  const page = await h.customer(id, { context: await device(h, lang, sizeName, id) });
  page.setDefaultTimeout(20_000);
  await page.locator('.hours').waitFor();
  await picture(page, `first-closed-${lang}-${sizeName}`);
  await page.locator('.callperson').click();
  await page.locator('.person.line').waitFor();
  await page.locator('.msg').nth(1).waitFor();
  await picture(page, `in-line-closed-${lang}-${sizeName}`);
  await h.tidy();
}

const sizes = (process.env.SIZES ?? 'phone,desktop').split(',');
const langs = (process.env.LANGS ?? 'sv,en').split(',');
if (only !== 'closed') for (const lang of langs) for (const size of sizes) {
  const h = await House.open();
  try {
    await walk(h, lang, size);
  } finally {
    await h.close();
  }
}
if (!process.env.DAY && (!only || only === 'closed')) {
  const h = await House.open(night);
  const ids = ['c-0002', 'c-0004', 'c-0001', 'c-0009']; // one each: whoever waits has no first screen
  try {
    for (const lang of langs) for (const size of sizes) await closed(h, lang, size, ids.shift()).catch((e) => missing.push(`closed ${lang} ${size}: ${e.message.split('\n')[0]}`));
  } finally {
    await h.close();
  }
}
console.log(missing.length ? `missing:\n${missing.join('\n')}` : `pictures in ${folder}`);
process.exit(missing.length ? 1 : 0);
