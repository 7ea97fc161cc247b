package pack

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"samtal/core/hours"
	"samtal/core/problem"
	"samtal/service/calendar"
)

func settingKey(market string) string { return "hours/" + market }

// setUp gives a market its hours: those that a lead saved, else those of the pack.
func (p *Pack) setUp(ctx context.Context, o *office) error {
	w := o.Hours
	if p.o.Settings != nil {
		text, ok, err := p.o.Settings.Setting(ctx, settingKey(o.Market))
		if err != nil {
			return err
		}
		if ok {
			var saved hours.Written
			if err := json.Unmarshal([]byte(text), &saved); err != nil {
				return fmt.Errorf("the saved hours of %s: %w", o.Market, err)
			}
			w = saved
		}
	}
	if _, err := p.use(o, w, p.o.Now()); err != nil {
		return fmt.Errorf("the hours of %s: %w", o.Market, err)
	}
	return nil
}

// use puts hours into force.
func (p *Pack) use(o *office, w hours.Written, now time.Time) (*opening, error) {
	h, loc, faults := calendar.Build(w, o.Country, now)
	if len(faults) > 0 {
		return nil, faults[0]
	}
	n := int64(1)
	if old := o.opening.Load(); old != nil {
		n = old.n + 1
	}
	op := &opening{hours: h, loc: loc, year: now.In(loc).Year(), n: n}
	o.written.Store(&w)
	o.opening.Store(op)
	return op, nil
}

// opening returns the hours in force. In a new year the holidays of the next
// ones are fetched, so that nobody is promised an answer on a day off.
func (p *Pack) opening(o *office, now time.Time) *opening {
	op := o.opening.Load()
	if now.In(op.loc).Year() == op.year {
		return op
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if op = o.opening.Load(); now.In(op.loc).Year() == op.year {
		return op
	}
	if fresh, err := p.use(o, *o.written.Load(), now); err == nil {
		return fresh
	}
	return op
}

// Hours are a market's opening hours as they were written.
func (p *Pack) Hours(market string) hours.Written {
	o := p.office(market)
	if o == nil {
		return hours.Written{}
	}
	return *o.written.Load()
}

// SetHours changes a market's opening hours for good. Promises that were made
// stay as they are; new ones follow the new hours at once.
func (p *Pack) SetHours(ctx context.Context, market string, w hours.Written) error {
	o := p.office(market)
	if o == nil {
		return problem.New(problem.Missing, "unknown_market", "market", market)
	}
	if w.Zone == "" {
		w.Zone = o.Hours.Zone
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if _, _, faults := calendar.Build(w, o.Country, p.o.Now()); len(faults) > 0 {
		return faults[0]
	}
	if p.o.Settings != nil {
		text, err := json.Marshal(w)
		if err != nil {
			return err
		}
		if err := p.o.Settings.SetSetting(ctx, settingKey(market), string(text)); err != nil {
			return err
		}
	}
	_, err := p.use(o, w, p.o.Now())
	return err
}

// Refresh reads a market's hours from the settings again: another node may
// have changed them.
func (p *Pack) Refresh(ctx context.Context) error {
	for _, name := range p.markets {
		o := p.offices[name]
		o.mu.Lock()
		err := p.setUp(ctx, o)
		o.mu.Unlock()
		if err != nil {
			return err
		}
	}
	return nil
}

// Market says how a market is now.
func (p *Pack) Market(name string) (MarketInfo, bool) {
	o := p.office(name)
	if o == nil {
		return MarketInfo{}, false
	}
	now := p.o.Now()
	op := p.opening(o, now)
	info := MarketInfo{Market: name, Company: o.Company, Languages: o.Languages, Currency: o.Currency, Zone: op.loc.String()}
	if closes, open := op.hours.ClosesAt(now, op.loc); open {
		info.Open, info.ClosesAt = true, &closes
	} else if opens, ok := op.hours.NextOpen(now, op.loc); ok {
		info.OpensAt = &opens
	}
	return info, true
}

// Today is the market's date.
func (p *Pack) Today(market string, now time.Time) string {
	loc := time.UTC
	if o := p.office(market); o != nil {
		loc = p.opening(o, now).loc
	}
	return now.In(loc).Format(time.DateOnly)
}
