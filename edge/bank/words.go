package bank

import "strings"

// say returns a text in the call's language; {name} is filled from the pairs.
func (c *call) say(key string, params ...string) string {
	t, ok := words[key]
	if !ok {
		return key
	}
	s := t[0]
	if c.lang == "en" {
		s = t[1]
	}
	for i := 0; i+1 < len(params); i += 2 {
		s = strings.ReplaceAll(s, "{"+params[i]+"}", params[i+1])
	}
	return s
}

// words are the bank's texts: Swedish, English.
var words = map[string][2]string{
	// Refusals.
	"no_customer":      {"Vi hittar ingen sådan kund.", "We can't find that customer."},
	"no_invoice":       {"Vi hittar ingen sådan faktura på ditt konto.", "We can't find that invoice on your account."},
	"no_purchase":      {"Vi hittar inget sådant köp på ditt konto.", "We can't find that purchase on your account."},
	"no_card":          {"Vi hittar inget sådant kort på ditt konto.", "We can't find that card on your account."},
	"no_plan":          {"Vi hittar ingen sådan delbetalning på ditt konto.", "We can't find that instalment plan on your account."},
	"no_quote":         {"Det förslaget känner vi inte igen.", "We don't recognise that offer."},
	"old_quote":        {"Förslaget gäller inte längre, något har ändrats sedan dess. Fråga gärna igen.", "That offer no longer holds: something has changed since. Please ask again."},
	"conflict_key":     {"Samma nyckel har redan använts till något annat.", "The same key was already used for something else."},
	"need":             {"Uppgiften {name} saknas.", "The value {name} is missing."},
	"unknown_argument": {"Uppgiften {name} används inte här.", "The value {name} is not used here."},
	"bad_argument":     {"Uppgiften {name} går inte att läsa som {kind}.", "The value {name} can't be read as {kind}."},
	"not_json":         {"Uppgifterna går inte att läsa.", "The values can't be read."},
	"staff_only":       {"Det här är bara för Nordkredits egen personal.", "This is for Nordkredit's own staff only."},
	"already_paid":     {"Faktura {number} är redan betald.", "Invoice {number} is already paid."},
	"on_a_plan":        {"Faktura {number} delbetalas redan.", "Invoice {number} is already paid in instalments."},
	"other_amount":     {"Faktura {number} är på {amount}.", "Invoice {number} is for {amount}."},
	"pay_limit":        {"Här kan man betala högst {amount} åt gången. En kollega kan hjälpa till.", "At most {amount} can be paid here at a time. A colleague can help."},
	"bad_plan":         {"Välj 1 till 24 månader och en dag mellan 1 och 28.", "Please choose 1 to 24 months and a day from 1 to 28."},
	"already_returned": {"Returen till {merchant} är redan anmäld.", "The return to {merchant} has already been reported."},
	"return_late":      {"Köpet är för gammalt för att anmäla en retur här. En kollega kan titta på det.", "The purchase is too old to report a return here. A colleague can look at it."},
	"frozen_by_bank":   {"Vi har spärrat kortet som slutar på {last4} av säkerhetsskäl. En kollega kan öppna det.", "We froze the card ending in {last4} for safety. A colleague can open it."},
	"code_limit":       {"Vi har skickat flera koder den senaste timmen. Vänta en stund, så går det igen.", "We have sent several codes in the last hour. Please wait a while and it will work again."},
	"no_code":          {"Det finns ingen kod som gäller för det här. Vi kan skicka en ny.", "There is no valid code for this. We can send a new one."},
	"old_code":         {"Koden har gått ut. Vi kan skicka en ny.", "The code has expired. We can send a new one."},
	"wrong_code":       {"Koden stämmer inte. Du kan försöka {left} gånger till.", "That code isn't right. You can try {left} more times."},
	"code_for_other":   {"Koden gällde ett annat belopp eller en annan mottagare, så den är inte giltig längre. Vi kan skicka en ny.", "The code was for another amount or payee, so it is no longer valid. We can send a new one."},
	"too_many_tries":   {"Det blev för många försök, så koden är inte giltig längre. Vi kan skicka en ny.", "That was too many tries, so the code is no longer valid. We can send a new one."},
	"bad_email":        {"Det ser inte ut som en e-postadress.", "That doesn't look like an e-mail address."},
	"bad_phone":        {"Det ser inte ut som ett telefonnummer.", "That doesn't look like a phone number."},
	"bad_address":      {"Skriv adressen så här: Storgatan 1, 111 22 Stockholm.", "Please write the address like this: Storgatan 1, 111 22 Stockholm."},
	"email_taken":      {"Den e-postadressen går inte att använda här. En kollega kan hjälpa till.", "That e-mail address can't be used here. A colleague can help."},
	"reset_limit":      {"Vi har nyss skickat flera länkar. Titta i din inkorg, eller vänta en stund.", "We have just sent several links. Please check your inbox, or wait a while."},
	"case_sign_in":     {"Logga in för att öppna ett sådant ärende.", "Please sign in to open a case like this."},

	"no_such_fee":      {"Faktura {number} har avgifter på {amount}, inte mer.", "Invoice {number} has {amount} in fees, no more."},
	"credit_too_large": {"Faktura {number} är på {amount}. Krediteringen måste vara mindre.", "Invoice {number} is for {amount}. The credit must be less than that."},
	"refund_too_large": {"Köpet var på {amount}. Mer än så kan inte betalas tillbaka.", "The purchase was for {amount}. No more than that can be paid back."},
	"goodwill_limit":   {"En kund kan få högst {amount} i goodwill under ett år.", "A customer can get {amount} in goodwill in a year at most."},
	"bad_days":         {"Välj 1 till {most} dagar.", "Please choose 1 to {most} days."},
	"bad_reopen":       {"Välj 1 till {most} månader och en dag mellan 1 och 28.", "Please choose 1 to {most} months and a day from 1 to 28."},
	"not_held":         {"Den betalningen är inte stoppad.", "That payment is not held."},
	"other_payment":    {"Betalningen är på {amount}.", "The payment is for {amount}."},
	"contact_recent":   {"Kontaktuppgifterna ändrades nyss. För din säkerhet flyttar vi inga pengar förrän {hours} timmar har gått.", "The contact details were changed recently. To keep you safe, we move no money until {hours} hours have passed."},

	// Rules.
	"rule_free":      {"Första flytten är gratis, upp till {days} dagar efter den första förfallodagen.", "The first extension is free, up to {days} days after the first due date."},
	"rule_fee":       {"Andra flytten kostar {fee}, upp till {days} dagar efter den första förfallodagen.", "The second extension costs {fee}, up to {days} days after the first due date."},
	"rule_twice":     {"en faktura kan flyttas {times} gånger, och den här har flyttats så ofta", "an invoice can be extended {times} times, and this one has been"},
	"rule_paid":      {"fakturan är redan betald", "the invoice is already paid"},
	"rule_plan":      {"fakturan delbetalas; för en delbetalning kan dagen i månaden ändras", "the invoice is on an instalment plan; for a plan, the day of the month can be changed"},
	"rule_paused":    {"fakturan är pausad till {date} för att en retur är anmäld", "the invoice is paused until {date} because a return was reported"},
	"rule_amount":    {"regeln gäller belopp upp till {amount}", "the rule covers amounts up to {amount}"},
	"rule_small":     {"regeln gäller belopp från {amount}", "the rule covers amounts from {amount}"},
	"rule_overdue":   {"fakturan förföll för mer än {days} dagar sedan", "the invoice was due more than {days} days ago"},
	"rule_used_up":   {"fakturan kan flyttas högst {days} dagar efter den första förfallodagen", "the invoice can be moved {days} days past its first due date at most"},
	"rule_not_later": {"den nya dagen ska ligga efter {due} och i framtiden", "the new date must be after {due} and in the future"},
	"rule_months":    {"en ny delbetalning kan vara 3, 6, 12 eller 24 månader", "a new plan can run for 3, 6, 12 or 24 months"},
	"rule_plan_ok":   {"Avgiften är {fee} i månaden, utan ränta.", "The fee is {fee} a month, without interest."},

	// How something was paid.
	"how_online":      {"på nätet", "online"},
	"how_chip":        {"i butiken med chip och kod", "in the shop with chip and code"},
	"how_contactless": {"kontaktlöst i butiken", "contactless in the shop"},
	"how_bankgiro":    {"via bankgiro", "by bank transfer"},
	"how_return":      {"genom returen", "by the return"},
	"how_account":     {"från ditt konto", "from your account"},
	"held_fraud_check": {"Betalningen hålls kvar efter en säkerhetskontroll. En kollega behöver titta på den.",
		"The payment is held after a security check. A colleague needs to look at it."},
	"to_invoice": {"dras av på fakturan", "taken off the invoice"},

	// Steps of a refund.
	"step_reported": {"Returen är anmäld", "Return reported"},
	"step_received": {"Butiken har tagit emot paketet", "The shop has the parcel"},
	"step_approved": {"Butiken har godkänt återbetalningen", "The shop approved the refund"},
	"step_sent":     {"Pengarna är skickade", "The money was sent"},
	"step_arrived":  {"Pengarna är framme", "The money has arrived"},

	"field_email": {"e-postadress", "e-mail address"}, "field_phone": {"telefonnummer", "phone number"}, "field_address": {"adress", "address"},

	// Letters.
	"code_subject":         {"Din kod från Nordkredit", "Your code from Nordkredit"},
	"code_pay_invoice":     {"Koden är {code}. Den gäller i fem minuter och bara för att betala {what}.\n\nDela den aldrig med någon. Vi ringer aldrig och frågar efter den.", "The code is {code}. It works for five minutes and only to pay {what}.\n\nNever share it with anybody. We never call to ask for it."},
	"code_update_contact":  {"Koden är {code}. Den gäller i fem minuter och bara för att ändra dina kontaktuppgifter till {what}.\n\nVar det inte du? Lämna inte ut koden, och skriv till oss i chatten.", "The code is {code}. It works for five minutes and only to change your contact details to {what}.\n\nWasn't this you? Don't share it, and write to us in the chat."},
	"code_unblock_payment": {"Koden är {code}. Den gäller i fem minuter och bara för att släppa igenom den stoppade betalningen på {what}.\n\nDela den aldrig med någon. Vi ringer aldrig och frågar efter den.", "The code is {code}. It works for five minutes and only to let the held payment of {what} through.\n\nNever share it with anybody. We never call to ask for it."},
	"code_refund_goodwill": {"Koden är {code}. Den gäller i fem minuter och bara för att ta emot {what} på ditt konto.\n\nDela den aldrig med någon. Vi ringer aldrig och frågar efter den.", "The code is {code}. It works for five minutes and only to receive {what} in your account.\n\nNever share it with anybody. We never call to ask for it."},
	"copy_subject":         {"Kopia av faktura {number}", "Copy of invoice {number}"},
	"copy_body":            {"Faktura {number}\nKöp: {merchant}, {item}\nAtt betala: {amount}\nFörfallodag: {due}\nOCR: {ocr}\n\nVänliga hälsningar\nNordkredit", "Invoice {number}\nPurchase: {merchant}, {item}\nTo pay: {amount}\nDue date: {due}\nPayment reference (OCR): {ocr}\n\nKind regards\nNordkredit"},
	"changed_subject":      {"Dina kontaktuppgifter är ändrade", "Your contact details were changed"},
	"changed_body":         {"Vi har ändrat detta: {field}.\n\nVar det inte du? Skriv till oss i chatten så hjälper vi dig direkt.", "We changed your {field}.\n\nWasn't this you? Write to us in the chat and we will help you at once."},
	"sign_in_subject":      {"Logga in på nytt hos Nordkredit", "Sign in to Nordkredit again"},
	"sign_in_body":         {"Öppna länken för att välja en ny inloggning. Den gäller i 30 minuter.\n\n{link}\n\nBad du inte om det här? Då behöver du inte göra något.", "Open the link to choose a new sign-in. It works for 30 minutes.\n\n{link}\n\nDidn't ask for this? Then there is nothing you need to do."},
}
