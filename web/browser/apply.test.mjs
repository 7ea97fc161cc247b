// From an application to an expert who is signed in: the applicant on a phone,
// the lead's decision in the console.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { desk, House, phone, skip } from './house.mjs';

const quiz = [...readFileSync(new URL('../../content/learn/quiz.yaml', import.meta.url), 'utf8').matchAll(/^ {2}right: (\d)/gm)].map((m) => Number(m[1]));

test('from an application to an expert who is signed in', { skip }, async (t) => {
  const house = await House.open();
  t.after(() => house.close());
  const nova = await house.device({ size: phone });
  const page = await nova.newPage();
  const shot = (name, of = page) => process.env.SAMTAL_SHOTS && of.screenshot({ path: `${process.env.SAMTAL_SHOTS}/${name}.png`, fullPage: true });
  await page.goto(`${house.base}/apply`);
  await page.getByRole('heading', { name: 'Bli expert hos Nordkredit' }).waitFor();
  await shot('apply-begin');
  await page.getByLabel('Namn', { exact: true }).fill('Nova Ek');
  await page.getByLabel('Arbetsnamn').fill('Nova');
  await page.getByLabel('Mejl').fill('nova@exempel.se');
  await page.getByRole('button', { name: 'Börja ansökan' }).click();

  // too young: told why, and the slip is mended
  await page.getByLabel('Född').fill('2015-05-01');
  await page.getByLabel('Jag har rätt att arbeta').check();
  await page.getByRole('button', { name: 'Spara och gå vidare' }).click();
  await page.getByText('Du behöver ha fyllt 18 år.').waitFor();
  await shot('apply-refused');
  await page.getByRole('button', { name: 'Rätta uppgifterna' }).click();
  await page.getByLabel('Född').fill('2001-05-01');
  await page.getByLabel('Jag har rätt att arbeta').check();
  await page.getByRole('button', { name: 'Lägg till en tid' }).click();
  await shot('apply-facts');
  await page.getByRole('button', { name: 'Spara och gå vidare' }).click();

  await page.getByRole('button', { name: 'Svenska', exact: true }).click();
  const choose = async (answers) => {
    const sets = page.locator('fieldset.question');
    await sets.first().waitFor();
    for (const [i, n] of answers.entries()) await sets.nth(i).getByRole('radio').nth(n - 1).check();
  };
  await choose([2, 1, 3]);
  await page.getByLabel('Ditt svar').fill('Hej! Jag förstår att du har skickat tillbaka jackan. Jag pausar fakturan nu och hör av mig när butiken har svarat oss.');
  await shot('apply-language');
  await page.getByRole('button', { name: 'Lämna in' }).click();
  await page.getByRole('button', { name: 'Gå vidare' }).click();

  await choose(quiz.map((n, i) => (i < 3 ? (n % 3) + 1 : n)));
  await page.getByRole('button', { name: 'Svara', exact: true }).click();
  await page.getByText('7 av 10 rätt').waitFor();
  await shot('apply-quiz');
  await choose(quiz);
  await page.getByRole('button', { name: 'Försök igen' }).click();
  await page.getByRole('button', { name: 'Gå vidare' }).click();

  // the device is closed in the middle of a practice, and goes on where it stood
  const say = async (text, { act, end } = {}) => {
    await page.getByLabel(/^Skriv till/).fill(text);
    if (act) await page.getByLabel('Gör något').selectOption({ label: act });
    if (end) await page.getByLabel('Efter det här').selectOption({ label: end });
    await page.getByRole('button', { name: 'Skicka', exact: true }).click();
  };
  const passed = async () => {
    await page.getByRole('status').filter({ hasText: 'Godkänt: 100 av 100' }).waitFor();
    await page.locator('.result').getByRole('button', { name: 'Alla övningar' }).click();
  };
  await page.getByRole('button', { name: 'Börja: Betala senare' }).click();
  await say('Hej Anna! Jag förstår att det blir knappt före lönen. Jag kollar vilken dag som går.', { act: 'Förslag på ny förfallodag' });
  await page.getByText('Den 28:e blir jättebra. Kostar det något?').waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Fortsätt: Betala senare' }).click();
  await say('Det kostar ingenting, så nu är den flyttad till den 28:e.', { act: 'Flytta fram förfallodagen' });
  await page.getByText('Då kan jag andas ut.').waitFor();
  await say('Så bra. Ha en fin dag!', { end: 'Ärendet är löst' });
  await page.getByRole('status').filter({ hasText: 'Godkänt: 100 av 100' }).waitFor();
  await shot('apply-practice');
  await passed();
  await page.getByRole('button', { name: 'Börja: Kopia på fakturan' }).click();
  await say('Hej Oskar! Absolut. Jag har skickat kopian till mejladressen du har hos oss.', { act: 'Skicka fakturakopia' });
  await page.getByText('Perfekt, den kom precis.').waitFor();
  await say('Toppen. Ha en bra dag på jobbet!', { end: 'Ärendet är löst' });
  await passed();
  await page.getByRole('button', { name: 'Börja: Skicka tillbaka' }).click();
  await say('Hej Maria! Nej, det behöver du inte. Skickade du tillbaka hela köpet?');
  await page.getByText('det var bara jackan').waitFor();
  await say('Tack. Jag har anmält returen, så fakturan är pausad i två veckor.', { act: 'Anmäl en retur' });
  await page.getByText('Perfekt, då väntar jag').waitFor();
  await say('Precis. Hör av dig om något ser konstigt ut!', { end: 'Ärendet är löst' });
  await passed();
  await page.getByRole('heading', { name: 'Nu är det en människas tur' }).waitFor();
  await shot('apply-waiting');

  const karin = await house.device({ size: desk });
  const console_ = await karin.newPage();
  await console_.goto(`${house.base}/console/#t=${await house.token('lead', 'l-01')}`);
  await console_.getByRole('link', { name: 'Ansökningar' }).click();
  await console_.getByRole('heading', { name: 'En ansökan väntar på en människa' }).waitFor();
  await shot('console-applications', console_);
  await console_.getByRole('button', { name: 'Öppna: Nova Ek' }).click();
  await console_.getByRole('button', { name: 'Lägg till en färdighet' }).click();
  await shot('console-application', console_);
  await console_.getByRole('button', { name: 'Anta', exact: true }).click();
  await console_.getByText('Nova är antagen.').waitFor();

  await page.reload();
  await page.getByRole('heading', { name: 'Välkommen, Nova!' }).waitFor();
  await shot('apply-admitted');
  await page.getByRole('button', { name: 'Öppna appen' }).click();
  await page.waitForURL(/\/expert\//);
  await page.getByRole('link', { name: 'Lär dig' }).click();
  await page.getByRole('button', { name: 'Börja: Tappat kort' }).waitFor();
  await shot('expert-learn');
  assert.ok(await page.getByRole('link', { name: 'Pass' }).isVisible());
});
