// The first screen: what the customer may have come for, with nothing that jumps, and without the company's systems.
import assert from 'node:assert/strict';
import { accessible, journeys, said, write } from './house.mjs';

const journey = journeys();

/** Counts every layout shift of the page, also those soon after a press. */
const watchShifts = (context) => context.addInitScript(() => {
  globalThis.shifts = [];
  new PerformanceObserver((list) => {
    for (const e of list.getEntries()) if (e.value > 0) globalThis.shifts.push(`${e.value.toFixed(4)} ${e.sources?.map((s) => s.node?.className || s.node?.nodeName).join(', ')}`);
  }).observe({ type: 'layout-shift', buffered: true });
});
const focused = (page) => page.evaluate(() => document.querySelector('samtal-chat').shadowRoot.activeElement?.textContent.trim() ?? '');

journey('a row from the account begins its matter, and the conversation is found again from the first screen', async (h) => {
  const context = await h.device({});
  await watchShifts(context);
  const page = await h.customer('c-0002', { context });
  const rows = page.locator('.intro .rows').first().locator('button');
  await rows.nth(1).waitFor();
  await page.getByRole('heading', { name: 'Hej Erik!' }).waitFor();
  assert.match(await rows.nth(0).innerText(), /^Faktura 649\s?kr förfaller på fredag/, 'the soonest first, with its figure and day');
  assert.match(await page.locator('.callperson').innerText(), /Skriftligt svar senast/, 'nobody is online: a time, not a closed door');
  await page.getByText('Människor svarar till 20:00 i dag').waitFor();
  await accessible(page, 'the first screen');
  assert.deepEqual(await page.evaluate(() => globalThis.shifts), [], 'nothing moves while the first screen comes');

  // By the keyboard alone.
  for (let i = 0; i < 20 && !(await focused(page)).startsWith('Faktura 189'); i++) await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await said(page, 'customer', 'Faktura 189').waitFor();
  await said(page, 'assistant', 'R-100203').waitFor();
  await page.locator('.card.invoice', { hasText: '189' }).waitFor();
  assert.equal(await page.locator('.msg.assistant', { hasText: 'De här är öppna' }).count(), 0, 'nobody asks again which one');

  await page.getByRole('button', { name: 'Till första sidan' }).click();
  const earlier = page.locator('.rows button', { hasText: 'R-100203' });
  await earlier.waitFor();
  await accessible(page, 'the first screen with an earlier conversation');
  await earlier.press('Enter');
  await said(page, 'customer', 'Faktura 189').waitFor();
  await page.getByRole('button', { name: 'Inställningar' }).click();
  const sound = page.getByRole('switch');
  await sound.waitFor();
  assert.equal(await sound.isChecked(), false, 'no sound unless it is wanted');
  await accessible(page, 'the settings');
  await page.keyboard.press('Escape');
  await said(page, 'customer', 'Faktura 189').waitFor();
});

journey('the company’s systems hang: the first screen comes without rows, and a person is as near as ever', async (h) => {
  h.hangCompany();
  const page = await h.customer('c-0004', { language: 'sv' });
  await page.locator('.rows button', { hasText: 'Var är min återbetalning?' }).waitFor();
  assert.equal(await page.getByText('349').count(), 0);
  await page.locator('.callperson').click();
  await page.locator('.person.line').waitFor();
});

journey('a visitor sees no account and can begin', async (h) => {
  const page = await h.customer('', { language: 'en' });
  await page.getByRole('heading', { name: 'Hello!' }).waitFor();
  await page.locator('.rows button').first().waitFor();
  assert.equal(await page.locator('.rows small').count(), 0, 'no figures of anybody');
  await accessible(page, 'a visitor’s first screen');
  await write(page, 'How long does a refund take?');
  await page.locator('.msg.assistant').first().waitFor();
});
