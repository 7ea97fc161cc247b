package desk

import (
	"context"

	"samtal/core/identity"
)

// Reach returns a conversation to whoever may know of it, from the record: a
// screen that opens must not be judged by what this node remembers.
func (d *Desk) Reach(ctx context.Context, who identity.Who, id string) (Record, error) {
	rec, err := d.Store.Load(ctx, id)
	if err != nil {
		return Record{}, missing(err)
	}
	if err := reaches(who, rec); err != nil {
		return Record{}, err
	}
	return rec, nil
}

// Reaches reports whether somebody may know of a conversation as it stands.
func Reaches(who identity.Who, rec Record) bool { return reaches(who, rec) == nil }

// Known returns a conversation as this node knows it; after this node's own
// commits that is the record itself.
func (d *Desk) Known(ctx context.Context, id string) (Record, error) {
	rec, err := d.load(ctx, id)
	if err != nil {
		return Record{}, missing(err)
	}
	return rec, nil
}

// Show turns a conversation's entries into the messages that a customer's
// screen shows, in its language.
func (d *Desk) Show(ctx context.Context, id string, entries []Entry) ([]MessageView, error) {
	rec, err := d.load(ctx, id)
	if err != nil {
		return nil, missing(err)
	}
	return d.Render(ctx, rec.State, entries)
}
