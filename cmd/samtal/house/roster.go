package house

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"time"

	"samtal/edge/store"
	"samtal/service/pack"
	"samtal/service/roster"
)

// roster builds the shifts' room. The law and the terms of pay are those of the
// content at the start; a change of them takes a restart.
func (h *House) roster(o Options) (*roster.Roster, error) {
	laws, faults := pack.Work(o.Content)
	terms, more := pack.Pay(o.Content)
	if faults = append(faults, more...); len(faults) > 0 {
		f := faults[0]
		return nil, fmt.Errorf("content: %s:%d:%d: %s", f.File, f.Line, f.Column, f.Message)
	}
	var languages []string
	markets := h.Pack.Markets()
	for _, name := range markets {
		if m, ok := h.Pack.Market(name); ok {
			languages = append(languages, m.Languages...)
		}
	}
	slices.Sort(languages)
	home := ""
	for _, m := range slices.Backward(markets) {
		if _, ok := terms[m]; ok {
			home = m
		}
	}
	return roster.New(roster.Options{Store: o.Record, People: o.Record, Presence: h.Dispatch, Contents: o.Record, House: h.Pack, Laws: laws, Pay: terms, Languages: slices.Compact(languages), Home: home,
		Works: h.People.Works, NewID: o.IDs.New, NewKey: rand.Text, Now: o.Record.Now}), nil
}

// back says when somebody works again: the beginning of their next shift, zero
// when they have none.
func back(record store.Record) func(ctx context.Context, expert string) (time.Time, error) {
	return func(ctx context.Context, expert string) (time.Time, error) {
		now := record.Now()
		booked, _, err := record.Booked(ctx, expert, now)
		if err != nil {
			return time.Time{}, err
		}
		for _, p := range booked { // by start
			if p.Span.Start.After(now) {
				return p.Span.Start, nil
			}
		}
		return time.Time{}, nil
	}
}
