package question

import "strings"

// lexicon is what people write for a measure, in both languages; the longest
// that fits is taken. Folded: no rings or dots over letters.
var lexicon = build(map[Measure]string{
	Spent: `spend|spent|spending|did i pay|have i paid|paid|expenses|outgoings|cost me|costs me|cost|costs|go out|went out|
		spenderat|spenderade|spenderar|gjort av med|gjorde av med|gor av med|gjorde jag av med|gjort jag av med|har lagt|lagt|lade|lagger|la jag|lagt ut|utgifter|utgift|kostat|kostade|kostar|kostar mig|betalat|betalade|brant|handlat for|handlade for|handlat|handlade|gatt ut|gick ut|gatt at|gatt till|gick till`,
	Received: `earn|earned|income|received|receive|get paid|got paid|was i paid|came in|come in|did i get|have i got|make|tjanat|tjanade|tjanar|fatt in|fick in|fick jag|har jag fatt|inkomst|inkomster|inkomsterna|kom in|kommit in|in pa kontot`,
	Count: `how many times|how often|how many purchases|how many transactions|how many payments|number of purchases|number of transactions|how many|
		hur manga ganger|hur ofta|hur manga kop|hur manga transaktioner|hur manga betalningar|antal kop|antalet kop|hur manga`,
	Average:  `average purchase|average amount|on average|average|snittkop|i snitt|i genomsnitt|genomsnittligt|genomsnittliga|genomsnitt|medelkop|snitt`,
	Biggest:  `biggest|largest|most expensive|dearest|highest|storsta|dyraste|hogsta`,
	Smallest: `smallest|cheapest|lowest|minsta|billigaste|lagsta`,
	Top: `where does my money go|where did my money go|where is my money going|what do i spend most on|what did i spend most on|spend the most on|top categories|biggest categories|spending by category|
		vart gar pengarna|vart gick pengarna|vart tar pengarna vagen|vart tog pengarna vagen|vad lagger jag mest pa|vad la jag mest pa|vad lade jag mest pa|mest pengar pa|storsta kategorier|storsta kategorierna|per kategori`,
	Balance:        `balance|how much money do i have|how much do i have|how much have i got|what is in my account|whats in my account|saldo|saldot|hur mycket pengar har jag|hur mycket har jag pa kontot|hur mycket har jag`,
	Safe:           `safe to spend|left to spend|can i spend|have left|left|left over|remaining|money left|do i have left|kvar att anvanda|kvar att leva pa|kvar att spendera|har jag kvar|kan jag anvanda|kan jag spendera|far jag spendera|kvar`,
	Subscriptions:  `subscriptions|subscription|subscriptions cost|subscribe to|subscribed to|prenumerationer|prenumerationerna|prenumeration|prenumererar|abonnemang|abonnemangen`,
	Afford:         `can i afford|could i afford|afford|enough for|enough money for|har jag rad med|har jag rad att kopa|rad med|har jag rad|racker pengarna till|har jag tillrackligt for`,
	NextBill:       `next bill|next payment|upcoming bills|next bills|bills coming up|bill due|nasta rakning|nasta betalning|kommande rakningar|nasta faktura`,
	NextInstalment: `next instalment|next installment|instalment due|installment due|next instalments|nasta delbetalning|nasta avbetalning|nasta klarna`,
	NextIncome:     `next payday|payday|next salary|next pay|next income|next wage|get paid next|will i get paid|do i get paid|nasta lon|nasta loneutbetalning|nasta inkomst|lonen kommer|kommer lonen|far jag lon|kommer nasta lon|lonedag`,
})

// comparisons are the words before what is compared with.
var comparisons = phrases(`compared with|compared to|compare with|compare to|compare it with|compare it to|compare that with|compared|versus|vs|than|jamfort med|jamfor med|jamfor det med|jamfora med|i jamforelse med|mot|an`)

// averages are the words for one's own average, after a comparison.
var averages = phrases(`my average|the average|average|usual|normal|normally|i usually|usually|my usual|genomsnittet|mitt genomsnitt|snittet|mitt snitt|vanligt|vanligtvis|normalt|det vanliga|genomsnitt`)

// yearsAgo are the words for the same days a year before.
var yearsAgo = phrases(`same month last year|the same month last year|same time last year|the same time last year|last year|a year ago|same period last year|samma manad forra aret|samma manad i fjol|samma tid forra aret|samma tid i fjol|forra aret|i fjol|samma period i fjol|ett ar sedan|for ett ar sedan`)

// fillers say nothing that changes an answer.
var fillers = set(`over between eat eaten ate during we our mkt mellan under ata atit ater at har ju vi vart vara how much money did do does i have has had my me mine the a an on in at for of to from with and what is was were are whats it that this so far please hi hello hej can you could tell show give list see would like want know about total altogether all overall by much many did
	purchase purchases payment payments transaction transactions buy bought money amount sum shopping? go going been be get got will when whens next or more less also then than there any some paying coming up due day cost costs kronor kr sek account accounts accounts? out into per each month months?
	hur mycket pengar har jag min mitt mina mig den det de en ett pa i hos for av till fran med och vad ar var blev blir kan du visa mig beratta snalla tack om sa langt hittills totalt sammanlagt allt alla som kop kopet kopen betalning betalningar transaktion transaktioner summa belopp nar ska skulle vill veta gick gar ut mycket nu dar eller mer mindre aven ocksa inte gor gjort gjorde kopt kopte kopa ge lista man kommer kosta varje jamfor compare dag konto kontot konton vart tog vagen ekonomi manaden?`)

func phrases(s string) map[string]bool {
	out := map[string]bool{}
	for p := range strings.SplitSeq(s, "|") {
		out[strings.Join(strings.Fields(p), " ")] = true
	}
	return out
}

func set(s string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		if !strings.HasSuffix(w, "?") {
			out[w] = true
		}
	}
	return out
}

func build(by map[Measure]string) map[string]Measure {
	out := map[string]Measure{}
	for m, list := range by {
		for p := range phrases(list) {
			out[p] = m
		}
	}
	return out
}

// weight orders measures when a question names several: "how much did I spend on
// average" is an average, "is my biggest subscription" a matter of subscriptions.
var weight = map[Measure]int{Spent: 1, Received: 2, Count: 3, Safe: 4, Average: 5, Balance: 0, Biggest: 6, Smallest: 6, Subscriptions: 7, NextBill: 8, NextInstalment: 9, NextIncome: 9, Top: 10, Afford: 11}

// fold writes a text as the lexicon is written: lower case, å ä ö é ü as the
// letters under them, signs as spaces but for those within numbers.
func fold(s string) string {
	s = strings.ToLower(strings.NewReplacer("\u00a0", " ", "\u202f", " ", "’", "", "'", "", "−", "-", "–", " - ").Replace(s))
	var b strings.Builder
	runes := []rune(s)
	for i, r := range runes {
		digit := func(j int) bool { return j >= 0 && j < len(runes) && runes[j] >= '0' && runes[j] <= '9' }
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '£', r == '$', r == '€', r == '&', r == '+':
			b.WriteRune(r)
		case r == 'å', r == 'ä', r == 'à', r == 'á':
			b.WriteByte('a')
		case r == 'ö', r == 'ø', r == 'ó':
			b.WriteByte('o')
		case r == 'é', r == 'è', r == 'ê':
			b.WriteByte('e')
		case r == 'ü':
			b.WriteByte('u')
		case (r == '.' || r == ',' || r == '-' || r == '/') && digit(i-1) && digit(i+1):
			b.WriteRune(r)
		case r > 127 && r != '…':
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
