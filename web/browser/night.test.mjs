// Nobody is there at night: the customer gets a time, and the time is kept, whatever happens to the program.
import assert from 'node:assert/strict';
import { accessible, journeys, night, said, shot, write } from './house.mjs';

const journey = journeys(night);

journey('a dated promise survives a crash, and is kept', async (h) => {
  const page = await h.customer('c-0002', { cuts: true });
  await shot(page, 'widget-night-1-first-sv');
  await page.locator('.callperson').click();
  const place = page.locator('.person.line', { hasText: 'En person svarar senast' });
  await place.waitFor();
  const promised = await place.locator('strong').innerText();
  assert.match(promised, /i morgon|onsdag|25 nov/, 'a day and a time');
  await write(page, 'Jag undrar över mina fakturor.');
  await page.locator('.msg.customer .state.received').waitFor();
  await shot(page, 'widget-night-2-promise-sv');

  await h.kill();
  await h.start();
  await page.reload();
  await page.locator('.launcher').click();
  await place.waitFor();
  assert.equal(await place.locator('strong').innerText(), promised, 'the same time after the restart');
  await said(page, 'customer', 'Jag undrar över mina fakturor.').waitFor();

  const console_ = await h.lead('l-01');
  await console_.getByRole('link', { name: 'Löften', exact: true }).click();
  const row = console_.locator('tbody tr').first();
  await row.waitFor();
  await shot(console_, 'console-promises-1-open-sv');

  const staff = await h.expert('e-01');
  await staff.getByRole('button', { name: 'Gå online' }).click();
  await staff.locator('.offer').getByRole('button', { name: 'Ta samtalet' }).click();
  await staff.locator('.conversation .composer').waitFor();
  await write(staff, 'Hej Erik, jag tittar på dina fakturor nu.');
  await said(page, 'expert', 'jag tittar på dina fakturor nu').waitFor();
  await shot(page, 'widget-night-3-answered-sv');

  await console_.locator('tbody tr', { hasText: 'Hållet' }).first().waitFor();
  await shot(console_, 'console-promises-2-kept-sv');
  await accessible(console_, 'the promises page');
});
