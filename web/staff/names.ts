// What topics, reasons, priorities and states are called on staff screens. The
// law's own names (core/conversation) are the keys; one that is missing here
// is shown readably rather than hidden: an expert must never face an empty reason.
import type { Language } from '../shared/wire.ts';

type Names = Record<string, string>;
type Both = Record<Language, Names>;

const topics: Both = {
  sv: {
    general: 'Allmän fråga', payment_extension: 'Mer tid att betala', refund: 'Återbetalning', invoice_copy: 'Fakturakopia', payment_received: 'Inkommen betalning',
    pay_invoice: 'Betala en faktura', payment_plan: 'Delbetalning', report_return: 'Retur', purchase_info: 'Ett köp', card_freeze: 'Spärra kort', card_unfreeze: 'Öppna kort', contact_change: 'Kontaktuppgifter',
    fee: 'En avgift', balance: 'Skuld och förfallodagar', sign_in: 'Inloggning', payment_declined: 'Nekat köp', order_status: 'Beställning', fraud: 'Okänd betalning', lost_card: 'Borttappat kort',
    dispute: 'Invändning mot köp', hardship: 'Betalningssvårigheter', bereavement: 'Dödsfall', complaint: 'Klagomål', distress: 'Kund som mår dåligt', threat: 'Hot',
  },
  en: {
    general: 'General question', payment_extension: 'More time to pay', refund: 'Refund', invoice_copy: 'Invoice copy', payment_received: 'Payment received',
    pay_invoice: 'Pay an invoice', payment_plan: 'Instalments', report_return: 'Return', purchase_info: 'A purchase', card_freeze: 'Freeze card', card_unfreeze: 'Unfreeze card', contact_change: 'Contact details',
    fee: 'A fee', balance: 'What is owed', sign_in: 'Signing in', payment_declined: 'Declined payment', order_status: 'Order', fraud: 'Unknown payment', lost_card: 'Lost card',
    dispute: 'Disputed purchase', hardship: 'Trouble paying', bereavement: 'Bereavement', complaint: 'Complaint', distress: 'Customer in distress', threat: 'Threat',
  },
};

/** Every topic that has a name, for whoever chooses some. */
export const topicKeys: readonly string[] = Object.keys(topics.sv);

const whys: Both = {
  sv: {
    asked_for_person: 'Bad om en människa', sensitive: 'Känsligt ärende', possibly_sensitive: 'Kan vara känsligt', not_permitted: 'Assistenten får inte göra det här',
    assistant_late: 'Assistenten hann inte svara', assistant_failed: 'Assistenten kunde inte svara', ungrounded: 'Svaret saknade underlag', would_repeat: 'Assistenten hade upprepat sig',
    no_progress: 'Två svar utan framsteg', not_understood: 'Assistenten förstod inte', flow_says_person: 'Flödet lämnar över här', act_unknown: 'Oklart om åtgärden gick igenom',
    act_not_allowed: 'Åtgärden var inte tillåten', code_failed: 'Koden stämde inte', wrote_after_settling: 'Skrev igen efter avslut', expert_unreachable: 'Experten gick inte att nå',
    transferred: 'Lämnades vidare', taken_over: 'En ledare tog över', unknown_input: 'Okänd händelse', topic: 'Det kunden skrev om', answered: 'Besvarat', customer_wrote: 'Kunden skrev',
    act_ran: 'En åtgärd blev klar', answered_an_older_question: 'Gällde en äldre fråga', customer_wrote_again: 'Kunden skrev igen', expert_is_here: 'En expert är här',
    promise_due: 'Den utlovade tiden gick ut', customer_chose: 'Kundens eget val', expert_back_by: 'Experten lovade en ny tid', declined: 'Tackade nej', expired: 'Svarade inte i tid',
    withdrawn: 'Drogs tillbaka', customer_says_not_that: 'Kunden menade något annat', customer_silent: 'Kunden har inte hört av sig', others_answered: 'De andra har svarat', shift_ended: 'Passet är slut', shift_began: 'Experten är tillbaka',
  },
  en: {
    asked_for_person: 'Asked for a person', sensitive: 'Sensitive matter', possibly_sensitive: 'Possibly sensitive', not_permitted: 'The assistant may not do this',
    assistant_late: 'The assistant was too slow', assistant_failed: 'The assistant could not answer', ungrounded: 'The answer had no source', would_repeat: 'The assistant would have repeated itself',
    no_progress: 'Two answers without progress', not_understood: 'The assistant did not understand', flow_says_person: 'The flow hands over here', act_unknown: 'Unknown whether the act went through',
    act_not_allowed: 'The act was not allowed', code_failed: 'The code was wrong', wrote_after_settling: 'Wrote again after settling', expert_unreachable: 'The expert could not be reached',
    transferred: 'Transferred', taken_over: 'A lead took over', unknown_input: 'Unknown event', topic: 'What the customer wrote about', answered: 'Answered', customer_wrote: 'The customer wrote',
    act_ran: 'An act was done', answered_an_older_question: 'Meant an older question', customer_wrote_again: 'The customer wrote again', expert_is_here: 'An expert is here',
    promise_due: 'The promised time passed', customer_chose: 'The customer’s own choice', expert_back_by: 'The expert gave a new time', declined: 'Declined', expired: 'No answer in time',
    withdrawn: 'Withdrawn', customer_says_not_that: 'The customer meant something else', customer_silent: 'The customer has been silent', others_answered: 'The others have answered', shift_ended: 'The shift ended', shift_began: 'The expert is back',
  },
};

const outcomes: Both = {
  sv: { settled: 'Löst', declined: 'Avböjt', duplicate: 'Dubblett', unreachable: 'Kunden gick inte att nå', other: 'Annat', answered: 'Besvarat', customer_stopped: 'Kunden avbröt', with_person: 'Hos en människa', failed: 'Gick inte igenom', left: 'Kunden hörde inte av sig', no_answer: 'Kunden svarade inte' },
  en: { settled: 'Solved', declined: 'Declined', duplicate: 'Duplicate', unreachable: 'Customer not reachable', other: 'Other', answered: 'Answered', customer_stopped: 'Customer stopped', with_person: 'With a person', failed: 'Did not go through', left: 'The customer did not come back', no_answer: 'The customer did not answer' },
};

const states: Both = {
  sv: {
    asked: 'Väntar på kundens ja', intended: 'Pågår', done: 'Klart', ran: 'Klart', failed: 'Gick inte igenom', rejected: 'Gick inte igenom', refused: 'Kunden sa nej', unknown: 'Oklart, kontrollera', uncertain: 'Oklart, försöker igen', parked: 'Oklart, kontrollera', voided: 'Togs tillbaka', stopped: 'Stoppades', code: 'Väntar på kod',
    with_assistant: 'Hos assistenten', in_line: 'I kön', with_expert: 'Väntar på ditt svar', waiting_for_customer: 'Väntar på kunden', waiting_for_others: 'Väntar på någon annan', with_team: 'Hos teamet', team: 'Teamet', settled: 'Avslutat',
    assistant: 'Assistenten', line: 'Kön', expert: 'Expert', none: 'Ingen', live: 'Svar här och nu', written: 'Skriftligt svar', callback: 'Bli uppringd',
    visitor: 'Ej inloggad', signed_in: 'Inloggad', sv: 'Svenska', en: 'Engelska',
  },
  en: {
    asked: 'Waiting for the customer’s yes', intended: 'Under way', done: 'Done', ran: 'Done', failed: 'Did not go through', rejected: 'Did not go through', refused: 'The customer said no', unknown: 'Unknown, please check', uncertain: 'Unknown, trying again', parked: 'Unknown, please check', voided: 'Taken back', stopped: 'Stopped', code: 'Waiting for the code',
    with_assistant: 'With the assistant', in_line: 'In line', with_expert: 'Waiting for your answer', waiting_for_customer: 'Waiting for the customer', waiting_for_others: 'Waiting for somebody else', with_team: 'With the team', team: 'The team', settled: 'Settled',
    assistant: 'Assistant', line: 'The line', expert: 'Expert', none: 'Nobody', live: 'An answer here', written: 'A written answer', callback: 'A call back',
    visitor: 'Not signed in', signed_in: 'Signed in', sv: 'Swedish', en: 'English',
  },
};

const args: Both = {
  sv: { card: 'Kort', invoice: 'Faktura', purchase: 'Köp', quote: 'Förslagets nummer', amount: 'Belopp', date: 'Datum', reason: 'Anledning', text: 'Text', email: 'E-post', field: 'Uppgift', value: 'Nytt värde', topic: 'Ämne', about: 'Gäller', contact: 'Kontakt', plan: 'Plan', months: 'Månader', day: 'Dag', for: 'För', payee: 'Mottagare', payment: 'Betalning', days: 'Dagar bakåt', merchant: 'Butik', state: 'Läge', phone: 'Telefon' },
  en: { card: 'Card', invoice: 'Invoice', purchase: 'Purchase', quote: 'Number of the offer', amount: 'Amount', date: 'Date', reason: 'Reason', text: 'Text', email: 'E-mail', field: 'Detail', value: 'New value', topic: 'Topic', about: 'About', contact: 'Contact', plan: 'Plan', months: 'Months', day: 'Day', for: 'For', payee: 'Payee', payment: 'Payment', days: 'Days back', merchant: 'Shop', state: 'State', phone: 'Phone' },
};

const choices: Both = {
  sv: { open: 'Obetald', overdue: 'Förfallen', paid: 'Betald', paused: 'Pausad', plan: 'Delbetalas', all: 'Alla', email: 'E-post', phone: 'Telefon', address: 'Adress', pay_invoice: 'Betala en faktura', update_contact: 'Ändra uppgifter', active: 'Öppet', frozen: 'Spärrat', booked: 'Bokförd', held: 'Stoppad', reported: 'Anmäld', received: 'Mottagen', approved: 'Godkänd', on_its_way: 'På väg', arrived: 'Framme', ok: 'Går bra', too_late: 'För sent', not_by_rule: 'Inte enligt regeln', return: 'Retur', payment: 'Betalning', card: 'Kort', other: 'Annat' },
  en: { open: 'Unpaid', overdue: 'Overdue', paid: 'Paid', paused: 'Paused', plan: 'In instalments', all: 'All', email: 'E-mail', phone: 'Phone', address: 'Address', pay_invoice: 'Pay an invoice', update_contact: 'Change details', active: 'Active', frozen: 'Frozen', booked: 'Booked', held: 'Held', reported: 'Reported', received: 'Received', approved: 'Approved', on_its_way: 'On its way', arrived: 'Arrived', ok: 'Possible', too_late: 'Too late', not_by_rule: 'Not by the rule', return: 'Return', payment: 'Payment', card: 'Card', other: 'Other' },
};

const fields: Both = {
  sv: { name: 'Namn', first_name: 'Förnamn', locale: 'Språk', email: 'E-post', phone: 'Telefon', address: 'Adress', previous_address: 'Tidigare adress', moved_on: 'Flyttade', account: 'Konto', since: 'Kund sedan', sign_in: 'Inloggning', number: 'Nummer', ocr: 'OCR-nummer', amount: 'Belopp', due_date: 'Förfaller', original_due_date: 'Förföll först', state: 'Läge', merchant: 'Butik', clear_name: 'Butik', item: 'Vara', sent_on: 'Skickad', extended: 'Gånger flyttad', fee: 'Avgift', paid_on: 'Betald', received: 'Mottagen', city: 'Ort', how: 'Betalsätt', date: 'Datum', card: 'Kort', last4: 'Slutar på', expires: 'Gäller till', reason: 'Anledning', frozen_by: 'Spärrat av', changed_on: 'Ändrat', decision: 'Besked', new_due_date: 'Ny förfallodag', old_due_date: 'Gammal förfallodag', latest_date: 'Senaste möjliga dag', rule: 'Regel', monthly: 'Per månad', months: 'Månader', day: 'Dag', total: 'Totalt', first_date: 'Första gången', last_date: 'Sista gången', to: 'Till', payout: 'Utbetalning', expected_on: 'Väntas', arrived: 'Framme', late: 'Försenad', invoice: 'Faktura', purchase: 'Köp', plan: 'Delbetalning', kind: 'Slag', refund: 'Återbetalning', returned: 'Returnerad', card_state: 'Kortets läge', released_on: 'Släpptes' },
  en: { name: 'Name', first_name: 'First name', locale: 'Language', email: 'E-mail', phone: 'Phone', address: 'Address', previous_address: 'Previous address', moved_on: 'Moved', account: 'Account', since: 'Customer since', sign_in: 'Sign-in', number: 'Number', ocr: 'Payment reference', amount: 'Amount', due_date: 'Due', original_due_date: 'First due', state: 'State', merchant: 'Shop', clear_name: 'Shop', item: 'Item', sent_on: 'Sent', extended: 'Times extended', fee: 'Fee', paid_on: 'Paid', received: 'Received', city: 'City', how: 'How paid', date: 'Date', card: 'Card', last4: 'Ends in', expires: 'Valid to', reason: 'Reason', frozen_by: 'Frozen by', changed_on: 'Changed', decision: 'Answer', new_due_date: 'New due date', old_due_date: 'Old due date', latest_date: 'Latest possible day', rule: 'Rule', monthly: 'A month', months: 'Months', day: 'Day', total: 'In all', first_date: 'First time', last_date: 'Last time', to: 'To', payout: 'Payout', expected_on: 'Expected', arrived: 'Arrived', late: 'Late', invoice: 'Invoice', purchase: 'Purchase', plan: 'Instalments', kind: 'Kind', refund: 'Refund', returned: 'Returned', card_state: 'State of the card', released_on: 'Released' },
};

const waits: Both = {
  sv: { customer: 'Kunden', merchant: 'Butiken', back_office: 'Vår egen avdelning', police: 'Polisen', other: 'Någon annan' },
  en: { customer: 'The customer', merchant: 'The shop', back_office: 'Our own department', police: 'The police', other: 'Somebody else' },
};

const nexts: Both = {
  sv: { assistant_answers: 'Assistenten svarar', person_answers: 'En människa svarar', expert_answers: 'Experten svarar', customer_answers: 'Kunden svarar', others_answer: 'Någon annan svarar först', team_answers: 'Någon i teamet svarar' },
  en: { assistant_answers: 'The assistant answers', person_answers: 'A person answers', expert_answers: 'The expert answers', customer_answers: 'The customer answers', others_answer: 'Somebody else answers first', team_answers: 'One of the team answers' },
};

const moves: Both = {
  sv: { yes: 'Ja', no: 'Nej', correct: 'Rättar', cancel: 'Avbryter', repeat: 'Vill höra igen', thanks: 'Tackar', greeting: 'Hälsar', goodbye: 'Säger hej då', are_you_human: 'Frågar vem som svarar' },
  en: { yes: 'Yes', no: 'No', correct: 'Corrects', cancel: 'Cancels', repeat: 'Wants it again', thanks: 'Thanks', greeting: 'Greets', goodbye: 'Says goodbye', are_you_human: 'Asks who answers' },
};

const priorities: Record<Language, readonly string[]> = {
  sv: ['Först av alla', 'Väntar igen', 'Känsligt', 'Vanligt'],
  en: ['First of all', 'Waiting again', 'Sensitive', 'Ordinary'],
};

/** "payment_plan" -> "Payment plan": what a name without a translation looks like. */
export function readable(key: string): string {
  const s = key.replace(/[_-]+/g, ' ').trim();
  return s.charAt(0).toUpperCase() + s.slice(1);
}

const name = (table: Both) => (key: string | null | undefined, lang: Language): string => (key ? table[lang][key] ?? readable(key) : '');
export const topicName = name(topics);
export const whyText = name(whys);
export const outcomeName = name(outcomes);
export const stateName = name(states);
/** Whom a matter waits for. */
export const waitName = name(waits);
/** What comes next in an open matter. */
export const nextName = name(nexts);
export const argName = name(args);
/** What a choice or a state of the company's is called; a topic by its own name. */
export const choiceName = (key: string, lang: Language): string => choices[lang][key] ?? topicName(key, lang);
/** What a customer's short word does: yes, no, corrects. */
export const moveName = name(moves);
export const fieldName = name(fields);
export const priorityName = (p: number, lang: Language): string => priorities[lang][p] ?? String(p);
export const tables = { moves, waits, nexts, topics, whys, outcomes, states, args, choices, fields, priorities };
