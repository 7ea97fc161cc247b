package shifts

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Reason says why, in the expert's language, until when in local time, and by
// which source. A language without words falls back to English.
func (b Broken) Reason(language string, zone *time.Location) string {
	says := b.Rule.Says[language]
	if says == "" {
		language, says = "en", b.Rule.Says["en"]
	}
	p := b.Part
	for name, d := range map[string]time.Duration{"least": p.Least, "most": p.Most, "break": p.Break, "four_weeks": p.FourWeeks, "month": p.Month, "year": p.Year} {
		says = strings.ReplaceAll(says, "{"+name+"}", length(d, language))
	}
	for name, n := range map[string]int{"weeks": p.Weeks, "or_times": p.OrTimes} {
		says = strings.ReplaceAll(says, "{"+name+"}", strconv.Itoa(n))
	}
	if !b.Until.IsZero() {
		t := b.Until.In(zone)
		if language == "sv" {
			says += fmt.Sprintf("; möjligt från %s den %d/%d", t.Format("15.04"), t.Day(), t.Month())
		} else {
			says += "; possible from " + t.Format("15:04 on 2 January")
		}
	}
	return says + " (" + b.Rule.Ref + ")"
}

// length writes a duration as people do.
func length(d time.Duration, language string) string {
	hour, hours, minutes, and := "hour", "hours", "minutes", " and "
	if language == "sv" {
		hour, hours, minutes, and = "timme", "timmar", "minuter", " och "
	}
	h, m := int(d/time.Hour), int(d%time.Hour/time.Minute)
	var out []string
	switch {
	case h == 1:
		out = append(out, "1 "+hour)
	case h > 1:
		out = append(out, strconv.Itoa(h)+" "+hours)
	}
	if m > 0 {
		out = append(out, strconv.Itoa(m)+" "+minutes)
	}
	return strings.Join(out, and)
}
