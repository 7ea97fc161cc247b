package conformance

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"samtal/core/conversation"
	"samtal/service/desk"
)

func names(rows []desk.Row) []string {
	out := []string{}
	for _, r := range rows {
		out = append(out, strings.TrimSuffix(r.Conversation+"/"+string(r.Matter), "/"))
	}
	return out
}

func line(t *testing.T, b *bench) {
	due := start.Add(time.Hour)
	offered := inLine("m2", "dispute", start.Add(-time.Minute), due)
	offered.Place.Priority, offered.Place.Broken, offered.Place.Refused = conversation.First, 2, []string{"e1", "e 2"}
	offered.Place.Offer = &conversation.Offer{ID: "o1", Expert: "e3", Expires: start.Add(30 * time.Second)}
	s := talk()
	s.Matters = []conversation.Matter{inLine("m1", "refund", start, due), offered, {ID: "m3", Topic: "app", Due: due}}
	c := open("c1", s)
	c.Last = "where is my money"
	b.commit(c)
	uk := talk()
	uk.Market, uk.Customer = "UK", ""
	uk.Matters = []conversation.Matter{inLine("m1", "refund", start.Add(-time.Hour), due)}
	b.commit(open("c2", uk))
	b.commit(open("c3", talk()))
	rows, err := b.Waiting(ctx, "")
	must(t, err)
	same(t, "the whole line", names(rows), []string{"c1/m2", "c2/m1", "c1/m1"})
	rows, err = b.Waiting(ctx, "SE")
	must(t, err)
	same(t, "a market's line", names(rows), []string{"c1/m2", "c1/m1"})
	same(t, "a row", rows[0], desk.Row{Conversation: "c1", Matter: "m2", Customer: "C-1001", Market: "SE", Language: "sv", Topic: "dispute", Holder: conversation.Line,
		Why: conversation.WhyAsked, Mode: conversation.Live, Since: start.Add(-time.Minute), Due: due, Owes: true, Priority: conversation.First, Broken: 2,
		Offer: "o1", OfferTo: "e3", OfferExpires: start.Add(30 * time.Second), Refused: []string{"e1", "e 2"}, LastText: "where is my money", LastAt: start})
}

func held(t *testing.T, b *bench) {
	s := talk()
	s.Matters = []conversation.Matter{withExpert(inLine("m1", "refund", start, start.Add(time.Hour)), "e1"), withExpert(inLine("m2", "app", start, start.Add(time.Hour)), "e2")}
	b.commit(open("c1", s))
	gone := talk()
	gone.Matters = []conversation.Matter{{ID: "m1", Topic: "refund", Closed: true, ClosedAt: start, Expert: "e1"}}
	b.commit(open("c2", gone))
	rows, err := b.HeldBy(ctx, "e1")
	must(t, err)
	same(t, "held", names(rows), []string{"c1/m1"})
	if rows[0].Expert != "e1" || rows[0].Holder != conversation.Expert || !rows[0].Owes {
		t.Fatalf("held: %+v", rows[0])
	}
	if rows, err = b.HeldBy(ctx, ""); err != nil || len(rows) > 0 {
		t.Fatalf("nobody holds %v %v", rows, err)
	}
}

// withTeam gives a matter to a team; who had it knows the customer.
func withTeam(m conversation.Matter, team, knows string) conversation.Matter {
	p := *m.Place
	p.By, p.Team, p.Dated, p.Mode = conversation.Team, team, p.Owes, conversation.Written
	m.Place, m.Expert = &p, knows
	return m
}

func teams(t *testing.T, b *bench) {
	at := func(h int) time.Time { return start.Add(time.Duration(h) * time.Hour) }
	waits := withTeam(inLine("m2", "dispute", start, at(50)), "cases", "e1")
	waits.Place.Others = conversation.Merchant
	s := talk()
	s.Matters = []conversation.Matter{withTeam(inLine("m1", "refund", start, at(60)), "service", "e2"), waits, withExpert(inLine("m3", "app", start, at(2)), "e1"), {ID: "m4", Topic: "fee", Due: at(1)}}
	b.commit(open("c1", s))
	uk := talk()
	uk.Market = "UK"
	uk.Matters = []conversation.Matter{withTeam(inLine("m1", "refund", start, at(40)), "service", ""), inLine("m2", "app", start, at(1))}
	b.commit(open("c2", uk))
	rows, err := b.WithTeams(ctx, "")
	must(t, err)
	same(t, "with teams", names(rows), []string{"c2/m1", "c1/m2", "c1/m1"})
	if r := rows[1]; r.Holder != conversation.Team || r.Team != "cases" || r.Others != conversation.Merchant || r.Expert != "e1" || !r.Owes || !r.Due.Equal(at(50)) {
		t.Fatalf("a team's row: %+v", r)
	}
	rows, err = b.WithTeams(ctx, "SE")
	must(t, err)
	same(t, "a market's teams", names(rows), []string{"c1/m2", "c1/m1"})
	rows, err = b.HeldBy(ctx, "e1")
	must(t, err)
	same(t, "what a team has is in nobody's hands", names(rows), []string{"c1/m3"})
	rows, err = b.DueBefore(ctx, "", at(50), 9)
	must(t, err)
	same(t, "due before", names(rows), []string{"c2/m2", "c1/m3", "c2/m1"})
	rows, err = b.DueBefore(ctx, "SE", at(99), 2)
	must(t, err)
	same(t, "the soonest of a market", names(rows), []string{"c1/m3", "c1/m2"})
}

// follows takes one matter through its life beside another that stays.
func follows(t *testing.T, b *bench) {
	due := start.Add(time.Hour)
	stays := inLine("m1", "app", start, due)
	state := func(m ...conversation.Matter) conversation.State {
		s := talk()
		s.Matters = append(s.Matters, m...)
		return s
	}
	check := func(line, held []string) {
		t.Helper()
		rows, err := b.Waiting(ctx, "")
		must(t, err)
		same(t, "the line", names(rows), line)
		rows, err = b.HeldBy(ctx, "e1")
		must(t, err)
		same(t, "held", names(rows), held)
	}
	moves := inLine("m2", "refund", start, due)
	r := b.commit(open("c1", state(stays, moves)))
	check([]string{"c1/m1", "c1/m2"}, nil)
	r = b.commit(next(r, state(stays, withExpert(moves, "e1")), "a"))
	check([]string{"c1/m1"}, []string{"c1/m2"})
	r = b.commit(next(r, state(stays, moves), "b"))
	check([]string{"c1/m1", "c1/m2"}, nil)
	r = b.commit(next(r, state(stays, conversation.Matter{ID: "m2", Topic: "refund", Closed: true, ClosedAt: start, Outcome: "settled"}), "c"))
	check([]string{"c1/m1"}, nil)
	b.refuses(next(desk.Record{ID: "c1", Version: 1, CustomerSeq: 1, StaffSeq: 1}, state(moves, stays), "late"), desk.ErrConflict)
	b.commit(next(r, state(stays), "d")) // a closed matter is forgotten by the state, not by the record
	check([]string{"c1/m1"}, nil)
}

// pages reads a list to its end and returns what came, page by page.
func pages(t *testing.T, limit int, page func(desk.Page) ([]desk.Row, string, error)) [][]string {
	t.Helper()
	var out [][]string
	for p := (desk.Page{Limit: limit}); ; {
		rows, next, err := page(p)
		must(t, err)
		var ids []string
		for _, r := range rows {
			ids = append(ids, r.Conversation)
		}
		if out = append(out, ids); next == "" || len(out) > 50 {
			return out
		}
		p.After = next
	}
}

func byCustomer(t *testing.T, b *bench) {
	for i := range 7 {
		c := open(fmt.Sprintf("c%d", i), talk())
		c.Record.CreatedAt = start.Add(time.Duration(i/2) * time.Second) // pairs begin in the same millisecond
		c.Last = fmt.Sprintf("words %d", i)
		b.commit(c)
	}
	other := talk()
	other.Customer = ""
	b.commit(open("visitor", other))
	list := func(p desk.Page) ([]desk.Row, string, error) { return b.ByCustomer(ctx, "C-1001", p) }
	same(t, "pages", pages(t, 3, list), [][]string{{"c6", "c5", "c4"}, {"c3", "c2", "c1"}, {"c0"}})
	same(t, "an exact page", pages(t, 7, list), [][]string{{"c6", "c5", "c4", "c3", "c2", "c1", "c0"}})
	rows, next, err := list(desk.Page{Limit: 3})
	must(t, err)
	if rows[0].LastText != "words 6" || rows[0].Customer != "C-1001" || rows[0].Holder != conversation.Nobody {
		t.Fatalf("a row: %+v", rows[0])
	}
	late := open("c9", talk())
	late.Record.CreatedAt = start.Add(time.Hour)
	b.commit(late)
	b.commit(next_(b, "c3"))
	rows, _, err = list(desk.Page{Limit: 3, After: next})
	must(t, err)
	same(t, "the second page after news", names(rows), []string{"c3", "c2", "c1"})
	if rows, _, err := b.ByCustomer(ctx, "", desk.Page{}); err != nil || len(rows) > 0 {
		t.Fatalf("visitors have no list: %v %v", rows, err)
	}
}

// next_ moves a conversation on with new last words.
func next_(b *bench, id string) desk.Commit {
	c := next(b.load(id), talk(), "news-"+id)
	c.Last = "newer words"
	return c
}

func search(t *testing.T, b *bench) {
	c := open("0190-aaaa", talk())
	c.Contents = []desk.Content{said("t1", "Min räkning på 500 kr är för hög, hjälp!"), {ID: "t2", Kind: "result", Body: []byte(`{"text":"zebra"}`), At: start}}
	c.Last = "Min räkning på 500 kr är för hög, hjälp!"
	r := b.commit(c)
	c = next(r, talk(), "a")
	c.Contents, c.Last = []desk.Content{said("t3", "I looked at your INVOICE: "+strings.Repeat("long ", 60)+"blueberry at the end")}, "an unusual ending"
	b.commit(c)
	other := talk()
	other.Customer = "C-1002"
	other.Matters = []conversation.Matter{inLine("m1", "refund", start, start.Add(time.Hour))}
	c = open("0190-bbbb", other)
	c.Record.CreatedAt = start.Add(time.Second)
	c.Contents = []desk.Content{said("t1", "my invoice is wrong")}
	b.commit(c)
	find := func(query string, want ...string) []desk.Row {
		t.Helper()
		rows, _, err := b.Search(ctx, query, desk.Page{})
		must(t, err)
		var got []string
		for _, r := range rows {
			got = append(got, r.Conversation)
		}
		same(t, fmt.Sprintf("search %q", query), got, want)
		return rows
	}
	find("räkning", "0190-aaaa")
	find("RÄKN", "0190-aaaa")
	find("räkning blueberry", "0190-aaaa") // in different messages
	find("räkning wrong")
	find("invoice", "0190-bbbb", "0190-aaaa")
	find("unusual", "0190-aaaa")
	find("hjälp 500 hög", "0190-aaaa")
	find("zebra") // results are not searched
	find("äkning")
	find("0190-aaaa", "0190-aaaa")
	find("C-1002", "0190-bbbb")
	find("c-1002 invoice", "0190-bbbb")
	find("", "0190-bbbb", "0190-aaaa")
	find("  \t ", "0190-bbbb", "0190-aaaa")
	find(`!!! "* OR NEAR( ' \ : & | <->`)
	find(`' OR '1'='1`)
	find("\x00\xff invoice", "0190-bbbb", "0190-aaaa")
	if row := find("wrong", "0190-bbbb")[0]; row.Matter != "m1" || row.Holder != conversation.Line || row.Snippet != "my invoice is wrong" {
		t.Fatalf("a found row: %+v", row)
	}
	if s := find("blueberry", "0190-aaaa")[0].Snippet; !strings.HasPrefix(s, "… ") || !strings.Contains(s, "blueberry at the end") || len(s) > 200 {
		t.Fatalf("a snippet: %q", s)
	}
	if s := find("räkning", "0190-aaaa")[0].Snippet; s != "Min räkning på 500 kr är för hög, hjälp!" {
		t.Fatalf("an older snippet: %q", s)
	}
}

func searchPages(t *testing.T, b *bench) {
	var want []string
	for i := range 25 {
		c := open(fmt.Sprintf("c%02d", i), talk())
		c.Record.CreatedAt = start.Add(time.Duration(i) * time.Millisecond)
		word := "cloudberry"
		if i%5 == 0 {
			word = "sand"
		} else {
			want = append([]string{c.Record.ID}, want...)
		}
		c.Contents = []desk.Content{said("t1", "about "+word)}
		b.commit(c)
	}
	got := pages(t, 7, func(p desk.Page) ([]desk.Row, string, error) { return b.Search(ctx, "cloud", p) })
	same(t, "pages of search", got, [][]string{want[:7], want[7:14], want[14:]})
}

func promises(t *testing.T, b *bench) {
	made := func(n int, state desk.PromiseState) desk.Promise {
		p := desk.Promise{ID: fmt.Sprintf("c1/m1/%d", n), Conversation: "c1", Matter: "m1", Topic: "refund", By: conversation.Line, MadeAt: start.Add(time.Duration(n) * time.Minute),
			Due: start.Add(time.Duration(100-n) * time.Minute), WarnAt: start.Add(time.Duration(90-n) * time.Minute), State: state}
		if state != desk.PromiseOpen {
			p.EndedAt = start.Add(2 * time.Hour)
		}
		return p
	}
	c := open("c1", talk())
	c.Promises = []desk.Promise{made(1, desk.PromiseOpen), made(2, desk.PromiseOpen), made(3, desk.PromiseKept), made(4, desk.PromiseBroken), made(5, desk.PromiseMoved), made(6, desk.PromiseWithdrawn)}
	c.Promises[1].WarnAt = time.Time{} // never warns: at risk when due
	r := b.commit(c)
	look := func(since, now time.Duration, want []string, kept, atRisk, broken int) []desk.Promise {
		t.Helper()
		items, next, k, a, br, err := b.Promises(ctx, start.Add(since), start.Add(now), desk.Page{Limit: 10})
		must(t, err)
		var got []string
		for _, p := range items {
			got = append(got, p.ID[len("c1/m1/"):])
		}
		same(t, "promises", got, want)
		if k != kept || a != atRisk || br != broken || next != "" {
			t.Fatalf("kept %d, at risk %d, broken %d, next %q; want %d %d %d", k, a, br, next, kept, atRisk, broken)
		}
		return items
	}
	items := look(0, 0, []string{"2", "1", "6", "5", "4", "3"}, 1, 0, 1)
	same(t, "a promise", items[1], c.Promises[0])
	look(0, 89*time.Minute, []string{"2", "1", "6", "5", "4", "3"}, 1, 1, 1)
	look(0, 98*time.Minute, []string{"2", "1", "6", "5", "4", "3"}, 1, 2, 1)
	look(4*time.Minute, 0, []string{"6", "5", "4"}, 0, 0, 1)
	end := next(r, talk(), "a")
	end.Promises = []desk.Promise{made(1, desk.PromiseBroken), made(1, desk.PromiseKept)} // the last word counts
	b.commit(end)
	look(0, 0, []string{"2", "6", "5", "4", "3", "1"}, 2, 0, 1)
}

func promisePages(t *testing.T, b *bench) {
	c := open("c1", talk())
	var want []string
	for i := range 12 {
		p := desk.Promise{ID: fmt.Sprintf("p%02d", i), Conversation: "c1", By: conversation.Assistant, MadeAt: start, Due: start.Add(time.Duration(i/3) * time.Second), State: desk.PromiseOpen}
		if i >= 6 {
			p.State, p.EndedAt = desk.PromiseKept, start
		}
		c.Promises = append(c.Promises, p)
		want = append(want, p.ID)
	}
	b.commit(c)
	var got []string
	for p, n := (desk.Page{Limit: 5}), 0; n < 10; n++ {
		items, next, _, _, _, err := b.Promises(ctx, start, start, p)
		must(t, err)
		for _, x := range items {
			got = append(got, x.ID)
		}
		if p.After = next; next == "" {
			break
		}
	}
	same(t, "pages of promises", got, want)
}
