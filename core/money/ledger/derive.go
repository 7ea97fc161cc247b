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
	booked := map[reserve][]*Transaction{}
	var reserved []*Transaction
	for i := range all {
		if t := &all[i]; t.Pending {
			reserved = append(reserved, t)
		} else {
			k := reserve{t.Account, t.Amount.Minor}
			booked[k] = append(booked[k], t)
		}
	}
	slices.SortFunc(reserved, byDay)
	queues, found := map[reserve]*queue{}, map[string]string{}
	for _, r := range reserved {
		k := reserve{r.Account, r.Amount.Minor}
		if queues[k] == nil {
			queues[k] = newQueue(booked[k])
		}
		if b := queues[k].take(r); b != nil {
			found[r.ID] = b.ID
		}
	}
	return found
}

func byDay(a, b *Transaction) int {
	return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.ID, b.ID))
}

// reserve is what a reservation and its booking have in common for certain.
type reserve struct {
	account string
	minor   int64
}

// queue holds the bookings of one amount. Those that were taken are skipped in
// one step, so that a thousand equal reservations are not a million looks.
type queue struct {
	byDate, byBought []*Transaction
	nextDate         []int // the first at or after each that is not taken
	nextBought       []int
	atDate, atBought map[string]int // where a booking stands
}

func newQueue(booked []*Transaction) *queue {
	q := &queue{byDate: booked, atDate: map[string]int{}, atBought: map[string]int{}}
	slices.SortFunc(q.byDate, byDay)
	for _, b := range booked {
		if b.Bought != "" {
			q.byBought = append(q.byBought, b)
		}
	}
	slices.SortFunc(q.byBought, func(a, b *Transaction) int { return cmp.Or(cmp.Compare(a.Bought, b.Bought), byDay(a, b)) })
	open := func(list []*Transaction, at map[string]int) []int {
		next := make([]int, len(list)+1)
		for i := range next {
			next[i] = i
			if i < len(list) {
				at[list[i].ID] = i
			}
		}
		return next
	}
	q.nextDate, q.nextBought = open(q.byDate, q.atDate), open(q.byBought, q.atBought)
	return q
}

// free follows the skips from i on, and shortens them.
func free(next []int, i int) int {
	for next[i] != i {
		next[i] = next[next[i]]
		i = next[i]
	}
	return i
}

// take finds and takes the booking of a reservation: the earliest that fits.
func (q *queue) take(r *Transaction) *Transaction {
	first, last := "", "~"
	if r.Date != "" {
		first, last = shifted(r.Date, -bookedBefore), shifted(r.Date, bookedAfter)
	}
	best := seek(q.byDate, q.nextDate, first, last, r, func(t *Transaction) string { return t.Date })
	if r.Date != "" {
		b := seek(q.byBought, q.nextBought, shifted(r.Date, -bookedBefore), shifted(r.Date, bookedBefore), r, func(t *Transaction) string { return t.Bought })
		if best == nil || b != nil && byDay(b, best) < 0 {
			best = b
		}
	}
	if best == nil {
		return nil
	}
	i := q.atDate[best.ID]
	q.nextDate[i] = i + 1
	if i, dated := q.atBought[best.ID]; dated {
		q.nextBought[i] = i + 1
	}
	return best
}

// seek finds the first booking of the same shop that is free, from a day until
// another.
func seek(list []*Transaction, next []int, first, last string, r *Transaction, day func(*Transaction) string) (found *Transaction) {
	at, _ := slices.BinarySearchFunc(list, first, func(t *Transaction, d string) int { return cmp.Compare(day(t), d) })
	for i := free(next, at); i < len(list) && day(list[i]) <= last; i = free(next, i+1) {
		if sameShop(r.Text, list[i].Text) && (found == nil || byDay(list[i], found) < 0) {
			if found = list[i]; found.Date == day(found) {
				return found // in the order of bookings the first is the earliest
			}
		}
	}
	return found
}

// shifted is a day moved by some.
func shifted(date string, days int) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return t.AddDate(0, 0, days).Format(time.DateOnly)
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
	Kept bool   `json:"kept,omitempty"` // its owner said that it is one
}

// Key names the pair among its owner's decisions.
func (t Transfer) Key() string { return t.From + "\x00" + t.To }

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
// most four days apart, the closest first. decided are pairs that the owner
// spoke of, by their keys: what was kept goes before what is only proposed, and
// what was taken apart is never proposed again.
func Transfers(all []Transaction, decided map[string]bool) []Transfer {
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
		kept     bool
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
			kept, spoken := decided[Transfer{From: out.ID, To: t.ID}.Key()]
			if t.Account != out.Account && d <= transferDays && (kept || !spoken) {
				pairs = append(pairs, pair{out, t, d, kept})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		if a.kept != b.kept {
			if a.kept {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(a.days, b.days), cmp.Compare(a.from.Date, b.from.Date), cmp.Compare(a.from.ID, b.from.ID), cmp.Compare(a.to.ID, b.to.ID))
	})
	used := map[string]bool{}
	var found []Transfer
	for _, p := range pairs {
		if !used[p.from.ID] && !used[p.to.ID] {
			used[p.from.ID], used[p.to.ID] = true, true
			found = append(found, Transfer{p.from.ID, p.to.ID, p.days, p.kept})
		}
	}
	return found
}
