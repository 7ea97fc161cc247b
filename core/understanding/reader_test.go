package understanding

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"
)

func at(lang string) Context {
	market := "SE"
	if lang == "en" {
		market = "UK"
	}
	return Context{Language: lang, Market: market, Today: "2026-11-20"} // a Friday
}

func TestWantsHuman(t *testing.T) {
	r := reader(t)
	for _, c := range []struct {
		lang, text string
		want       bool
	}{
		{"en", "are you a real person? then get me one", true},
		{"sv", "människa tack", true},
		{"sv", "kan jag få prata med nån", true},
		{"sv", "jag vill ha support på riktigt", true},
		{"en", "live chat with agent", true},
		{"sv", "ring mig", true},
		{"en", "connect me", true},
		{"en", "representative!!", true},
		{"en", "does nobody work there any more", true},
		{"sv", "finns det ingen bakom skärmen", true},
		{"sv", "snacka me ngn", true},
		{"en", "operatr", true},
		{"en", "I WANT A FUCKING HUMAN NOW", true},
		{"en", "h u m a n", true},
		{"en", "Why can't I talk to a person?", true},
		{"sv", "varför får jag inte prata med en människa", true},
		{"sv", "kan jag fa prata med nagon", true},
		{"no", "kan jeg få snakke med et menneske", true},
		{"de", "ich möchte mit einem Menschen sprechen", true},
		{"sv", "är du en bot?", false},
		{"en", "are you a bot?", false},
		{"en", "am I talking to a real person?", false},
		{"en", "I don't need a person", false},
		{"sv", "jag behöver ingen handläggare", false},
		{"en", "the person who delivered it", false},
		{"en", "I paid an agent at the estate office", false},
		{"en", "can I speak to my bank about a person I sent money to", false},
		{"en", `the text said "please call our agent on this number"`, false},
		{"en", "do I have to talk to someone to close my account", false},
		{"sv", "snälla ring mig inte", false},
		{"en", "can my husband pay my bill", false},
	} {
		if got := r.Read(c.text, at(c.lang)); got.WantsHuman != c.want {
			t.Errorf("%q: wants a person %v, want %v (%v)", c.text, got.WantsHuman, c.want, got.Evidence)
		}
	}
}

func TestSensitivities(t *testing.T) {
	r := reader(t)
	for _, c := range []struct {
		lang, text string
		kind       Sensitivity
		tier       Tier
	}{
		{"en", "my card was stolen", Fraud, Certain},
		{"en", "there's a payment I didn't make", Fraud, Certain},
		{"en", "I don't recognise this charge", Fraud, Certain},
		{"en", "someone used my card", Fraud, Certain},
		{"sv", "det finns ett köp jag inte har gjort", Fraud, Certain},
		{"sv", "någon har använt mitt kort", Fraud, Certain},
		{"en", "I lost my job and I'm scared", Hardship, Certain},
		{"sv", "jag har blivit av med jobbet och kan inte betala", Hardship, Certain},
		{"en", "my husband died", Bereavement, Certain},
		{"sv", "min mamma dog igår", Bereavement, Certain},
		{"sv", "det gäller ett dödsbo", Bereavement, Certain},
		{"en", "I want to dispute this invoice", Dispute, Certain},
		{"sv", "jag bestrider fakturan", Dispute, Certain},
		{"en", "I'm going to sue you", Complaint, Certain},
		{"sv", "jag anmäler er till ARN", Complaint, Certain},
		{"en", "I want to kill myself", Distress, Certain},
		{"sv", "jag vill inte leva längre", Distress, Certain},
		{"sv", "min man slår mig", Distress, Certain},
		{"en", "nobody would miss me", Distress, Certain},
		{"en", "I need an extension on my invoice", Hardship, ""},
		{"en", "can I pay on Friday when my wages come", Hardship, ""},
		{"en", "this price is a crime lol", Fraud, ""},
		{"en", "my phone died", Bereavement, ""},
		{"sv", "appen dog", Bereavement, ""},
		{"en", "my late payment", Bereavement, ""},
		{"en", "no complaints, all good", Complaint, ""},
		{"en", "it's not fraud, the purchase was mine", Fraud, ""},
		{"en", "this app is killing me lol", Distress, ""},
		{"sv", "när får jag min återbetalning", Dispute, ""},
	} {
		got := Tier("")
		reading := r.Read(c.text, at(c.lang))
		for _, s := range reading.Sensitivities {
			if s.Kind == c.kind {
				got = s.Tier
			}
		}
		if got != c.tier {
			t.Errorf("%q: %s is %q, want %q (%v)", c.text, c.kind, got, c.tier, reading.Evidence)
		}
	}
}

func TestTopicsOfTheFlows(t *testing.T) {
	r := reader(t)
	for text, want := range map[string]string{
		"en|can I pay my bill a week later?":      "payment_extension",
		"en|I need an extension":                  "payment_extension",
		"sv|kan jag betala en vecka senare?":      "payment_extension",
		"sv|flytta fakturan på 349 till den 28:e": "payment_extension",
		"en|where is my refund":                   "refund",
		"sv|var är min återbetalning":             "refund",
		"en|there's a payment I didn't make":      "fraud",
		"en|someone used my card":                 "fraud",
		"en|can I have a copy of my invoice":      "invoice_copy",
		"sv|jag kommer inte in på mitt konto":     "sign_in",
		"sv|har ni fått min betalning":            "payment_received",
		"en|why was I charged a late fee":         "fee",
		"en|what is the weather like today":       "",
		"sv|recept på pannkakor":                  "",
		"en|2 December":                           "",
		"en|hello":                                "",
		"en|yes please":                           "",
		"sv|hur går börsen":                       "",
	} {
		lang, text, _ := strings.Cut(text, "|")
		if got := r.Read(text, at(lang)); got.Topic() != want {
			t.Errorf("%q is %q, want %q: %v in scope %v", text, got.Topic(), want, got.Topics, got.InScope)
		}
	}
}

func TestMoves(t *testing.T) {
	r := reader(t)
	for text, want := range map[string]Move{
		"sv|ja tack": MoveYes, "sv|japp kör": MoveYes, "en|yes please": MoveYes, "en|yes": MoveYes, "en|yes freeze it": MoveYes,
		"en|ah yes that's my gym": MoveYes, "en|ok": MoveYes, "sv|kör på": MoveYes, "sv|gör det": MoveYes, "en|go ahead": MoveYes,
		"en|no": MoveNo, "en|hm no, leave it": MoveNo, "sv|nej tack": MoveNo, "sv|nä": MoveNo, "en|not now": MoveNo, "en|No, I didn't": MoveNo,
		"en|no wait, the 5th": MoveCorrect, "sv|nej, den andra": MoveCorrect, "en|I meant Friday": MoveCorrect, "en|not that one, the first": MoveCorrect,
		"sv|strunt i det": MoveCancel, "en|forget it": MoveCancel, "en|never mind": MoveCancel, "sv|avbryt": MoveCancel,
		"en|what did you say?": MoveRepeat, "sv|vad sa du": MoveRepeat,
		"en|thanks": MoveThanks, "sv|tack så mycket för hjälpen": MoveThanks,
		"en|hello": MoveGreeting, "sv|hej hej": MoveGreeting, "sv|hej då": MoveGoodbye, "en|bye": MoveGoodbye,
		"sv|är du en bot?": MoveAreYouHuman, "en|are you human": MoveAreYouHuman,
		"en|2 December": MoveNone, "sv|2 december": MoveNone, "en|is there no fee?": MoveNone, "en|no news on my refund?": MoveNone,
		"en|no one helped me": MoveNone, "en|cancel my order": MoveNone, "en|where is my refund": MoveNone,
		"en|yes but not that one": MoveNone, "en|ok so where is my refund?": MoveNone, "en|yes, can I ask something first?": MoveNone,
		"sv|ja men vänta": MoveNone, "en|I don't know": MoveNone,
	} {
		lang, text, _ := strings.Cut(text, "|")
		if got := r.Read(text, at(lang)); got.Move != want {
			t.Errorf("%q is %q, want %q", text, got.Move, want)
		}
	}
}

func TestEntities(t *testing.T) {
	r := reader(t)
	ctx := at("sv")
	ctx.Names = []string{"Elgiganten AB", "H&M", "Åhléns City"}
	for _, c := range []struct{ text, want string }{
		{"1 234,50 kr", "amount 1234.50 SEK"}, {"SEK 99", "amount 99.00 SEK"}, {"£5", "amount 5.00 GBP"}, {"349", "amount 349.00 "},
		{"the 129.99 one", "amount 129.99 "}, {"two hundred quid", "amount 200.00 GBP"}, {"tvåhundra spänn", "amount 200.00 SEK"},
		{"$1,234.50", "amount 1234.50 USD"}, {"349:-", "amount 349.00 SEK"}, {"5k", "amount 5000.00 "}, {"två tusen kronor", "amount 2000.00 SEK"},
		{"2 December", "date 2026-12-02"}, {"2 december", "date 2026-12-02"}, {"December 2nd", "date 2026-12-02"}, {"28/11", "date 2026-11-28"},
		{"2026-12-02", "date 2026-12-02"}, {"den 28:e", "date 2026-11-28"}, {"the 5th", "date 2026-12-05"}, {"på fredag", "date 2026-11-27"},
		{"next Thursday", "date 2026-11-26"}, {"in two weeks", "date 2026-12-04"}, {"om tre dagar", "date 2026-11-23"}, {"imorgon", "date 2026-11-21"},
		{"i fredags", "date 2026-11-13"}, {"slutet av månaden", "date 2026-11-30"}, {"för två veckor sedan", "date 2026-11-06"}, {"i övermorgon", "date 2026-11-22"},
		{"the first one", "ordinal 1"}, {"den andra", "ordinal 2"}, {"sista", "ordinal -1"}, {"the last one", "ordinal -1"},
		{"a week later", "number 7"}, {"en vecka senare", "number 7"}, {"3", "number 3"},
		{"order R-77", "reference R-77"}, {"faktura 88213", "reference 88213"}, {"49927398716", "reference 49927398716"},
		{"ending in 4421", "card_last4 4421"}, {"kortet som slutar på 1234", "card_last4 1234"},
		{"a.b@example.com", "email a.b@example.com"}, {"070-123 45 67", "phone 0701234567"}, {"+44 7700 900123", "phone +447700900123"},
		{"köpet på elgigantn", "merchant Elgiganten AB"}, {"hm", ""}, {"Ahlens", "merchant Åhléns City"},
		{"flytta den på 349 till den 28:e", "amount 349.00 ; date 2026-11-28"},
	} {
		var got []string
		for _, e := range r.Read(c.text, ctx).Entities {
			s := string(e.Kind) + " " + e.Value
			if e.Money != nil {
				s += " " + e.Money.Currency
			}
			got = append(got, s)
			if runes := []rune(c.text); string(runes[e.From:e.To]) != e.Text {
				t.Errorf("%q: %q does not stand at %d:%d", c.text, e.Text, e.From, e.To)
			}
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%q: %q, want %q", c.text, strings.Join(got, "; "), c.want)
		}
	}
}

func TestAmericanDates(t *testing.T) {
	got := reader(t).Read("11/28", Context{Language: "en", Market: "US", Today: "2026-11-20"}).Entities
	if len(got) != 1 || got[0].Value != "2026-11-28" {
		t.Errorf("11/28 in the US is %v", got)
	}
}

func TestLanguageLeansOnThePrior(t *testing.T) {
	r := reader(t)
	for text, want := range map[string]string{
		"sv|ok": "sv", "en|ok": "en", "sv|2 december": "sv", "en|2 December": "en", "sv|where is my refund": "en", "en|var är min återbetalning": "sv",
		"sv|hvor er refusjonen min": "no", "sv|missä palautukseni on": "fi", "en|wo ist meine Rückerstattung": "de", "sv|hvornår får jeg mine penge tilbage": "da",
		"sv|": "sv", "|349": "",
	} {
		prior, text, _ := strings.Cut(text, "|")
		if got := r.Read(text, Context{Language: prior}); got.Language != want {
			t.Errorf("%q after %q is %q (%.2f), want %q", text, prior, got.Language, got.LanguageP, want)
		}
	}
}

// A short answer in a flow calls nobody: it would end the flow under the
// customer's hands.
func TestAnswersCallNobody(t *testing.T) {
	r := reader(t)
	for _, text := range []string{"no", "nope", "nej", "nä", "yes", "ja", "ok", "no thanks", "nej tack", "12 months", "make it 12 months", "tolv månader", "the first one", "den andra", "349", "den 25:e", "on Friday", "på fredag", "not that one", "inte den", "a@b.se", "123456", "R-77", "the shop", "butiken", "6 instead", "every month"} {
		for _, lang := range []string{"sv", "en"} {
			if got := r.Read(text, at(lang)); got.WantsHuman || len(got.Sensitivities) > 0 {
				t.Errorf("%q: wants a person %v, %v", text, got.WantsHuman, got.Sensitivities)
			}
		}
	}
}

// The assistant says what it is whenever asked (P7), however short the question.
func TestWhoSpeaksIsHeard(t *testing.T) {
	r := reader(t)
	for text, lang := range map[string]string{"vad är ni?": "sv", "Vad är du": "sv", "vem är du egentligen": "sv", "vad är du för något": "sv", "vad är ni för ena": "sv",
		"what are you?": "en", "who are you": "en", "what are you exactly": "en", "are you a person": "en", "vem pratar jag med": "sv"} {
		if got := r.Read(text, at(lang)); got.Move != MoveAreYouHuman || got.WantsHuman || len(got.Sensitivities) > 0 {
			t.Errorf("%q: move %q, wants a person %v, %v", text, got.Move, got.WantsHuman, got.Sensitivities)
		}
	}
}

// Whoever reads at the same time gets the same reading, byte for byte.
func TestReadIsTheSameForEverybody(t *testing.T) {
	r := reader(t)
	text := "Hej, nån har använt mitt kort på Elgiganten för 1 234,50 kr den 28:e, kan jag få prata med en människa?"
	want, _ := json.Marshal(r.Read(text, at("sv")))
	var wait sync.WaitGroup
	for range 8 {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for range 50 {
				if got, _ := json.Marshal(r.Read(text, at("sv"))); string(got) != string(want) {
					t.Errorf("read %s, want %s", got, want)
					return
				}
			}
		}()
	}
	wait.Wait()
}

func TestTrainingIsTheSameTwice(t *testing.T) {
	p := loadPhrases(t)
	a, err := NewReader(p)
	if err != nil {
		t.Fatal(err)
	}
	x, _ := json.Marshal(a.Read("can I pay later, someone stole my card", at("en")))
	y, _ := json.Marshal(reader(t).Read("can I pay later, someone stole my card", at("en")))
	if string(x) != string(y) {
		t.Errorf("two trainings differ: %s and %s", x, y)
	}
}

func TestNewTopicIsLearned(t *testing.T) {
	p := loadPhrases(t)
	before := p.Version
	p.AddTopic("en", "gift_card", []string{"I want to buy a gift card", "how do I use a gift card", "gift card balance", "my gift card doesn't work", "give a gift card to a friend", "where can I spend the gift card"})
	if p.Version == before {
		t.Error("new examples left the version as it was")
	}
	r, err := NewReader(p)
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Read("can I spend my gift card online", at("en")); len(got.Topics) == 0 || got.Topics[0].Topic != "gift_card" {
		t.Errorf("topics %v", got.Topics)
	}
}

func FuzzRead(f *testing.F) {
	r := reader(f)
	for _, s := range []string{"", " ", "?", "\x00\xff\xfe", "kan jag få prata med nån", strings.Repeat("människa ", 300), "\U000E0041\U000E0042", "𝟜𝟙𝟙𝟙", "👍👍", "\"\"\"", "a̐éö̲", "1 2 3 4 5 6 7 8 9 0", "28/11-26 1.2.3.4 ,,,,", "@@@ # - ' '", strings.Repeat("9", 500), "den 99:e", "för 999 år sedan", "-1 234,5,6 kr"} {
		f.Add(s, "sv", "2026-11-20")
	}
	f.Fuzz(func(t *testing.T, text, lang, today string) {
		got := r.Read(text, Context{Language: lang, Market: "SE", Today: today, Names: []string{text, "H&M"}})
		n := len([]rune(text))
		for _, e := range got.Entities {
			if e.From < 0 || e.From >= e.To || e.To > n {
				t.Fatalf("%q: %v lies outside", text, e)
			}
		}
	})
}

// A pasted megabyte must not hold the others up: only its head and tail are
// read, and the wish at its end is heard.
func TestMegabyte(t *testing.T) {
	r := reader(t)
	for _, unit := range []string{"blah blah ", "9", "a", "\x00", "💀", "den 5:e ", "1 234 ", "\"", "\xff"} {
		text := strings.Repeat(unit, 1<<20/len(unit)) + "\nkan jag få prata med en människa"
		got := r.Read(text, at("sv"))
		if !got.WantsHuman {
			t.Errorf("the wish after a megabyte of %q is not heard", unit)
		}
	}
}

var benchTexts = []string{
	"can I pay my bill a week later?", "jag vill prata med en människa om min återbetalning tack", "2 December",
	"there's a payment of 129.99 I didn't make at Elgiganten yesterday", "ja tack", "hej, jag har inte fått min återbetalning på 349 kr från i fredags, kan ni kolla?",
}

func BenchmarkRead(b *testing.B) {
	r := reader(b)
	c := at("sv")
	c.Names = []string{"Elgiganten AB", "H&M", "Nordbutiken"}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		r.Read(benchTexts[i%len(benchTexts)], c)
		i++
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1000, "µs/message")
}

func BenchmarkTrain(b *testing.B) {
	p := loadPhrases(b)
	for b.Loop() {
		if _, err := NewReader(p); err != nil {
			b.Fatal(err)
		}
	}
}

// A slip of the finger in the word that says what it is about once turned "can I
// pay a week later" into a cry for help; a name is no cry either.
func TestASlipLeavesTheMatterWhatItIs(t *testing.T) {
	r := reader(t)
	for _, c := range []struct{ lang, text, topic string }{
		{"sv", "kan jag beatla en vecka senare?", "payment_extension"},
		{"en", "I reutrned the shoes two weeks ago and still have no money", "refund"},
		{"en", "I want to pay in instamlents", "payment_plan"},
		{"sv", "Gun Berg", ""}, {"sv", "jag är hennes dotter", ""}, {"en", "I'm her daughter", ""},
	} {
		got := r.Read(c.text, at(c.lang))
		if len(got.Sensitivities) > 0 || c.topic != "" && got.Topic() != c.topic {
			t.Errorf("%q: %v, %v", c.text, got.Sensitivities, got.Topics)
		}
	}
}

// A card in other hands is stopped before anything is asked; one that was used
// has a payment to ask about.
func TestAStolenCardIsALostCard(t *testing.T) {
	r := reader(t)
	for _, c := range []struct{ lang, text, topic string }{
		{"sv", "min väska blev stulen med kortet i", "lost_card"}, {"en", "someone stole my wallet", "lost_card"}, {"en", "my card was stolen", "lost_card"},
		{"en", "my card was stolen and there are purchases I didn't make", "fraud"}, {"sv", "någon har snott kortet och handlat för 900", "fraud"},
	} {
		got := r.Read(c.text, at(c.lang))
		if senses(got, "fraud") == "" || got.Topic() != c.topic {
			t.Errorf("%q: %v, %v", c.text, got.Sensitivities, got.Topics)
		}
	}
}

func TestASlipInAMonthOrInNeverMind(t *testing.T) {
	r := reader(t)
	if got := r.Read("5 decebmer", at("sv")); len(got.Entities) != 1 || got.Entities[0].Value != "2026-12-05" {
		t.Errorf("a month: %+v", got.Entities)
	}
	if got := r.Read("strnut i det", at("sv")); got.Move != MoveCancel {
		t.Errorf("never mind: %q", got.Move)
	}
	if got := r.Read("forgot it", at("en")); got.Move == MoveCancel {
		t.Error("whoever forgot something cancels nothing")
	}
}
