package pack

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"samtal/core/hours"
	"samtal/core/problem"
	"samtal/service/calendar"
)

func settingKey(market string) string { return "hours/" + market }

// saved are a market's hours: those that a lead saved, else those of the pack.
func (p *Pack) saved(ctx context.Context, o *office) (hours.Written, error) {
	if p.o.Settings == nil {
		return o.Hours, nil
	}
	text, ok, err := p.o.Settings.Setting(ctx, settingKey(o.Market))
	if err != nil || !ok {
		return o.Hours, err
	}
	var w hours.Written
	err = json.Unmarshal([]byte(text), &w)
	return w, err
}

// setUp gives a market its hours at the start.
func (p *Pack) setUp(ctx context.Context, o *office) error {
	w, err := p.saved(ctx, o)
	if err == nil {
		_, err = o.use(w, p.o.Now())
	}
	if err != nil {
		return fmt.Errorf("the hours of %s: %w", o.Market, err)
	}
	return nil
}

// use puts hours into force.
func (o *office) use(w hours.Written, now time.Time) (*opening, error) {
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
func (o *office) hoursAt(now time.Time) *opening {
	op := o.opening.Load()
	if now.In(op.loc).Year() == op.year {
		return op
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if op = o.opening.Load(); now.In(op.loc).Year() == op.year {
		return op
	}
	if fresh, err := o.use(*o.written.Load(), now); err == nil {
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
	p.mu.Lock()
	defer p.mu.Unlock()
	in := p.in()
	o := in.offices[market]
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
	if _, err := o.use(w, p.o.Now()); err != nil {
		return err
	}
	in.fillArticles()
	return nil
}

// hoursInWords writes a week as people say it: "every day from 08:00 to
// 20:00", "Monday to Friday from 08:00 to 17:00, Saturday from 10:00 to 14:00".
func hoursInWords(words map[string]string, w hours.Written) string {
	order := []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
	var parts []string
	for i := 0; i < len(order); {
		spans, j := w.Week[order[i]], i+1
		for j < len(order) && slices.Equal(w.Week[order[j]], spans) {
			j++
		}
		days := words["weekday_"+order[i]]
		if j-i > 1 {
			days = fill(words["hours_range"], map[string]string{"from": days, "to": words["weekday_"+order[j-1]]})
		}
		for k := 0; k+1 < len(spans); k += 2 {
			key := "hours_some"
			if j-i == len(order) {
				key = "hours_daily"
			}
			parts = append(parts, fill(words[key], map[string]string{"days": days, "from": spans[k], "to": spans[k+1]}))
		}
		i = j
	}
	if len(parts) == 0 {
		return words["hours_none"]
	}
	return strings.Join(parts, ", ")
}

// Refresh reads the markets' hours from the settings again: another node may
// have changed them. It does nothing where they are as before.
func (p *Pack) Refresh(ctx context.Context) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	in, changed := p.in(), false
	for _, name := range in.markets {
		o := in.offices[name]
		o.mu.Lock()
		w, err := p.saved(ctx, o)
		if err == nil && !reflect.DeepEqual(w, *o.written.Load()) {
			changed = true
			_, err = o.use(w, p.o.Now())
		}
		o.mu.Unlock()
		if err != nil {
			return fmt.Errorf("the hours of %s: %w", name, err)
		}
	}
	if changed {
		in.fillArticles()
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
	op := o.hoursAt(now)
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
	if o := p.office(market); o != nil {
		return o.today(now)
	}
	return now.In(time.UTC).Format(time.DateOnly)
}

func (o *office) today(now time.Time) string { return now.In(o.hoursAt(now).loc).Format(time.DateOnly) }
