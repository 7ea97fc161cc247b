package realtime

import (
	"context"
	"strings"

	"github.com/centrifugal/centrifuge"

	"samtal/core/identity"
	"samtal/core/problem"
)

// Caller says whose token it is: signed ones have three parts, a
// conversation's own has two.
func Caller(ctx context.Context, keys Keys, d Desk, token string) (identity.Who, error) {
	if strings.Count(token, ".") == 2 {
		return keys.Verify(token)
	}
	return d.Visitor(ctx, token)
}

type whoKey struct{}

func (r *Realtime) connecting(ctx context.Context, e centrifuge.ConnectEvent) (centrifuge.ConnectReply, error) {
	who, err := Caller(ctx, r.Keys, r.desk, e.Token)
	if err != nil {
		return centrifuge.ConnectReply{}, centrifuge.DisconnectInvalidToken
	}
	return centrifuge.ConnectReply{
		Context:     context.WithValue(ctx, whoKey{}, who),
		Credentials: &centrifuge.Credentials{UserID: user(who)},
	}, nil
}

// user names a caller within real time; a visitor is their conversation.
func user(who identity.Who) string {
	if who.Visitor != "" {
		return "v:" + who.Visitor
	}
	return string(who.Role) + ":" + who.ID
}

func (r *Realtime) connected(c *centrifuge.Client) {
	who, _ := c.Context().Value(whoKey{}).(identity.Who)
	c.OnSubscribe(func(e centrifuge.SubscribeEvent, done centrifuge.SubscribeCallback) {
		done(r.subscribe(c, who, e.Channel))
	})
	c.OnUnsubscribe(func(e centrifuge.UnsubscribeEvent) {
		if r.hub.left(e.Channel, c.ID()) {
			if kind, id := split(e.Channel); kind == "c" || kind == "s" {
				r.enqueue(job{id: id}) // the lane forgets where the channel stood
			}
		}
	})
	c.OnDisconnect(func(centrifuge.DisconnectEvent) { r.hub.gone(c.ID()) })
}

// subscribe decides who may hear a channel. What is not theirs looks as if it
// did not exist. The screen is noted before it is judged: an expert who loses
// the conversation meanwhile is then found.
func (r *Realtime) subscribe(c *centrifuge.Client, who identity.Who, channel string) (centrifuge.SubscribeReply, error) {
	kind, id := split(channel)
	staff := who.Role == identity.Expert || who.Role == identity.Lead
	s := screen{client: c, who: who}
	reply := centrifuge.SubscribeReply{}
	switch {
	case id != "" && (kind == "c" || kind == "s" && staff):
		r.hub.joined(channel, s)
		if _, err := r.desk.Reach(c.Context(), who, id); err != nil {
			r.hub.left(channel, c.ID())
			return centrifuge.SubscribeReply{}, denial(err)
		}
		reply.Options.EnableRecovery = true
		if who.Role == identity.Customer {
			r.hub.opened(channel, c.ID(), r.Presence.CustomerCame(id))
		}
	case kind == "e" && staff && id == who.ID:
		r.hub.joined(channel, s)
		r.hub.opened(channel, c.ID(), r.Presence.ExpertCame(context.WithoutCancel(c.Context()), id))
	case channel == "line" && who.Role == identity.Lead: // a lead may hold matters too: the console is their device
		r.hub.joined(channel, s)
		r.hub.opened(channel, c.ID(), r.Presence.ExpertCame(context.WithoutCancel(c.Context()), who.ID))
	default:
		return centrifuge.SubscribeReply{}, centrifuge.ErrorPermissionDenied
	}
	return reply, nil
}

// denial tells "not yours" from "ask again".
func denial(err error) error {
	if problem.Of(err).Kind == problem.Internal {
		return centrifuge.ErrorInternal
	}
	return centrifuge.ErrorPermissionDenied
}

func split(channel string) (kind, id string) {
	kind, id, _ = strings.Cut(channel, ":")
	return kind, id
}
