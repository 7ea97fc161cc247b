package server

import (
	"context"
	"errors"
	"maps"
	"math/big"
	"net/http"
	"strings"
	"time"

	"samtal/core/identity"
	"samtal/core/money"
	"samtal/core/problem"
	"samtal/core/shifts"
	"samtal/service/roster"
)

type shiftView struct {
	ID           string      `json:"id"`
	Market       string      `json:"market"`
	Language     string      `json:"language"`
	Topics       []string    `json:"topics"`
	Start        time.Time   `json:"start"`
	End          time.Time   `json:"end"`
	BreakSeconds int         `json:"break_seconds"`
	Seats        int         `json:"seats"`
	Free         int         `json:"free"`
	BasePay      money.Money `json:"base_pay" doc:"An hour."`
	Bonus        money.Money `json:"bonus" doc:"For the shift; fixed when it is claimed."`
	MayTake      bool        `json:"may_take"`
	Why          []shiftWhy  `json:"why" doc:"What stands against taking it."`
	Mine         *shiftMine  `json:"mine"`
	Claims       []shiftSeat `json:"claims,omitempty" doc:"Who has seats; for leads."`
}

type shiftWhy struct {
	Rule   string     `json:"rule"`
	Reason string     `json:"reason"`
	Until  *time.Time `json:"until"`
}

type shiftMine struct {
	At        time.Time  `json:"at"`
	UndoUntil time.Time  `json:"undo_until"`
	FreeUntil time.Time  `json:"free_until"`
	Released  *time.Time `json:"released" doc:"Given up late: still yours until somebody takes it."`
}

type shiftSeat struct {
	Expert   string     `json:"expert"`
	At       time.Time  `json:"at"`
	Released *time.Time `json:"released"`
}

func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}

func shiftOf(v roster.View, who identity.Who, lang string) shiftView {
	out := shiftView{ID: v.ID, Market: v.Market, Language: v.Language, Topics: append([]string{}, v.Topics...), Start: v.Span.Start.UTC(), End: v.Span.End.UTC(),
		BreakSeconds: int(v.Span.Break / time.Second), Seats: v.Seats, Free: v.Free, BasePay: v.Rate, Bonus: v.Bonus, MayTake: v.MayTake, Why: []shiftWhy{}}
	for _, w := range v.Why {
		out.Why = append(out.Why, shiftWhy{w.Rule, w.Says[lang], moment(w.Until)})
	}
	if m := v.Mine; m != nil {
		out.Mine = &shiftMine{m.At.UTC(), m.UndoUntil.UTC(), m.FreeUntil.UTC(), moment(m.Released)}
	}
	if who.Role == identity.Lead {
		for _, h := range v.Held {
			out.Claims = append(out.Claims, shiftSeat{h.Expert, h.At.UTC(), moment(h.Released)})
		}
	}
	return out
}

type earnedView struct {
	From    time.Time    `json:"from"`
	To      time.Time    `json:"to"`
	Total   money.Money  `json:"total" doc:"Shifts that have ended."`
	Planned money.Money  `json:"planned" doc:"Shifts that are still to come."`
	Lines   []earnedLine `json:"lines"`
}

type earnedLine struct {
	Rule       string       `json:"rule"`
	Market     string       `json:"market"`
	Seconds    int          `json:"seconds"`
	Multiplier string       `json:"multiplier"`
	Amount     money.Money  `json:"amount"`
	From       []earnedSpan `json:"from" doc:"From which minutes."`
}

type earnedSpan struct {
	Start time.Time `json:"start"`
	End   time.Time `json:"end"`
}

type earningsView struct {
	Today  earnedView     `json:"today"`
	Week   earnedView     `json:"week"`
	Month  earnedView     `json:"month"`
	Others []earningsView `json:"others,omitempty" doc:"In other currencies."`
}

func earningsOf(e roster.Earnings) earningsView {
	return earningsView{Today: earnedOf(e.Today), Week: earnedOf(e.Week), Month: earnedOf(e.Month)}
}

func earnedOf(e roster.Earned) earnedView {
	v := earnedView{From: e.From.UTC(), To: e.To.UTC(), Total: e.Total, Planned: e.Planned, Lines: []earnedLine{}}
	for _, l := range e.Lines {
		line := earnedLine{Rule: l.Rule, Market: l.Market, Seconds: int(l.Time / time.Second), Multiplier: decimals(l.Times), Amount: money.Money{Minor: l.Amount, Currency: l.Currency}, From: []earnedSpan{}}
		for _, s := range l.Spans {
			line.From = append(line.From, earnedSpan{s.Start.UTC(), s.End.UTC()})
		}
		v.Lines = append(v.Lines, line)
	}
	return v
}

// decimals writes a multiplier with four decimals at most.
func decimals(r *big.Rat) string {
	return strings.TrimSuffix(strings.TrimRight(r.FloatString(4), "0"), ".")
}

// both gives a refusal its reason in the caller's language, and the whole
// sentence in each language beside it: who lost a race reads why.
func (s *server) both(err error, lang string) error {
	var p *problem.Problem
	if !errors.As(err, &p) || p.Kind != problem.Conflict {
		return err
	}
	q := *p
	q.Params = maps.Clone(p.Params)
	if q.Params == nil {
		q.Params = map[string]string{}
	}
	for _, l := range s.Roster.Languages {
		if why := p.Params["reason_"+l]; why != "" {
			q.Params["reason"] = why
			delete(q.Params, "reason_"+l)
		}
		q.Params[l] = s.Pack.Problem(l, p.Code, q.Params)
	}
	if why := p.Params["reason_"+lang]; why != "" {
		q.Params["reason"] = why
	}
	return &q
}

// boardDays is how far ahead the board looks unless asked.
const boardDays = 35

func (s *server) shifts() {
	type board struct {
		Open   bool      `query:"open" doc:"Those with a free seat that have not begun. Else: an expert's own, a lead's all."`
		From   time.Time `query:"from"`
		To     time.Time `query:"to"`
		Accept string    `header:"Accept-Language"`
	}
	on(s, route{http.MethodGet, "/shifts", "The board: what one may take comes first, and why another is not theirs", staff, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *board) (list[shiftView], error) {
			now := s.Desk.Store.Now()
			if in.From.IsZero() {
				in.From = now.AddDate(0, 0, -7)
			}
			if in.To.IsZero() {
				in.To = now.AddDate(0, 0, boardDays)
			}
			got, err := s.Roster.Board(ctx, who, in.Open, in.From, in.To)
			out := []shiftView{}
			for _, v := range got {
				out = append(out, shiftOf(v, who, s.reader("", in.Accept)))
			}
			return listOf(out, ""), err
		})
	type shiftPosted struct {
		Accept string `header:"Accept-Language"`
		Body   struct {
			_            loose       `json:"-" additionalProperties:"true"`
			Market       string      `json:"market" maxLength:"20"`
			Language     string      `json:"language" maxLength:"20"`
			Topics       []string    `json:"topics,omitempty" maxItems:"64"`
			Start        time.Time   `json:"start"`
			End          time.Time   `json:"end"`
			BreakSeconds int         `json:"break_seconds,omitempty" minimum:"0" maximum:"86400"`
			Seats        int         `json:"seats"`
			BasePay      money.Money `json:"base_pay" doc:"An hour."`
			Bonus        money.Money `json:"bonus,omitempty" doc:"For the whole shift."`
		}
	}
	on(s, route{http.MethodPost, "/shifts", "Publish an open shift", leads, writing, http.StatusCreated, 0},
		func(ctx context.Context, who identity.Who, in *shiftPosted) (shiftView, error) {
			b := in.Body
			v, err := s.Roster.Publish(ctx, who, roster.Posted{Market: b.Market, Language: b.Language, Topics: b.Topics, Seats: b.Seats, Rate: b.BasePay, Bonus: b.Bonus,
				Span: shifts.Span{Start: b.Start, End: b.End, Break: time.Duration(b.BreakSeconds) * time.Second}})
			return shiftOf(v, who, s.reader("", in.Accept)), err
		})
	type one struct {
		ID     string `path:"id" maxLength:"100"`
		Accept string `header:"Accept-Language"`
	}
	on(s, route{http.MethodPost, "/shifts/{id}/claims", "Take a seat; 409 with the reason when somebody was first or the law says no", staff, writing, http.StatusCreated, 0},
		func(ctx context.Context, who identity.Who, in *one) (shiftView, error) {
			lang := s.reader("", in.Accept)
			v, err := s.Roster.Claim(ctx, who, in.ID)
			return shiftOf(v, who, lang), s.both(err, lang)
		})
	on(s, route{http.MethodDelete, "/shifts/{id}/claims", "Give the seat back: free in time, else it stays yours until somebody takes it", staff, writing, 0, 0},
		func(ctx context.Context, who identity.Who, in *one) (shiftView, error) {
			lang := s.reader("", in.Accept)
			v, err := s.Roster.Release(ctx, who, in.ID)
			return shiftOf(v, who, lang), s.both(err, lang)
		})
	on(s, route{http.MethodGet, "/experts/me/earnings", "Today, this week and this month, line by line", staff, reading, 0, 0},
		func(ctx context.Context, who identity.Who, _ *none) (earningsView, error) {
			all, err := s.Roster.Earnings(ctx, who)
			if err != nil || len(all) == 0 {
				return earningsView{}, err
			}
			v := earningsOf(all[0])
			for _, e := range all[1:] {
				v.Others = append(v.Others, earningsOf(e))
			}
			return v, nil
		})
}
