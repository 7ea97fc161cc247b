package server

import (
	"context"
	"errors"
	"maps"
	"net/http"
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
	Pays         money.Money `json:"pays" doc:"To who works all that is left of it, supplements and bonus included."`
	MayTake      bool        `json:"may_take"`
	Fits         bool        `json:"fits" doc:"Within the times that the asker likes to work."`
	KeptUntil    *time.Time  `json:"kept_until" doc:"A seat is kept for the asker until then."`
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

	Confirmed     bool       `json:"confirmed"`
	ConfirmFrom   *time.Time `json:"confirm_from" doc:"Say that you come between these two, else the seat reopens; null: no need."`
	ConfirmBy     *time.Time `json:"confirm_by"`
	Came          *time.Time `json:"came" doc:"Your first moment there."`
	WorkedSeconds int        `json:"worked_seconds"`
}

type shiftSeat struct {
	Expert      string     `json:"expert"`
	Name        string     `json:"name"`
	At          time.Time  `json:"at"`
	Released    *time.Time `json:"released"`
	Confirmed   bool       `json:"confirmed"`
	Came        bool       `json:"came"`
	HeldSeconds int        `json:"held_seconds"`
}

func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}

func (s *server) shiftOf(ctx context.Context, v roster.View, who identity.Who, lang string) shiftView {
	out := shiftView{ID: v.ID, Market: v.Market, Language: v.Language, Topics: append([]string{}, v.Topics...), Start: v.Span.Start.UTC(), End: v.Span.End.UTC(),
		BreakSeconds: int(v.Span.Break / time.Second), Seats: v.Seats, Free: v.Free, BasePay: v.Rate, Bonus: v.Bonus, Pays: v.Pays, MayTake: v.MayTake, Fits: v.Fits,
		KeptUntil: moment(v.KeptFor), Why: whyOf(v.Why, lang)}
	if m := v.Mine; m != nil {
		out.Mine = &shiftMine{m.At.UTC(), m.UndoUntil.UTC(), m.FreeUntil.UTC(), moment(m.Released), m.Confirmed, moment(m.ConfirmFrom), moment(m.ConfirmBy),
			moment(m.Came), int(m.Worked / time.Second)}
	}
	if who.Role == identity.Lead {
		for _, h := range v.Held {
			out.Claims = append(out.Claims, shiftSeat{h.Expert, s.Dispatch.ExpertName(ctx, h.Expert), h.At.UTC(), moment(h.Released), h.Confirmed, v.Came[h.Expert], v.HeldSeconds[h.Expert]})
		}
	}
	return out
}

func whyOf(why []roster.Reason, lang string) []shiftWhy {
	out := []shiftWhy{}
	for _, w := range why {
		out = append(out, shiftWhy{w.Rule, w.Says[lang], moment(w.Until)})
	}
	return out
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
				out = append(out, s.shiftOf(ctx, v, who, s.reader("", in.Accept)))
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
			KeepMinutes  int         `json:"keep_minutes,omitempty" doc:"15 to 30: so long the seats are kept for experts who like to work then."`
		}
	}
	on(s, route{http.MethodPost, "/shifts", "Publish an open shift", leads, writing, http.StatusCreated, 0},
		func(ctx context.Context, who identity.Who, in *shiftPosted) (shiftView, error) {
			b := in.Body
			v, err := s.Roster.Publish(ctx, who, roster.Posted{Market: b.Market, Language: b.Language, Topics: b.Topics, Seats: b.Seats, Rate: b.BasePay, Bonus: b.Bonus,
				Span: shifts.Span{Start: b.Start, End: b.End, Break: time.Duration(b.BreakSeconds) * time.Second}}, time.Duration(b.KeepMinutes)*time.Minute)
			return s.shiftOf(ctx, v, who, s.reader("", in.Accept)), err
		})
	type one struct {
		ID     string `path:"id" maxLength:"100"`
		Accept string `header:"Accept-Language"`
	}
	on(s, route{http.MethodPost, "/shifts/{id}/claims", "Take a seat; 409 with the reason when somebody was first or the law says no", staff, writing, http.StatusCreated, 0},
		func(ctx context.Context, who identity.Who, in *one) (shiftView, error) {
			lang := s.reader("", in.Accept)
			v, err := s.Roster.Claim(ctx, who, in.ID)
			return s.shiftOf(ctx, v, who, lang), s.both(err, lang)
		})
	on(s, route{http.MethodDelete, "/shifts/{id}/claims", "Give the seat back: free in time, else it stays yours until somebody takes it", staff, writing, 0, 0},
		func(ctx context.Context, who identity.Who, in *one) (shiftView, error) {
			lang := s.reader("", in.Accept)
			v, err := s.Roster.Release(ctx, who, in.ID)
			return s.shiftOf(ctx, v, who, lang), s.both(err, lang)
		})
	on(s, route{http.MethodPost, "/shifts/{id}/confirm", "Say that you come; asked for between 36 and 16 hours before", staff, writing, 0, 0},
		func(ctx context.Context, who identity.Who, in *one) (shiftView, error) {
			lang := s.reader("", in.Accept)
			v, err := s.Roster.Confirm(ctx, who, in.ID)
			return s.shiftOf(ctx, v, who, lang), s.both(err, lang)
		})
	type shiftKept struct {
		ID     string `path:"id" maxLength:"100"`
		Accept string `header:"Accept-Language"`
		Body   struct {
			_       loose  `json:"-" additionalProperties:"true"`
			Expert  string `json:"expert" maxLength:"100"`
			Minutes int    `json:"minutes" minimum:"15" maximum:"30"`
		}
	}
	on(s, route{http.MethodPost, "/shifts/{id}/reserves", "Keep a seat for a named expert for a while", leads, writing, http.StatusCreated, 0},
		func(ctx context.Context, who identity.Who, in *shiftKept) (shiftView, error) {
			lang := s.reader("", in.Accept)
			v, err := s.Roster.Reserve(ctx, who, in.ID, in.Body.Expert, time.Duration(in.Body.Minutes)*time.Minute)
			return s.shiftOf(ctx, v, who, lang), s.both(err, lang)
		})
	s.swaps()
	s.mine()
	s.earnings()
	s.reports()
}
