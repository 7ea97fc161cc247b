package dispatch

import (
	"maps"
	"time"

	"samtal/core/routing"
)

// usualAnswer is how long an offer usually waits for its answer.
const usualAnswer = 15 * time.Second

// pace measures how long experts have a matter, per topic, on this node: from
// when it was first seen in an expert's hands until it was no more. What was
// there at the first look has no known beginning and is not measured.
type pace struct {
	looked bool
	since  map[Held]time.Time
	mean   map[string]time.Duration
	number map[string]int
}

const (
	enough = 5  // so many are measured before the mean is believed
	memory = 50 // the mean follows roughly the last so many
)

func newPace() pace {
	return pace{since: map[Held]time.Time{}, mean: map[string]time.Duration{}, number: map[string]int{}}
}

// measure compares what experts have with what they had; d.mu is held.
func (d *Dispatch) measure(held []Held, now time.Time) {
	p, have := &d.pace, make(map[Held]bool, len(held))
	for _, h := range held {
		h.Priority = 0 // it may change while the same matter is held
		have[h] = true
		if _, known := p.since[h]; !known {
			p.since[h] = time.Time{}
			if p.looked {
				p.since[h] = now
			}
		}
	}
	p.looked = true
	for h, since := range p.since {
		if have[h] {
			continue
		}
		delete(p.since, h)
		d.idle[h.Expert] = now
		if !since.IsZero() {
			n := min(p.number[h.Topic]+1, memory)
			p.mean[h.Topic] += (now.Sub(since) - p.mean[h.Topic]) / time.Duration(n)
			p.number[h.Topic] = n
		}
	}
}

// handling is how long a topic takes by what is known now; d.mu is held.
func (d *Dispatch) handling() func(market, topic string) time.Duration {
	known := map[string]time.Duration{}
	maps.Copy(known, d.pace.mean)
	maps.DeleteFunc(known, func(topic string, _ time.Duration) bool { return d.pace.number[topic] < enough })
	return func(market, topic string) time.Duration {
		if t := known[topic]; t > 0 {
			return t
		}
		if t := d.topic(market, topic).Handling; t > 0 {
			return t
		}
		return routing.DefaultHandling
	}
}
