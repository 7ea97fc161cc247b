// A lead sees who waits, why, and takes over.
import { accessible, journeys, said, shot, write } from './house.mjs';

const journey = journeys();

journey('a lead sees the line, reads why, and takes over', async (h) => {
  const lead = await h.lead('l-01');
  await lead.getByText('Ingen står i kön').waitFor();
  await accessible(lead, 'the console, nobody in line');
  const page = await h.customer('c-0003');
  await write(page, 'Jag vill prata med en människa');
  await page.locator('.person.line').waitFor();
  const row = lead.locator('.linerow').first();
  await row.waitFor();
  await shot(lead, 'console-1-line-sv');
  await accessible(lead, 'the console with a line');

  await row.getByRole('link').click();
  await lead.locator('.events .why').first().waitFor();
  await shot(lead, 'console-2-why-sv');
  await accessible(lead, 'the timeline');

  await lead.getByRole('button', { name: 'Ta över' }).click();
  await lead.locator('.composer').waitFor();
  await write(lead, 'Hej Leila, jag heter Karin och hjälper dig nu.');
  await said(page, 'expert', 'jag heter Karin').waitFor();
  await page.locator('.person.expert', { hasText: 'Karin' }).waitFor();
  await shot(lead, 'console-3-taken-sv');
  await lead.goto(`${h.base}/console/#/line`);
  await lead.locator('.linerow').first().waitFor({ state: 'detached' });
});

journey('a lead tries the content as a customer, and sees which content is in force', async (h) => {
  const lead = await h.lead('l-01');
  await lead.goto(`${h.base}/console/#/try`);
  await lead.getByText('Innehåll i kraft sedan').waitFor();
  await lead.locator('.trytalk textarea').fill('Kan jag få mer tid att betala?');
  await lead.keyboard.press('Enter');
  await lead.locator('.turn').waitFor();
  await lead.locator('.trywhy').getByText('Flödet ”Flytta', { exact: false }).first().waitFor();
  await accessible(lead, 'the try-out box');
  for (const page of ['search', 'hours']) {
    await lead.goto(`${h.base}/console/#/${page}`);
    await lead.locator('main h1').waitFor();
    await accessible(lead, `the page ${page}`);
  }
});

journey('a lead publishes a shift in the week, sees who has one, and how the work falls', async (h) => {
  const lead = await h.lead('l-01');
  await lead.goto(`${h.base}/console/#/shifts`);
  await lead.locator('.block').first().waitFor();
  await shot(lead, 'console-shifts-1-week-sv');
  await accessible(lead, 'the week of shifts');
  const before = await lead.locator('.block').count();

  // Drawn with the mouse over a free evening of the week's last day, then published.
  const box = await lead.locator('.col').last().boundingBox();
  await lead.mouse.move(box.x + box.width / 2, box.y + box.height * 0.9);
  await lead.mouse.down();
  await lead.mouse.move(box.x + box.width / 2, box.y + box.height * 0.99, { steps: 4 });
  await lead.mouse.up();
  const form = lead.getByRole('dialog', { name: 'Nytt pass' });
  await form.getByLabel('Från').waitFor();
  await shot(lead, 'console-shifts-2-new-sv');
  await accessible(lead, 'a new shift');
  await form.getByLabel('Från').fill('20:00');
  await form.getByLabel('Till').fill('23:00');
  await form.getByRole('button', { name: 'Lägg ut passet' }).click();
  await lead.getByText('Passet är utlagt.').waitFor();
  await lead.locator('.block').nth(before).waitFor();

  await lead.locator('.block:not(.open)').first().click();
  await lead.locator('.claims li').first().waitFor();
  await shot(lead, 'console-shifts-3-who-sv');
  await lead.keyboard.press('Escape');
  await lead.getByRole('button', { name: 'Rättvisa' }).click();
  await lead.getByText('Nivå 3').waitFor();
  await shot(lead, 'console-shifts-4-fair-sv');
  await accessible(lead, 'the fairness report');
});
