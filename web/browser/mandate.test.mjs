// What only a person may do: within limits alone, above them with a lead, and always with the customer's yes.
import assert from 'node:assert/strict';
import { accessible, journeys, phone, said, shot, write } from './house.mjs';

const journey = journeys();

journey('an act above the expert’s limit is approved by a lead, then by the customer', async (h) => {
  const staff = await h.expert('e-01', { language: 'sv' });
  await staff.getByRole('button', { name: 'Gå online' }).click();
  const page = await h.customer('c-0002', { language: 'sv' });
  await write(page, 'Jag vill prata med en människa');
  await staff.locator('.offer').getByRole('button', { name: 'Ta samtalet' }).click();
  await write(staff, 'Hej Erik! Jag hjälper dig.');
  await said(page, 'expert', 'Jag hjälper dig').waitFor();

  await staff.getByRole('button', { name: 'Mer', exact: true }).click();
  await staff.getByRole('menuitem', { name: 'Föreslå en åtgärd' }).click();
  await staff.getByRole('combobox', { name: 'Åtgärd' }).selectOption('goodwill_credit');
  await staff.getByText('Över din gräns godkänner en ledare först').waitFor();
  await staff.getByRole('combobox', { name: 'Faktura' }).selectOption('in-0204');
  await staff.getByRole('textbox', { name: 'Belopp' }).fill('400.00 SEK');
  await shot(staff, 'mandate-1-expert');
  await staff.getByRole('button', { name: 'Fråga kunden' }).click();
  await staff.getByText('så en ledare svarar senast').waitFor();
  await said(page, 'expert', 'har bett en ansvarig kollega att godkänna').waitFor();
  await said(page, 'system', 'återkommer').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Ja, gör så' }).count(), 0, 'nothing to say yes to yet');
  await shot(page, 'mandate-2-customer-waits');

  const lead = await h.lead('l-01', { language: 'sv' });
  await lead.getByRole('link', { name: /Godkänn/ }).click();
  await lead.getByRole('heading', { name: 'En åtgärd väntar på ditt godkännande' }).waitFor();
  await lead.getByText('400.00 SEK').waitFor();
  await shot(lead, 'mandate-3-lead');
  await accessible(lead, 'the approvals');
  await lead.setViewportSize(phone.viewport);
  await shot(lead, 'mandate-3-lead-phone');
  await lead.getByRole('button', { name: 'Godkänn', exact: true }).click();
  await lead.getByRole('heading', { name: 'Inget väntar på ditt godkännande' }).waitFor();

  await said(page, 'expert', 'Det är godkänt').waitFor();
  await shot(page, 'mandate-4-customer-asked');
  await page.locator('.choice.strong').last().click();
  await said(page, 'system', 'Klart. Fakturan är sänkt.').waitFor();
  await shot(page, 'mandate-5-done');
});

journey('whoever knows the customer gives them up without a question', async (h) => {
  const staff = await h.expert('e-01', { language: 'en' });
  const online = staff.getByRole('button', { name: 'Go online' });
  if (await online.count()) await online.click();
  const page = await h.customer('c-0010', { language: 'en' });
  await write(page, 'I want to talk to a person');
  await staff.locator('.offer').getByRole('button', { name: 'Take it' }).click();
  await staff.getByRole('button', { name: 'More', exact: true }).click();
  await staff.getByRole('menuitem', { name: 'I know this person' }).click();
  await shot(staff, 'mandate-6-know');
  await staff.getByRole('button', { name: 'Hand over to a colleague' }).click();
  await staff.getByText('A colleague takes over.').first().waitFor();
  await page.locator('.person.line').waitFor();
  assert.equal(await staff.locator('.offer').count(), 0, 'never offered to them again');
});
