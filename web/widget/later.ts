// The words of the pages that are opened later: articles, the summary, the rating.
import { fill, type Params } from '../shared/fill.ts';
import type { Language } from '../shared/wire.ts';

const sv = {
  article_failed: 'Artikeln gick inte att hämta. Försök igen om en stund.',
  updated: 'Uppdaterad {date}',
  summary: 'Det här får personen veta',
  summary_intro: 'Läs gärna igenom medan du väntar. Stämmer något inte, så rätta det här.',
  summary_empty: 'Inget är antecknat än. Det du skriver i samtalet följer med.',
  summary_failed: 'Sammanfattningen gick inte att hämta. Den finns kvar hos personen.',
  summary_tried: 'Redan provat',
  summary_corrections: 'Dina rättelser',
  summary_correct: 'Rätta eller lägg till',
  summary_hint: 'Till exempel: köpet var den 12:e, inte den 11:e',
  summary_save: 'Spara rättelsen',
  summary_saved: 'Sparat. Personen ser din rättelse.',
  rate: 'Hur gick det?',
  rate_expert: '{name}, som du pratade med',
  rate_person: 'Personen du pratade med',
  rate_assistant: 'Assistenten',
  rate_of: '{n} av 5',
  rate_words: 'Vill du säga något mer?',
  rate_send: 'Skicka omdömet',
  rate_later: 'Inte nu',
  settings: 'Inställningar',
  sound: 'Ljud vid nya meddelanden',
  sound_hint: 'Ett kort ljud på den här enheten, även när chatten är stängd.',
  money: 'Mina pengar',
  money_hint: 'Se vad som är kvar, budgetar och frågor om dina köp.',
  help: 'Bra att veta',
  help_who: 'Vem som svarar, och när',
  help_person: 'Så får du prata med en människa',
  help_privacy: 'Vad vi sparar, och dina rättigheter',
  attach: 'Bifoga bild eller PDF',
  attach_busy: 'Skickar filen…',
  attach_failed: 'Filen kom inte fram. Försök igen.',
  attach_kind: 'Här går det att skicka bilder (JPEG, PNG, GIF, WebP) och PDF.',
  attach_large: 'Filen är för stor. Den får vara högst 10 MB.',
  file_open: 'Visa bilden',
  file_close: 'Stäng bilden',
};

const en: Record<keyof typeof sv, string> = {
  article_failed: 'The article could not be fetched. Please try again in a moment.',
  updated: 'Updated {date}',
  summary: 'What the person is told',
  summary_intro: 'Have a look while you wait. If something isn’t right, correct it here.',
  summary_empty: 'Nothing is noted yet. What you write in the conversation goes along.',
  summary_failed: 'The summary could not be fetched. The person still has it.',
  summary_tried: 'Already tried',
  summary_corrections: 'Your corrections',
  summary_correct: 'Correct or add',
  summary_hint: 'For example: the purchase was on the 12th, not the 11th',
  summary_save: 'Save the correction',
  summary_saved: 'Saved. The person sees your correction.',
  rate: 'How did it go?',
  rate_expert: '{name}, who you talked to',
  rate_person: 'The person you talked to',
  rate_assistant: 'The assistant',
  rate_of: '{n} of 5',
  rate_words: 'Anything you’d like to add?',
  rate_send: 'Send',
  rate_later: 'Not now',
  settings: 'Settings',
  sound: 'Sound for new messages',
  sound_hint: 'A short sound on this device, also when the chat is closed.',
  money: 'My money',
  money_hint: 'What is left, budgets, and questions about your purchases.',
  help: 'Good to know',
  help_who: 'Who answers you, and when',
  help_person: 'How to talk to a person',
  help_privacy: 'What we store, and your rights',
  attach: 'Attach a picture or PDF',
  attach_busy: 'Sending the file…',
  attach_failed: 'The file did not arrive. Please try again.',
  attach_kind: 'Pictures (JPEG, PNG, GIF, WebP) and PDF can be sent here.',
  attach_large: 'The file is too large. It may be 10 MB at most.',
  file_open: 'Show the picture',
  file_close: 'Close the picture',
};

export const later = { sv, en };
export type LaterKey = keyof typeof sv;

/** The words of these pages in the given language. */
export function sayLater(language: Language, key: LaterKey, params?: Params): string {
  return fill(later[language][key], params);
}
