package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"samtal/core/identity"
	"samtal/core/money"
	"samtal/core/problem"
)

// StartMatter is something in the customer's own account that they may have
// come for: one row of the first screen. Its id is a choice that a
// conversation may begin with; Title is also what the customer then says.
type StartMatter struct {
	ID     string `json:"id"`
	Topic  string `json:"topic"`
	Title  string `json:"title"`
	Detail string `json:"detail"`
}

const (
	// startMost rows are shown: more would be a menu to read, not a guess.
	startMost = 3
	// startTime is how long the first screen waits for the company's systems
	// in all; a screen without the rows is better than no screen.
	startTime = 700 * time.Millisecond
	// startFresh is how long the rows are shown before they are looked up anew.
	startFresh = 15 * time.Second
	// startKept bounds the memory; when full, all is forgotten.
	startKept = 1 << 12
	// dueSoon is how many days ahead a payment is worth a row.
	dueSoon = 14
)

// Start says what a signed-in customer may have come for, likeliest first, at
// most three. It asks the company's systems with look-ups only. What they don't
// answer in time is left out: the first screen never waits for them and never
// fails with them.
func (d *Desk) Start(ctx context.Context, who identity.Who, market, language string) ([]StartMatter, error) {
	if !d.House.Has(market) {
		return nil, problem.New(problem.Missing, "unknown_market")
	}
	if who.Role != identity.Customer || who.ID == "" || who.Level < identity.SignedIn {
		return []StartMatter{}, nil
	}
	now := d.Store.Now()
	key := startKey{who.ID, language}
	if known, ok := d.starts.get(key); ok && now.Sub(known.at) < startFresh {
		return known.matters, nil
	}
	ctx, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	l := likely{d: d, ctx: ctx, who: who.ID, language: language, today: d.House.Today(market, now)}
	l.held()
	l.invoices()
	l.refunds()
	l.cards()
	matters := l.best()
	d.starts.put(key, started{now, matters})
	return matters, nil
}

// likely gathers rows with how urgent each is; 0 comes first.
type likely struct {
	d                    *Desk
	ctx                  context.Context
	who, language, today string
	rows                 []likelyRow
}

type likelyRow struct {
	StartMatter
	rank int
	date string // sooner first among equals
}

func (l *likely) best() []StartMatter {
	slices.SortStableFunc(l.rows, func(a, b likelyRow) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.date, b.date))
	})
	out := []StartMatter{}
	for _, r := range l.rows[:min(len(l.rows), startMost)] {
		out = append(out, r.StartMatter)
	}
	return out
}

// look asks one look-up. Anything but an answer is no rows: the flow that the
// customer then starts says what is wrong, if something is.
func (l *likely) look(tool string, args map[string]any, into any) bool {
	if t, ok := l.d.House.Tool(tool); !ok || t.Class != identity.Look || l.ctx.Err() != nil {
		return false
	}
	args["customer"], args["language"] = l.who, l.language
	data, err := l.d.Tools.Call(l.ctx, tool, args)
	if err != nil {
		l.d.Log.Warn("a look-up for the first screen failed", "tool", tool)
		return false
	}
	return json.Unmarshal(data, into) == nil
}

// add a row, unless its reference or amount is not in a form that we know.
func (l *likely) add(rank int, date, topic, ref, key string, params map[string]string) {
	if !startRef.MatchString(ref) {
		return
	}
	if a, given := params["amount"]; given {
		m, err := money.Parse(a, "")
		if err != nil {
			return
		}
		params["amount"] = m.Format(l.language)
	}
	if date != "" {
		if params["date"] = l.day(date); params["date"] == "" {
			return
		}
	}
	say := func(key string) string { return clean(l.d.House.Words(l.language, key, params)) }
	l.rows = append(l.rows, likelyRow{StartMatter{ID: startChoice + ":" + topic + ":" + ref, Topic: topic, Title: say(key), Detail: say(key + "_detail")}, rank, date})
}

// day writes a date as people say it: "today", "on Friday", "5 December".
func (l *likely) day(date string) string {
	at, err := time.Parse(time.DateOnly, date)
	today, bad := time.Parse(time.DateOnly, l.today)
	if err != nil || bad != nil {
		return ""
	}
	say := func(key string, params map[string]string) string { return l.d.House.Words(l.language, key, params) }
	switch days := int(at.Sub(today).Hours() / 24); {
	case days == 0:
		return say("start_today", nil)
	case days == 1:
		return say("start_tomorrow", nil)
	case days > 1 && days < 7:
		return say("start_weekday", map[string]string{"weekday": say("weekday_"+strings.ToLower(at.Weekday().String()[:3]), nil)})
	}
	return say("date", map[string]string{"day": at.Format("2"), "month": say("month_"+at.Format("1"), nil)})
}

func (l *likely) held() {
	var got struct {
		Payments []struct {
			ID, Amount string
			Merchant   string `json:"clear_name"`
		} `json:"payments"`
	}
	if !l.look("blocked_payment", map[string]any{}, &got) {
		return
	}
	for _, p := range got.Payments {
		l.add(0, "", "payment_declined", p.ID, "start_held", map[string]string{"amount": p.Amount, "merchant": p.Merchant})
	}
}

func (l *likely) invoices() {
	var got struct {
		Invoices []struct {
			ID, Merchant, Amount, State string
			Due                         string `json:"due_date"`
		} `json:"invoices"`
	}
	if !l.look("list_invoices", map[string]any{"state": "open"}, &got) {
		return
	}
	soon := ""
	if today, err := time.Parse(time.DateOnly, l.today); err == nil {
		soon = today.AddDate(0, 0, dueSoon).Format(time.DateOnly)
	}
	for _, v := range got.Invoices {
		params := map[string]string{"amount": v.Amount, "merchant": v.Merchant}
		switch {
		case v.State == "overdue":
			l.add(1, v.Due, "balance", v.ID, "start_overdue", params)
		case v.State == "open" && v.Due <= soon:
			l.add(3, v.Due, "balance", v.ID, "start_due", params)
		case v.State == "plan" && v.Due <= soon:
			l.add(6, v.Due, "balance", v.ID, "start_plan", params)
		}
	}
}

// refundStates are those on the way that have words of their own: start_refund_….
var refundStates = []string{"reported", "received", "approved", "on_its_way"}

func (l *likely) refunds() {
	var got struct {
		Refunds []struct {
			ID, Merchant, Amount, State string
			Late                        bool
		} `json:"refunds"`
	}
	if !l.look("refund_status", map[string]any{}, &got) {
		return
	}
	for _, r := range got.Refunds {
		params := map[string]string{"amount": r.Amount, "merchant": r.Merchant}
		switch {
		case r.Late:
			l.add(2, "", "refund", r.ID, "start_refund_late", params)
		case slices.Contains(refundStates, r.State):
			l.add(4, "", "refund", r.ID, "start_refund_"+r.State, params)
		}
	}
}

var lastFour = regexp.MustCompile(`^[0-9]{4}$`)

func (l *likely) cards() {
	var got struct {
		Cards []struct {
			ID, Last4, State string
		} `json:"cards"`
	}
	if !l.look("list_cards", map[string]any{}, &got) {
		return
	}
	for _, c := range got.Cards {
		if c.State == "frozen" && lastFour.MatchString(c.Last4) {
			l.add(5, "", "card_unfreeze", c.ID, "start_frozen", map[string]string{"last4": c.Last4})
		}
	}
}

// startChoice is the kind of choice that begins a matter: "start:TOPIC:REFERENCE".
const startChoice = "start"

var (
	startRef    = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$`)
	startTopics = []string{"payment_declined", "balance", "refund", "card_unfreeze"}
)

// startLabel is what a customer says by pressing a row of the first screen.
// The reference need not be known here: another node may have shown the row,
// and a flow takes it only from what the company's system lists as theirs.
func (d *Desk) startLabel(rec Record, choice string) (string, bool) {
	kind, rest, _ := strings.Cut(choice, ":")
	topic, ref, _ := strings.Cut(rest, ":")
	if kind != startChoice || rec.State.Customer == "" || !slices.Contains(startTopics, topic) || !startRef.MatchString(ref) {
		return "", false
	}
	known, _ := d.starts.get(startKey{rec.State.Customer, rec.State.Language})
	for _, m := range known.matters {
		if m.ID == choice {
			return m.Title, true
		}
	}
	return d.House.TopicTitle(rec.State.Language, topic), true
}

type startKey struct{ customer, language string }

type started struct {
	at      time.Time
	matters []StartMatter
}

// starts remembers the rows of the customers who were here lately.
type starts struct {
	mu sync.Mutex
	of map[startKey]started
}

func (s *starts) get(k startKey) (started, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, ok := s.of[k]
	return v, ok
}

func (s *starts) put(k startKey, v started) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.of == nil || len(s.of) >= startKept {
		s.of = map[startKey]started{}
	}
	s.of[k] = v
}
