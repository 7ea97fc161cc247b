package mail

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"samtal/service/desk"
)

// box is a mailbox and a company in memory.
type box struct {
	list     []Letter
	settings map[string]string
	company  []string // texts of the company's own letters, number one first
	now      time.Time
	ids      int
	calls    int
}

func (b *box) PutLetter(_ context.Context, l Letter) error {
	if !slices.ContainsFunc(b.list, func(o Letter) bool { return o.ID == l.ID }) {
		b.list = slices.Insert(b.list, 0, l)
	}
	return nil
}
func (b *box) Letters(_ context.Context, to string, limit int) ([]Letter, error) {
	var out []Letter
	for _, l := range b.list {
		if (to == "" || l.To == to) && len(out) < limit {
			out = append(out, l)
		}
	}
	return out, nil
}
func (b *box) Setting(_ context.Context, key string) (string, bool, error) {
	v, ok := b.settings[key]
	return v, ok, nil
}
func (b *box) SetSetting(_ context.Context, key, value string) error {
	b.settings[key] = value
	return nil
}
func (b *box) New() string   { b.ids++; return fmt.Sprint("l", b.ids) }
func (b *box) Token() string { return "" }
func (b *box) Call(_ context.Context, tool string, args map[string]any) (json.RawMessage, error) {
	b.calls++
	switch tool {
	case "find_customer":
		if args["customer"] != "c-0001" {
			return nil, &desk.ToolError{Code: "not_found"}
		}
		return json.RawMessage(`{"first_name":"Anna","email":"a•••@kund.example"}`), nil
	case "letters":
		out := []string{}
		for i := int(args["after"].(int64)); i < len(b.company) && len(out) < args["limit"].(int); i++ {
			out = append(out, fmt.Sprintf(`{"id":%d,"kind":"code","to":"a•••@kund.example","subject":"Kod","text":%q,"at":%q}`, i+1, b.company[i], b.now.Format(time.RFC3339)))
		}
		return json.RawMessage(`{"letters":[` + strings.Join(out, ",") + `]}`), nil
	}
	return nil, fmt.Errorf("no tool %s", tool)
}

func post(t *testing.T) (*box, *Mail) {
	t.Helper()
	b := &box{settings: map[string]string{}, now: time.Date(2026, 11, 24, 22, 30, 0, 0, time.UTC)}
	return b, New(Options{Box: b, Company: b, Name: "Nordkredit", Now: func() time.Time { return b.now }, IDs: b, Log: slog.New(slog.DiscardHandler)})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestALetterHasALinkInTheCustomersLanguageAndNoContent(t *testing.T) {
	b, m := post(t)
	for _, what := range []string{"answer", "moved", "nudge"} {
		must(t, m.ToCustomer(t.Context(), "conv-1", "c-0001", "sv", what))
	}
	must(t, m.ToCustomer(t.Context(), "conv-2", "c-0777", "en", "answer"))
	if len(b.list) != 4 {
		t.Fatalf("%d letters", len(b.list))
	}
	en := b.list[0]
	if en.To != "c-0777" || en.Link != "/demo/?conversation=conv-2" || en.Subject != "You have an answer from Nordkredit" || !strings.HasPrefix(en.Body, "Hello there,") {
		t.Errorf("a customer without address still gets the news: %+v", en)
	}
	for _, l := range b.list[1:] {
		if l.To != "a•••@kund.example" || !strings.HasPrefix(l.Body, "Hej Anna!") || l.Link != "/demo/?conversation=conv-1" {
			t.Errorf("%+v", l)
		}
	}
}

func TestTheSameNewsAroundACrashIsOneLetter(t *testing.T) {
	b, m := post(t)
	must(t, m.ToCustomer(t.Context(), "conv-1", "c-0001", "sv", "answer"))
	b.now = b.now.Add(20 * time.Second) // the lease ended and the effect ran again
	must(t, m.ToCustomer(t.Context(), "conv-1", "c-0001", "sv", "answer"))
	if len(b.list) != 1 {
		t.Fatalf("%d letters for one answer", len(b.list))
	}
	b.now = b.now.Add(time.Minute)
	must(t, m.ToCustomer(t.Context(), "conv-1", "c-0001", "sv", "answer"))
	if len(b.list) != 2 {
		t.Fatal("a later answer is news again")
	}
}

func TestTheCompanysLettersComeOnceEachAlsoFromNewBooks(t *testing.T) {
	b, m := post(t)
	for i := range 250 {
		b.company = append(b.company, fmt.Sprintf("kod %d", i))
	}
	for range 2 {
		_, err := m.Fetch(t.Context())
		must(t, err)
	}
	if len(b.list) != 250 || b.list[0].Body != "kod 249" {
		t.Fatalf("%d letters, newest %q", len(b.list), b.list[0].Body)
	}
	b.company, b.now = []string{"ny kod"}, b.now.Add(time.Hour)
	n, err := m.Fetch(t.Context())
	must(t, err)
	if n != 1 || b.list[0].Body != "ny kod" {
		t.Fatalf("the first letter of new books is lost: %d", n)
	}
}

func TestThePageShowsLettersSafelyInBothLanguages(t *testing.T) {
	b, m := post(t)
	show := func(path, accept string) string {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Header.Set("Accept-Language", accept)
		w := httptest.NewRecorder()
		m.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			t.Fatalf("%s: %d", path, w.Code)
		}
		return w.Body.String()
	}
	if got := show("/demo/mail", "de, en-GB;q=0.8"); !strings.Contains(got, "No letters yet") || !strings.Contains(got, `lang="en"`) {
		t.Error(got)
	}
	must(t, m.ToCustomer(t.Context(), "conv-1", "c-0001", "sv", "answer"))
	b.company = []string{"<script>alert(1)</script> 123456"}
	_, err := m.Fetch(t.Context())
	must(t, err)
	got := show("/demo/mail", "sv")
	for _, want := range []string{"Öppna samtalet", `href="/demo/?conversation=conv-1"`, "&lt;script&gt;", "2026-11-24 23:30", "Till a•••@kund.example"} {
		if !strings.Contains(got, want) {
			t.Errorf("the page lacks %q:\n%s", want, got)
		}
	}
	if strings.Contains(show("/demo/mail?to=c-0002", "sv"), "Öppna samtalet") {
		t.Error("one customer's box shows another's letters")
	}
	w := httptest.NewRecorder()
	m.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/demo/mail", nil))
	if w.Code != http.StatusMethodNotAllowed {
		t.Error(w.Code)
	}
}
