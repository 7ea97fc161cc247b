package pack

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"samtal/core/identity"
	"samtal/core/money"
	"samtal/service/desk"
)

// mandate is how far people may go alone, as a market writes it.
type mandate struct {
	Minutes int                          `yaml:"approve_minutes"`
	Tools   map[string]map[string]string `yaml:"tools"` // tool -> 1, 2, 3 or lead -> "300.00 SEK", "14 days" or "yes"
	limits  map[string]map[string]desk.Limit
}

// approveMinutes is how soon a lead decides where the market does not say.
const approveMinutes = 30

// mandateSteps are who a limit can be for: the levels of skill, and a lead.
var mandateSteps = []string{"1", "2", "3", "lead"}

// checkMandate reads the limits and holds them to the tools that they are for.
func (m *market) checkMandate(s *sheet, tools []ToolInfo) {
	m.Mandate.limits = map[string]map[string]desk.Limit{}
	if m.Mandate.Minutes < 0 {
		s.at("unknown_value", "approve_minutes must be more than 0", "mandate", "approve_minutes")
	}
	for _, tool := range sortedKeys(m.Mandate.Tools) {
		known := false
		for _, t := range tools {
			known = known || t.Name == tool && t.By == identity.Expert
		}
		if !known {
			s.at("unknown_value", fmt.Sprintf("%s is no tool that only an expert may propose", tool), "mandate", "tools", tool)
		}
		m.Mandate.limits[tool] = map[string]desk.Limit{}
		for _, step := range sortedKeys(m.Mandate.Tools[tool]) {
			text := m.Mandate.Tools[tool][step]
			limit, ok := readLimit(text, m.Currency)
			if !ok {
				s.at("unknown_value", fmt.Sprintf("%q is not an amount in %s, a number of days, or yes", text, m.Currency), "mandate", "tools", tool)
			}
			if !slices.Contains(mandateSteps, step) {
				s.at("unknown_value", fmt.Sprintf("%q is not one of 1, 2, 3, lead", step), "mandate", "tools", tool)
			}
			m.Mandate.limits[tool][step] = limit
		}
	}
}

func readLimit(text, currency string) (desk.Limit, bool) {
	if text == "yes" {
		return desk.Limit{Free: true}, true
	}
	if n, ok := strings.CutSuffix(text, " days"); ok {
		days, err := strconv.Atoi(n)
		return desk.Limit{Days: days}, err == nil && days > 0
	}
	amount, err := money.Parse(text, "")
	return desk.Limit{Amount: amount}, err == nil && amount.Currency == currency && amount.Minor > 0
}

// Mandate is how far somebody of this standing may go alone with a tool. A
// level without a line of its own has the next lower one's; below all of them
// nothing is allowed without a second person.
func (p *Pack) Mandate(market, tool string, s desk.Standing) desk.Limit {
	o := p.office(market)
	if o == nil {
		return desk.Limit{}
	}
	limits := o.Mandate.limits[tool]
	if l, ok := limits["lead"]; ok && s.Lead {
		return l
	}
	for level := min(s.Level, 3); level > 0; level-- {
		if l, ok := limits[strconv.Itoa(level)]; ok {
			return l
		}
	}
	return desk.Limit{}
}

// ApproveBy is when a lead decides at the latest, if asked now: minutes of
// opening hours, since nobody approves at night.
func (p *Pack) ApproveBy(market string, now time.Time) time.Time {
	o := p.office(market)
	if o == nil {
		return now.Add(approveMinutes * time.Minute)
	}
	wait := minutes(o.Mandate.Minutes)
	if wait <= 0 {
		wait = approveMinutes * time.Minute
	}
	op := o.hoursAt(now)
	due, ok := op.hours.Add(now, wait, op.loc)
	if !ok { // hours that never open
		due = now.Add(24 * time.Hour)
	}
	return due
}
