package pack

import (
	"math/bits"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"samtal/core/conversation"
	"samtal/core/hours"
)

// office is a market at work: its hours as they are now, and the rules that
// were last worked out.
type office struct {
	*market
	protect, choice map[string]bool
	version         string

	mu      sync.Mutex // changing hours
	written atomic.Pointer[hours.Written]
	opening atomic.Pointer[opening]
	now     atomic.Pointer[instant]
}

// opening is a market's hours, ready to be asked. The year is the one for
// which the country's holidays are known.
type opening struct {
	hours hours.Hours
	loc   *time.Location
	year  int
	n     int64 // rises with each change
}

// instant is what holds in one second: open or not, by when an answer comes,
// and the rules for each set of staffed topics.
type instant struct {
	second  int64
	n       int64
	open    bool
	live    time.Time
	written time.Time
	rules   sync.Map // uint64, a bit for each staffed topic -> conversation.Rules
}

// Rules are the house rules for one decision. Hours and due times are worked
// out once a second; who is staffed is asked each time, so that an expert who
// comes online counts at once.
func (p *Pack) Rules(market string, now time.Time) conversation.Rules {
	o := p.office(market)
	if o == nil {
		return conversation.Rules{}
	}
	at := o.at(now)
	var staffed uint64
	if at.open && p.o.Staffed != nil {
		for i, topic := range o.lineTopics {
			if p.o.Staffed(market, topic) {
				staffed |= 1 << i
			}
		}
	}
	if r, ok := at.rules.Load(staffed); ok {
		return r.(conversation.Rules)
	}
	r := o.rules(at, staffed)
	at.rules.Store(staffed, r)
	return r
}

// at works out the present second of a market.
func (o *office) at(now time.Time) *instant {
	op := o.hoursAt(now)
	second := now.Unix()
	if at := o.now.Load(); at != nil && at.second == second && at.n == op.n {
		return at
	}
	start := time.Unix(second, 0)
	at := &instant{second: second, n: op.n, open: op.hours.Open(start, op.loc)}
	at.live = start.Add(seconds(o.Promises.LineWait))
	due, ok := op.hours.Add(start, time.Duration(o.Promises.Written)*time.Hour, op.loc)
	if !ok { // hours that never open: a day is promised, and the lead sees it broken rather than nobody
		due = start.Add(24 * time.Hour)
	}
	at.written = due
	o.now.Store(at)
	return at
}

// rules writes the rules of a second. Where a suitable expert is at work a
// person is promised within the longest wait; else a written answer in opening
// hours, which is kept though nobody may come online today.
func (o *office) rules(at *instant, staffed uint64) conversation.Rules {
	pr := o.Promises
	r := conversation.Rules{
		Version:   o.version + "." + strconv.FormatInt(at.n, 10),
		Languages: o.Languages,
		DraftTime: seconds(pr.Draft), ActTime: seconds(pr.Act), ExpertTime: seconds(pr.ExpertWord), PushTime: seconds(pr.AbsentPush),
		PresentTime: minutes(pr.Present), QuietTime: minutes(pr.Quiet),
		ReopenTime: time.Duration(pr.Reopen) * time.Hour, WaitTime: time.Duration(pr.WaitingCust) * time.Hour,
		IdleTime: time.Duration(pr.Idle) * time.Hour, CloseTime: time.Duration(pr.Close) * time.Hour, Teams: o.Teams, Fallback: seconds(pr.LineWait),
		Autonomy: o.permits, Protect: o.protect, Choice: o.choice,
		Lines: make(map[string]conversation.LineRule, len(o.lineTopics)),
	}
	for i, topic := range o.lineTopics {
		l := conversation.LineRule{Due: at.written, Written: at.written}
		if staffed&(1<<i) != 0 {
			l.Live, l.Due = true, at.live
		}
		r.Lines[topic] = l
	}
	if bits.OnesCount64(staffed) == 0 {
		r.Fallback = at.written.Sub(time.Unix(at.second, 0))
	}
	return r
}

func seconds(n int) time.Duration { return time.Duration(n) * time.Second }
func minutes(n int) time.Duration { return time.Duration(n) * time.Minute }
