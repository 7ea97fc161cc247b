package desk_test

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"samtal/core/identity"
	"samtal/core/understanding"
	"samtal/edge/store/sqlite"
	"samtal/service/desk"
)

// secrets are what nobody may store (trust.md S3, D4), as customers write them.
var secrets = map[string]string{
	"my card is 4111 1111 1111 1111, help":   "4111 1111 1111 1111",
	"kortet 5555-5555-5555-4444 funkar inte": "5555-5555-5555-4444",
	"I am 850709-9805 and want to pay":       "850709-9805",
	"id 198507099805":                        "198507099805",
	"paste: 4012888888881881":                "4012888888881881",
}

// What is masked never reaches a byte on disk: not the text, the reading of
// it, the lists, the search index, a note, a correction or an expert's word.
func TestCardsAndNationalIDsReachNoStoredByte(t *testing.T) {
	dir := t.TempDir()
	var store *sqlite.Store
	w := newWorldOn(t, func(now func() time.Time) desk.Store {
		var err error
		if store, err = sqlite.Open(context.Background(), filepath.Join(dir, "samtal.db"), sqlite.Options{Now: now}); err != nil {
			t.Fatal(err)
		}
		return store
	})
	defer store.Close() //nolint:errcheck // closed below already
	var log bytes.Buffer
	w.log = slog.New(slog.NewTextHandler(&log, nil))
	w.restart()
	w.read = func(text string) understanding.Reading { // a reader that repeats every word it was given
		return understanding.Reading{Entities: []understanding.Entity{{Kind: understanding.Number, Text: text, Value: text}},
			Evidence: []understanding.Evidence{{For: "number", Text: text}}}
	}
	ctx := context.Background()
	id := w.open()
	lead := identity.Who{Role: identity.Lead, ID: "l1"}
	_, err := w.desk.AskForPerson(ctx, customer, id, "")
	w.must(err)
	_, err = w.desk.TakeOver(ctx, lead, id, "")
	w.must(err)
	n := 0
	for text := range secrets {
		n++
		tag := string(rune('a' + n))
		w.say(id, "m-"+tag, text)
		w.must(w.desk.Correct(ctx, customer, id, "", text))
		w.must(w.desk.Rate(ctx, customer, id, 5, 0, text))
		w.must(w.desk.Note(ctx, lead, id, text))
		_, err := w.desk.Reply(ctx, lead, id, desk.Incoming{ID: "r-" + tag, Text: text})
		w.must(err)
		w.step(time.Second)
	}
	w.must(store.Close())
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	w.must(err)
	all := log.Bytes()
	for _, f := range files {
		b, err := os.ReadFile(f)
		w.must(err)
		all = append(all, b...)
	}
	if !bytes.Contains(all, []byte("want to pay")) {
		t.Fatal("the test reads nothing")
	}
	for _, secret := range secrets {
		digits := strings.NewReplacer(" ", "", "-", "").Replace(secret)
		for _, form := range []string{secret, digits, digits[:len(digits)-4]} {
			if bytes.Contains(all, []byte(form)) {
				t.Errorf("%q is stored", form)
			}
		}
	}
}
