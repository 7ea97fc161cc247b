package ledger

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// How many days a booking may come after its reservation, and before it.
const (
	bookedAfter  = 10
	bookedBefore = 1
)

// Days is how many days lie between two dates, b − a.
func Days(a, b string) int {
	x, err1 := time.Parse(time.DateOnly, a)
	y, err2 := time.Parse(time.DateOnly, b)
	if err1 != nil || err2 != nil {
		return 1 << 30
	}
	return int(y.Sub(x).Hours() / 24)
}

// Replaced finds for each reservation the booking that it became: the same
// account and amount, the same shop, a day close by. The answer depends on
// what is there and not on the order in which it came.
func Replaced(all []Transaction) map[string]string {
	type key struct {
		account string
		minor   int64
	}
	booked := map[key][]*Transaction{}
	var reserved []*Transaction
	for i := range all {
		t := &all[i]
		if t.Pending {
			reserved = append(reserved, t)
		} else {
			k := key{t.Account, t.Amount.Minor}
			booked[k] = append(booked[k], t)
		}
	}
	order := func(a, b *Transaction) int { return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.ID, b.ID)) }
	slices.SortFunc(reserved, order)
	for _, list := range booked {
		slices.SortFunc(list, order)
	}
	used, found := map[string]bool{}, map[string]string{}
	for _, r := range reserved {
		var best *Transaction
		for _, b := range booked[key{r.Account, r.Amount.Minor}] {
			if used[b.ID] || !sameShop(r.Text, b.Text) {
				continue
			}
			if d := Days(r.Date, b.Date); r.Date != "" && (d < -bookedBefore || d > bookedAfter) {
				if bd := Days(r.Date, b.Bought); b.Bought == "" || bd < -bookedBefore || bd > bookedBefore {
					continue
				}
			}
			best = b
			break
		}
		if best != nil {
			used[best.ID] = true
			found[r.ID] = best.ID
		}
	}
	return found
}

// sameShop says whether two texts begin with the same word of three letters or
// more, or one lies in the other.
func sameShop(a, b string) bool {
	x, y := letters(a), letters(b)
	return x == "" || y == "" || strings.Contains(x, y) || strings.Contains(y, x) || firstWord(a) != "" && firstWord(a) == firstWord(b)
}

func firstWord(s string) string {
	for w := range strings.FieldsSeq(s) {
		if l := letters(w); len(l) >= 3 {
			return l
		}
	}
	return ""
}

// Transfer is two rows that are one movement between the customer's accounts.
type Transfer struct {
	From string `json:"from"` // the row that leaves
	To   string `json:"to"`
	Days int    `json:"days"`
}

// transferDays is how far apart the two ends may be booked.
const transferDays = 4

// around is the first and the last day on which the other end may be booked.
func around(date string) (since, until string) {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return "~", ""
	}
	return t.AddDate(0, 0, -transferDays).Format(time.DateOnly), t.AddDate(0, 0, transferDays).Format(time.DateOnly)
}

// Transfers proposes pairs: opposite amounts in one currency, two accounts, at
// most four days apart, the closest first. undone are pairs that the customer
// took apart ("from\x00to"); they are never proposed again.
func Transfers(all []Transaction, undone map[string]bool) []Transfer {
	type key struct {
		currency string
		minor    int64
	}
	in := map[key][]*Transaction{}
	for i := range all {
		if t := &all[i]; !t.Pending && t.Amount.Minor > 0 {
			k := key{t.Amount.Currency, t.Amount.Minor}
			in[k] = append(in[k], t)
		}
	}
	for _, list := range in { // by day, so that only those close by are looked at
		slices.SortFunc(list, func(a, b *Transaction) int { return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.ID, b.ID)) })
	}
	type pair struct {
		from, to *Transaction
		days     int
	}
	var pairs []pair
	for i := range all {
		out := &all[i]
		if out.Pending || out.Amount.Minor >= 0 {
			continue
		}
		list := in[key{out.Amount.Currency, -out.Amount.Minor}]
		since, until := around(out.Date)
		at, _ := slices.BinarySearchFunc(list, since, func(t *Transaction, day string) int { return cmp.Compare(t.Date, day) })
		for _, t := range list[at:] {
			if t.Date > until {
				break
			}
			d := Days(out.Date, t.Date)
			if d < 0 {
				d = -d
			}
			if t.Account != out.Account && d <= transferDays && !undone[out.ID+"\x00"+t.ID] {
				pairs = append(pairs, pair{out, t, d})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(a.days, b.days), cmp.Compare(a.from.Date, b.from.Date), cmp.Compare(a.from.ID, b.from.ID), cmp.Compare(a.to.ID, b.to.ID))
	})
	used := map[string]bool{}
	var found []Transfer
	for _, p := range pairs {
		if !used[p.from.ID] && !used[p.to.ID] {
			used[p.from.ID], used[p.to.ID] = true, true
			found = append(found, Transfer{p.from.ID, p.to.ID, p.days})
		}
	}
	return found
}
