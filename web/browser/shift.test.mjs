// From an open shift to money earned: an expert takes a shift that is on now,
// goes online, and sees what each minute is worth, on a phone.
import assert from 'node:assert/strict';
import { accessible, journeys, phone, shot } from './house.mjs';

const journey = journeys();

journey('an expert takes a shift, goes online and earns', async (h) => {
  const page = await h.expert('e-01', { size: phone, cuts: true });
  await page.getByText('Nästa pass').waitFor();
  await page.getByText('När en kund tackar dig').waitFor();
  await shot(page, 'shift-1-home-sv');
  await accessible(page, 'home');

  const tabs = page.getByRole('navigation', { name: 'Sidor' });
  await tabs.getByRole('link', { name: 'Pass' }).click();
  const now = page.locator('.shift', { has: page.getByRole('button', { name: 'Ta passet och börja nu' }) });
  await now.waitFor();
  await shot(page, 'shift-2-board-sv');
  await accessible(page, 'the board');
  await now.getByRole('button').click();
  await page.getByText('Passet är ditt. Du kan ångra i fem minuter.').waitFor();
  await page.getByRole('button', { name: 'Mina', exact: true }).click();
  await page.getByRole('button', { name: 'Ångra' }).waitFor();
  await shot(page, 'shift-3-mine-sv');
  await accessible(page, 'my shifts');

  await tabs.getByRole('link', { name: 'Hem' }).click();
  await page.getByText('Ditt pass pågår').waitFor();
  await page.getByRole('button', { name: 'Gå online' }).click();
  await page.locator('.presence.on').waitFor();

  await tabs.getByRole('link', { name: 'Lön' }).click();
  await page.locator('.paylines', { hasText: 'Timlön' }).waitFor();
  await page.getByText('Vilka tider').first().click();
  assert.match(await page.locator('.sum').innerText(), /[1-9]\d*,\d\d\s*kr|0,[0-9]{2}\s*kr/);
  await shot(page, 'shift-4-earnings-sv');
  await accessible(page, 'earnings');
  await tabs.getByRole('link', { name: 'Jag' }).click();
  await page.getByLabel('Onsdag Kväll').check();
  await page.getByText('Sparat.').waitFor();
  await page.getByRole('button', { name: 'Skapa länk' }).click();
  const link = await page.getByLabel('Länk', { exact: true }).inputValue();
  const calendar = await (await fetch(link)).text();
  assert.match(calendar, /BEGIN:VEVENT/);
  await shot(page, 'shift-5-me-sv');
  await accessible(page, 'me');

  // Without a network the app opens, and says so.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.context().setOffline(true);
  await page.reload();
  await page.getByText('Inget nät', { exact: true }).first().waitFor();
  await shot(page, 'shift-6-offline-sv');
  await page.context().setOffline(false);
  await page.getByRole('link', { name: 'Hem' }).waitFor();
});
