package conformance

import (
	"testing"
	"time"

	"samtal/core/conversation"
	"samtal/service/desk"
)

// forgotten: what people wrote goes when it is old, what is open or newer
// stays, and the log replays all the same.
func forgotten(t *testing.T, b *bench) {
	later := start.Add(time.Hour)
	closed := conversation.Matter{ID: "m1", Topic: "refund", Closed: true, ClosedAt: start, Outcome: "settled"}
	for id, m := range map[string]conversation.Matter{"c-old": closed, "c-open": inLine("m1", "refund", start, later), "c-new": closed, "c-uk": closed} {
		s := talk()
		s.Matters = []conversation.Matter{m}
		if id == "c-uk" {
			s.Market = "UK"
		}
		c := open(id, s)
		c.Last = "my umbrella"
		c.Contents = []desk.Content{{ID: "opened", Kind: "message", Body: []byte(`{"text":"my umbrella"}`)}}
		if id == "c-new" {
			c.At = later
		}
		b.commit(c)
	}
	since := start.Add(time.Minute)
	old, err := b.Old(ctx, "SE", since, 10)
	must(t, err)
	same(t, "old", old, []string{"c-old"})
	for _, id := range []string{"c-old", "c-open", "c-new"} {
		must(t, b.Forget(ctx, id, since))
	}
	must(t, b.Forget(ctx, "c-never", since))
	for id, left := range map[string]int{"c-old": 0, "c-open": 1, "c-new": 1, "c-uk": 1} {
		texts, err := b.Contents(ctx, id, []string{"opened"})
		must(t, err)
		same(t, "texts of "+id, len(texts), left)
		log, err := b.Entries(ctx, id, "", 0, 10)
		must(t, err)
		same(t, "events of "+id, len(log), 1)
	}
	rows, _, err := b.Search(ctx, "umbrella", desk.Page{Limit: 10})
	must(t, err)
	same(t, "found by words", len(rows), 3)
	for _, r := range rows {
		if r.Conversation == "c-old" {
			t.Error("what was erased is found by its words")
		}
	}
	rows, _, err = b.Search(ctx, "c-old", desk.Page{Limit: 10})
	must(t, err)
	if len(rows) != 1 || rows[0].LastText != "" {
		t.Errorf("the conversation itself, without its words: %+v", rows)
	}
	if old, err = b.Old(ctx, "SE", since, 10); err != nil || len(old) > 0 {
		t.Errorf("still to be erased: %v, %v", old, err)
	}
}
