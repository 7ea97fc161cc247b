package server

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"samtal/core/identity"
	"samtal/core/money"
	"samtal/core/problem"
	"samtal/core/shifts"
	"samtal/service/roster"
)

type swapView struct {
	ID       string    `json:"id"`
	From     string    `json:"from"`
	FromName string    `json:"from_name"`
	To       string    `json:"to"`
	ToName   string    `json:"to_name"`
	At       time.Time `json:"at"`
	State    string    `json:"state" enum:"asked,agreed,declined,withdrawn"`
	Shift    shiftView `json:"shift"`
}

func (s *server) swapOf(ctx context.Context, v roster.SwapView, who identity.Who, lang string) swapView {
	return swapView{v.ID, v.From, v.FromName, v.To, v.ToName, v.At.UTC(), v.State, s.shiftOf(ctx, v.View, who, lang)}
}

type colleague struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

func (s *server) swaps() {
	type shiftOne struct {
		ID string `path:"id" maxLength:"100"`
	}
	on(s, route{http.MethodGet, "/shifts/{id}/colleagues", "Who may take your seat over", staff, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *shiftOne) (list[colleague], error) {
			got, err := s.Roster.Colleagues(ctx, who, in.ID)
			out := []colleague{}
			for _, c := range got {
				out = append(out, colleague(c))
			}
			return listOf(out, ""), err
		})
	type swapAsked struct {
		ID     string `path:"id" maxLength:"100"`
		Accept string `header:"Accept-Language"`
		Body   struct {
			_      loose  `json:"-" additionalProperties:"true"`
			Expert string `json:"expert" maxLength:"100"`
		}
	}
	on(s, route{http.MethodPost, "/shifts/{id}/swaps", "Offer your seat to a named colleague; it is yours until they agree", staff, writing, http.StatusCreated, 0},
		func(ctx context.Context, who identity.Who, in *swapAsked) (swapView, error) {
			lang := s.reader("", in.Accept)
			v, err := s.Roster.AskSwap(ctx, who, in.ID, in.Body.Expert)
			if err != nil {
				return swapView{}, s.both(err, lang)
			}
			return s.swapOf(ctx, v, who, lang), nil
		})
	type read struct {
		Accept string `header:"Accept-Language"`
	}
	on(s, route{http.MethodGet, "/experts/me/swaps", "Swaps that wait for an answer, yours and your colleagues'", staff, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *read) (list[swapView], error) {
			got, err := s.Roster.Swaps(ctx, who)
			out := []swapView{}
			for _, v := range got {
				out = append(out, s.swapOf(ctx, v, who, s.reader("", in.Accept)))
			}
			return listOf(out, ""), err
		})
	type swapOne struct {
		ID     string `path:"id" maxLength:"100"`
		Accept string `header:"Accept-Language"`
	}
	for path, yes := range map[string]bool{"accept": true, "decline": false} {
		summary := "Take a colleague's seat over"
		if !yes {
			summary = "Say no to a swap, or take your own question back"
		}
		on(s, route{http.MethodPost, "/swaps/{id}/" + path, summary, staff, writing, 0, 0},
			func(ctx context.Context, who identity.Who, in *swapOne) (none, error) {
				return none{}, s.both(s.Roster.AnswerSwap(ctx, who, in.ID, yes), s.reader("", in.Accept))
			})
	}
}

// weekdays by the names that opening hours have.
var weekdays = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

type wish struct {
	Day  string `json:"day" enum:"mon,tue,wed,thu,fri,sat,sun"`
	From string `json:"from" doc:"Local time: 17:00."`
	To   string `json:"to" doc:"Up to 24:00."`
}

func wishesOf(w []roster.Wish) list[wish] {
	out := []wish{}
	at := func(t shifts.TimeOfDay) string { return fmt.Sprintf("%02d:%02d", int(t)/60, int(t)%60) }
	for _, x := range w {
		out = append(out, wish{weekdays[x.Day], at(x.From), at(x.To)})
	}
	return listOf(out, "")
}

type nowView struct {
	Shift   *shiftView  `json:"shift" doc:"The one that you have now, or within a quarter of an hour."`
	Waiting int         `json:"waiting" doc:"Customers whom you may answer, beyond the free places of those who are there."`
	Wanted  bool        `json:"wanted" doc:"One more is wanted now, beyond the plan."`
	Rate    money.Money `json:"rate" doc:"An hour."`
	Until   *time.Time  `json:"until"`
	Why     []shiftWhy  `json:"why" doc:"What stands against it."`
}

type thanksView struct {
	Words string    `json:"words"`
	Stars int       `json:"stars"`
	At    time.Time `json:"at"`
}

// mine is everything of one's own beside shifts.
func (s *server) mine() {
	type read struct {
		Accept string `header:"Accept-Language"`
	}
	on(s, route{http.MethodGet, "/experts/me/now", "Whether to go online now is paid: a shift, or more customers than the plan has people for", staff, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *read) (nowView, error) {
			n, err := s.Roster.Wanted(ctx, who)
			if err != nil {
				return nowView{}, err
			}
			lang := s.reader("", in.Accept)
			v := nowView{Waiting: n.Waiting, Wanted: n.Wanted, Rate: n.Rate, Until: moment(n.Until), Why: whyOf(n.Why, lang)}
			if n.On != nil {
				on := s.shiftOf(ctx, *n.On, who, lang)
				v.Shift = &on
			}
			return v, nil
		})
	on(s, route{http.MethodPost, "/experts/me/now", "Begin work beyond the plan; 409 when there are enough people, or the law says no", staff, writing, http.StatusCreated, 0},
		func(ctx context.Context, who identity.Who, in *read) (shiftView, error) {
			lang := s.reader("", in.Accept)
			v, err := s.Roster.Extra(ctx, who)
			return s.shiftOf(ctx, v, who, lang), s.both(err, lang)
		})
	on(s, route{http.MethodGet, "/experts/me/wishes", "When you like to work", staff, reading, 0, 0},
		func(ctx context.Context, who identity.Who, _ *none) (list[wish], error) {
			w, err := s.Roster.Wishes(ctx, who)
			return wishesOf(w), err
		})
	type wished struct {
		Body struct {
			_     loose  `json:"-" additionalProperties:"true"`
			Items []wish `json:"items" maxItems:"50"`
		}
	}
	on(s, route{http.MethodPut, "/experts/me/wishes", "Set when you like to work", staff, writing, 0, 0},
		func(ctx context.Context, who identity.Who, in *wished) (list[wish], error) {
			var out []roster.Wish
			for _, x := range in.Body.Items {
				from, err := shifts.ParseTimeOfDay(x.From)
				to := shifts.TimeOfDay(24 * 60)
				if x.To != "24:00" && err == nil {
					to, err = shifts.ParseTimeOfDay(x.To)
				}
				if err != nil {
					return list[wish]{}, problem.New(problem.Invalid, "invalid", "field", "items")
				}
				out = append(out, roster.Wish{Day: time.Weekday(slices.Index(weekdays, x.Day)), From: from, To: to})
			}
			w, err := s.Roster.Wish(ctx, who, out)
			return wishesOf(w), err
		})
	type link struct {
		Path string `json:"path" doc:"For a calendar program; whoever has it reads your shifts."`
	}
	on(s, route{http.MethodPost, "/experts/me/calendar", "A new secret calendar link; the one before stops", staff, writing, http.StatusCreated, 0},
		func(ctx context.Context, who identity.Who, _ *none) (link, error) {
			key, err := s.Roster.OpenCalendar(ctx, who)
			return link{"/calendar/" + key + ".ics"}, err
		})
	on(s, route{http.MethodDelete, "/experts/me/calendar", "End your calendar link", staff, writing, 0, 0},
		func(ctx context.Context, who identity.Who, _ *none) (none, error) {
			return none{}, s.Roster.CloseCalendar(ctx, who)
		})
	on(s, route{http.MethodGet, "/experts/me/thanks", "What customers wrote about you", staff, reading, 0, 0},
		func(ctx context.Context, who identity.Who, _ *none) (list[thanksView], error) {
			got, err := s.Roster.Thanks(ctx, who)
			out := []thanksView{}
			for _, t := range got {
				out = append(out, thanksView{t.Words, t.Stars, t.At.UTC()})
			}
			return listOf(out, ""), err
		})
	s.mux.HandleFunc("GET /calendar/{file}", s.calendar)
}

// calendar serves an expert's shifts to a calendar program, which brings no
// token: the address itself is the secret. An unknown one is nothing at all.
func (s *server) calendar(w http.ResponseWriter, r *http.Request) {
	key, ok := strings.CutSuffix(r.PathValue("file"), ".ics")
	if !ok || len(key) < 20 || len(key) > 100 {
		s.write(w, r, problem.New(problem.Missing, "not_found"))
		return
	}
	list, err := s.Roster.Calendar(r.Context(), key)
	if err != nil {
		s.write(w, r, problem.New(problem.Missing, "not_found").Because(err))
		return
	}
	now := s.Desk.Store.Now()
	c := ics.NewCalendarFor("Samtal")
	c.SetMethod(ics.MethodPublish)
	c.SetXWRCalName("Samtal")
	c.SetRefreshInterval("PT1H")
	for _, p := range list {
		e := c.AddEvent(p.ID + "@samtal")
		e.SetDtStampTime(now)
		e.SetStartAt(p.Span.Start)
		e.SetEndAt(p.Span.End)
		e.SetSummary("Samtal")
		if len(p.Topics) > 0 {
			var names []string
			for _, t := range p.Topics {
				names = append(names, s.Pack.TopicTitle(p.Language, t))
			}
			e.SetDescription(strings.Join(names, ", "))
		}
	}
	h := w.Header()
	h.Set("Content-Type", "text/calendar; charset=utf-8")
	h.Set("Cache-Control", "private, no-store")
	h.Set("Content-Disposition", `inline; filename="samtal.ics"`)
	_ = c.SerializeTo(w, ics.WithNewLineWindows) // whoever asked is gone
}

type givenView struct {
	Shift  string    `json:"shift"`
	Start  time.Time `json:"start"`
	End    time.Time `json:"end"`
	Expert string    `json:"expert"`
	Name   string    `json:"name"`
	Why    string    `json:"why" enum:"late,unconfirmed,no_show"`
	At     time.Time `json:"at"`
	Free   int       `json:"free" doc:"Seats of the shift that are free now."`
}

type groupView struct {
	Kind        string        `json:"kind" enum:"level,language"`
	Group       string        `json:"group"`
	People      int           `json:"people"`
	Shifts      int           `json:"shifts"`
	Planned     int           `json:"planned_seconds"`
	Due         int           `json:"due_seconds" doc:"Of the planned, what is over."`
	Held        int           `json:"held_seconds" doc:"Of what is over, how long they were there."`
	PerHead     int           `json:"planned_seconds_per_head"`
	Prime       int           `json:"prime" doc:"Shifts in the evening, at night or at a weekend."`
	Bonus       int           `json:"bonus" doc:"Shifts with a bonus."`
	Bonuses     []money.Money `json:"bonuses"`
	Late        int           `json:"late"`
	Missed      int           `json:"missed"`
	SharePeople float64       `json:"share_people"`
	ShareHours  float64       `json:"share_hours"`
}

// reports are what leads look at.
func (s *server) reports() {
	type window struct {
		From time.Time `query:"from"`
		To   time.Time `query:"to"`
	}
	between := func(w *window, back, ahead int) (time.Time, time.Time) {
		now := s.Desk.Store.Now()
		if w.From.IsZero() {
			w.From = now.AddDate(0, 0, -back)
		}
		if w.To.IsZero() {
			w.To = now.AddDate(0, 0, ahead)
		}
		return w.From, w.To
	}
	on(s, route{http.MethodGet, "/shifts/given", "Seats that opened again: given up late, not confirmed, or nobody came", leads, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *window) (list[givenView], error) {
			from, to := between(in, 1, 2)
			got, err := s.Roster.GivenUp(ctx, who, from, to)
			out := []givenView{}
			for _, g := range got {
				out = append(out, givenView{g.Shift, g.Span.Start.UTC(), g.Span.End.UTC(), g.Expert, g.Name, string(g.Why), g.Left.UTC(), g.Open})
			}
			return listOf(out, ""), err
		})
	type fairness struct {
		From  time.Time   `json:"from"`
		To    time.Time   `json:"to"`
		Items []groupView `json:"items"`
	}
	on(s, route{http.MethodGet, "/fairness", "Who got the work: planned, held and bonus shifts by group", leads, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *window) (fairness, error) {
			from, to := between(in, 28, 14)
			got, err := s.Roster.Fairness(ctx, who, from, to)
			out := fairness{from.UTC(), to.UTC(), []groupView{}}
			sec := func(d time.Duration) int { return int(d / time.Second) }
			for _, g := range got {
				out.Items = append(out.Items, groupView{g.Kind, g.Key, g.People, g.Shifts, sec(g.Planned), sec(g.Due), sec(g.Held), sec(g.PerHead), g.Prime, g.Bonus,
					append([]money.Money{}, g.Bonuses...), g.Late, g.Missed, g.SharePeople, g.Part})
			}
			return out, err
		})
}
