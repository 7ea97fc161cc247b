// A photo goes from the customer to the expert and back, and is looked at on both sides.
import assert from 'node:assert/strict';
import { accessible, journeys, said, shot, write } from './house.mjs';

const journey = journeys();

journey('a customer sends a photo, and the expert looks at it', async (h) => {
  const staff = await h.expert('e-01', { language: 'en' });
  await staff.getByRole('button', { name: 'Go online' }).click();
  const page = await h.customer('c-0010', { language: 'en' });
  await write(page, 'I want to talk to a person');
  const photo = { name: 'receipt.png', mimeType: 'image/png', buffer: await page.screenshot() };
  await page.locator('.composer .attach').waitFor();
  await accessible(page, 'the widget with a way to attach');
  await page.locator('.composer input[type=file]').setInputFiles(photo);
  const sent = page.locator('.msg.customer .card.file .picture img');
  await sent.waitFor();
  await page.waitForFunction(() => document.querySelector('samtal-chat')?.shadowRoot.querySelector('.picture img')?.naturalWidth > 0);
  await shot(page, 'files-1-customer');
  await page.locator('.picture').click();
  await page.locator('dialog.viewer img').waitFor();
  await shot(page, 'files-2-viewer');
  await page.keyboard.press('Escape');
  await page.locator('dialog.viewer').waitFor({ state: 'detached' });
  assert.equal(await page.locator('.panel textarea').count(), 1, 'Escape closed the picture, not the chat');

  await page.locator('.composer input[type=file]').setInputFiles({ name: 'run.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') });
  await page.locator('.attach-trouble', { hasText: 'and PDF can be sent here' }).waitFor();
  await shot(page, 'files-3-refused');

  await staff.locator('.offer').getByRole('button', { name: 'Take it' }).click();
  await staff.locator('.msg.customer .picture img').waitFor();
  await shot(staff, 'files-4-expert');
  await accessible(staff, 'the expert app with a photo');
  await staff.locator('.msg.customer .picture').click();
  await staff.getByRole('dialog', { name: 'receipt.png' }).locator('img').waitFor();
  await shot(staff, 'files-5-expert-viewer');
  await staff.keyboard.press('Escape');
  await staff.locator('.composer input[type=file]').setInputFiles({ ...photo, name: 'answer.png' });
  await said(page, 'expert', 'answer.png').locator('.picture img').waitFor();
});
