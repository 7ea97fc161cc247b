// A sensitive matter: a person at once, protection meanwhile, and an end that a person makes.
import assert from 'node:assert/strict';
import { accessible, journeys, said, shot, write } from './house.mjs';

const journey = journeys();

journey('an English customer reports an unknown card payment, and an expert settles it', async (h) => {
  const staff = await h.expert('e-01', { language: 'en' });
  await accessible(staff, 'the expert app, offline');
  await staff.getByRole('button', { name: 'Go online' }).click();
  await staff.locator('.presence.on').waitFor();

  // In line in the same turn, with a position, and told so.
  const page = await h.customer('c-0005', { language: 'en' });
  await write(page, 'There is a payment on my card that I did not make');
  await page.locator('.person.line', { hasText: 'You’re next' }).waitFor();
  await said(page, 'system', 'You come first in line').waitFor();
  await said(page, 'assistant', 'Which payment is it?').waitFor();
  await shot(page, 'widget-fraud-1-line-en');
  const offer = staff.locator('.offer', { hasText: 'Unknown payment' });
  await offer.waitFor();
  await shot(staff, 'expert-1-offer-en');
  await accessible(staff, 'the expert app with an offer');

  // The card is frozen meanwhile, by the customer's own yes.
  await page.getByRole('button', { name: /PXG\*SDM GYM/ }).click();
  await said(page, 'assistant', 'Södermalms Gym in Stockholm').getByRole('button', { name: 'No', exact: true }).click();
  await said(page, 'assistant', 'Did anyone ask you for a code').getByRole('button', { name: 'No', exact: true }).click();
  const ask = said(page, 'assistant', 'Shall I freeze the card ending in 0042 now?');
  await ask.getByRole('button', { name: 'Yes' }).click();
  await said(page, 'assistant', 'The card ending in 0042 is frozen').waitFor();
  await page.locator('.person.line').waitFor();
  await shot(page, 'widget-fraud-2-frozen-en');

  // The expert reads what is known, and nobody has to tell it again.
  await offer.getByRole('button', { name: 'Take it' }).click();
  const known = staff.locator('.side');
  await known.getByText('Södermalms Gym').first().waitFor();
  await known.getByText('0042').first().waitFor();
  await page.locator('.person.expert', { hasText: 'A person has your matter' }).waitFor();
  await write(staff, 'Hello Emily, I have read it all. The card is frozen, and I look into the gym payment now.');
  await said(page, 'expert', 'I have read it all').waitFor();
  assert.match(await said(page, 'expert', 'I have read it all').locator('.who').innerText(), /Maja/, 'the customer sees who speaks');
  await page.locator('.person.expert', { hasText: 'You’re talking to Maja' }).waitFor();
  await write(page, 'Thank you. I think it may be my own gym.');
  await said(staff, 'customer', 'it may be my own gym').waitFor();
  await shot(staff, 'expert-2-talk-en');
  await accessible(staff, 'the expert app in a conversation');
  await shot(page, 'widget-fraud-3-expert-en');
  await accessible(page, 'the widget with an expert');
  assert.equal(await page.locator('.msg.expert ~ .msg.assistant').count(), 0, 'the assistant is silent while a person is there');

  // Settled by the expert: the screen gives the desk back and says what became of it.
  await staff.getByRole('button', { name: 'Settle', exact: true }).click();
  await staff.getByRole('button', { name: 'Settle the matter' }).click();
  await staff.locator('.conversation').waitFor({ state: 'detached' });
  await staff.getByText('The matter is settled.').waitFor();
  await staff.getByText('No conversations right now').waitFor();
  await shot(staff, 'expert-3-settled-en');
  await page.locator('.callperson').waitFor();
  await page.locator('.rate, .rating').first().waitFor();
  await shot(page, 'widget-fraud-4-settled-en');
  const state = await (await h.api('customer', 'c-0005'))('/me/conversations');
  const { matters, holder } = await (await h.api('customer', 'c-0005'))(`/conversations/${state.items[0].id}`);
  assert.equal(holder, 'none');
  assert.deepEqual(matters.map((m) => [m.topic, m.state, m.outcome]), [['fraud', 'settled', 'settled']]);
});
