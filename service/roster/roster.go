package roster

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"
	"time"

	"samtal/core/identity"
	"samtal/core/pay"
	"samtal/core/problem"
	"samtal/core/routing"
	"samtal/core/shifts"
	"samtal/service/desk"
	"samtal/service/dispatch"
)

// People knows who answers. The record implements it.
type People interface {
	// Expert returns one. desk.ErrMissing.
	Expert(ctx context.Context, id string) (dispatch.Expert, error)
	// Experts lists all by id.
	Experts(ctx context.Context) ([]dispatch.Expert, error)
}

// House gives the words. *pack.Pack implements it.
type House interface {
	Words(language, key string, params map[string]string) string
	TopicTitle(language, topic string) string
}

// Presence knows who sits there, and how many wait. *dispatch.Dispatch
// implements it.
type Presence interface {
	// Here reports whether an expert gave a sign of life on this node lately.
	Here(expert string) bool
	// Short is how many customers wait whom this expert may answer, beyond
	// the free places of those who are there.
	Short(ctx context.Context, expert string) (int, error)
}

// Options are what a roster is made of; all are needed.
type Options struct {
	Store    Store
	People   People
	Presence Presence
	Contents Contents
	House    House
	Laws     map[string]shifts.Law // by market, from the content
	Pay      map[string]pay.Terms  // by market
	// Works is what somebody told about themselves (age, studies, hours at other
	// employers), laid out around a moment; nil, or a nil answer, is an adult who
	// works here only.
	Works     func(ctx context.Context, expert string) (func(zone *time.Location, around time.Time) shifts.Expert, error)
	Languages []string // in which reasons are said
	Home      string   // the market whose money somebody without shifts sees
	NewID     func() string
	NewKey    func() string // a secret that nobody guesses, for links
	Now       func() time.Time
}

// Roster is the shifts' service. It keeps nothing itself: several nodes may
// work on one record.
type Roster struct{ Options }

// New makes a roster.
func New(o Options) *Roster { return &Roster{o} }

// lookBack is how far back the law looks: a year of overtime, and a week's rest
// around it.
const lookBack = 54 * 7 * 24 * time.Hour

// Reason is one thing that stands against a claim, in every language.
type Reason struct {
	Rule  string // its id in the law, or market, language, skill
	Says  map[string]string
	Until time.Time // when it no longer stands against beginning; zero: waiting does not help
}

// person is who wants a shift, with all that is booked.
type person struct {
	dispatch.Expert
	booked []Posted
	turn   int64
	works  func(zone *time.Location, around time.Time) shifts.Expert
}

func staffOnly(who identity.Who) error {
	if who.Role != identity.Expert && who.Role != identity.Lead {
		return problem.New(problem.Forbidden, "not_allowed")
	}
	return nil
}

// person reads who asks. Their turn is read with what they have booked, so
// that a claim made meanwhile is noticed.
func (r *Roster) person(ctx context.Context, who identity.Who, now time.Time) (person, error) {
	e, err := r.People.Expert(ctx, who.ID)
	if errors.Is(err, desk.ErrMissing) {
		return person{}, problem.New(problem.Missing, "expert_not_found").Because(err)
	}
	if err != nil {
		return person{}, err
	}
	return r.known(ctx, e, now)
}

func (r *Roster) known(ctx context.Context, e dispatch.Expert, now time.Time) (person, error) {
	p := person{Expert: e}
	var err error
	if r.Works != nil {
		if p.works, err = r.Works(ctx, e.ID); err != nil {
			return p, err
		}
	}
	p.booked, p.turn, err = r.Store.Booked(ctx, e.ID, now.Add(-lookBack))
	return p, err
}

// others are the spans of the person's shifts beside this one.
func (p person) others(id string) (out []shifts.Span) {
	for _, b := range p.booked {
		if b.ID != id {
			out = append(out, b.own(b.Held[0]))
		}
	}
	return out
}

// against lists what stands against somebody taking a shift: skills first,
// then the law, with what they told about age, studies and hours elsewhere.
func (r *Roster) against(p person, s Posted, now time.Time) (out []Reason) {
	if len(p.Markets) > 0 && !slices.Contains(p.Markets, s.Market) {
		out = append(out, r.reason("market", "shift_why_market", nil))
	}
	if !slices.Contains(p.Languages, s.Language) {
		out = append(out, r.reason("language", "shift_why_language", nil))
	}
	var lacks []string
	for _, t := range s.Topics {
		if level := (routing.Expert{Skills: p.Skills, Languages: p.Languages}).Level(t, s.Language); level < max(1, routing.Topics[t].Level) {
			lacks = append(lacks, t)
		}
	}
	if len(lacks) > 0 {
		out = append(out, r.reason("skill", "shift_why_skill", lacks))
	}
	law := r.Laws[s.Market]
	if until := s.At.Add(law.Terms.CeilingFor); now.Before(until) && s.By != "" && p.week(s, law.Zone) > law.Terms.Ceiling {
		why := r.reason("ceiling", "shift_why_ceiling", nil, "hours", fmt.Sprint(int(law.Terms.Ceiling.Hours())))
		why.Until = until
		out = append(out, why)
	}
	var works shifts.Expert
	if p.works != nil && law.Zone != nil {
		works = p.works(law.Zone, s.Span.Start)
	}
	for _, b := range law.Check(works, p.others(s.ID), s.rules().From(now)) {
		says := map[string]string{}
		for _, l := range r.Languages {
			says[l] = b.Reason(l, law.Zone)
		}
		out = append(out, Reason{Rule: b.Rule.ID, Says: says, Until: b.Until})
	}
	return out
}

// week is what the person would work in the shift's own week, this one included.
func (p person) week(s Posted, zone *time.Location) (sum time.Duration) {
	from, to := period(s.Span.Start, zone, thisWeek)
	for _, span := range append(p.others(s.ID), s.Span) {
		if !span.Start.Before(from) && span.Start.Before(to) {
			sum += span.Len() - span.Break
		}
	}
	return sum
}

func (r *Roster) reason(rule, key string, topics []string, params ...string) Reason {
	says := map[string]string{}
	for _, l := range r.Languages {
		var names []string
		for _, t := range topics {
			names = append(names, r.House.TopicTitle(l, t))
		}
		with := map[string]string{"topic": strings.Join(names, ", ")}
		for i := 0; i+1 < len(params); i += 2 {
			with[params[i]] = params[i+1]
		}
		says[l] = r.House.Words(l, key, with)
	}
	return Reason{Rule: rule, Says: says}
}

// forbidden is the problem of who may not, with the reasons in each language:
// whoever tells it picks one.
func (r *Roster) forbidden(why []Reason) error {
	all := map[string]string{}
	for _, l := range r.Languages {
		var says []string
		for _, w := range why {
			says = append(says, w.Says[l])
		}
		all["reason_"+l] = strings.Join(says, "; ")
	}
	p := problem.New(problem.Conflict, "shift_not_for_you", "rule", why[0].Rule, "reason", all["reason_"+r.Languages[0]])
	maps.Copy(p.Params, all)
	return p
}

// refused turns a refusal of the rules into a problem.
func refused(why shifts.Refusal) error {
	switch why {
	case shifts.Full:
		return problem.New(problem.Conflict, "shift_full")
	case shifts.Over:
		return problem.New(problem.Conflict, "shift_over")
	case shifts.Twice:
		return problem.New(problem.Conflict, "shift_twice")
	case shifts.Overlaps:
		return problem.New(problem.Conflict, "shift_overlaps")
	case shifts.NotYours:
		return problem.New(problem.Missing, "shift_not_yours")
	case shifts.NotTheTime:
		return problem.New(problem.Conflict, "shift_not_the_time")
	}
	return fmt.Errorf("shifts: %s", why)
}

func (r *Roster) shift(ctx context.Context, id string) (Posted, error) {
	p, err := r.Store.Shift(ctx, id)
	if errors.Is(err, desk.ErrMissing) {
		return p, problem.New(problem.Missing, "shift_not_found").Because(err)
	}
	return p, err
}

// Claim takes a seat. Each time that the store says "too late" somebody else
// took a seat, or the same person took another shift: then all is asked anew,
// and in the end there is a seat or a reason.
func (r *Roster) Claim(ctx context.Context, who identity.Who, id string) (View, error) {
	if err := staffOnly(who); err != nil {
		return View{}, err
	}
	for {
		now := r.Now()
		p, err := r.person(ctx, who, now)
		if err != nil {
			return View{}, err
		}
		s, err := r.shift(ctx, id)
		if err != nil {
			return View{}, err
		}
		if _, why := s.rules().Take(r.Laws[s.Market].Terms, p.ID, p.others(id), now); why != shifts.Done {
			return View{}, refused(why)
		}
		if why := r.against(p, s, now); len(why) > 0 {
			return View{}, r.forbidden(why)
		}
		ok, err := r.take(ctx, p, s, now)
		if err != nil {
			return View{}, err
		}
		if ok {
			return r.one(ctx, who, id)
		}
		if err := ctx.Err(); err != nil {
			return View{}, err
		}
	}
}

// take stores the claim of a seat, or takes a late release back. A thousand
// who claim forty seats do not all try the first.
func (r *Roster) take(ctx context.Context, p person, s Posted, now time.Time) (bool, error) {
	if mine, ok := s.of(p.ID); ok {
		return r.Store.KeepSeat(ctx, p.ID, mine.Turn)
	}
	free := s.free()
	if len(free) == 0 {
		return false, refused(shifts.Full)
	}
	n := 0
	if s.Seats > len(s.Held) { // of those that nobody has, anyone will do
		h := fnv.New32a()
		_, _ = h.Write([]byte(p.ID)) // a hash never fails
		n = int(h.Sum32() % uint32(len(free)))
	}
	return r.Store.TakeSeat(ctx, Seat{Shift: s.ID, N: free[n], Expert: p.ID, Turn: p.turn + 1, At: now})
}

// Release gives a seat back: undone or in time it is free at once; later it
// stays the expert's until somebody takes it, and the view says so.
func (r *Roster) Release(ctx context.Context, who identity.Who, id string) (View, error) {
	if err := staffOnly(who); err != nil {
		return View{}, err
	}
	s, err := r.shift(ctx, id)
	if err != nil {
		return View{}, err
	}
	now := r.Now()
	terms := r.Laws[s.Market].Terms
	_, refusal := s.rules().Release(terms, who.ID, now)
	if refusal != shifts.Done && refusal != shifts.StillYours {
		return View{}, refused(refusal)
	}
	mine, _ := s.of(who.ID)
	why := shifts.Freed
	switch {
	case refusal == shifts.StillYours:
		why = shifts.Late
	case now.Sub(mine.At) <= terms.Undo:
		why = shifts.Undone
	}
	if mine.Released.IsZero() || why != shifts.Late { // a late release is released already
		if _, err := r.Store.LeaveSeat(ctx, who.ID, mine.Turn, now, why); err != nil {
			return View{}, err
		}
	}
	return r.one(ctx, who, id)
}

// Confirm says that the expert will come; asked for in the market's hours
// before the start, without it the seat reopens.
func (r *Roster) Confirm(ctx context.Context, who identity.Who, id string) (View, error) {
	if err := staffOnly(who); err != nil {
		return View{}, err
	}
	s, err := r.shift(ctx, id)
	if err != nil {
		return View{}, err
	}
	mine, has := s.of(who.ID)
	if _, why := s.rules().Confirm(r.Laws[s.Market].Terms, who.ID, r.Now()); why != shifts.Done && !(has && mine.Confirmed) {
		return View{}, refused(why)
	}
	if _, err := r.Store.ConfirmSeat(ctx, who.ID, mine.Turn); err != nil {
		return View{}, err
	}
	return r.one(ctx, who, id)
}
