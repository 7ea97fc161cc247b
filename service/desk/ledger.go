package desk

import (
	"strconv"
	"time"

	"samtal/core/conversation"
)

// ledger compares the debts before and after a decision: which promises were
// made, kept, moved, broken or withdrawn. A promise is one debt to one
// customer, named by matter and by when it began; a new holder inherits it.
func ledger(id string, before, after conversation.State, events []conversation.Event, now time.Time) []Promise {
	var out []Promise
	for _, m := range after.Matters {
		old := before.Matter(m.ID)
		var was, is *conversation.Place
		if old != nil {
			was = owed(old.Place)
		}
		is = owed(m.Place)
		switch {
		case was == nil && is == nil:
		case was != nil && is != nil && was.OwedAt.Equal(is.OwedAt):
			if !was.Due.Equal(is.Due) || was.By != is.By {
				out = append(out, promise(id, m, is, PromiseOpen))
			}
		default:
			if was != nil {
				p := promise(id, m, was, ending(m.ID, events))
				p.EndedAt = now
				out = append(out, p)
			}
			if is != nil {
				out = append(out, promise(id, m, is, PromiseOpen))
			}
		}
	}
	return out
}

func owed(p *conversation.Place) *conversation.Place {
	if p == nil || !p.Owes {
		return nil
	}
	return p
}

// ending says how a debt ended; the gravest reason counts.
func ending(id conversation.MatterID, events []conversation.Event) PromiseState {
	state := PromiseKept
	for _, e := range events {
		switch e := e.(type) {
		case conversation.PromiseMoved:
			if e.Matter == id && e.Broken {
				return PromiseBroken
			}
		case conversation.Withdrew:
			if e.Matter == id {
				state = PromiseWithdrawn
			}
		case conversation.HandedBack:
			if e.Matter == id {
				state = PromiseMoved
			}
		}
	}
	return state
}

func promise(id string, m conversation.Matter, p *conversation.Place, state PromiseState) Promise {
	by := p.By
	if by == conversation.Team { // any of several people, as in line
		by = conversation.Line
	}
	return Promise{
		ID:           id + "/" + string(m.ID) + "/" + strconv.FormatInt(p.OwedAt.UnixMilli(), 36),
		Conversation: id, Matter: m.ID, Topic: m.Topic, By: by, MadeAt: p.OwedAt, Due: p.Due, WarnAt: p.WarnAt, State: state,
	}
}
