package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/problem"
)

// RowView is one conversation in a list, as docs/wire.md shows it.
type RowView struct {
	Conversation string                `json:"conversation"`
	Matter       conversation.MatterID `json:"matter"`
	Customer     string                `json:"customer"`
	Name         string                `json:"name"` // for staff: as the sign-in said it
	Market       string                `json:"market"`
	Language     string                `json:"language"`
	Topic        string                `json:"topic"`
	Holder       conversation.Holder   `json:"holder"`
	Expert       *string               `json:"expert"`     // working name
	Team         string                `json:"team"`       // whose duty it is, in words; "" while somebody has it
	Next         conversation.Next     `json:"next"`       // what comes next; "" once it has ended
	Others       conversation.Others   `json:"others"`     // who else must act first; "" for nobody
	OfferedTo    *string               `json:"offered_to"` // working name of who may take it now
	Why          conversation.Why      `json:"why"`
	Mode         conversation.Mode     `json:"mode"`
	WaitSeconds  *int                  `json:"wait_seconds"`
	Due          *time.Time            `json:"due"`
	Priority     conversation.Priority `json:"priority"` // 0 comes first
	LastText     string                `json:"last_text"`
	LastAt       time.Time             `json:"last_at"`
	Unread       bool                  `json:"unread"` // the customer waits for a word
	Snippet      string                `json:"snippet,omitempty"`
}

func (d *Desk) rows(ctx context.Context, list []Row) []RowView {
	now, out := d.Store.Now(), make([]RowView, 0, len(list))
	for _, r := range list {
		v := RowView{Conversation: r.Conversation, Matter: r.Matter, Customer: r.Customer, Market: r.Market, Language: r.Language, Topic: r.Topic,
			Holder: r.Holder, Why: r.Why, Mode: r.Mode, Priority: r.Priority, LastText: r.LastText, LastAt: r.LastAt, Unread: r.Owes, Snippet: r.Snippet,
			Next: nextOf(r), Others: r.Others, Team: d.teamName(r.Language, r.Holder, r.Team)}
		if r.Expert != "" && r.Holder == conversation.Expert {
			name := d.People.ExpertName(ctx, r.Expert)
			v.Expert = &name
		}
		if r.Offer != "" && r.OfferExpires.After(now) {
			name := d.People.ExpertName(ctx, r.OfferTo)
			v.OfferedTo = &name
		}
		if r.Holder == conversation.Team { // theirs again when they are back
			v.Unread = false
		}
		if !r.Since.IsZero() {
			wait := int(max(now.Sub(r.Since), 0).Seconds())
			v.WaitSeconds = &wait
		}
		if !r.Due.IsZero() {
			due := r.Due
			v.Due = &due
		}
		out = append(out, v)
	}
	return out
}

// teamName names a team for people; "" for what no team holds.
func (d *Desk) teamName(language string, by conversation.Holder, team string) string {
	if by != conversation.Team {
		return ""
	}
	return d.House.Words(language, "team_"+cmp.Or(team, "service"), nil)
}

// Mine lists a signed-in customer's conversations, newest first. What is for
// staff (why, priority) is left out.
func (d *Desk) Mine(ctx context.Context, who identity.Who, p Page) ([]RowView, string, error) {
	if who.Role != identity.Customer || who.ID == "" {
		return nil, "", problem.New(problem.Forbidden, "not_allowed")
	}
	list, next, err := d.Store.ByCustomer(ctx, who.ID, p)
	rows := d.rows(ctx, list)
	for i := range rows {
		rows[i].Why, rows[i].Priority, rows[i].OfferedTo = "", 0, nil
	}
	return rows, next, err
}

// Held lists the matters that an expert holds; whoever waits comes first.
func (d *Desk) Held(ctx context.Context, who identity.Who) ([]RowView, error) {
	if err := staffOnly(who); err != nil {
		return nil, err
	}
	list, err := d.Store.HeldBy(ctx, who.ID)
	slices.SortStableFunc(list, func(a, b Row) int {
		switch {
		case a.Owes != b.Owes && a.Owes:
			return -1
		case a.Owes != b.Owes:
			return 1
		}
		return a.Due.Compare(b.Due)
	})
	return d.staffRows(ctx, list, err)
}

// staffRows are rows with the customers' names: whoever answers somebody calls
// them by name, and never by a number.
func (d *Desk) staffRows(ctx context.Context, list []Row, err error) ([]RowView, error) {
	rows := d.rows(ctx, list)
	for i := range rows {
		if err == nil && rows[i].Customer != "" {
			rows[i].Name, err = d.customerName(ctx, rows[i].Conversation)
		}
	}
	return rows, err
}

// lateSoon is how long before its due time a matter that an expert has is
// shown to leads.
const lateSoon = 5 * time.Minute

// Late lists what experts hold and owe a word in, when its time has passed or
// soon will: a customer may wait too long after the line as well.
func (d *Desk) Late(ctx context.Context, who identity.Who, market string, experts []string) ([]RowView, error) {
	if err := leadOnly(who); err != nil {
		return nil, err
	}
	var late []Row
	until := d.Store.Now().Add(lateSoon)
	for _, e := range experts {
		rows, err := d.Store.HeldBy(ctx, e)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if r.Owes && !r.Due.After(until) && (market == "" || r.Market == market) {
				late = append(late, r)
			}
		}
	}
	slices.SortStableFunc(late, func(a, b Row) int { return a.Due.Compare(b.Due) })
	return d.staffRows(ctx, late, nil)
}

// Line lists what waits in line, most urgent first. Market "" is any.
func (d *Desk) Line(ctx context.Context, who identity.Who, market string) ([]RowView, error) {
	if err := leadOnly(who); err != nil {
		return nil, err
	}
	list, err := d.Store.Waiting(ctx, market)
	slices.SortStableFunc(list, func(a, b Row) int {
		return cmp.Or(cmp.Compare(a.Priority, b.Priority), a.Due.Compare(b.Due), a.Since.Compare(b.Since))
	})
	return d.staffRows(ctx, list, err)
}

// Search finds conversations by id, customer or masked words. Leads only: an
// expert sees what is theirs and browses nothing (trust.md G1).
func (d *Desk) Search(ctx context.Context, who identity.Who, query string, p Page) ([]RowView, string, error) {
	if err := leadOnly(who); err != nil {
		return nil, "", err
	}
	list, next, err := d.Store.Search(ctx, strings.TrimSpace(query), p)
	rows, err := d.staffRows(ctx, list, err)
	return rows, next, err
}

// PromiseItem is one promise as the promises page shows it.
type PromiseItem struct {
	Conversation string                `json:"conversation"`
	Matter       conversation.MatterID `json:"matter"`
	Name         string                `json:"name"` // the customer's; "" for a visitor
	Topic        string                `json:"topic"`
	By           conversation.Holder   `json:"by"`
	MadeAt       time.Time             `json:"made_at"`
	Due          time.Time             `json:"due"`
	State        string                `json:"state"` // open, at_risk, broken, kept, moved, withdrawn
	KeptAt       *time.Time            `json:"kept_at"`
}

// PromisesView is the promises page: kept, at risk, broken.
type PromisesView struct {
	Kept   int           `json:"kept"`
	AtRisk int           `json:"at_risk"`
	Broken int           `json:"broken"`
	Since  time.Time     `json:"since"`
	Items  []PromiseItem `json:"items"`
	Next   *string       `json:"next"`
}

// promisesShown is how far back the page looks when it is not told.
const promisesShown = 30 * 24 * time.Hour

// Promises lists promises made since; a zero time is the last 30 days. What is
// open comes first, by due time.
func (d *Desk) Promises(ctx context.Context, who identity.Who, since time.Time, p Page) (PromisesView, error) {
	if err := leadOnly(who); err != nil {
		return PromisesView{}, err
	}
	now := d.Store.Now()
	if since.IsZero() {
		since = now.Add(-promisesShown)
	}
	items, next, kept, atRisk, broken, err := d.Store.Promises(ctx, since, now, p)
	v := PromisesView{Kept: kept, AtRisk: atRisk, Broken: broken, Since: since, Items: []PromiseItem{}}
	if next != "" {
		v.Next = &next
	}
	for _, x := range items {
		item := PromiseItem{Conversation: x.Conversation, Matter: x.Matter, Topic: x.Topic, By: x.By, MadeAt: x.MadeAt, Due: x.Due, State: string(x.State)}
		if err == nil {
			item.Name, err = d.customerName(ctx, x.Conversation)
		}
		switch warn := x.WarnAt; {
		case x.State == PromiseKept:
			at := x.EndedAt
			item.KeptAt = &at
		case x.State == PromiseOpen && (!warn.IsZero() && !warn.After(now) || !x.Due.After(now)):
			item.State = "at_risk"
		}
		v.Items = append(v.Items, item)
	}
	return v, err
}

func staffOnly(who identity.Who) error {
	if who.Role != identity.Expert && who.Role != identity.Lead {
		return problem.New(problem.Forbidden, "not_allowed")
	}
	return nil
}

func leadOnly(who identity.Who) error {
	if who.Role != identity.Lead {
		return problem.New(problem.Forbidden, "not_allowed")
	}
	return nil
}
