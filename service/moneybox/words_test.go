package moneybox

import (
	"strings"
	"testing"

	"samtal/content"
	"samtal/core/money/insight"
	"samtal/core/money/outlook"
	"samtal/core/money/statement"
	"samtal/service/pack"
)

func theWords(t testing.TB) Words {
	t.Helper()
	w, err := pack.ReadWords(content.FS)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// Every finding and reason has words in both languages that end in something
// to do, and none shames, sells, or nudges to borrow (A9).
func TestFindingsAreSaidWithCare(t *testing.T) {
	w := theWords(t)
	var keys []string
	for _, code := range []insight.Code{insight.Duplicate, insight.Unusual, insight.Fees, insight.PriceRise, insight.StillUse, insight.Shortfall} {
		keys = append(keys, "finding_"+string(code))
	}
	for _, do := range []insight.Do{insight.AskShop, insight.CheckIt, insight.AskBank, insight.KeepOrEnd, insight.AskWhy, insight.TalkToHuman} {
		keys = append(keys, "finding_do_"+string(do))
	}
	for _, why := range []outlook.Reason{outlook.NoBalance, outlook.OldBalance, outlook.NoIncome, outlook.NoHistory, outlook.NotOwed} {
		keys = append(keys, "money_why_"+string(why))
	}
	for _, key := range keys {
		for _, lang := range []string{"sv", "en"} {
			text := w(lang, key, nil)
			if text == "" {
				t.Errorf("%s has no words in %s", key, lang)
			}
			for _, bad := range []string{"borrow", "loan", "credit", "offer", "should", "wasted", "careless", "too much", "upgrade", "låna", "kredit", "erbjud", "borde", "slös", "för mycket", "onödig", "köp nu"} {
				if strings.Contains(strings.ToLower(text), bad) {
					t.Errorf("%s says %q", key, bad)
				}
			}
		}
	}
}

// What a reader of statements can say is said in both languages: a bare code
// would tell its reader nothing.
func TestEveryRefusalHasWords(t *testing.T) {
	w := theWords(t)
	for _, code := range statement.Codes {
		for _, lang := range []string{"sv", "en"} {
			if w(lang, "statement_"+code, nil) == "" {
				t.Errorf("%s has no words in %s", code, lang)
			}
		}
	}
	if got := w.Refused("sv", &statement.Refusal{Code: "amount_bad", Line: 3, Column: 4, Args: []string{"tolv"}}); got != `rad 3, kolumn 4: "tolv" är inget belopp; inget i filen togs in` {
		t.Error(got)
	}
}
