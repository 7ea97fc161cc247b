package server_test

import (
	"fmt"
	"strings"
	"testing"
)

func TestArticlesHoursAndTools(t *testing.T) {
	h := newHouse(t, nil)
	a := h.want(h.call("GET", "articles?q=when+does+my+refund+come&language=en", "", nil), 200, "")
	if a.str("items.0.id") == "" || a.str("items.0.title") == "" || a.str("items.0.passage") == "" {
		t.Fatalf("articles: %s", a.text)
	}
	one := h.want(h.call("GET", "articles/"+a.str("items.0.id")+"?language=sv", "", nil), 200, "")
	if one.str("language") != "sv" || !strings.Contains(one.str("html"), "<p>") || strings.Contains(one.str("html"), "<script") || one.str("updated") == "" {
		t.Errorf("article: %s", one.text)
	}
	h.want(h.call("GET", "articles/none", "", nil), 404, "article_not_found")

	lea := h.staff("l-01")
	before := h.pack.Hours("SE")
	hours := h.want(h.call("GET", "markets/SE/hours", lea, nil), 200, "")
	hours.body["week"].(map[string]any)["mon"] = []string{"09:00", "12:00"}
	hours = h.want(h.call("PUT", "markets/SE/hours", lea, hours.body), 200, "")
	if hours.str("week.mon.1") != "12:00" || hours.str("zone") == "" {
		t.Errorf("hours: %s", hours.text)
	}
	hours.body["week"].(map[string]any)["mon"] = []string{"25:00"}
	if bad := h.call("PUT", "markets/SE/hours", lea, hours.body); bad.status != 422 || bad.str("code") == "" || bad.str("detail") == "" {
		t.Errorf("bad hours: %d %s", bad.status, bad.text)
	}
	must(t, h.pack.SetHours(t.Context(), "SE", before))
	h.want(h.call("GET", "markets/XX/hours", lea, nil), 404, "unknown_market")

	tools := h.want(h.call("GET", "tools", h.staff("e-01"), nil, "Accept-Language: sv"), 200, "")
	if tools.len("items") < 10 || tools.str("items.0.title") == "" || tools.str("items.0.class") == "" || tools.str("items.0.needs") == "" {
		t.Errorf("tools: %s", tools.text)
	}
	me := h.want(h.call("GET", "me", h.customer("c-0001"), nil, "Accept-Language: en"), 200, "")
	if me.str("id") != "c-0001" || me.str("role") != "customer" || me.str("language") != "en" || !strings.HasPrefix(me.str("name"), "Anna") {
		t.Errorf("me: %s", me.text)
	}
	_, own := h.open("")
	if me = h.call("GET", "me", own, nil); me.str("role") != "visitor" || me.str("id") != "" {
		t.Errorf("a visitor: %s", me.text)
	}
}

func TestPagesOfALongList(t *testing.T) {
	h := newHouse(t, nil)
	anna := h.customer("c-0001")
	for range 7 {
		h.open(anna)
	}
	seen, after := map[string]bool{}, ""
	for range 4 {
		a := h.want(h.call("GET", "me/conversations?limit=2&after="+after, anna, nil), 200, "")
		for i := range a.len("items") {
			seen[a.str(fmt.Sprintf("items.%d.id", i))] = true
		}
		after, _ = a.at("next").(string)
	}
	if len(seen) != 7 || after != "" {
		t.Errorf("%d conversations, next %q", len(seen), after)
	}
	id, _ := h.open(anna)
	for i := range 5 {
		h.write(anna, id, fmt.Sprint("m-", i), "word")
	}
	all := h.want(h.call("GET", "conversations/"+id+"/messages", anna, nil), 200, "")
	got, after := 0, ""
	for {
		a := h.want(h.call("GET", "conversations/"+id+"/messages?limit=3&after="+after, anna, nil), 200, "")
		got += a.len("messages")
		if a.at("next") == nil {
			break
		}
		after = a.str("next")
	}
	if got != all.len("messages") || got < 10 {
		t.Errorf("%d of %d messages", got, all.len("messages"))
	}
}

func TestConsole(t *testing.T) {
	s := newScene(t)
	lea := s.staff("l-01")
	line := s.want(s.call("GET", "line", lea, nil), 200, "")
	if line.len("items") != 1 || line.str("items.0.conversation") != s.b || line.len("experts") != 2 || line.at("experts.0.held") != float64(1) || line.at("experts.1.online") != true {
		t.Errorf("line: %s", line.text)
	}
	found := s.want(s.call("GET", "search?q=Anna", lea, nil), 200, "")
	if found.str("items.0.conversation") != s.a || !strings.Contains(found.str("items.0.snippet"), "Anna") {
		t.Errorf("search: %s", found.text)
	}
	p := s.want(s.call("GET", "promises", lea, nil), 200, "")
	if p.at("broken") != float64(0) || !rfc3339(p.str("since")) || p.len("items") < 2 {
		t.Errorf("promises: %s", p.text)
	}
	h := s.want(s.call("GET", "conversations/"+s.a+"/staff", s.staff("e-01"), nil), 200, "")
	if h.str("customer.id") != "c-0001" || h.str("customer.level") != "signed_in" || h.at("summary.matters") == nil || h.at("acts") == nil || h.at("drafts") == nil || h.str("experts.0.name") != "Elin" {
		t.Errorf("staff: %s", h.text)
	}
	check := s.want(s.call("POST", "conversations/"+s.a+"/check", s.staff("e-01"), map[string]any{"text": "You get 5000 kr back."}), 200, "")
	if check.len("unsupported") == 0 {
		t.Errorf("check: %s", check.text)
	}
}
