package understanding

import "strings"

// thesaurus lists words of money and trade that mean much the same, a concept
// a line, English and Swedish; "cash_machine" is two words and "declin*" every
// word that begins so. A classifier that has seen one of them then knows the
// others, which matters most where a lead has given five or ten examples. It
// was written from the trade, not from any data set's labels.
const thesaurus = `
atm atms cashpoint cash_machine cashmachine cash_point hole_in_the_wall bankomat* uttagsautomat* automat automaten
cash withdraw* withdrew uttag* kontant* ta_ut tagit_ut
top_up topup topups topped topping top_ups top_upped fylla_pa fyllt_pa pafyllning*
declin* reject* refus* denied deny turned_down bounced nekad* nekas avvisad* avvisas medges
fail* fell_through unsuccessful misslyck* gick_inte_igenom
revert* cancel* undo undone stopped avbryt* avbrut* angra* avbestall* makulera*
refund* money_back reimburs* returned aterbetal* pengarna_tillbaka pengar_tillbaka retur*
arriv* deliver* come came receiv* get_here turn_up show_up turned_up kommit anlant* fatt leverer* framme dykt_upp
ship* sent mail* post dispatch* skickat* skickad* skickas postad*
track* trace locate spara* sparning* sparnings*
where wheres whereabouts var vart
when how_soon nar
long quick* fast* speed soon days time_frame timeframe timeline snabb* fort lange dagar
slow* delay* late takes_ages forsen* dröjer drojer sen
pend* process* in_progress waiting still_not stuck bearbetas vantar behandlas pagaende
charge* fee fees cost* price* surcharge avgift* kostar kostnad* kostade pris*
extra additional hidden unexpected unknown strange weird odd okand* oväntad* ovantad* konstig* skum*
twice double* duplicate* two_times again dubbelt dubbla dubbel tva_ganger
wrong incorrect* mistake* error inaccurate messed_up off fel felaktig* miss misstag*
rate exchange_rate conversion convert* kurs* valutakurs* vaxelkurs*
exchange currenc* foreign fx usd eur euro* dollar* pound* valuta* utlandsk* vaxla*
abroad travel* overseas country countries holiday europe eu utomlands resa* semester* land
lost lose misplace* cant_find missing gone left_behind tappa* borta forlorad* hittar_inte saknas glomt glomde
stolen stole steal thief robbed theft mugged pickpocket* stulen stulit stal snodd* ranad* tjuv*
block* freeze froze frozen lock* disabled suspend* restrict* sparra* sparrad* sparrat last lasa frys* stang_av
unblock* unfreeze unlock* reactivat* thaw lasa_upp oppna upp_igen tina hava
activat* enable turn_on start_using switch_on aktivera* aktiver* igang
expire* expiring expir* run_out out_of_date gar_ut utgang* upphor
compromis* hack* fraud* scam* phish* unauthori* suspicious kapad* bedrag* lurad* obehorig* misstankt*
recogni* dont_know didnt_make did_not_make not_mine kanner_igen kanner_inte inte_gjort inte_min
virtual digital disposable throwaway temporary one_time virtuell* digital* engangs*
physical plastic actual_card fysisk* plast*
contactless tap tapping nfc blippa* kontaktlos*
pin pincode pin_code passcode pinkod* kod koden koder
password passwords login log_in sign_in signin log_on losenord* logga* inlogg*
phone phones mobile cell cellphone iphone android device telefon* mobil*
number digits nummer* siffror
address move moved moving postcode adress* flytta*
name surname married maiden namn* efternamn*
edit chang* update* amend modif* alter correct andra* uppdatera* byta*
verify verif* prove proof confirm* authenticat* verifier* bekraft* styrk*
identity id passport ids ident* legitim* pass
selfie photo picture bild*
age old kids child* teen* young son daughter minor under_18 alder barn* gammal tonar*
account accounts acct acount konto* konton
open opening signup sign_up register join create oppna_konto skapa registrera* bli_kund
close closing delete terminat* shut get_rid avsluta* radera* stanga
transfer* wire* send_money sent_money remit* move_money overfor* skicka_pengar for_over
receive incoming salary wages paid_in paycheck deposit* insattning* lon lonen sattes_in
beneficiar* recipient* payee recipent mottagar*
cheque* check cheques checks
bank_transfer sepa swift iban bankgiro* plusgiro* bankoverforing*
direct_debit standing_order recurring autogiro* staende dragning* subscription* prenumeration*
balance funds saldo* saldot how_much_money pengar_kvar
limit limits max maximum grans* tak
statement* history transactions list kontoutdrag* historik* transaktion*
pay paid payment payments purchase* bought buy bill* betal* kop kopt kopte inbetal*
invoice* bill faktura* rakning*
reminder* dunning collection* inkasso* paminnelse* krav
due deadline due_date forfall* forfallo*
postpone* extend* extension later more_time snooze skjuta_upp anstand senare forlang*
instal* instalment* split plan spread delbetal* avbetal* dela_upp amorter*
shop* store* merchant* retailer* seller* butik* affar* saljar* handlar*
item* goods parcel package order orders vara varan varor paket* bestallning* order*
app application website appen hemsida* sajt*
card cards debit_card credit_card kort* kortet
visa mastercard amex american_express
google_pay apple_pay googlepay applepay wallet
work* function* broken trasig* funkar fungera* strul*
not dont doesnt didnt cant cannot wont isnt wasnt hasnt havent never no unable inte ej aldrig kan_inte
why how_come reason explain varfor anledning forklara
how what_do_i what_should way steps hur
help assist hjalp*
want would_like need id_like wish vill behover onskar
can could possible allowed able may kan gar_det mojligt far_jag
replace* new reissue another ersatt* nytt ny nya
show* see view find look se visa* hitta*
order_a request apply get_a skaffa ansok*
gone_down less short missing_money mindre for_lite
more too_much higher over mer for_mycket hogre
source origin come_from varifran
`

// concepts maps a folded word, or two with a space, to the concepts that it
// belongs to; conceptStems does so for beginnings.
var concepts, conceptStems, lastConcept = func() (words, stems map[string][]byte, last byte) {
	words, stems = map[string][]byte{}, map[string][]byte{}
	n := byte(0)
	for _, line := range strings.Split(thesaurus+"\x00\n"+fields, "\n") {
		list := strings.Fields(line)
		if len(list) == 0 {
			continue
		}
		if list[0] == "\x00" {
			last = n
			continue
		}
		n++
		for _, w := range list {
			w = strings.ReplaceAll(foldWord(w), "_", " ")
			if stem, ok := strings.CutSuffix(w, "*"); ok {
				stems[stem] = append(stems[stem], n)
			} else {
				words[w] = append(words[w], n)
			}
		}
	}
	return words, stems, last
}()

const shortestStem, longestStem = 2, 12

// conceptsOf lists the concepts of tokens[i], with the word before it.
func conceptsOf(tokens []token, i int, out []byte) []byte {
	w := tokens[i].text
	out = append(out, concepts[w]...)
	for n := shortestStem; n <= longestStem && n <= len(w); n++ {
		out = append(out, conceptStems[w[:n]]...)
	}
	if i > 0 {
		var two [64]byte
		if prev := tokens[i-1].text; len(prev)+1+len(w) <= len(two) {
			out = append(out, concepts[string(append(append(append(two[:0], prev...), ' '), w...))]...)
		}
	}
	return out
}
