package question

import (
	"strings"
	"testing"

	"samtal/core/money"
	"samtal/core/money/outlook"
	"samtal/core/money/recurring"
)

// tree is a small tree of two levels.
type tree map[string][3]string // parent, kind, name

func (t tree) Name(id, _ string) string {
	return t[id][2]
}
func (t tree) Kind(id string) string     { return t[id][1] }
func (t tree) Within(id, of string) bool { return id == of || of != "" && t[id][0] == of }

var small = tree{"food": {"", "", "Food"}, "groceries": {"food", "", "Groceries"}, "restaurants": {"food", "", "Restaurants"}, "streaming": {"", "", "Streaming"}, "holiday": {"", "", "Holidays"},
	"salary": {"", "income", "Salary"}, "transfer": {"", "transfer", "Transfers"}, "loans": {"", "", "Loans"}, "rent": {"", "", "Rent"}}

var smallNames = map[string][]string{"food": {"food", "mat"}, "groceries": {"groceries", "matvaror", "livsmedel"}, "restaurants": {"restaurants", "restaurant", "eating out", "restauranger", "krogen", "uteätande", "ätit ute"},
	"streaming": {"streaming"}, "holiday": {"hotels", "hotell", "semester"}, "salary": {"salary", "lön"}, "loans": {"loans", "lån"}, "rent": {"rent", "hyra"}}

const today = "2026-11-24" // a Tuesday

func facts(rows []Row) Facts {
	balance := money.Money{Minor: 1000000, Currency: "SEK"}
	b := balance.Minor
	rent := recurring.Series{Shop: "Rikshem", Every: recurring.Monthly, Amount: money.Money{Minor: -600000, Currency: "SEK"}, Next: "2026-11-30", Rows: []string{"r"}}
	pay := recurring.Series{Shop: "Arbetet AB", Every: recurring.Monthly, Amount: money.Money{Minor: 2500000, Currency: "SEK"}, Next: "2026-12-22", Rows: []string{"p"}}
	netflix := recurring.Series{Shop: "Netflix", Every: recurring.Monthly, Amount: money.Money{Minor: -12900, Currency: "SEK"}, Next: "2026-12-03", Rows: []string{"n"}}
	series := []recurring.Series{rent, pay, netflix}
	return Facts{Today: today, Index: NewIndex(rows, small, smallNames), Series: series,
		Accounts:     []Account{{ID: "a", Name: "Lönekonto", Last: "4321", Balance: &balance, AsOf: today}, {ID: "b", Name: "Sparkonto"}},
		Subscription: func(s recurring.Series) bool { return s.Shop == "Netflix" },
		Outlook: map[string]outlook.Facts{"SEK": {Today: today, Currency: "SEK", Balance: &b, AsOf: today, Series: series,
			Owed: []outlook.Item{{Date: "2026-12-01", What: "Samtal", Amount: money.Money{Minor: -50000, Currency: "SEK"}, Source: "instalment"}}}}}
}

// plain writes non-breaking spaces as spaces, to compare by eye.
func plain(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

func sek(id, day, shop, category string, minor int64) Row {
	return Row{ID: id, Date: day, Shop: shop, Category: category, Account: "a", Amount: money.Money{Minor: minor, Currency: "SEK"}}
}

var typedRows = []Row{sek("1", "2026-10-03", "ICA", "groceries", -25000), sek("2", "2026-10-14", "ICA", "groceries", -17550), sek("3", "2026-10-20", "Espresso House", "restaurants", -8900),
	sek("4", "2026-11-02", "ICA", "groceries", -30000), sek("5", "2026-11-20", "Pizzeria Napoli", "restaurants", -12000), sek("6", "2026-09-25", "Arbetet AB", "salary", 2500000),
	sek("7", "2026-10-23", "Arbetet AB", "salary", 2500000), sek("8", "2025-11-11", "Willys", "groceries", -9900), sek("9", "2026-11-24", "Netflix", "streaming", -12900),
	sek("10", "2026-11-10", "Sparkonto", "transfer", -100000), sek("11", "2026-01-31", "Willys", "groceries", -45000)}

// Questions as people type them, in both languages, each read into the query
// that a person would say it is.
func TestQuestionsAsPeopleTypeThem(t *testing.T) {
	f := facts(typedRows)
	nov, oct, year := Period{"2026-11-01", "2026-11-30"}, Period{"2026-10-01", "2026-10-31"}, Period{"2026-01-01", "2026-12-31"}
	for _, c := range []struct {
		text string
		want Query
	}{
		{"How much did I spend on groceries in October?", Query{Measure: Spent, Category: "groceries", Period: oct}},
		{"how much did i spend on food", Query{Measure: Spent, Category: "food", Period: nov}},
		{"how much have I spent this month", Query{Measure: Spent, Period: nov}},
		{"what did I spend last month?", Query{Measure: Spent, Period: oct}},
		{"spending on restarants in october", Query{Measure: Spent, Category: "restaurants", Period: oct}},
		{"total spent at ICA this year", Query{Measure: Spent, Shop: "ICA", Period: year}},
		{"how much at espresso house in october 2026", Query{Measure: Spent, Shop: "Espresso House", Period: oct}},
		{"how much did I spend at espresso in October", Query{Measure: Spent, Shop: "Espresso House", Period: oct}},
		{"groceries yesterday", Query{Measure: Spent, Category: "groceries", Period: Period{"2026-11-23", "2026-11-23"}}},
		{"what did I spend today", Query{Measure: Spent, Period: Period{"2026-11-24", "2026-11-24"}}},
		{"how much did I spend last week", Query{Measure: Spent, Period: Period{"2026-11-16", "2026-11-22"}}},
		{"spent this week", Query{Measure: Spent, Period: Period{"2026-11-23", "2026-11-29"}}},
		{"spend in the last 30 days", Query{Measure: Spent, Period: Period{"2026-10-26", "2026-11-24"}}},
		{"what have I spent on eating out over the past 3 months", Query{Measure: Spent, Category: "restaurants", Period: Period{"2026-08-25", "2026-11-24"}}},
		{"how much since 1 october", Query{Measure: Spent, Period: Period{"2026-10-01", today}}},
		{"how much did I spend in Q1", Query{Measure: Spent, Period: Period{"2026-01-01", "2026-03-31"}}},
		{"spending in q4 2025", Query{Measure: Spent, Period: Period{"2025-10-01", "2025-12-31"}}},
		{"spent in december", Query{Measure: Spent, Period: Period{"2025-12-01", "2025-12-31"}}},
		{"how much did I spend in 2025?", Query{Measure: Spent, Period: Period{"2025-01-01", "2025-12-31"}}},
		{"spent between 1 october and 15 november", Query{Measure: Spent, Period: Period{"2026-10-01", "2026-11-15"}}},
		{"how much did I earn in October", Query{Measure: Received, Period: oct}},
		{"how much salary did I get in october", Query{Measure: Received, Category: "salary", Period: oct}},
		{"what was my income last month", Query{Measure: Received, Period: oct}},
		{"how many times did I go to ICA in October", Query{Measure: Count, Shop: "ICA", Period: oct}},
		{"how often did I eat at restaurants this year", Query{Measure: Count, Category: "restaurants", Period: year}},
		{"average purchase at ICA this year", Query{Measure: Average, Shop: "ICA", Period: year}},
		{"biggest purchase this year", Query{Measure: Biggest, Period: year}},
		{"what was my most expensive purchase in October?", Query{Measure: Biggest, Period: oct}},
		{"smallest purchase last month", Query{Measure: Smallest, Period: oct}},
		{"where does my money go?", Query{Measure: Top, Period: nov}},
		{"what did I spend most on in October", Query{Measure: Top, Period: oct}},
		{"what is my balance", Query{Measure: Balance}},
		{"how much money do I have", Query{Measure: Balance}},
		{"how much do I have left", Query{Measure: Safe}},
		{"how much is safe to spend?", Query{Measure: Safe}},
		{"what do my subscriptions cost?", Query{Measure: Subscriptions}},
		{"can I afford 1 200 on Friday?", Query{Measure: Afford, Minor: 120000, Currency: "SEK", Day: "2026-11-27"}},
		{"can i afford 1,200.50 kr tomorrow", Query{Measure: Afford, Minor: 120050, Currency: "SEK", Day: "2026-11-25"}},
		{"could I afford £50", Query{Measure: Afford, Minor: 5000, Currency: "GBP", Day: today}},
		{"when is my next bill", Query{Measure: NextBill}},
		{"when is my next instalment?", Query{Measure: NextInstalment}},
		{"when is payday", Query{Measure: NextIncome}},
		{"compare groceries with last month", Query{Measure: Spent, Category: "groceries", Period: nov, Compare: WithPrevious}},
		{"did I spend more on food than last month?", Query{Measure: Spent, Category: "food", Period: nov, Compare: WithPrevious}},
		{"groceries in october compared to the same month last year", Query{Measure: Spent, Category: "groceries", Period: oct, Compare: WithYearAgo}},
		{"restaurants in October vs my average", Query{Measure: Spent, Category: "restaurants", Period: oct, Compare: WithAverage}},
		{"compare October with September", Query{Measure: Spent, Period: oct, Compare: WithPrevious}},

		{"Hur mycket har jag lagt på matvaror i oktober?", Query{Measure: Spent, Category: "groceries", Period: oct}},
		{"hur mycket har jag spenderat", Query{Measure: Spent, Period: nov}},
		{"vad har jag handlat för på ica i år", Query{Measure: Spent, Shop: "ICA", Period: year}},
		{"hur mycket gick till restauranger förra månaden", Query{Measure: Spent, Category: "restaurants", Period: oct}},
		{"hur mkt la jag på krogen i oktober", Query{Measure: Spent, Category: "restaurants", Period: oct}},
		{"matvror i oktober", Query{Measure: Spent, Category: "groceries", Period: oct}},
		{"vad gjorde jag av med igår", Query{Measure: Spent, Period: Period{"2026-11-23", "2026-11-23"}}},
		{"vad har jag gjort av med den här veckan", Query{Measure: Spent, Period: Period{"2026-11-23", "2026-11-29"}}},
		{"utgifter förra veckan", Query{Measure: Spent, Period: Period{"2026-11-16", "2026-11-22"}}},
		{"hur mycket har jag lagt på mat de senaste 3 månaderna", Query{Measure: Spent, Category: "food", Period: Period{"2026-08-25", "2026-11-24"}}},
		{"hur mycket har jag spenderat sedan 1 oktober", Query{Measure: Spent, Period: Period{"2026-10-01", today}}},
		{"utgifter första kvartalet 2026", Query{Measure: Spent, Period: Period{"2026-01-01", "2026-03-31"}}},
		{"vad kostade hotell i fjol", Query{Measure: Spent, Category: "holiday", Period: Period{"2025-01-01", "2025-12-31"}}},
		{"vad betalade jag i hyra i oktober", Query{Measure: Spent, Category: "rent", Period: oct}},
		{"hur mycket fick jag i lön i oktober", Query{Measure: Received, Category: "salary", Period: oct}},
		{"hur mycket har jag tjänat i år", Query{Measure: Received, Period: year}},
		{"hur många gånger handlade jag på Ica i oktober", Query{Measure: Count, Shop: "ICA", Period: oct}},
		{"hur ofta har jag ätit ute i år", Query{Measure: Count, Category: "restaurants", Period: year}},
		{"vad kostar ett köp på ICA i snitt i år", Query{Measure: Average, Shop: "ICA", Period: year}},
		{"största köpet i år?", Query{Measure: Biggest, Period: year}},
		{"vad var mitt dyraste köp i oktober", Query{Measure: Biggest, Period: oct}},
		{"vart går pengarna?", Query{Measure: Top, Period: nov}},
		{"vad är mitt saldo", Query{Measure: Balance}},
		{"hur mycket pengar har jag på lönekonto", Query{Measure: Balance, Account: "a"}},
		{"hur mycket har jag kvar?", Query{Measure: Safe}},
		{"vad kostar mina prenumerationer?", Query{Measure: Subscriptions}},
		{"har jag råd med 1 200 kr på fredag?", Query{Measure: Afford, Minor: 120000, Currency: "SEK", Day: "2026-11-27"}},
		{"har jag råd med 500 den 30", Query{Measure: Afford, Minor: 50000, Currency: "SEK", Day: "2026-11-30"}},
		{"har jag råd med 1200,50", Query{Measure: Afford, Minor: 120050, Currency: "SEK", Day: today}},
		{"när är nästa räkning?", Query{Measure: NextBill}},
		{"när kommer nästa delbetalning", Query{Measure: NextInstalment}},
		{"när kommer lönen", Query{Measure: NextIncome}},
		{"jämför matvaror med förra månaden", Query{Measure: Spent, Category: "groceries", Period: nov, Compare: WithPrevious}},
		{"matvaror i oktober jämfört med samma månad förra året", Query{Measure: Spent, Category: "groceries", Period: oct, Compare: WithYearAgo}},
		{"lade jag mer på mat än vanligt i oktober", Query{Measure: Spent, Category: "food", Period: oct, Compare: WithAverage}},
	} {
		got, refused := Parse(c.text, f, nil)
		if refused != nil || got != c.want {
			t.Errorf("%s\n got %+v %v\nwant %+v", c.text, got, refused, c.want)
		}
	}
}

// A follow-up changes what it names and keeps the rest.
func TestFollowUps(t *testing.T) {
	f := facts(typedRows)
	nov, oct := Period{"2026-11-01", "2026-11-30"}, Period{"2026-10-01", "2026-10-31"}
	var before *Query
	for _, c := range []struct {
		text string
		want Query
	}{
		{"how much did I spend on groceries in October?", Query{Measure: Spent, Category: "groceries", Period: oct}},
		{"and restaurants?", Query{Measure: Spent, Category: "restaurants", Period: oct}},
		{"och i september?", Query{Measure: Spent, Category: "restaurants", Period: Period{"2026-09-01", "2026-09-30"}}},
		{"and this month?", Query{Measure: Spent, Category: "restaurants", Period: nov}},
		{"jämfört med förra månaden?", Query{Measure: Spent, Category: "restaurants", Period: nov, Compare: WithPrevious}},
		{"how many times?", Query{Measure: Count, Category: "restaurants", Period: nov}},
		{"och ICA?", Query{Measure: Count, Shop: "ICA", Period: nov}},
		{"vad kostar mina prenumerationer?", Query{Measure: Subscriptions}},
		{"och matvaror?", Query{Measure: Spent, Category: "groceries", Period: nov}},
	} {
		got, refused := Parse(c.text, f, before)
		if refused != nil || got != c.want {
			t.Errorf("%s\n got %+v %v\nwant %+v", c.text, got, refused, c.want)
		}
		before = &got
	}
}

// What is not understood is said with the word, never answered as another question.
func TestWhatCannotBeAnsweredIsSaid(t *testing.T) {
	f := facts(typedRows)
	for text, code := range map[string]string{
		"how much did I spend on unicorns?": "unknown_word", "ska jag köpa aktier?": "unknown_word", "hej": "nothing_asked", "": "nothing_asked", "can I afford it?": "no_amount",
		"what is the meaning of life": "unknown_word", "jämför med": "compare_with", "?": "nothing_asked",
	} {
		for _, l := range []string{"sv", "en"} {
			a := Ask(text, l, f, nil)
			if a.Why != code || a.Query != nil || len(a.Examples) == 0 || a.Text == "" {
				t.Errorf("%q: %+v", text, a)
			}
		}
	}
}

// Sentences worked out by hand.
func TestAnswersByHand(t *testing.T) {
	f := facts(typedRows)
	for _, c := range []struct{ text, l, want string }{
		{"how much did I spend on groceries in October?", "en", "You spent 425.50 kr on groceries in October 2026 (2 purchases)."},
		{"hur mycket la jag på ICA i oktober", "sv", "Du har lagt 425,50 kr hos ICA i oktober 2026 (2 köp)."},
		{"compare groceries with last month", "en", "You spent 300 kr on groceries in November 2026 so far (1 purchase). That is 125.50 kr less than on the same days of the period before (425.50 kr)."},
		{"groceries compared to the same month last year", "en", "You spent 300 kr on groceries in November 2026 so far (1 purchase). That is 201 kr more than at the same time the year before (99 kr)."},
		{"största köpet i år", "sv", "Största köpet under 2026 hittills var 450 kr hos Willys, 31 januari 2026."},
		{"can I afford 3 000 on Friday", "en", "Yes. 3,000 kr can be paid: 371 kr is left until 22 December 2026, with your bills counted."},
		{"har jag råd med 4 000 på fredag", "sv", "Det räcker inte: 3 371 kr är kvar till 22 december 2026 när dina räkningar är räknade, så 629 kr saknas."},
		{"can I afford 300 on 23 december", "en", "It cannot be said: that day comes after your next income, and I do not know what is left that far ahead."},
		{"when is my next instalment", "en", "Samtal: 500 kr, expected 1 December 2026."},
		{"when is payday", "en", "Arbetet AB: 25,000 kr, expected 22 December 2026."},
		{"vad kostar mina prenumerationer", "sv", "Dina prenumerationer kostar 129 kr i månaden: Netflix 129 kr."},
		{"what is my balance", "en", "You have 10,000 kr."},
		{"groceries in 2024", "en", "There is nothing on groceries in 2024. What I have begins 11 November 2025."},
	} {
		if got := plain(Ask(c.text, c.l, f, nil).Text); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}
