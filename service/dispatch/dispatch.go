// Package dispatch knows who is there and offers waiting customers to experts.
// What must survive a crash is in the record: who is online, what is offered,
// refused and held. Only open screens live in memory, for they end with the
// process. It starts no goroutine and reads the store's clock alone.
package dispatch

import (
	"cmp"
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"samtal/core/conversation"
	"samtal/core/routing"
	"samtal/service/desk"
)

// Options are what a dispatch is made of. Experts, Store and Log are needed.
type Options struct {
	Experts Experts
	Store   desk.Store
	Log     *slog.Logger
	// OfferTime is how long an expert has to take an offer; nil is DefaultOffer.
	OfferTime func(market string) time.Duration
	// Back is when somebody works again, by what is planned; zero: nobody knows.
	// nil is the same for everybody.
	Back func(ctx context.Context, expert string) (time.Time, error)
	// Topics is what a market asks of who answers a topic; nil, or a topic
	// that it does not name, is routing.Topics.
	Topics func(market string) map[string]routing.Topic
}

// DefaultOffer is how long an offer stands when the market does not say.
const DefaultOffer = 30 * time.Second

// Dispatch is one node's view of the line and of those who answer.
type Dispatch struct {
	Options
	team  atomic.Pointer[team]
	line  atomic.Pointer[line]
	round round

	mu        sync.Mutex
	desk      Desk
	customers map[string]*screens // by conversation
	experts   map[string]*screens // by expert
	waits     map[place]*wait     // what is known of a matter in line beside the record
	idle      map[string]time.Time
	signs     map[string]time.Time // an expert's last sign of life on this node
	over      over
	pace      pace
	changed   map[string]chan struct{}
}

// place names one matter in line.
type place struct {
	conversation string
	matter       conversation.MatterID
}

// wait is what this node remembers of a matter in line. A restart forgets it:
// then the record's order of refusals counts, and nobody is preferred.
type wait struct {
	prefer string               // who knows the customer
	asked  map[string]time.Time // when each expert was last offered it
}

// wait returns the memory of a matter; d.mu is held.
func (d *Dispatch) wait(p place) *wait {
	w := d.waits[p]
	if w == nil {
		w = &wait{asked: map[string]time.Time{}}
		d.waits[p] = w
	}
	return w
}

// round lets callers who ask at the same time share one match.
type round struct {
	sync.Mutex
	asked atomic.Uint64
	done  uint64
}

var (
	_ desk.Dispatch  = (*Dispatch)(nil)
	_ desk.Estimator = (*Dispatch)(nil)
	_ desk.Presence  = (*Dispatch)(nil)
	_ desk.People    = (*Dispatch)(nil)
	_ Desk           = (*desk.Desk)(nil)
)

// New makes a dispatch. It offers nothing before Serve.
func New(o Options) *Dispatch {
	return &Dispatch{Options: o, customers: map[string]*screens{}, experts: map[string]*screens{}, waits: map[place]*wait{},
		idle: map[string]time.Time{}, signs: map[string]time.Time{}, over: over{since: map[string]time.Time{}, told: map[string]time.Time{}}, pace: newPace(), changed: map[string]chan struct{}{}}
}

// Serve binds the desk, which itself was made with this dispatch.
func (d *Dispatch) Serve(desk Desk) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.desk = desk
}

func (d *Dispatch) bound() Desk {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.desk
}

// offerTime is how long an offer stands in a market.
func (d *Dispatch) offerTime(market string) time.Duration {
	if d.OfferTime != nil {
		if t := d.OfferTime(market); t > 0 {
			return t
		}
	}
	return DefaultOffer
}

// topic is what a market asks of who answers a topic.
func (d *Dispatch) topic(market, topic string) routing.Topic {
	if d.Topics != nil {
		if t, ok := d.Topics(market)[topic]; ok {
			return t
		}
	}
	return routing.Topics[topic]
}

// longLine is from where on a call for one matter no longer looks at the whole
// line at once: the next Step does, for all of them together.
const longLine = 500

// Find implements desk.Dispatch: it offers the line, of which this matter is a
// part, to whoever is free. Nobody suits: the matter stays in line and is
// looked at again when somebody comes, a slot is free, or at the next Step.
// Calling it twice is harmless, for what is offered or held is left alone.
func (d *Dispatch) Find(ctx context.Context, conversation string, matter conversation.MatterID, prefer string) error {
	if prefer != "" {
		d.mu.Lock()
		d.wait(place{conversation, matter}).prefer = prefer
		d.mu.Unlock()
	}
	if l := d.line.Load(); l != nil && len(l.waiting) > longLine {
		return nil
	}
	if len(d.known(ctx).there) == 0 { // nobody to offer it to: Step looks each second, also for other nodes' experts
		return nil
	}
	_, err := d.match(ctx)
	return err
}

// Step does what time brings: experts whose last screen closed are gone, and
// whatever waits is offered. It returns how much it did.
func (d *Dispatch) Step(ctx context.Context) (int, error) {
	gone, err := d.sweep(ctx)
	ended, second := d.ends(ctx)
	offers, other := d.match(ctx)
	return gone + ended + offers, cmp.Or(err, second, other)
}

// Committed hears what the desk committed, as a desk.Feed does: whoever waits
// for their offers looks again.
func (d *Dispatch) Committed(n desk.Notice) {
	for _, e := range n.Experts {
		d.tell(e)
	}
}

// Changed returns a channel that closes at the next change of an expert's
// offers that this node knows of. Take it before reading Offers.
func (d *Dispatch) Changed(expert string) <-chan struct{} {
	d.mu.Lock()
	defer d.mu.Unlock()
	c, ok := d.changed[expert]
	if !ok {
		c = make(chan struct{})
		d.changed[expert] = c
	}
	return c
}

func (d *Dispatch) tell(expert string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if c, ok := d.changed[expert]; ok {
		close(c)
		delete(d.changed, expert)
	}
}
