package pack_test

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"samtal/content"
	"samtal/core/conversation"
	"samtal/core/hours"
	"samtal/core/identity"
	"samtal/core/problem"
	"samtal/service/desk"
	"samtal/service/pack"
)

var _ desk.House = (*pack.Pack)(nil)

// kept is a Settings in memory.
type kept struct {
	sync.Mutex
	m    map[string]string
	fail error
}

func (k *kept) Setting(_ context.Context, key string) (string, bool, error) {
	k.Lock()
	defer k.Unlock()
	v, ok := k.m[key]
	return v, ok, k.fail
}

func (k *kept) SetSetting(_ context.Context, key, value string) error {
	k.Lock()
	defer k.Unlock()
	if k.fail != nil {
		return k.fail
	}
	k.m[key] = value
	return nil
}

// monday is 23 November 2026, 10:00 in Stockholm: open.
var monday = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

type world struct {
	*pack.Pack
	now     time.Time
	staffed map[string]bool
	kept    *kept
}

func load(t testing.TB) *world {
	t.Helper()
	w := &world{now: monday, staffed: map[string]bool{}, kept: &kept{m: map[string]string{}}}
	w.again(t)
	return w
}

func (w *world) again(t testing.TB) {
	t.Helper()
	p, err := pack.Load(context.Background(), pack.Options{Content: lean(t), Settings: w.kept, Now: func() time.Time { return w.now },
		Staffed: func(market, topic string) bool { return w.staffed[market+" "+topic] }})
	if err != nil {
		t.Fatal(err)
	}
	w.Pack = p
}

// What we ship has no fault, and the tests in its flows hold in every language
// with messages that are really read.
func TestTheShippedPackHasNoFaults(t *testing.T) {
	r := pack.Check(content.FS, true)
	for _, f := range r.Faults {
		t.Error(f)
	}
	if r.Flows < 3 || r.Tests < 40 || r.Files < 60 {
		t.Errorf("looked at %d files, %d flows, %d tests", r.Files, r.Flows, r.Tests)
	}
}

// lean is the shipped pack with few phrases: learning from all of them takes
// most of the time of loading, and no test here is about reading.
func lean(t testing.TB) fstest.MapFS {
	dir := copyOf(t)
	for name, f := range dir {
		if !strings.HasPrefix(name, "phrases/") {
			continue
		}
		var keep []string
		n := 0
		for _, line := range strings.Split(string(f.Data), "\n") {
			if strings.HasPrefix(line, "[") {
				n = 0
			}
			if n++; n < 14 {
				keep = append(keep, line)
			}
		}
		dir[name] = &fstest.MapFile{Data: []byte(strings.Join(keep, "\n"))}
	}
	return dir
}

// copyOf is the shipped pack as a folder that a test may spoil.
func copyOf(t testing.TB) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(content.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := fs.ReadFile(content.FS, name)
		out[name] = &fstest.MapFile{Data: body}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Every kind of slip is named where it stands, and the pack is not loaded.
func TestFaultsAreNamedWhereTheyStand(t *testing.T) {
	for _, c := range []struct{ file, old, new, want string }{
		{"markets/SE.yaml", "draft_seconds: 20", "draft_secs: 20", `markets/SE.yaml:35:3: unknown field`},
		{"markets/SE.yaml", "offer_seconds: 30", "offer_seconds: 0", "offer_seconds must be more than 0"},
		{"markets/SE.yaml", "fraud:              {level: shadow}", "fraud:              {level: act}", "fraud belongs to people"},
		{"markets/SE.yaml", "max: 10000.00 SEK", "max: 10000.00 EUR", "isn't an amount in SEK|is not an amount in SEK"},
		{"markets/SE.yaml", "phone: \"112\", when: helpline_emergency", "phone: \"112\", when: helpline_talk", "a helpline for emergencies"},
		{"markets/SE.yaml", "distress:    {choice: false, protect: true}", "despair:    {choice: false, protect: true}", "distress must be sensitive"},
		{"markets/SE.yaml", "mon: [\"08:00\", \"20:00\"]", "mon: [\"08:00\", \"25:00\"]", "25:00 isn't a time"},
		{"markets/SE.yaml", "market: SE", "market: SV", `the market is called "SV"`},
		{"markets/SE.yaml", "languages: [sv, en]", "languages: [sv, no]", "there is no words/no.yaml"},
		{"words/sv.yaml", "in_line_closed: ", "in_line_shut: ", "words/sv.yaml lacks in_line_closed"},
		{"words/en.yaml", "by {due}, and you'll get", "by {dew}, and you'll get", "in_line_closed has [due]"},
		{"tools.yaml", "class: move", "class: mvoe", "is not one of look, protect, act, move"},
		{"tools.yaml", "args: [{name: quote, type: reference, from: quote_extension}]", "args: [{name: customer, type: reference}]", "can't be filled in by anybody"},
		{"flows/where_is_my_refund.yaml", "policy: articles/refunds", "policy: articles/refnuds", "the policy article"},
		{"flows/where_is_my_refund.yaml", "end: answered", "end: anserwed", "anserwed"},
		{"articles/en/refunds.md", "approved_by:", "approved:", "articles/en/refunds.md"},
		{"patterns/talk.yaml", "flow: thanks", "flow: thx", "the pattern \"thanks\" is missing"},
	} {
		dir := copyOf(t)
		body := string(dir[c.file].Data)
		if !strings.Contains(body, c.old) {
			t.Fatalf("%s does not hold %q", c.file, c.old)
		}
		dir[c.file] = &fstest.MapFile{Data: []byte(strings.Replace(body, c.old, c.new, 1))}
		found := false
		var all []string
		for _, f := range pack.Check(dir, false).Faults {
			all = append(all, f.String())
			for _, want := range strings.Split(c.want, "|") {
				found = found || strings.Contains(f.String(), want)
			}
			if f.Line < 1 || f.Column < 1 || f.Code == "" || f.Message == "" {
				t.Errorf("half a fault: %+v", f)
			}
		}
		if !found {
			t.Errorf("%s with %q: want %q in\n%s", c.file, c.new, c.want, strings.Join(all, "\n"))
		}
		if _, err := pack.Load(context.Background(), pack.Options{Content: dir}); err == nil || !strings.Contains(err.Error(), "content: ") {
			t.Errorf("%s with %q was loaded: %v", c.file, c.new, err)
		}
	}
}

// A flow test that does not hold is a fault of its file.
func TestAFlowTestThatFailsIsAFault(t *testing.T) {
	dir := copyOf(t)
	name := "flows/where_is_my_refund.yaml"
	dir[name] = &fstest.MapFile{Data: []byte(strings.Replace(string(dir[name].Data), "expect: {outcome: answered, tools: [refund_status]}", "expect: {outcome: settled, tools: [list_cards]}", 1))}
	r := pack.Check(dir, true)
	if len(r.Faults) != 4 || r.Faults[0].Code != "test" || r.Faults[0].File != name || r.Faults[0].Line < 100 {
		t.Errorf("%d %v", len(r.Faults), r.Faults)
	}
}

func TestWhoIsStaffedDecidesWhatIsPromised(t *testing.T) {
	w := load(t)
	r := w.Rules("SE", w.now)
	if l := r.Lines["fraud"]; l.Live || !l.Due.Equal(monday.Add(4*time.Hour)) {
		t.Errorf("nobody is there: %+v", l)
	}
	w.staffed["SE fraud"] = true // counts at once, in the same second
	r = w.Rules("SE", w.now)
	if l := r.Lines["fraud"]; !l.Live || !l.Due.Equal(monday.Add(10*time.Minute)) {
		t.Errorf("an expert is there: %+v", l)
	}
	if l := r.Lines["complaint"]; l.Live {
		t.Errorf("but not for this: %+v", l)
	}
	night := time.Date(2026, 11, 23, 22, 30, 0, 0, time.UTC) // 23:30 in Stockholm: closed, whoever is online
	w.now = night
	if l := w.Rules("SE", night).Lines["fraud"]; l.Live || l.Due.UTC().Format(time.RFC3339) != "2026-11-24T11:00:00Z" {
		t.Errorf("closed: %+v", l)
	}
}

func TestRulesAreTheMarketsOwn(t *testing.T) {
	w := load(t)
	r := w.Rules("SE", w.now)
	if r.Languages[0] != "sv" || r.DraftTime != 20*time.Second || r.ReopenTime != 72*time.Hour || r.PresentTime != 10*time.Minute || r.Version == "" {
		t.Errorf("%+v", r)
	}
	if p := r.Autonomy["payment_extension"]; p.Level != conversation.Do || p.Max.String() != "10000.00 SEK" {
		t.Errorf("%+v", p)
	}
	if r.Autonomy["fraud"].Level != conversation.Shadow || r.Autonomy["general"].Level != conversation.Do || r.Autonomy["tax_return"].Level != conversation.Off {
		t.Errorf("%+v", r.Autonomy)
	}
	if !r.Protect["fraud"] || !r.Protect["lost_card"] || !r.Protect["distress"] || !r.Choice["dispute"] || r.Choice["fraud"] {
		t.Errorf("protect %v, choice %v", r.Protect, r.Choice)
	}
	if uk := w.Rules("UK", w.now); uk.Languages[0] != "en" || uk.Autonomy["payment_extension"].Max.Currency != "GBP" {
		t.Errorf("%+v", uk)
	}
	if none := w.Rules("XX", w.now); none.Autonomy != nil {
		t.Error("an unknown market has rules")
	}
}

func TestHoursChangeAtOnceAndStay(t *testing.T) {
	w := load(t)
	info, ok := w.Market("SE")
	if !ok || !info.Open || info.ClosesAt == nil || info.ClosesAt.UTC().Hour() != 19 || info.OpensAt != nil || info.Company != "Nordkredit" {
		t.Fatalf("%+v", info)
	}
	before := w.Rules("SE", w.now).Version
	h := w.Hours("SE")
	h.Week = map[string][]string{"tue": {"12:00", "14:00"}}
	if err := w.SetHours(context.Background(), "SE", h); err != nil {
		t.Fatal(err)
	}
	if info, _ = w.Market("SE"); info.Open || info.OpensAt == nil || info.OpensAt.UTC().Format(time.RFC3339) != "2026-11-24T11:00:00Z" {
		t.Fatalf("%+v", info)
	}
	if r := w.Rules("SE", w.now); r.Version == before || r.Lines[""].Due.UTC().Format(time.RFC3339) != "2026-12-01T13:00:00Z" { // two of the four hours this week, two the next
		t.Fatalf("%s %v", r.Version, r.Lines[""])
	}
	if a, _ := w.Article("en", "talk-to-a-person"); !strings.Contains(a.Body, "Tuesday from 12:00 to 14:00") || strings.Contains(a.Body, "08:00") {
		t.Fatalf("the article tells the old hours: %s", a.Body)
	}
	if hits := w.Search("SE", "sv", "när har ni öppet", 1); len(hits) != 1 || !strings.Contains(hits[0].Passage, "tisdag mellan 12:00 och 14:00") {
		t.Fatalf("%+v", hits)
	}
	w.again(t) // a restart
	if got := w.Hours("SE").Week["tue"]; len(got) != 2 || got[0] != "12:00" || len(w.Hours("SE").Week["mon"]) != 0 {
		t.Fatalf("forgotten: %v", got)
	}
	w.kept.m["hours/SE"] = `{"zone":"Europe/Stockholm","week":{"wed":["09:00","10:00"]}}`
	if err := w.Refresh(context.Background()); err != nil || len(w.Hours("SE").Week["wed"]) != 2 {
		t.Fatalf("%v %v", err, w.Hours("SE"))
	}
	same := w.Rules("SE", w.now).Version
	if err := w.Refresh(context.Background()); err != nil || w.Rules("SE", w.now).Version != same {
		t.Fatal("nothing changed, and yet the rules did")
	}
	err := w.SetHours(context.Background(), "SE", hours.Written{Zone: "Europe/Stockholm", Week: map[string][]string{"mon": {"08:00"}}})
	if !problem.Is(err, "hours_pairs") {
		t.Fatalf("%v", err)
	}
	w.kept.fail = fmt.Errorf("disk full")
	if err := w.SetHours(context.Background(), "SE", h); err == nil {
		t.Fatal("changed without being kept")
	}
	if err := w.SetHours(context.Background(), "XX", h); !problem.Is(err, "unknown_market") {
		t.Fatalf("%v", err)
	}
}

// In the new year the holidays of that year are known, though the program ran
// through New Year's Eve.
func TestHolidaysAreKnownInTheNewYear(t *testing.T) {
	w := load(t)
	w.Rules("SE", w.now)
	easter := time.Date(2030, 4, 19, 9, 0, 0, 0, time.UTC) // Good Friday, beyond what was built at the start
	w.now = easter
	if l := w.Rules("SE", easter).Lines[""]; l.Live || l.Due.Format(time.DateOnly) == "2030-04-19" {
		t.Errorf("promised on a day off: %+v", l)
	}
}

func TestToolsAndArticles(t *testing.T) {
	w := load(t)
	tool, ok := w.Tool("pay_invoice")
	if !ok || tool.Class != identity.Move || tool.Needs != identity.Code || tool.Title["sv"] == "" {
		t.Errorf("%+v", tool)
	}
	if len(w.Tools()) < 24 || w.Tools()[0].Args == nil {
		t.Errorf("%d tools", len(w.Tools()))
	}
	hits := w.Search("SE", "sv", "var är min återbetalning", 3)
	if len(hits) == 0 || hits[0].Article != "refunds" {
		t.Errorf("%+v", hits)
	}
	if a, _ := w.Article("sv", "talk-to-a-person"); !strings.Contains(a.Body, "alla dagar mellan 08:00 och 20:00") {
		t.Error(a.Body)
	}
	if _, ok := w.Article("sv", "refunds"); !ok {
		t.Error("no article")
	}
	if _, ok := w.Article("sv", "nothing"); ok || w.Search("XX", "sv", "retur", 3) != nil {
		t.Error("found what is not there")
	}
	if w.Has("XX") || !w.Has("UK") || len(w.Markets()) != 3 || w.OfferTime("SE") != 30*time.Second {
		t.Error(w.Markets())
	}
}

func BenchmarkRules(b *testing.B) {
	w := load(b)
	w.staffed["SE "] = true
	for i := 0; b.Loop(); i++ {
		w.Rules("SE", monday.Add(time.Duration(i)*time.Millisecond))
	}
}
