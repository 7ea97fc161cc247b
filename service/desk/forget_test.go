package desk_test

import (
	"strings"
	"testing"

	"samtal/core/conversation"
)

// What the article about privacy says is done: 24 months after the last word
// the texts go. A matter that is open keeps them, however old.
func TestWhatIsOldIsErased(t *testing.T) {
	w := newWorld(t)
	done, waits := w.open(), w.open()
	w.say(done, "a", "about my umbrella")
	w.step(0)
	w.say(waits, "a", "a person please, about my umbrella")
	w.step(0)
	w.now = w.now.AddDate(0, 23, 0)
	for range 5 { // the watchman closes what nobody waits in
		w.step(0)
	}
	if n, err := w.desk.Forget(t.Context()); n != 0 || err != nil {
		t.Fatalf("%d erased after 23 months: %v", n, err)
	}
	w.now = w.now.AddDate(0, 25, 0)
	if n, err := w.desk.Forget(t.Context()); n != 1 || err != nil {
		t.Fatalf("%d erased: %v", n, err)
	}
	if got := strings.Join(w.texts(done), "|"); strings.Contains(got, "umbrella") {
		t.Errorf("still there: %s", got)
	}
	if got := strings.Join(w.texts(waits), "|"); !strings.Contains(got, "umbrella") {
		t.Errorf("erased while somebody waits: %s", got)
	}
	list, err := w.store.Entries(t.Context(), done, "", 0, 100)
	w.must(err)
	var s conversation.State
	for _, e := range list {
		event, err := conversation.DecodeEvent(e.Kind, e.Schema, e.Body)
		w.must(err)
		s = conversation.Fold(s, []conversation.Event{event}, e.At)
	}
	if rec, err := w.store.Load(t.Context(), done); err != nil || s.Holder() != rec.State.Holder() {
		t.Errorf("the log does not replay: %v", err)
	}
	if n, err := w.desk.Forget(t.Context()); n != 0 || err != nil {
		t.Errorf("%d erased twice: %v", n, err)
	}
	w.say(done, "b", "hello again") // and the conversation goes on
}
