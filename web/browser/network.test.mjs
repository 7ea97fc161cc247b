// Two tabs and a network that comes and goes: every message once, everywhere in the same order.
import assert from 'node:assert/strict';
import { bubbles, journeys, said, shot, write } from './house.mjs';

const journey = journeys();

journey('the network goes and comes back while both sides write', async (h) => {
  const staff = await h.expert('e-01');
  await staff.getByRole('button', { name: 'Gå online' }).click();
  await staff.locator('.presence.on').waitFor();
  const page = await h.customer('c-0009', { cuts: true });
  await page.locator('.callperson').click();
  await staff.locator('.offer').getByRole('button', { name: 'Ta samtalet' }).click();
  await staff.locator('.conversation .composer').waitFor();
  await write(staff, 'Hej Sara, vad gäller det?');
  await said(page, 'expert', 'vad gäller det?').waitFor();

  await page.context().setOffline(true);
  await write(page, 'Det gäller mitt ena kort.');
  await write(page, 'Det som slutar på 2210.');
  assert.equal(await page.locator('.msg.customer .state.waiting').nth(1).textContent().then((t) => t.trim()), 'Väntar på nätet');
  assert.equal(await page.locator('.msg.customer .state.waiting').count(), 2, 'both wait, and say so');
  await shot(page, 'widget-offline-sv');
  await write(staff, 'Ta den tid du behöver.');
  await write(staff, 'Jag är kvar här.');
  await staff.locator('.msg.expert', { hasText: 'Jag är kvar här.' }).waitFor();

  await page.context().setOffline(false);
  await said(page, 'expert', 'Jag är kvar här.').waitFor();
  await page.locator('.state.waiting, .state.sending').first().waitFor({ state: 'detached' });
  await said(staff, 'customer', 'Det som slutar på 2210.').waitFor();
  await shot(page, 'widget-back-online-sv');
  const { texts } = await record(h, 'c-0009');
  await shows(page, texts);
  for (const t of ['Det gäller mitt ena kort.', 'Det som slutar på 2210.', 'Ta den tid du behöver.', 'Jag är kvar här.']) assert.equal(texts.filter((x) => x === t).length, 1, t);
});

journey('two tabs of one customer show the same', async (h) => {
  const context = await h.device();
  const one = await h.customer('c-0004', { context });
  const two = await h.customer('c-0004', { context });
  await write(one, 'Hej!');
  await said(two, 'customer', 'Hej!').waitFor();
  await two.locator('.msg.customer ~ .msg.assistant').first().waitFor();
  await write(two, 'Var är min återbetalning?');
  await said(one, 'customer', 'Var är min återbetalning?').waitFor();
  await one.locator('.msg.customer:has-text("återbetalning") ~ .msg.assistant').first().waitFor();
  await two.locator('.msg.customer:has-text("återbetalning") ~ .msg.assistant').first().waitFor();
  // Both at once.
  await Promise.all([write(one, 'från den första fliken'), write(two, 'från den andra fliken')]);
  for (const tab of [one, two]) {
    await said(tab, 'customer', 'från den första fliken').waitFor();
    await said(tab, 'customer', 'från den andra fliken').waitFor();
  }
  const { messages, texts } = await record(h, 'c-0004');
  for (const tab of [one, two]) await shows(tab, texts);
  assert.equal(new Set(messages.map((m) => m.id)).size, messages.length);
  await shot(one, 'widget-two-tabs-sv');
});

/** What the server has of this customer's newest conversation. */
async function record(h, id) {
  const get = await h.api('customer', id);
  const { items } = await get('/me/conversations');
  const { messages } = await get(`/conversations/${items[0].id}/messages?limit=200`);
  return { messages, texts: messages.map((m) => m.text).filter(Boolean) };
}

/** The screen comes to show exactly this, in this order. */
async function shows(page, texts) {
  await page.waitForFunction((n) => document.querySelector('samtal-chat').shadowRoot.querySelectorAll('.msg .bubble, .msg .sysline').length >= n, texts.length);
  assert.deepEqual((await bubbles(page)).map(([, t]) => t), texts);
}

journey('what was written without a network outlives the closed tab, and is sent once', async (h) => {
  const context = await h.device({ cuts: true });
  const page = await h.customer('c-0001', { context });
  await write(page, 'Hej!');
  await page.locator('.msg.assistant').first().waitFor();
  await context.setOffline(true);
  await write(page, 'Skrivet i tunneln.');
  await page.locator('.state.waiting').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.launcher').click();
  await page.locator('.state.waiting').waitFor();
  await page.close();
  await context.setOffline(false);
  const again = await h.customer('c-0001', { context });
  await said(again, 'customer', 'Skrivet i tunneln.').waitFor();
  await again.locator('.msg.customer:has-text("tunneln") .state.received').waitFor();
  const { texts } = await record(h, 'c-0001');
  assert.equal(texts.filter((t) => t === 'Skrivet i tunneln.').length, 1);
});
