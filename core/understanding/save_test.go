package understanding

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"runtime"
	"testing"
)

// What was saved reads exactly as what was learned.
func TestSavedReaderReadsTheSame(t *testing.T) {
	r := reader(t)
	saved := r.Save()
	p := loadPhrases(t)
	loaded, err := LoadReader(p, saved)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes", len(saved))
	texts := append(append([]string{}, benchTexts...), lines(t, "testdata/blind.human.sv.txt")...)
	for _, text := range append(texts, lines(t, "testdata/blind.calm.en.txt")...) {
		a, _ := json.Marshal(r.Read(text, at("sv")))
		b, _ := json.Marshal(loaded.Read(text, at("sv")))
		if string(a) != string(b) {
			t.Fatalf("%q: learned %s, loaded %s", text, a, b)
		}
	}
	p.AddTopic("en", "gift_card", []string{"gift card please"})
	if _, err := LoadReader(p, saved); !errors.Is(err, ErrOtherModel) {
		t.Errorf("other phrases take the old model: %v", err)
	}
}

// A damaged file is refused, never read wrong.
func TestDamagedModelIsRefused(t *testing.T) {
	p := loadPhrases(t)
	saved := reader(t).Save()
	for i := 0; i < len(saved); i += len(saved)/40 + 1 {
		bad := append([]byte(nil), saved...)
		bad[i] ^= 0x40
		if _, err := LoadReader(p, bad); !errors.Is(err, ErrOtherModel) {
			t.Errorf("byte %d turned: %v", i, err)
		}
		if _, err := LoadReader(p, saved[:i]); !errors.Is(err, ErrOtherModel) {
			t.Errorf("cut at %d: %v", i, err)
		}
	}
}

// Whoever changes features or training must change modelFormat with it, or an
// old data folder would go on reading by the old ones.
func TestModelFormat(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("the last bits of a float32 differ on " + runtime.GOARCH + "; held on amd64")
	}
	p, err := ParsePhrases(map[string][]byte{
		"en/human.txt":     []byte("a person please\nget me someone\n"),
		"en/topics.txt":    []byte("[topic:refund]\nwhere is my refund\nmoney back please\n[topic:fee]\nwhy a fee\nthe late fee\n"),
		"en/negatives.txt": []byte("the person at the shop\nwhat is the total\nsomeone bought it for me\n"),
		"sv/human.txt":     []byte("en människa tack\n"),
	})
	if err != nil {
		t.Fatal(err)
	}
	r, err := NewReader(p)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(r.Save())
	if got := hex.EncodeToString(sum[:4]); got != modelDigest {
		t.Errorf("a small model has digest %s, not %s: training has changed, so change modelFormat, then this digest", got, modelDigest)
	}
}

const modelDigest = "a1e4099e"

func BenchmarkLoad(b *testing.B) {
	p, saved := loadPhrases(b), reader(b).Save()
	for b.Loop() {
		if _, err := LoadReader(p, saved); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkParse is the part of a start that no saved model spares.
func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		loadPhrases(b)
	}
}
