// One line per event for the timeline, in both languages. The keys are the
// stored names of core/conversation's events; {braces} are filled from the event.
import type { Language } from '../shared/wire.ts';

export const events: Record<Language, Record<string, string>> = {
  sv: {
    opened: 'Samtalet började', language_set: 'Språket är nu {language}', language_asked: 'Kunden fick frågan om att byta språk', heard: 'Kunden skrev',
    due_set: 'Tittas på igen {due}', wait_began: '{who} väntar på svar från {whom}, kunden hör av oss senast {due}', wait_customer: '{who} väntar på kunden', wait_ended: '{whom} har svarat', slot_freed: 'Kunden är tyst, teamet har ärendet', given_to_team: 'Passet är slut, teamet har ärendet. Svar utlovat senast {due}', matter_opened: 'Ärende öppnat: {topic}', matter_reopened: 'Ärendet öppnades igen', settled: '{who} avslutade ärendet: {outcome}', turn_promised: 'Assistenten svarar senast {due}',
    turn_ended: 'Assistentens tur är slut', answered: '{who} svarade', suggested: 'Förslag från assistenten till experten', draft_dropped: 'Ett utkast från assistenten kastades',
    flow_moved: 'Flödet gick vidare till {step}', informed: 'Nya uppgifter till underlaget', place_taken: 'Plats i kön, svar utlovat senast {due}', person_wished: 'Kunden bad om en människa',
    sensitive_found: 'Ärendet är känsligt', promise_moved: 'Ny utlovad tid: {due}', promise_broken: 'Löftet bröts. Ny tid: {due}', escalated: 'Ledarna varnades: svar utlovat senast {due}',
    mode_chosen: 'Kunden valde: {mode}', meanwhile_set: 'Kunden tog emot hjälp under väntan', meanwhile_off: 'Kunden väntar utan assistenten', offer_made: 'Erbjöds {who}',
    offer_ended: 'Erbjudandet till {who} tog slut', accepted: '{who} tog ärendet', expert_gone: '{who} tappade kontakten', expert_back: '{who} är tillbaka', pushed: '{who} kallades till sin telefon',
    returned_to_line: 'Tillbaka i kön, först', hand_back_proposed: '{who} föreslog att assistenten tar vid', hand_back_refused: 'Kunden ville behålla människan', handed_back: 'Assistenten tog vid, med kundens ja',
    withdrew: 'Kunden lämnade kön', confirm_asked: 'Kunden ombads bekräfta', consented: 'Kunden sa ja', confirm_refused: 'Kunden sa nej', confirm_voided: 'Frågan till kunden togs tillbaka',
    code_asked: 'Kunden ombads skriva en kod', code_failed: 'Fel kod, {left} försök kvar', act_intended: 'Åtgärd på väg: {tool}', act_ran: 'Åtgärden gick igenom', act_rejected: 'Åtgärden gick inte igenom',
    act_uncertain: 'Oklart om åtgärden gick igenom, försök {tries}', act_parked: 'Oklart om åtgärden gick igenom, en människa kontrollerar', told: 'Systemet meddelade kunden',
    nudged: 'Kunden påmindes', noted: '{who} antecknade', looked: '{who} tittade i kundens konto: {tool}', greeted: 'Assistenten hälsade och sa vad den är', corrected: 'Kunden rättade underlaget', rated: 'Kundens betyg: {marks}',
  },
  en: {
    opened: 'The conversation began', language_set: 'The language is now {language}', language_asked: 'The customer was asked about switching language', heard: 'The customer wrote',
    due_set: 'Looked at again {due}', wait_began: '{who} waits for {whom}, the customer hears by {due}', wait_customer: '{who} waits for the customer', wait_ended: '{whom} has answered', slot_freed: 'The customer is silent, the team has the matter', given_to_team: 'The shift ended, the team has the matter. Answer promised by {due}', matter_opened: 'Matter opened: {topic}', matter_reopened: 'The matter was opened again', settled: '{who} settled the matter: {outcome}', turn_promised: 'The assistant answers by {due}',
    turn_ended: 'The assistant’s turn ended', answered: '{who} answered', suggested: 'A suggestion from the assistant to the expert', draft_dropped: 'A draft from the assistant was dropped',
    flow_moved: 'The flow went on to {step}', informed: 'New facts for the summary', place_taken: 'A place in line, answer promised by {due}', person_wished: 'The customer asked for a person',
    sensitive_found: 'The matter is sensitive', promise_moved: 'New promised time: {due}', promise_broken: 'The promise was broken. New time: {due}', escalated: 'Leads were warned: answer promised by {due}',
    mode_chosen: 'The customer chose: {mode}', meanwhile_set: 'The customer accepted help while waiting', meanwhile_off: 'The customer waits without the assistant', offer_made: 'Offered to {who}',
    offer_ended: 'The offer to {who} ended', accepted: '{who} took the matter', expert_gone: '{who} lost the connection', expert_back: '{who} is back', pushed: '{who} was called to their phone',
    returned_to_line: 'Back in line, first', hand_back_proposed: '{who} proposed that the assistant takes over', hand_back_refused: 'The customer wanted to keep the person', handed_back: 'The assistant took over, with the customer’s yes',
    withdrew: 'The customer left the line', confirm_asked: 'The customer was asked to confirm', consented: 'The customer said yes', confirm_refused: 'The customer said no', confirm_voided: 'The question to the customer was taken back',
    code_asked: 'The customer was asked for a code', code_failed: 'Wrong code, {left} tries left', act_intended: 'Act under way: {tool}', act_ran: 'The act went through', act_rejected: 'The act did not go through',
    act_uncertain: 'Unknown whether the act went through, try {tries}', act_parked: 'Unknown whether the act went through, a person checks', told: 'The system told the customer',
    nudged: 'The customer was reminded', noted: '{who} noted', looked: '{who} looked into the customer’s account: {tool}', greeted: 'The assistant greeted, and said what it is', corrected: 'The customer corrected the summary', rated: 'The customer’s rating: {marks}',
  },
};
