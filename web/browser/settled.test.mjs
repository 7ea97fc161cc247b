// A routine matter, settled by the assistant alone in the customer's own words.
import assert from 'node:assert/strict';
import { accessible, journeys, said, shot, write } from './house.mjs';

const journey = journeys();

journey('a Swedish customer moves a due date with the assistant alone', async (h) => {
  const page = await h.customer('c-0001');
  await shot(page, 'widget-1-first-sv');
  await accessible(page, 'the widget before the first word');

  await write(page, 'Hej, kan jag betala min faktura lite senare?');
  await said(page, 'assistant', 'Vilket datum skulle passa?').waitFor();
  await shot(page, 'widget-2-date-sv');
  await write(page, '5 december');
  const ask = said(page, 'assistant', 'nytt förfallodatum 5 december i stället för 29 november, avgift 0 kr. Ska jag göra det?');
  await ask.waitFor();
  await shot(page, 'widget-3-confirm-sv');
  await accessible(page, 'the widget with a question of consent');
  await ask.getByRole('button', { name: 'Ja' }).click();
  await said(page, 'assistant', 'ska nu betalas senast 5 december').waitFor();
  assert.equal(await ask.getByRole('button', { name: 'Ja' }).isDisabled(), true, 'a yes counts once');
  await shot(page, 'widget-4-done-sv');

  // The company's own system says the same when it is asked anew.
  await write(page, 'Vad är jag skyldig er?');
  await page.locator('.msg.customer:has-text("skyldig er") ~ .msg.assistant', { hasText: '5 december' }).first().waitFor();
  await shot(page, 'widget-5-asked-again-sv');
  assert.deepEqual(await page.locator('.msg.expert, .msg.approved_draft').count(), 0, 'no person was needed');
  assert.equal(await page.locator('.callperson').isVisible(), true, 'a person can still be asked for');
});

journey('the same by the keyboard alone, in English words of a Swedish company', async (h) => {
  const page = await h.customer('c-0008', { open: false, context: await h.device({}) });
  const focused = () => page.evaluate(() => {
    const el = document.querySelector('samtal-chat').shadowRoot.activeElement;
    return el?.getAttribute('aria-label') || el?.textContent.trim() || '';
  });
  const tabTo = async (name, key = 'Tab') => {
    for (let i = 0; i < 30; i++) {
      if ((await focused()).startsWith(name)) return;
      await page.keyboard.press(key);
    }
    assert.fail(`${name} is not reached by ${key}; the focus is on “${await focused()}”`);
  };
  const type = async (text) => {
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  };
  await tabTo('Öppna chatten');
  await page.keyboard.press('Enter');
  await page.locator('.panel textarea').waitFor();
  await page.waitForFunction(() => document.querySelector('samtal-chat').shadowRoot.activeElement?.tagName === 'TEXTAREA');
  await tabTo('In English', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.locator('.panel[lang=en]').waitFor();
  await tabTo('Write a message');
  await type('Can I get more time to pay my invoice?');
  await said(page, 'assistant', 'Which date would suit you?').waitFor();
  await type('10 December');
  const ask = said(page, 'assistant', 'Shall I do that?');
  await ask.waitFor();
  await tabTo('Yes', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await said(page, 'assistant', 'is now due on 10 December').waitFor();
  await shot(page, 'widget-keyboard-en');
  await page.keyboard.press('Escape');
  await page.locator('.panel').waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.querySelector('samtal-chat').shadowRoot.activeElement?.className === 'launcher');
});
