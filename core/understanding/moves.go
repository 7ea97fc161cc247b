package understanding

import "strings"

// The words of the short answers, folded.
var moveWords = map[string]map[string]bool{
	"ease":       words("ah aha oh hm hmm hmmm um uh eh well so nja oj ok okay okej please pls snalla då da ja"),
	"yes":        words("yes yep yup yeah yea ya yess yesss yah aye si affirmative absolutely definitely certainly indeed correct exactly ja japp jepp jajamensan jadu javisst jaa jaja absolut garna precis exakt stammer jomen visst jodå joda jo mhm mm korrekt yesbox yees yas yass 👍"),
	"weak yes":   words("ok okay okej okey k sure fine right alright great perfect good cool kor kör deal bra fint toppen gott perfekt"),
	"no":         words("no nope nah nay nej nä na nae naj noo nejdå neej nejda näe njet 👎 negative"),
	"contrast":   words("but men except however though unless fast dock although first först forst wait vänta vanta hold instead istället istallet actually rather snarare egentligen"),
	"not":        words("not dont do_not never inte ej aldrig isnt wasnt didnt cant wont"),
	"greet":      words("hi hello hey hej hejsan hallå halla hallo tja tjena tjenare tjo morning afternoon evening god goddag morgon dag kväll kvall good hiya yo howdy greetings there hejhej moin mors morsning tjabba all everyone bot 👋 dear sir madam allihop på er dig team"),
	"thank":      words("thanks thank thx ty cheers ta tack tackar tusen stort thankyou tnx tanks tackk"),
	"thank tail": words("you u so much very a lot for your help the it that all så sa mycket för for hjälpen hjalpen hjälp hjalp det i again ska ha jätte jättemycket du ni dig er bra snällt snallt awesome great perfect super kindly million bunch appreciated appreciate really lovely and have nice day toppen jättebra jattebra 🙏 😊 ❤ mate love sister that's thats been brilliant service snabba svaret svar info informationen helping quick reply response"),
	"bye":        words("bye goodbye byebye adios hejdå hejda farväl farval cya ciao cheerio toodles hörs horas hors vi ses"),
}

func words(s string) map[string]bool {
	out := map[string]bool{}
	w := ""
	for _, r := range s + " " {
		if r == ' ' || r == '\n' {
			if w != "" {
				out[foldWord(w)] = true
			}
			w = ""
			continue
		}
		w += string(r)
	}
	return out
}

// Fixed expressions per move; a message that begins with one and says little
// more is that move.
var movePhrases = []struct {
	move  Move
	spare int // words that may stand beside it
	texts []string
}{
	{MoveRepeat, 3, []string{"what did you say", "say that again", "say again", "say it again", "can you repeat", "could you repeat", "repeat that", "repeat please", "please repeat", "come again", "pardon", "pardon me", "i didnt catch that", "didnt catch that", "i didnt get that", "i missed that", "one more time", "what was that", "what did you just say", "can you say that again", "could you say that again", "what was the question",
		"vad sa du", "vad sade du", "vad sa ni", "hur sa", "hursa", "va sa du", "kan du upprepa", "upprepa", "kan ni upprepa", "en gang till", "ta det igen", "ta det en gang till", "kan du saga det igen", "sag det igen", "jag uppfattade inte", "jag horde inte", "vad var fragan", "kan du ta det igen", "kan du saga om det", "repetera"}},
	{MoveCancel, 3, []string{"forget it", "forget about it", "forget that", "never mind", "nevermind", "nvm", "leave it", "leave that", "drop it", "scrap that", "cancel", "cancel that", "cancel this", "cancel it", "abort", "stop", "stop it", "stop this", "lets stop", "lets leave it", "skip it", "dont bother", "it doesnt matter", "doesnt matter", "i changed my mind", "changed my mind", "ive changed my mind", "lets not", "quit",
		"strunt i det", "strunt samma", "strunta i det", "skit i det", "skit samma", "glom det", "glom bort det", "avbryt", "avbryta", "lagg ner", "lagg av", "stopp", "stoppa", "det kvittar", "kvittar", "spelar ingen roll", "det spelar ingen roll", "jag har andrat mig", "har andrat mig", "jag angrar mig", "angrar mig", "vi lamnar det", "lat det vara", "lat bli", "vi skiter i det", "hoppa over det", "det var inget", "bry dig inte"}},
	{MoveGoodbye, 3, []string{"bye", "goodbye", "good bye", "bye bye", "see you", "see ya", "take care", "have a nice day", "have a good day", "good night", "hej da", "hejda", "ha det bra", "ha det gott", "ha en bra dag", "ha en fin dag", "vi hors", "vi ses", "god natt", "adjo", "thats all", "that is all", "that was all", "that will be all", "nothing else", "det var allt", "det var allt for mig", "inget mer", "det ar bra sa", "hej hej da", "farval"}},
}

var yesPhrases = []string{"go ahead", "do it", "please do", "go for it", "sounds good", "that works", "works for me", "thats right", "that is right", "thats correct", "i agree", "i do", "it is", "why not", "of course", "thats fine", "thats it", "make it so", "i confirm", "confirm", "confirmed", "you may", "lets do it", "lets do that", "i recognise it", "that was me", "it was me", "it was",
	"gor det", "gor sa", "gor det du", "kor pa", "kor pa det", "kor", "lat oss gora det", "det later bra", "later bra", "det ar ratt", "det stammer", "det blir bra", "det gar bra", "sa klart", "saklart", "sjalvklart", "naturligtvis", "det var jag", "bekraftar", "jag bekraftar", "det vill jag", "det ar okej", "det ar ok", "funkar", "det funkar", "det gor det", "det gor jag", "godkanner", "jag godkanner", "ta det", "blir bra", "i sa fall ja"}

var noPhrases = []string{"not now", "not yet", "not really", "not today", "not that", "not that one", "not this one", "i dont", "i do not", "i didnt", "dont", "do not", "dont do it", "please dont", "i dont think so", "rather not", "id rather not", "absolutely not", "of course not", "no way", "it isnt", "it wasnt", "i disagree", "thats wrong", "that is wrong", "thats not right", "thats not it", "incorrect", "wrong", "not interested",
	"inte nu", "inte an", "inte idag", "helst inte", "inte den", "gor inte det", "gor det inte", "det vill jag inte", "vill jag inte", "jag vill inte", "det gor jag inte", "absolut inte", "verkligen inte", "det stammer inte", "stammer inte", "det var inte jag", "det ar fel", "fel", "inte riktigt", "inte alls", "knappast", "icke", "det gar inte bra", "jag tackar nej", "tackar nej", "inte intresserad", "aldrig i livet", "aldrig"}

var correctPhrases = []string{"i meant", "i mean", "no wait", "wait no", "i mean the", "change it to", "make it", "make that", "not that one", "the other one", "the other", "correction", "sorry i meant", "that should be", "it should be", "should be",
	"jag menade", "jag menar", "nej vanta", "vanta nej", "andra till", "andra det till", "byt till", "inte den", "den andra", "det andra", "det ska vara", "ska vara", "rattelse", "fel jag", "jag skrev fel", "skrev fel", "menade", "snarare", "hellre"}

// move says what a short text does in the talk. It leans to MoveNone: a yes
// is consent, and consent that was not given hurts more than a second asking.
func move(p *page, found []Entity, areYou, wantsHuman bool) Move {
	ts := p.tokens
	if len(ts) == 0 {
		return onlyMarks(p)
	}
	if areYou && !wantsHuman {
		return MoveAreYouHuman
	}
	i := 0
	for i < len(ts)-1 && moveWords["ease"][ts[i].text] && !moveWords["yes"][ts[i].text] && !startsAny(ts[i:], yesPhrases) {
		i++
	}
	rest := ts[i:]
	if corrects(ts, rest, found) {
		return MoveCorrect
	}
	if m := answer(p, ts, rest); m != MoveNone {
		return m
	}
	for _, f := range movePhrases {
		for _, t := range f.texts {
			if n := startsWith(rest, t); n > 0 && spareWords(rest[n:]) <= f.spare && tailFits(f.move, rest[n:]) {
				return f.move
			}
		}
	}
	return pleasantry(p, ts)
}

// answer is yes or no.
func answer(p *page, ts, rest []token) Move {
	if saysNo(p, rest) {
		return MoveNo
	}
	if saysYes(p, ts, rest) {
		return MoveYes
	}
	return MoveNone
}

func saysNo(p *page, rest []token) bool {
	if len(rest) > 14 {
		return false
	}
	if moveWords["no"][rest[0].text] {
		if len(rest) == 1 || rest[1].comma || rest[1].clause != rest[0].clause {
			return true
		}
		if p.question(rest[0].clause) {
			return false
		}
		if rest[0].text != "no" {
			return true
		}
		switch rest[1].text {
		case "thanks", "thank", "i", "it", "that", "thats", "dont", "please", "not", "leave", "sorry", "never", "this", "ty", "thx", "its", "we", "need", "way", "cancel", "stop", "just", "sir", "mate", "no", "nope", "im", "he", "she", "they", "absolutely", "definitely", "forget", "wait", "longer":
			return !(rest[1].text == "need" && len(rest) > 4 || rest[1].text == "longer")
		}
		return false
	}
	for _, t := range noPhrases {
		if n := startsWith(rest, t); n > 0 && len(rest)-n <= 3 && !p.question(rest[0].clause) {
			return len(rest) == n || !notAnAnswer[rest[n].text]
		}
	}
	return false
}

// notAnAnswer: "I don't know", "I didn't understand" leave the question open.
var notAnAnswer = words("know understand get see remember mind care have follow hear catch believe receive find")

func saysYes(p *page, ts, rest []token) bool {
	if len(rest) > 10 {
		return false
	}
	for k := range ts {
		t := ts[k].text
		if moveWords["contrast"][t] || moveWords["not"][t] || moveWords["no"][t] && k > 0 {
			return false
		}
	}
	if last := ts[len(ts)-1].clause; p.question(last) && len(ts) > 2 {
		return false
	}
	switch {
	case moveWords["yes"][rest[0].text]:
		return true
	case startsAny(rest, yesPhrases):
		return len(rest) <= 7
	case moveWords["weak yes"][rest[0].text] || len(ts) > 0 && moveWords["weak yes"][ts[0].text]:
		return len(ts) <= 4 && !startsThanks(rest)
	}
	return false
}

func startsThanks(ts []token) bool { return moveWords["thank"][ts[0].text] && len(ts) > 1 }

// corrects: a denial or a "I meant" together with the right value.
func corrects(ts, rest []token, found []Entity) bool {
	if len(ts) > 16 {
		return false
	}
	value := false
	for _, e := range found {
		value = value || e.Kind != Merchant
	}
	lead := moveWords["no"][rest[0].text] || startsAny(rest, []string{"wait", "sorry", "actually", "vanta", "fel", "forlat", "ursakta", "wrong", "oj", "oops", "nja", "instead", "istallet", "rather", "hellre", "not"})
	for k := range ts {
		for _, t := range correctPhrases {
			if startsWith(ts[k:], t) == 0 {
				continue
			}
			switch t {
			case "den andra", "det andra", "the other", "the other one", "inte den", "not that one":
				if lead {
					return true
				}
			case "i mean", "jag menar", "make it", "make that", "hellre", "snarare", "i mean the", "should be", "ska vara", "it should be", "that should be", "det ska vara", "andra till", "byt till", "change it to", "andra det till":
				if value {
					return true
				}
			default:
				if value || len(ts) <= 4 {
					return true
				}
			}
		}
	}
	return lead && value && len(ts) <= 12 && moveValue(found)
}

// moveValue: a value that may replace another; a bare count of days is none.
func moveValue(found []Entity) bool {
	for _, e := range found {
		switch e.Kind {
		case Date, Amount, Ordinal, CardLast4, Reference, Email, Phone, Number:
			return true
		}
	}
	return false
}

// pleasantry is thanks, a greeting or a goodbye with nothing else.
func pleasantry(p *page, ts []token) Move {
	if len(ts) > 12 {
		return MoveNone
	}
	thank, greet, other, bye := 0, 0, 0, 0
	for _, t := range ts {
		switch {
		case moveWords["thank"][t.text]:
			thank++
		case moveWords["bye"][t.text]:
			bye++
		case moveWords["thank tail"][t.text] || moveWords["ease"][t.text] || moveWords["weak yes"][t.text]:
		case moveWords["greet"][t.text]:
			greet++
		default:
			other++
		}
	}
	switch {
	case other > 0:
		return MoveNone
	case bye > 0:
		return MoveGoodbye
	case thank > 0:
		return MoveThanks
	case greet > 0 && len(ts) <= 6:
		return MoveGreeting
	}
	return MoveNone
}

// onlyMarks reads a message without a word: "??" asks again.
func onlyMarks(p *page) Move {
	for _, r := range p.runes {
		if r == '?' {
			return MoveRepeat
		}
	}
	return MoveNone
}

// tailFits: "cancel" alone cancels, "cancel my order" is a matter; "what?" and
// "va?" ask again only on their own.
func tailFits(m Move, tail []token) bool {
	for _, t := range tail {
		switch t.text {
		case "my", "min", "mitt", "mina", "order", "ordern", "subscription", "card", "kort", "kortet", "invoice", "fakturan", "payment", "the", "purchase", "kopet", "account", "konto", "abonnemang":
			return m != MoveCancel
		}
	}
	return true
}

func spareWords(ts []token) int {
	n := 0
	for _, t := range ts {
		if !moveWords["thank"][t.text] && !moveWords["thank tail"][t.text] && !moveWords["ease"][t.text] && !moveWords["bye"][t.text] {
			n++
		}
	}
	return n
}

func startsAny(ts []token, texts []string) bool {
	for _, t := range texts {
		if startsWith(ts, t) > 0 {
			return true
		}
	}
	return false
}

// startsWith gives how many tokens the text covers at the start of ts.
func startsWith(ts []token, text string) int {
	n := 0
	for word := range strings.SplitSeq(text, " ") {
		if n == len(ts) || ts[n].text != word && (ordinary[ts[n].text] || !slip(ts[n].text, word)) {
			return 0
		}
		n++
	}
	return n
}
