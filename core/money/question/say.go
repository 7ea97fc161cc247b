package question

import (
	"strconv"
	"strings"
	"time"

	"samtal/core/money"
)

// texts are the sentences, by language. {m} is money, {o} the money it is
// compared with, {d} their difference, {n} a number, {f} the filter, {p} the period.
var texts = map[string]map[string]string{
	"sv": {
		"spent": "Du har lagt {m} {f}{p} ({n}).", "received": "Du har fått in {m} {f}{p} ({n}).", "count": "Det blev {n} {f}{p}.", "average": "Ett köp {f}{p} kostade i snitt {m} ({n}).",
		"biggest": "Största köpet {f}{p} var {m} hos {w}, {t}.", "smallest": "Minsta köpet {f}{p} var {m} hos {w}, {t}.", "none": "Det finns inget {f}{p}.",
		"more": "Det är {d} mer än {c} ({o}).", "less": "Det är {d} mindre än {c} ({o}).", "same": "Det är lika mycket som {c}.",
		"n_more": "Det är {d} fler än {c} ({o}).", "n_less": "Det är {d} färre än {c} ({o}).",
		"previous": "samma dagar i perioden före", "year_ago": "samma tid året före", "own": "ditt eget snitt", "average_none": "Det finns inga tidigare perioder att jämföra med ännu.",
		"top": "Mest gick till {l}.", "balance": "Du har {m}.", "balance_line": "{w} {m} ({t})", "safe": "Du har {m} kvar att använda till {t}.",
		"subscriptions": "Dina prenumerationer kostar {m} i månaden: {l}.", "subscriptions_none": "Jag hittar inga prenumerationer i det du har tagit in.",
		"afford_yes": "Ja. {m} går att betala: {d} är kvar till {t}, när dina räkningar är räknade.", "afford_no": "Det räcker inte: {o} är kvar till {t} när dina räkningar är räknade, så {d} saknas.",
		"next": "{w}: {m}, väntas {t}.", "and": " och ", "purchase": "köp", "purchases": "köp", "payment": "insättning", "payments": "insättningar", "on": "på {x} ", "at": "hos {x} ", "in_account": "från {x} ",
		"none_expected":  "Jag ser inget sådant som väntas.",
		"cannot":         "Det går inte att säga: ",
		"no_balance":     "inget saldo är känt. Ta in ett kontoutdrag med saldo.",
		"old_balance":    "saldot är äldre än tio dagar. Ta in ett nytt kontoutdrag.",
		"no_income":      "ingen återkommande inkomst är känd.",
		"no_history":     "det finns för lite att gå efter.",
		"not_owed":       "det går inte att se just nu vad du ska betala till oss. Fråga igen om en stund.",
		"after_income":   "dagen kommer efter nästa inkomst, och så långt fram vet jag inte vad som är kvar.",
		"unknown_word":   "Jag förstår inte ”{x}”.",
		"nothing_asked":  "Jag förstår inte vad du vill veta om dina pengar.",
		"no_amount":      "Hur mycket kostar det?",
		"which_currency": "I vilken valuta?",
		"compare_with":   "Jag kan jämföra med perioden före, samma tid förra året eller ditt eget snitt.",
		"too_long":       "Frågan är för lång.",
		"unlabelled":     "utan kategori", "from_day": "Det jag har börjar {t}.",
	},
	"en": {
		"spent": "You spent {m} {f}{p} ({n}).", "received": "You received {m} {f}{p} ({n}).", "count": "There were {n} {f}{p}.", "average": "A purchase {f}{p} cost {m} on average ({n}).",
		"biggest": "The biggest purchase {f}{p} was {m} at {w}, {t}.", "smallest": "The smallest purchase {f}{p} was {m} at {w}, {t}.", "none": "There is nothing {f}{p}.",
		"more": "That is {d} more than {c} ({o}).", "less": "That is {d} less than {c} ({o}).", "same": "That is as much as {c}.",
		"n_more": "That is {d} more than {c} ({o}).", "n_less": "That is {d} fewer than {c} ({o}).",
		"previous": "on the same days of the period before", "year_ago": "at the same time the year before", "own": "your own average", "average_none": "There are no earlier periods to compare with yet.",
		"top": "Most went to {l}.", "balance": "You have {m}.", "balance_line": "{w} {m} ({t})", "safe": "You have {m} left to spend until {t}.",
		"subscriptions": "Your subscriptions cost {m} a month: {l}.", "subscriptions_none": "I find no subscriptions in what you have taken in.",
		"afford_yes": "Yes. {m} can be paid: {d} is left until {t}, with your bills counted.", "afford_no": "It is not enough: {o} is left until {t} with your bills counted, so {d} is missing.",
		"next": "{w}: {m}, expected {t}.", "and": " and ", "purchase": "purchase", "purchases": "purchases", "payment": "payment", "payments": "payments", "on": "on {x} ", "at": "at {x} ", "in_account": "from {x} ",
		"none_expected":  "I see nothing of the kind that is expected.",
		"cannot":         "It cannot be said: ",
		"no_balance":     "no balance is known. Take in a statement with a balance.",
		"old_balance":    "the balance is older than ten days. Take in a newer statement.",
		"no_income":      "no recurring income is known.",
		"no_history":     "there is too little to go by.",
		"not_owed":       "what you are to pay us cannot be seen just now. Ask again in a moment.",
		"after_income":   "that day comes after your next income, and I do not know what is left that far ahead.",
		"unknown_word":   "I do not understand “{x}”.",
		"nothing_asked":  "I do not understand what you would like to know about your money.",
		"no_amount":      "How much does it cost?",
		"which_currency": "In which currency?",
		"compare_with":   "I can compare with the period before, the same time last year or your own average.",
		"too_long":       "The question is too long.",
		"unlabelled":     "no category", "from_day": "What I have begins {t}.",
	},
}

func examples(language string) []string {
	if language == "sv" {
		return []string{"Hur mycket har jag lagt på matvaror i oktober?", "Vad kostar mina prenumerationer?", "Har jag råd med 1 200 kr på fredag?", "Största köpet i år?"}
	}
	return []string{"How much did I spend on groceries in October?", "What do my subscriptions cost?", "Can I afford 1,200 kr on Friday?", "Biggest purchase this year?"}
}

func fill(language, key string, pairs ...string) string {
	t, ok := texts[language]
	if !ok {
		t = texts["en"]
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		pairs[i] = "{" + pairs[i] + "}"
	}
	s := strings.NewReplacer(pairs...).Replace(t[key])
	return strings.NewReplacer(" .", ".", "  ", " ", " (", " (").Replace(s)
}

func refusal(r Refusal, language string) string { return fill(language, r.Code, "x", r.Word) }

// say words an answer.
func say(a Answer, l string, f Facts) string {
	q := a.Query
	if a.Why == "none_expected" {
		return fill(l, a.Why)
	}
	if a.Why != "" {
		return fill(l, "cannot") + fill(l, a.Why)
	}
	switch q.Measure {
	case Balance:
		return fill(l, "balance", "m", join(a.Figures, l))
	case Safe:
		var parts []string
		for _, x := range a.Lines {
			parts = append(parts, fill(l, "safe", "m", x.Money.Format(l), "t", dayWords(x.Date, l)))
		}
		return strings.Join(parts, " ")
	case Afford:
		price, left, until := money.Money{Minor: q.Minor, Currency: q.Currency}, a.Figures[0].Money, dayWords(a.Lines[0].Date, l)
		rest := money.Money{Minor: left.Minor - q.Minor, Currency: q.Currency}
		if rest.Minor >= 0 {
			return fill(l, "afford_yes", "m", price.Format(l), "d", rest.Format(l), "t", until)
		}
		rest.Minor = -rest.Minor
		return fill(l, "afford_no", "o", left.Format(l), "d", rest.Format(l), "t", until)
	case NextBill, NextInstalment, NextIncome:
		return fill(l, "next", "w", a.Lines[0].What, "m", a.Lines[0].Money.Format(l), "t", dayWords(a.Lines[0].Date, l))
	case Subscriptions:
		if len(a.Lines) == 0 {
			return fill(l, "subscriptions_none")
		}
		return fill(l, "subscriptions", "m", join(a.Figures, l), "l", list(a.Lines, l, func(s string) string { return s }))
	case Top:
		if len(a.Lines) == 0 {
			return fill(l, "none", "f", filter(q, l, f), "p", periodWords(q.Period, f, l))
		}
		return fill(l, "spent", "m", join(a.Figures, l), "f", filter(q, l, f), "p", periodWords(q.Period, f, l), "n", counted(a.Figures, l, q.Measure)) + " " +
			fill(l, "top", "l", list(a.Lines, l, func(id string) string { return strings.ToLower(categoryName(f, id, l)) }))
	}
	return sumWords(a, l, f)
}

func sumWords(a Answer, l string, f Facts) string {
	q := a.Query
	filter, when := filter(q, l, f), periodWords(q.Period, f, l)
	if len(a.Figures) == 0 {
		s := fill(l, "none", "f", filter, "p", when)
		if a.From != "" && q.Period.From < a.From {
			s += " " + fill(l, "from_day", "t", dayWords(a.From, l))
		}
		return s
	}
	var parts []string
	switch q.Measure {
	case Biggest, Smallest:
		for _, x := range a.Figures {
			parts = append(parts, fill(l, string(q.Measure), "m", x.Money.Format(l), "f", filter, "p", when, "w", x.Row.Shop, "t", dayWords(x.Row.Date, l)))
		}
		return strings.Join(parts, " ")
	case Count:
		parts = append(parts, fill(l, "count", "n", counted(a.Figures, l, q.Measure), "f", filter, "p", when))
	default:
		parts = append(parts, fill(l, string(q.Measure), "m", join(a.Figures, l), "n", counted(a.Figures, l, q.Measure), "f", filter, "p", when))
	}
	if q.Compare == "" {
		return parts[0]
	}
	compared := false
	for _, x := range a.Figures {
		if x.Other == nil {
			continue
		}
		compared = true
		key, d := "more", x.Money.Minor-x.Other.Minor
		if d < 0 {
			key, d = "less", -d
		}
		with := fill(l, map[Compare]string{WithPrevious: "previous", WithYearAgo: "year_ago", WithAverage: "own"}[q.Compare])
		difference, other := money.Money{Minor: d, Currency: x.Money.Currency}.Format(l), x.Other.Format(l)
		if q.Measure == Count {
			key, difference, other = "n_"+key, strconv.FormatInt(d, 10), strconv.FormatInt(x.Other.Minor, 10)
		}
		if d == 0 {
			key = "same"
		}
		parts = append(parts, fill(l, key, "d", difference, "o", other, "c", with))
	}
	if !compared {
		parts = append(parts, fill(l, "average_none"))
	}
	return strings.Join(parts, " ")
}

// join writes one figure a currency: they are never added.
func join(figures []Figure, l string) string {
	var out []string
	for _, x := range figures {
		out = append(out, x.Money.Format(l))
	}
	return strings.Join(out, fill(l, "and"))
}

func counted(figures []Figure, l string, m Measure) string {
	n := 0
	for _, x := range figures {
		n += x.Count
	}
	one, many := "purchase", "purchases"
	if m == Received {
		one, many = "payment", "payments"
	}
	if n == 1 {
		many = one
	}
	return strconv.Itoa(n) + " " + fill(l, many)
}

func list(lines []Line, l string, name func(string) string) string {
	var out []string
	for _, x := range lines {
		out = append(out, name(x.What)+" "+x.Money.Format(l))
	}
	return strings.Join(out, ", ")
}

func categoryName(f Facts, id, l string) string {
	if n := f.Index.tree.Name(id, l); n != "" {
		return n
	}
	return fill(l, "unlabelled")
}

func filter(q *Query, l string, f Facts) (s string) {
	switch {
	case q.Shop != "":
		s = fill(l, "at", "x", q.Shop)
	case q.Category != "":
		s = fill(l, "on", "x", strings.ToLower(categoryName(f, q.Category, l)))
	}
	for _, a := range f.Accounts {
		if a.ID == q.Account && q.Account != "" {
			s += fill(l, "in_account", "x", a.Name)
		}
	}
	return s
}

var svMonths = []string{"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"}

// dayWords writes a day: "3 november 2026", "3 November 2026".
func dayWords(day, l string) string {
	t := at(day)
	return strconv.Itoa(t.Day()) + " " + monthWords(t, l)
}

func monthWords(t time.Time, l string) string {
	if l == "sv" {
		return svMonths[t.Month()-1] + " " + strconv.Itoa(t.Year())
	}
	return t.Format("January 2006")
}

// periodWords writes a period as people say it; one that is not over is "so far".
func periodWords(p Period, f Facts, l string) string {
	if p.From < f.Index.first && p.To >= f.Today && p.From <= "1900-12-31" {
		p.From = f.Index.first
	}
	from, to := at(p.From), at(p.To)
	in, so := "in ", ""
	if p.To >= f.Today && p.From <= f.Today && p.From != p.To {
		so = map[bool]string{true: " hittills", false: " so far"}[l == "sv"]
	}
	if l == "sv" {
		in = "i "
	}
	switch next := to.AddDate(0, 0, 1); {
	case p.From == p.To:
		return map[bool]string{true: "den ", false: "on "}[l == "sv"] + dayWords(p.From, l)
	case from.Day() == 1 && next.Equal(from.AddDate(1, 0, 0)) && from.Month() == 1:
		return map[bool]string{true: "under ", false: "in "}[l == "sv"] + strconv.Itoa(from.Year()) + so
	case from.Day() == 1 && next.Equal(from.AddDate(0, 1, 0)):
		return in + monthWords(from, l) + so
	}
	return dayWords(p.From, l) + " – " + dayWords(p.To, l)
}
