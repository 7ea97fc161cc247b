package realtime

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/centrifugal/centrifuge"

	"samtal/service/desk"
)

// epoch names the one stream that there is: the log never starts over.
const epoch = "log"

// unknown: as far as the log goes.
const unknown = math.MaxInt64

// broker lets the library recover from the record. It stores nothing.
type broker struct {
	r     *Realtime
	alone bool
}

var _ centrifuge.Broker = (*broker)(nil)

var errReadOnly = errors.New("realtime: only the log is published")

func (b *broker) RegisterBrokerEventHandler(centrifuge.BrokerEventHandler) error { return nil }
func (b *broker) Subscribe(...string) error                                      { return nil }
func (b *broker) Unsubscribe(...string) error                                    { return nil }
func (b *broker) PublishJoin(string, *centrifuge.ClientInfo) error               { return errReadOnly }
func (b *broker) PublishLeave(string, *centrifuge.ClientInfo) error              { return errReadOnly }
func (b *broker) RemoveHistory(string) error                                     { return errReadOnly }
func (b *broker) Publish(string, []byte, centrifuge.PublishOptions) (centrifuge.PublishResult, error) {
	return centrifuge.PublishResult{}, errReadOnly
}

// ReliableDelivery: alone, this node hears of every commit, and need not ask
// the record for each open screen whether something was missed.
func (b *broker) ReliableDelivery() bool { return b.alone }

// History reads a projection of the log.
func (b *broker) History(channel string, o centrifuge.HistoryOptions) ([]*centrifuge.Publication, centrifuge.StreamPosition, error) {
	ctx := context.Background()
	kind, id := split(channel)
	audience, ok := audienceOf(kind)
	if !ok {
		return nil, centrifuge.StreamPosition{Epoch: epoch}, nil
	}
	rec, err := b.r.Store.Load(ctx, id)
	if err != nil {
		return nil, centrifuge.StreamPosition{}, fmt.Errorf("realtime: %w", err)
	}
	top := rec.CustomerSeq
	if audience == desk.ForStaff {
		top = rec.StaffSeq
	}
	position := centrifuge.StreamPosition{Offset: uint64(top), Epoch: epoch}
	since, limit := o.Filter.Since, o.Filter.Limit
	if limit == 0 || since == nil || since.Epoch != epoch || since.Offset >= uint64(top) {
		return nil, position, nil
	}
	if limit < 0 || limit > recoverMost+1 {
		limit = recoverMost + 1
	}
	if uint64(top)-since.Offset > uint64(recoverMost) { // further back a screen pages
		return nil, position, nil
	}
	entries, err := b.r.Store.Entries(ctx, id, audience, int64(since.Offset), limit)
	if err != nil {
		return nil, centrifuge.StreamPosition{}, fmt.Errorf("realtime: %w", err)
	}
	for len(entries) > 0 && seqOf(entries[len(entries)-1], audience) > top { // committed since
		entries = entries[:len(entries)-1]
	}
	pubs, err := b.r.publications(ctx, id, audience, entries)
	return pubs, position, err
}

func audienceOf(kind string) (desk.Audience, bool) {
	switch kind {
	case "c":
		return desk.ForCustomer, true
	case "s":
		return desk.ForStaff, true
	}
	return "", false
}

func seqOf(e desk.Entry, a desk.Audience) int64 {
	if a == desk.ForStaff {
		return e.StaffSeq
	}
	return e.CustomerSeq
}

// publications turns entries of one projection into what screens receive. An
// event that is no message says only what to read again.
func (r *Realtime) publications(ctx context.Context, id string, a desk.Audience, entries []desk.Entry) ([]*centrifuge.Publication, error) {
	var spoken []desk.Entry
	for _, e := range entries {
		if desk.IsMessage(e.Kind) && e.CustomerSeq > 0 {
			spoken = append(spoken, e)
		}
	}
	messages := map[string]*desk.MessageView{}
	if len(spoken) > 0 {
		views, err := r.desk.Show(ctx, id, spoken)
		if err != nil {
			return nil, fmt.Errorf("realtime: %w", err)
		}
		for i := range views {
			messages[views[i].ID] = &views[i]
		}
	}
	out := make([]*centrifuge.Publication, 0, len(entries))
	for _, e := range entries {
		seq := seqOf(e, a)
		if seq == 0 {
			continue
		}
		d := data{Seq: seq, At: &e.At, Kind: "changed", What: desk.What(e.Kind)}
		if m := messages[e.Message]; m != nil && desk.IsMessage(e.Kind) {
			d = data{Seq: seq, At: &e.At, Kind: "message", Message: m}
		}
		out = append(out, &centrifuge.Publication{Offset: uint64(seq), Data: encode(d)})
	}
	return out, nil
}
