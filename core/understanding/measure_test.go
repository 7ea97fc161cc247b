package understanding

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// shared data is read where it lies and never copied into the project.
func dataFile(t testing.TB, name string) string {
	t.Helper()
	root := os.Getenv("SAMTAL_NLU_DATA")
	if root == "" {
		root = "../../../shared/data/nlu"
	}
	path := filepath.Join(root, name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("not measured: %s is not here (set SAMTAL_NLU_DATA)", name)
	}
	return path
}

// lines reads a file of texts, one a line.
func lines(t testing.TB, path string) []string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []string
	for s := bufio.NewScanner(f); s.Scan(); {
		if l := strings.TrimSpace(s.Text()); l != "" && l[0] != '#' {
			out = append(out, l)
		}
	}
	return out
}

// senses says whether one detector fires in a reading, and in which tier.
func senses(r Reading, detector string) Tier {
	if detector == detectHuman {
		if r.WantsHuman {
			return Certain
		}
		return ""
	}
	for _, s := range r.Sensitivities {
		if string(s.Kind) == detector {
			return s.Tier
		}
	}
	return ""
}

// share counts the texts in which a detector fires, and gives the others, or
// those that fire, to be listed.
func share(r *Reader, texts []string, lang, detector string) (fired int, hits, misses []string) {
	for _, line := range texts {
		ph := parsePhrase(line, "")
		text := ph.Text
		got := r.Read(text, at(lang))
		if slices.Contains(ph.Also, detector) {
			continue
		}
		if tier := senses(got, detector); tier != "" {
			hits = append(hits, string(tier)+": "+text)
		} else {
			misses = append(misses, text)
		}
	}
	return len(hits), hits, misses
}

// floor is the least recall and the most false alarms that a set may show.
type floor struct{ recall, alarms float64 }

// blindFloors stand a little under the figures of docs/understanding.md, each
// for the weaker of the two languages.
var blindFloors = map[string]floor{
	"blind human": {0.96, 0.03}, "blind distress": {0.95, 0.01}, "blind fraud": {0.94, 0.03}, "blind bereavement": {0.97, 0.02},
	"blind hardship": {0.94, 0.02}, "blind dispute": {0.90, 0.02}, "blind complaint": {0.94, 0.02},
	"blind2 human": {0.92, 0.04}, "blind2 distress": {0.90, 0.02}, "blind2 fraud": {0.85, 0.04}, "blind2 bereavement": {0.95, 0.04},
	"blind2 hardship": {0.85, 0.02}, "blind2 dispute": {0.80, 0.05}, "blind2 complaint": {0.95, 0.03},
}

// The blind sets were written before their author had seen a rule or a phrase
// (round 1), and again after the rules had been mended on what round 1 missed
// (round 2). Both have been looked at since, so they hold what was won; a set
// by a stranger (blind5) says how good it is.
func TestBlind(t *testing.T) {
	r := reader(t)
	for _, round := range []string{"blind", "blind2"} {
		for _, lang := range []string{"sv", "en"} {
			not := unlearned(t, lines(t, "testdata/"+round+".not."+lang+".txt"))
			calm := unlearned(t, lines(t, "testdata/"+round+".calm."+lang+".txt"))
			for _, d := range detectors {
				texts := unlearned(t, lines(t, "testdata/"+round+"."+d+"."+lang+".txt"))
				n, _, missed := share(r, texts, lang, d)
				negatives := append(append([]string{}, not...), calm...)
				false1, alarms, _ := share(r, negatives, lang, d)
				recall, rate := float64(n)/float64(len(texts)), float64(false1)/float64(len(negatives))
				figure(t, "Looked at since: "+round, d+" "+lang, "95%, false 1%", "%.1f%% of %d, false %.1f%% of %d", 100*recall, len(texts), 100*rate, len(negatives))
				for _, m := range missed {
					t.Logf("    missed: %s", m)
				}
				for _, m := range alarms {
					t.Logf("    false %s", m)
				}
				f := blindFloors[round+" "+d]
				if recall < f.recall || rate > f.alarms {
					t.Errorf("%s %s %s: recall %.3f, floor %.3f; false %.3f, at most %.3f", round, lang, d, recall, f.recall, rate, f.alarms)
				}
			}
		}
	}
}

// Held-out phrase families: a reader that has learned the others only. (The
// rules were written beside all families, so this flatters them.)
func TestHeldOut(t *testing.T) {
	if testing.Short() {
		t.Skip("trains a second reader; left out in short runs")
	}
	train, held := loadPhrases(t).Split()
	r, err := NewReader(train)
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"sv", "en"} {
		var negatives []string
		l := held.Languages[lang]
		for _, list := range [][]Phrase{l.Negatives, l.Other, l.Talk} {
			for _, ph := range list {
				if len(ph.Also) == 0 {
					negatives = append(negatives, ph.Text)
				}
			}
		}
		for _, d := range detectors {
			list := l.Human
			if d != detectHuman {
				list = l.Sensitivities[Sensitivity(d)]
			}
			var texts []string
			for _, ph := range list {
				texts = append(texts, ph.Text)
			}
			n, _, missed := share(r, texts, lang, d)
			false1, alarms, _ := share(r, negatives, lang, d)
			figure(t, "Held-out families", d+" "+lang, "", "%.1f%% of %d, false %.1f%% of %d", 100*float64(n)/float64(len(texts)), len(texts), 100*float64(false1)/float64(len(negatives)), len(negatives))
			for _, m := range missed {
				t.Logf("    missed: %s", m)
			}
			for _, m := range alarms {
				t.Logf("    false %s", m)
			}
		}
		right, all, wrong := 0, 0, 0
		for _, topic := range sortedKeys(l.Topics) {
			for _, ph := range l.Topics[topic] {
				got := r.Read(ph.Text, at(lang)).Topic()
				all++
				switch {
				case got == topic:
					right++
				case got != "":
					wrong++
					t.Logf("    topic %s is read %s: %s", topic, got, ph.Text)
				default:
					t.Logf("    topic %s is not known: %s", topic, ph.Text)
				}
			}
		}
		figure(t, "Held-out families", "topics "+lang, "", "confidently right %.1f%%, wrong %.1f%% of %d", 100*float64(right)/float64(all), 100*float64(wrong)/float64(all), all)
	}
}

// Hotels have 17 wishes only, and a hotel's own guests, rooms and staff.
var nluFloors = map[string]floor{"banking": {0.89, 0.012}, "hotels": {0.60, 0.03}}

type nluppItem struct {
	Text    string   `json:"text"`
	Intents []string `json:"intents"`
}

// NLU++ was never trained on nor tuned to; its two refusals of a person count
// as negatives.
func TestNLUPlusPlus(t *testing.T) {
	dataFile(t, "nlupp/banking/fold0.json")
	r := reader(t)
	for _, domain := range []string{"banking", "hotels"} {
		paths, _ := filepath.Glob(filepath.Join(dataFile(t, "nlupp/"+domain), "fold*.json"))
		hit, pos, false1, neg := 0, 0, 0, 0
		for _, path := range paths {
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var items []nluppItem
			if err := json.Unmarshal(raw, &items); err != nil {
				t.Fatal(err)
			}
			for _, it := range items {
				wants, denied := false, false
				for _, in := range it.Intents {
					wants = wants || in == "handoff"
					denied = denied || in == "dont" || in == "deny"
				}
				wants = wants && !denied
				got := r.Read(it.Text, at("en")).WantsHuman
				switch {
				case wants:
					pos++
					if got {
						hit++
					}
				default:
					neg++
					if got {
						false1++
					}
				}
			}
		}
		recall, rate := float64(hit)/float64(pos), float64(false1)/float64(neg)
		low, high := wilson(hit, pos)
		figure(t, "Others' data", "wants a person, NLU++ "+domain, "90%, false 0.5%", "%.1f%% of %d (95%% interval %.0f to %.0f), false %.2f%% of %d", 100*recall, pos, 100*low, 100*high, 100*rate, neg)
		if f := nluFloors[domain]; recall < f.recall || rate > f.alarms {
			t.Errorf("NLU++ %s: recall %.3f, floor %.3f; false %.4f, at most %.4f", domain, recall, f.recall, rate, f.alarms)
		}
	}
}

// ordinaryBanking are the intents of Banking77 that are neither fraud nor
// dispute nor a lost card.
var sensitive77 = words(`compromised_card lost_or_stolen_card lost_or_stolen_phone card_payment_not_recognised cash_withdrawal_not_recognised
direct_debit_payment_not_recognised request_refund transaction_charged_twice card_payment_wrong_exchange_rate wrong_amount_of_cash_received
wrong_exchange_rate_for_cash_withdrawal extra_charge_on_statement card_payment_fee_charged cash_withdrawal_charge reverted_card_payment?`)

// alarms77 are the most false alarms allowed on a bank's ordinary questions.
var alarms77 = map[string]float64{"human": 0.01, "distress": 0.008, "bereavement": 0.003, "hardship": 0.01, "fraud": 0.06, "dispute": 0.025, "complaint": 0.02}

func TestBanking77(t *testing.T) {
	f, err := os.Open(dataFile(t, "banking77/test.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	r := reader(t)
	n, fired := 0, map[string]int{}
	for _, row := range rows[1:] {
		if sensitive77[row[1]] {
			continue
		}
		n++
		got := r.Read(row[0], at("en"))
		for _, d := range detectors {
			if tier := senses(got, d); tier != "" {
				fired[d]++
				if d != string(Dispute) && d != string(Complaint) {
					t.Logf("    %s %s: %s (%s)", d, tier, row[0], row[1])
				}
			}
		}
	}
	for _, d := range detectors {
		rate := float64(fired[d]) / float64(n)
		figure(t, "Others' data", d+", false on ordinary Banking77", map[bool]string{true: "0.2%"}[d == detectHuman || d == "distress" || d == "bereavement" || d == "hardship"], "%.2f%% of %d", 100*rate, n)
		if most, ok := alarms77[d]; ok && rate > most {
			t.Errorf("%s fires in %.4f of ordinary questions, at most %.4f", d, rate, most)
		}
	}
}

// Typical first messages, one "topic|text" a line; "none" is no matter of ours.
func TestBlindTopics(t *testing.T) {
	r := reader(t)
	for _, lang := range []string{"sv", "en"} {
		right, first, wrong, all, none, invented := 0, 0, 0, 0, 0, 0
		for _, l := range lines(t, "testdata/blind.topics."+lang+".txt") {
			want, text, _ := strings.Cut(l, "|")
			got := r.Read(text, at(lang))
			topic := got.Topic()
			if want == "none" {
				none++
				if topic != "" {
					invented++
					t.Logf("    %s: %q is no matter of ours, read %s %.2f", lang, text, topic, got.Topics[0].P)
				}
				continue
			}
			all++
			if len(got.Topics) > 0 && got.Topics[0].Topic == want {
				first++
			}
			switch topic {
			case want:
				right++
			case "":
				t.Logf("    %s: %q should be %s: in scope %v, %v", lang, text, want, got.InScope, got.Topics)
			default:
				wrong++
				t.Logf("    %s: %q should be %s, READ %v", lang, text, want, got.Topics)
			}
		}
		figure(t, "Topics of the demo company", "typical first messages "+lang, "", "confidently right %.1f%%, best guess right %.1f%%, confidently wrong %.1f%% of %d; %d of %d foreign matters taken for ours",
			100*float64(right)/float64(all), 100*float64(first)/float64(all), 100*float64(wrong)/float64(all), all, invented, none)
		if right*100 < 92*all || wrong*100 > 5*all || invented > 2 {
			t.Errorf("topics %s: right %d, wrong %d of %d; %d foreign matters taken for ours", lang, right, wrong, all, invented)
		}
	}
}

// One language told from the others, the conversation's language unknown or
// a wrong prior: "language|text" a line.
func TestBlindLanguages(t *testing.T) {
	r := reader(t)
	right, all, wrongPrior := map[string]int{}, map[string]int{}, map[string]int{}
	for _, l := range lines(t, "testdata/blind.language.txt") {
		want, text, _ := strings.Cut(l, "|")
		all[want]++
		if got := r.Read(text, Context{}).Language; got == want {
			right[want]++
		} else {
			t.Logf("    %q is %s, read %s", text, want, got)
		}
		prior := "sv"
		if want == "sv" {
			prior = "en"
		}
		if r.Read(text, Context{Language: prior}).Language == want {
			wrongPrior[want]++
		}
	}
	for _, lang := range sortedKeys(all) {
		t.Logf("language %s: %d of %d right without a prior, %d in a conversation of another language", lang, right[lang], all[lang], wrongPrior[lang])
		if right[lang] < languageFloors[lang] {
			t.Errorf("%s: %d of %d", lang, right[lang], all[lang])
		}
	}
}

var languageFloors = map[string]int{"sv": 14, "en": 14, "no": 13, "da": 13, "de": 13, "fi": 13}

// wilson is the 95% interval of a share (Wilson 1927).
func wilson(hit, n int) (low, high float64) {
	if n == 0 {
		return 0, 1
	}
	const z = 1.96
	p, k := float64(hit)/float64(n), float64(n)
	mid, half := (p+z*z/(2*k))/(1+z*z/k), z*math.Sqrt(p*(1-p)/k+z*z/(4*k*k))/(1+z*z/k)
	return mid - half, mid + half
}

// A set by somebody who has seen neither phrases nor rules is the figure to
// believe: a hundred texts a detector and six hundred others a language, one a
// line, in testdata/blind5/DETECTOR.LANGUAGE.txt and not.LANGUAGE.txt. Nobody
// tunes on it; the floors stand under what it showed first.
func TestStrangersTexts(t *testing.T) {
	if _, err := os.Stat("testdata/blind5/not.sv.txt"); err != nil {
		t.Skip("not measured: no stranger has written testdata/blind5 yet")
	}
	r := reader(t)
	for _, lang := range []string{"sv", "en"} {
		not := unlearned(t, lines(t, "testdata/blind5/not."+lang+".txt"))
		for _, d := range detectors {
			texts := unlearned(t, lines(t, "testdata/blind5/"+d+"."+lang+".txt"))
			n, _, missed := share(r, texts, lang, d)
			wrong, alarms, _ := share(r, not, lang, d)
			recall, rate := float64(n)/float64(len(texts)), float64(wrong)/float64(len(not))
			low, _ := wilson(n, len(texts))
			aim := "95%, false 1%"
			if d == string(Distress) {
				aim = "98%, false 1%"
			}
			figure(t, "A stranger's texts", d+" "+lang, aim, "%.1f%% of %d (at least %.0f), false %.2f%% of %d", 100*recall, len(texts), 100*low, 100*rate, len(not))
			for _, m := range missed {
				t.Logf("    missed %s: %s", d, m)
			}
			for _, m := range alarms {
				t.Logf("    false %s %s", d, m)
			}
			if recall < strangerFloor.recall || rate > strangerFloor.alarms {
				t.Errorf("%s %s: recall %.3f, false %.3f", lang, d, recall, rate)
			}
		}
	}
}

// A little below the lowest figure of the first look (2026-11-24): Swedish
// disputes at 65%, and 4.0% false alarms for fraud and complaint.
var strangerFloor = floor{0.62, 0.045}
