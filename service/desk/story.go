package desk

import (
	"context"

	"samtal/core/conversation"
)

// told is one event of the log with its entry.
type told struct {
	Entry
	event conversation.Event
}

// story reads a conversation's whole log. It is for the pages that people
// open, never for the way of a message.
func (d *Desk) story(ctx context.Context, id string) ([]told, error) {
	var out []told
	after := int64(0)
	for {
		entries, err := d.Store.Entries(ctx, id, "", after, storyPage)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			event, err := conversation.DecodeEvent(e.Kind, e.Schema, e.Body)
			if err != nil {
				return nil, err
			}
			out, after = append(out, told{e, event}), e.Seq
		}
		if len(entries) < storyPage {
			return out, nil
		}
	}
}

const storyPage = 1000
