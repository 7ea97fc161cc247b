// What the mock's assistant says: enough to see every card and state.
export const articles = {
  sv: { title: 'Köp du inte känner igen', updated: '2026-10-02', language: 'sv', html: '<p>Ibland heter butiken något annat på kvittot. Titta först på namnet och orten som vi visar.</p><h3>Om du fortfarande inte känner igen köpet</h3><ol><li>Spärra kortet. Det går att ångra.</li><li>Berätta för oss när du såg köpet.</li><li>En person hos oss utreder och svarar inom tio dagar.</li></ol><p>Du betalar inget för det omtvistade köpet medan vi utreder.</p>' },
  en: { title: 'Payments you don’t recognise', updated: '2026-10-02', language: 'en', html: '<p>A shop sometimes has another name on the receipt. Start with the name and city that we show.</p><h3>If you still don’t recognise it</h3><ol><li>Freeze the card. It can be undone.</li><li>Tell us when you first saw it.</li><li>A person looks into it and answers within ten days.</li></ol><p>You pay nothing for the disputed payment meanwhile.</p>' },
};

/** Replies to one message: {messages, line?, settled?}. */
export function reply(t, { text = '', choice = '' }) {
  const sv = t.language === 'sv';
  const a = (svText, enText, more = {}) => ({ from: 'assistant', text: sv ? svText : enText, ...more });
  const s = (svText, enText, more = {}) => ({ from: 'system', text: sv ? svText : enText, ...more });
  const c = (id, svLabel, enLabel) => ({ id, label: sv ? svLabel : enLabel });
  if (choice.startsWith('lang:')) return { messages: [] };
  if (t.holder === 'expert') return { messages: [] };
  if (/människa|person|human/i.test(text)) return { line: true, messages: [s('Du har en plats hos en person.', 'You have a place with a person.')] };
  if (/känner inte igen|don.t recogni|someone used/i.test(text)) {
    return { line: true, messages: [
      s('Du har en plats hos vårt bedrägeriteam.', 'You have a place with our fraud team.'),
      { from: 'system', text: '', card: { kind: 'help', title: sv ? 'Vill du ha hjälp medan du väntar? Platsen är din.' : 'Would you like help while you wait? Your place is kept.' }, choices: [c('help:m1:yes', 'Ja, säkra kortet', 'Yes, secure my card'), c('help:m1:no', 'Nej tack', 'No, thank you')] },
    ] };
  }
  if (choice === 'help:m1:yes') {
    return { messages: [a('Ska jag spärra kortet som slutar på 0042 nu? Köp stoppas direkt, och det går att ångra.', 'Shall I freeze the card ending in 0042 now? Payments stop at once, and it can be undone.', {
      card: { kind: 'confirm', title: sv ? 'Spärra kort' : 'Freeze card', rows: [{ label: sv ? 'Kort' : 'Card', value: '•••• 0042' }, { label: sv ? 'Avgift' : 'Fee', value: sv ? '0 kr' : 'SEK 0' }] },
      choices: [c('confirm:K9:yes', 'Ja, spärra', 'Yes, freeze it'), c('confirm:K9:no', 'Nej', 'No')] })] };
  }
  if (choice === 'confirm:K9:yes') return { messages: [a('Kortet som slutar på 0042 är spärrat.', 'The card ending in 0042 is frozen.', { card: { kind: 'act', title: sv ? 'Kortet är spärrat' : 'Card frozen', rows: [{ label: sv ? 'Kort' : 'Card', value: '•••• 0042' }] } })] };
  if (/återbetal|refund/i.test(text)) {
    return { messages: [a('Din återbetalning är på väg. Banken brukar behöva två bankdagar till.', 'Your refund is on its way. Your bank usually needs two more banking days.', {
      card: { kind: 'refund', title: sv ? 'Återbetalning 349,00 kr' : 'Refund SEK 349.00', rows: [{ label: sv ? 'Butik' : 'Shop', value: 'Nordisk Form AB' }], steps: [
        { label: sv ? 'Returen togs emot' : 'Return received', state: 'done', at: '14 nov' }, { label: sv ? 'Godkänd av butiken' : 'Approved by the shop', state: 'done', at: '17 nov' },
        { label: sv ? 'Skickad till din bank' : 'Sent to your bank', state: 'now', at: '20 nov' }, { label: sv ? 'Pengarna på kontot' : 'In your account', state: 'todo' }] },
      cites: [{ kind: 'tool', id: 'refund_status', title: sv ? 'dina återbetalningar' : 'your refunds' }, { kind: 'article', id: 'refunds', title: sv ? 'Så går en återbetalning till' : 'How a refund works' }] })] };
  }
  if (/faktura|flytta|invoice|bill|due/i.test(text)) {
    return { messages: [a('Vilken av dem vill du ha mer tid på dig för?', 'Which of these would you like more time for?', {
      card: { kind: 'list', title: sv ? 'Öppna fakturor' : 'Open invoices', items: [
        { kind: 'invoice', title: 'R-7741 · Nordisk Form AB', rows: [{ label: sv ? 'Att betala' : 'To pay', value: sv ? '649,00 kr' : 'SEK 649.00' }, { label: sv ? 'Förfaller' : 'Due', value: '25 nov' }] },
        { kind: 'invoice', title: 'R-7802 · Bokhandeln', rows: [{ label: sv ? 'Att betala' : 'To pay', value: sv ? '349,00 kr' : 'SEK 349.00' }, { label: sv ? 'Förfaller' : 'Due', value: '30 nov' }] }] },
      choices: [{ id: 'pick:I1', label: 'R-7741, 649 kr' }, { id: 'pick:I2', label: 'R-7802, 349 kr' }, c('pick:none', 'Ingen av dem', 'None of these')] })] };
  }
  if (choice.startsWith('pick:') || /december|28/i.test(text)) {
    return { messages: [a('Ska jag flytta förfallodagen?', 'Shall I move the due date?', {
      card: { kind: 'confirm', title: sv ? 'Flytta förfallodagen' : 'Move the due date', rows: [{ label: sv ? 'Faktura' : 'Invoice', value: 'R-7741' }, { label: sv ? 'Belopp' : 'Amount', value: sv ? '649,00 kr' : 'SEK 649.00' }, { label: sv ? 'Nytt datum' : 'New date', value: sv ? '2 december' : '2 December' }, { label: sv ? 'Avgift' : 'Fee', value: sv ? '29,00 kr' : 'SEK 29.00' }] },
      choices: [c('confirm:D1:yes', 'Ja, flytta', 'Yes, move it'), c('confirm:D1:no', 'Nej', 'No')] })] };
  }
  if (choice === 'confirm:D1:yes') return { settled: true, messages: [a('Klart. Faktura R-7741 ska nu betalas senast 2 december. Avgiften är 29 kr.', 'Done. Invoice R-7741 is now due on 2 December. The fee is SEK 29.', { card: { kind: 'act', title: sv ? 'Förfallodagen är flyttad' : 'Due date moved', rows: [{ label: sv ? 'Nytt datum' : 'New date', value: '2 dec' }] } })] };
  if (choice.endsWith(':no')) return { messages: t.holder === 'line' ? [] : [a('Okej, inget är ändrat.', 'All right, nothing has been changed.')] };
  return { messages: [a('Det är jag inte säker på. Gäller det något av det här?', 'I’m not sure about that. Is it one of these?', { choices: [c('topic:extend', 'Flytta en faktura', 'Move an invoice'), c('topic:refund', 'En återbetalning', 'A refund'), c('topic:card', 'Ett kortköp', 'A card payment')] })] };
}

/** Rows of the first screen. */
export const matters = (sv) => [
  { id: 'start:refund:re-1', topic: 'refund', title: sv ? 'Återbetalning 349 kr, på väg' : 'Refund SEK 349, on its way', detail: sv ? 'Skoteket. Se när pengarna kommer' : 'Skoteket. See when the money arrives' },
  { id: 'start:balance:in-1', topic: 'balance', title: sv ? 'Faktura 1 249 kr förfaller på fredag' : 'Invoice SEK 1,249 is due on Friday', detail: sv ? 'Bokhandeln. Se fakturan' : 'Bokhandeln. See the invoice' },
];
