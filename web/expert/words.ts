// The expert app's own words, by hand in both languages.
import { en as enStaff, sv as svStaff } from '../staff/words.ts';

const sv = {
  app: 'Samtal för experter', desk: 'Ditt skrivbord', hello: 'Hej {name}', offline_title: 'Du är inte online', offline_how: 'Gå online när du är redo. Du erbjuds samtal som passar dig, och har högst {n} samtidigt.',
  go_online: 'Gå online', go_offline: 'Gå offline', online: 'Online', off: 'Offline', online_title: 'Du är online', online_how: 'Nästa samtal som passar dig visas här. Du har 30 sekunder att tacka ja eller nej.', full_title: 'Du har fullt', full_how: 'Nya samtal erbjuds när du har avslutat eller lämnat vidare ett av dina {n}.', off_held: 'Du får inga nya samtal, men dina pågående är kvar hos dig.',
  offers: 'Erbjudna samtal', offer_new: 'Nytt samtal erbjuds: {topic}. {n} sekunder kvar.', offer_left: '{n} sekunder kvar', accept: 'Ta samtalet', decline: 'Inte nu', offer_gone: 'Det samtalet hann gå vidare till någon annan.', waited_for: 'har väntat {time}',
  mine: 'Dina samtal', mine_count: '{n} av {most}', mine_empty: 'Inga samtal just nu', mine_empty_how: 'När du har tagit ett samtal ligger det här tills det är löst.', unread: 'Nytt', pick: 'Välj ett samtal', pick_how: 'Allt som kunden har berättat följer med.',
  break: 'Ta paus', break_sheet_how: 'Du får inga nya samtal under pausen. De du har ligger kvar hos dig.', break_for: '{n} minuter', break_on: 'Paus till {time}', break_over: 'Pausen är slut', break_how: 'Gå online igen när du är redo.', break_end: 'Gå online igen', break_waits_one: 'En kund väntar på ditt ord. Svara först, eller lova en tid.', break_waits: '{n} kunder väntar på ditt ord. Svara först, eller lova en tid.', key_open: 'Öppna ett av dina samtal',
  your_turn: 'Kunden väntar på dig', their_turn: 'Väntar på kunden', sound_on: 'Slå på ljud', sound_off: 'Stäng av ljud', skills: 'Du svarar om', title_unread: '({n}) Samtal för experter',
};
const en: Record<keyof typeof sv, string> = {
  app: 'Samtal for experts', desk: 'Your desk', hello: 'Hello {name}', offline_title: 'You’re not online', offline_how: 'Go online when you’re ready. You are offered conversations that suit you, and hold at most {n}.',
  go_online: 'Go online', go_offline: 'Go offline', online: 'Online', off: 'Offline', online_title: 'You’re online', online_how: 'The next conversation that suits you shows here. You have 30 seconds to say yes or no.', full_title: 'Your desk is full', full_how: 'New conversations are offered when you have settled or transferred one of your {n}.', off_held: 'You get no new conversations, but those you have stay with you.',
  offers: 'Offered conversations', offer_new: 'A conversation is offered: {topic}. {n} seconds left.', offer_left: '{n} seconds left', accept: 'Take it', decline: 'Not now', offer_gone: 'That conversation went to somebody else.', waited_for: 'has waited {time}',
  mine: 'Your conversations', mine_count: '{n} of {most}', mine_empty: 'No conversations right now', mine_empty_how: 'A conversation you take stays here until it is settled.', unread: 'New', pick: 'Choose a conversation', pick_how: 'All that the customer has told comes with it.',
  break: 'Take a break', break_sheet_how: 'You get no new conversations during the break. Those you have stay with you.', break_for: '{n} minutes', break_on: 'On a break until {time}', break_over: 'The break is over', break_how: 'Go online again when you’re ready.', break_end: 'Go online again', break_waits_one: 'One customer waits for your word. Answer first, or promise a time.', break_waits: '{n} customers wait for your word. Answer first, or promise a time.', key_open: 'Open one of your conversations',
  your_turn: 'The customer waits for you', their_turn: 'Waiting for the customer', sound_on: 'Turn sound on', sound_off: 'Turn sound off', skills: 'You answer about', title_unread: '({n}) Samtal for experts',
};
export const words = { sv: { ...svStaff, ...sv }, en: { ...enStaff, ...en } };
export type Key = keyof typeof words.sv;
