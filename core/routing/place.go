package routing

import (
	"slices"
	"time"
)

// Place is what somebody in line is told.
type Place struct {
	Conversation string
	Matter       string
	Topic        string
	Position     int           // 1 is next
	Wait         time.Duration // until an expert has it
	Staffed      bool          // somebody who suits is there
}

// Pace is how fast the line moves.
type Pace struct {
	Handling func(market, topic string) time.Duration // how long an expert has one matter
	Answer   time.Duration                            // from an offer to its acceptance
}

// Places says where everybody in line stands, in the line's order.
//
// The model is simple and says so. Ahead of somebody is who comes earlier and
// could be taken by an expert who also suits this customer. Whoever has a free
// slot for them waits for an answer to an offer only. Behind the free slots,
// all slots of those who suit empty at a steady pace, one per handling time:
// wait = answer + (ahead - free + 1) x handling / slots. It knows no shifts
// that end, no arrivals that will be more urgent and no spread of handling
// times. With nobody there, the promise itself is the only honest wait, and
// everybody of the market who came earlier is ahead: whom the first expert
// suits is not known, and a place must not get worse when somebody comes.
func Places(waiting []Waiting, experts []Expert, p Pace, now time.Time) []Place {
	line := slices.Clone(waiting)
	slices.SortFunc(line, Before)
	m := newMatch(waiting, experts, now)
	nobody := !slices.ContainsFunc(experts, func(e Expert) bool { return e.Capacity > 0 })
	var groups []*group
	byNeed := map[need]*group{}
	out := make([]Place, 0, len(line))
	for i := range line {
		w := &line[i]
		k := need{market: w.Market, language: w.Language, topic: w.Topic, level: w.Level}
		g := byNeed[k]
		if g == nil {
			g = m.group(w)
			g.market = w.Market
			for _, o := range groups {
				if g.meets(o) || nobody && g.market == o.market {
					g.near, o.near = append(g.near, o), append(o.near, g)
				}
			}
			g.near = append(g.near, g)
			groups, byNeed[k] = append(groups, g), g
		}
		ahead, unoffered := 0, 0
		for _, o := range g.near {
			ahead, unoffered = ahead+o.count, unoffered+o.unoffered
		}
		place := Place{Conversation: w.Conversation, Matter: w.Matter, Topic: w.Topic, Position: ahead + 1, Staffed: g.slots > 0}
		switch {
		case w.OfferTo != "" && w.OfferUntil.After(now):
			place.Wait = w.OfferUntil.Sub(now)
		case g.slots == 0:
			place.Wait = max(0, w.Due.Sub(now))
		default:
			place.Wait = p.wait(w.Market, w.Topic, unoffered, g.free, g.slots)
		}
		g.count++
		if w.OfferTo == "" {
			g.unoffered++
		}
		out = append(out, place)
	}
	return out
}

func (p Pace) wait(market, topic string, ahead, free, slots int) time.Duration {
	if ahead < free {
		return p.Answer
	}
	return p.Answer + time.Duration(ahead-free+1)*p.Handling(market, topic)/time.Duration(slots)
}

// Newcomer estimates for somebody who would join now with a topic and has not
// said in which language: everybody in the market's line is ahead.
func Newcomer(market, topic string, level int, waiting []Waiting, experts []Expert, p Pace) Place {
	place := Place{Topic: topic, Position: 1}
	ahead, free, slots := 0, 0, 0
	for _, w := range waiting {
		if w.Market != market {
			continue
		}
		place.Position++
		if w.OfferTo == "" {
			ahead++
		} else {
			free--
		}
	}
	for _, e := range experts {
		if e.Capacity > 0 && e.covers(market, topic, "", level) {
			slots += e.Capacity
			if !e.Whole {
				free += max(0, e.Capacity-e.Held)
			}
		}
	}
	if place.Staffed = slots > 0; place.Staffed {
		place.Wait = p.wait(market, topic, ahead, max(0, free), slots)
	}
	return place
}

// group is everybody in line with the same need.
type group struct {
	market           string
	suits            []uint64 // bits of the experts
	slots, free      int
	count, unoffered int // so far, in the line's order
	near             []*group
}

func (m *match) group(w *Waiting) *group {
	g := &group{suits: make([]uint64, (len(m.desks)+63)/64)}
	for i, d := range m.desks {
		if d.e.Capacity > 0 && d.e.Suits(*w) {
			g.suits[i/64] |= 1 << (i % 64)
			g.slots += d.e.Capacity
			g.free += d.free
		}
	}
	return g
}

// meets reports whether one expert could take both.
func (g *group) meets(o *group) bool {
	for i, b := range g.suits {
		if b&o.suits[i] != 0 {
			return true
		}
	}
	return false
}
