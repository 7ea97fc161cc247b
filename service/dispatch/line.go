package dispatch

import (
	"context"
	"time"

	"samtal/core/routing"
	"samtal/service/desk"
)

// line is where everybody stands, worked out once for all who ask.
type line struct {
	seen
	of map[string][]routing.Place // by conversation, first in line first
}

func newLine(s seen) *line {
	l := &line{seen: s, of: make(map[string][]routing.Place, len(s.waiting))}
	for _, p := range routing.Places(s.waiting, s.experts, s.pace, s.now) {
		l.of[p.Conversation] = append(l.of[p.Conversation], p)
	}
	return l
}

// fresh is how long a line is shown before it is worked out anew. Customers ask
// every 15 seconds.
const fresh = time.Second

// Line implements desk.Estimator: where a conversation's matter stands. For a
// conversation that is not in line ("" too) it says what a newcomer would be told.
func (d *Dispatch) Line(ctx context.Context, market, topic, conversation string) (desk.LineInfo, error) {
	l := d.line.Load()
	if l == nil || d.old(l, conversation) {
		s, err := d.look(ctx)
		if err != nil {
			return desk.LineInfo{}, err
		}
		l = newLine(s)
	}
	p := routing.Newcomer(market, topic, d.topic(market, topic).Level, l.waiting, l.experts, l.pace)
	for i, of := range l.of[conversation] {
		if i == 0 || of.Topic == topic {
			p = of
		}
		if of.Topic == topic {
			break
		}
	}
	return desk.LineInfo{Position: p.Position, Wait: p.Wait, Staffed: p.Staffed}, nil
}

// old: its time is over, or it does not know the one who asks. Somebody who
// has just joined a long line is told of its end until it is read again.
func (d *Dispatch) old(l *line, conversation string) bool {
	return d.Store.Now().Sub(l.now) >= fresh || len(l.of[conversation]) == 0 && len(l.waiting) <= longLine
}
