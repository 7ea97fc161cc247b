package desk_test

import (
	"context"
	"log/slog"
	"testing"

	"samtal/service/desk"
)

// spoken says in which language a line was asked for.
type spoken struct{ *world }

func (spoken) Words(language, key string, _ map[string]string) string { return language + ":" + key }

// Scar: a customer who pressed the button before writing a word was told of
// their place in English, in a Swedish market.
func TestBeforeTheFirstWordTheMarketsOwnLanguageIsSpoken(t *testing.T) {
	w := newWorld(t)
	w.desk = desk.New(desk.Options{Store: w.store, House: spoken{w}, Assistant: w, Tools: w, Feed: w, News: w, IDs: w, Presence: w, Dispatch: w, Estimator: w, People: w,
		Log: slog.New(slog.DiscardHandler)})
	id, _, err := w.desk.Open(context.Background(), customer, "SE", "")
	w.must(err)
	_, err = w.desk.AskForPerson(context.Background(), customer, id, "")
	w.must(err)
	got := w.texts(id)
	if len(got) != 2 || got[0] != "assistant: sv:assistant_intro" || got[1][:11] != "system: sv:" {
		t.Fatal(got)
	}
}
