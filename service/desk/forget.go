package desk

import (
	"context"
	"time"
)

// forgetMost is how many conversations are listed at once.
const forgetMost = 1000

// Forget erases what was written in conversations that are older than their
// market keeps them, and says how many. What is open is never erased; events,
// and with them counts and reasons, stay (docs/decisions/0003).
func (d *Desk) Forget(ctx context.Context) (int, error) {
	n := 0
	defer func() {
		if n > 0 {
			d.cache.forgetAll()
		}
	}()
	for market, since := range d.House.Kept(d.Store.Now()) {
		for more := true; more; {
			old, err := d.Store.Old(ctx, market, since, forgetMost)
			if err != nil {
				return n, err
			}
			for _, id := range old {
				if err := d.forget(ctx, id, since); err != nil {
					return n, err
				}
				n++
			}
			more = len(old) == forgetMost
		}
	}
	return n, nil
}

func (d *Desk) forget(ctx context.Context, id string, since time.Time) error {
	defer d.lock(id)()
	defer d.cache.drop(id)
	rec, err := d.Store.Load(ctx, id)
	if err != nil || !rec.State.LastAt.Before(since) { // gone, or somebody wrote a moment ago
		return err
	}
	if d.Files != nil { // first: after a crash in between, the conversation is still on the list
		if err := d.Files.DropFiles(ctx, id); err != nil {
			return err
		}
	}
	return d.Store.Forget(ctx, id, since)
}
