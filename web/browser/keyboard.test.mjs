// Whole journeys of staff without a mouse: a hand in plaster is no reason not to help, or to be helped late.
import assert from 'node:assert/strict';
import { journeys, said, shot, write } from './house.mjs';

const journey = journeys();

/** What the focused thing is called, as a screen reader would begin. */
const focused = (page) => page.evaluate(() => {
  const el = document.activeElement?.closest('a, button, input, textarea, select');
  const label = el?.labels?.[0]?.textContent ?? '';
  return (el?.getAttribute('aria-label') || label || el?.getAttribute('placeholder') || el?.textContent || '').trim().replace(/\s+/g, ' ');
});

/** Tabs, at most a screen's worth, to what is called so. */
async function tabTo(page, name, key = 'Tab') {
  const way = [];
  for (let i = 0; i < 60; i++) {
    const at = await focused(page);
    if (name instanceof RegExp ? name.test(at) : at.startsWith(name)) return;
    way.push(at.slice(0, 30));
    await page.keyboard.press(key);
  }
  assert.fail(`${name} is not reached by ${key}: ${way.join(' > ')}`);
}
async function press(page, name, key = 'Tab') {
  await tabTo(page, name, key);
  await page.keyboard.press('Enter');
}

journey('an expert goes online, takes an offer, answers and settles by the keyboard alone', async (h) => {
  const staff = await h.expert('e-01', { language: 'en' });
  await press(staff, 'Go online');
  await staff.locator('.presence.on').waitFor();

  const page = await h.customer('c-0003', { language: 'en' });
  await write(page, 'I want to talk to a human being');
  await page.locator('.person.line').waitFor();
  await staff.locator('.offer').waitFor();
  await press(staff, /^Take it/);
  await staff.locator('.composer textarea').waitFor();
  await tabTo(staff, /^Write/);
  await staff.keyboard.type('Hello Leila, I am here now.');
  await staff.keyboard.press('Enter');
  await said(page, 'expert', 'I am here now').waitFor();
  await write(page, 'Thanks, that was all.');
  await said(staff, 'customer', 'that was all').waitFor();
  await shot(staff, 'expert-keyboard-en');

  await press(staff, /^Settle/, 'Shift+Tab');
  await press(staff, /^Settle the matter/);
  await staff.getByText('The matter is settled.').first().waitFor();
  await page.locator('.rate, .rating').first().waitFor();
});

journey('a lead finds who waits, reads why, takes over and answers by the keyboard alone', async (h) => {
  const page = await h.customer('c-0004');
  await write(page, 'Jag vill prata med en människa');
  await page.locator('.person.line').waitFor();
  const lead = await h.lead('l-01');
  await lead.locator('.linerow').first().waitFor();
  await tabTo(lead, /människa|Jag vill prata/);
  await lead.keyboard.press('Enter');
  await lead.locator('.events .why').first().waitFor();
  await press(lead, 'Ta över');
  await lead.locator('.composer textarea').waitFor();
  await tabTo(lead, /^Skriv/);
  await lead.keyboard.type('Hej, jag heter Karin och hjälper dig nu.');
  await lead.keyboard.press('Enter');
  await said(page, 'expert', 'jag heter Karin').waitFor();

  // The palette opens any page from anywhere.
  await lead.keyboard.press('Control+k');
  await lead.getByRole('dialog').waitFor();
  await lead.keyboard.press('Escape');
  await lead.getByRole('dialog').waitFor({ state: 'detached' });
});
