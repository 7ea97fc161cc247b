// Package proof holds the tests that start the program as a user does and
// look at it from outside: crashes, browsers, nights.
package proof

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	_ "modernc.org/sqlite"

	"samtal/simulate/outside"
)

// blow is one way to kill. Env places a crash inside the program; else a kill
// signal falls at a random moment.
type blow struct {
	name         string
	env          string
	server, bank bool
}

// blows are 20: each named point of the program, the bank's two points, and
// random moments for the server alone, the bank alone, and both.
func blows() []blow {
	list := []blow{}
	for i, p := range []string{"before_commit", "after_commit", "before_publish", "after_draft", "before_act", "after_act"} {
		n := []int{60, 61, 62, 20, 2, 2}[i]
		list = append(list, blow{name: p, env: fmt.Sprintf("SAMTAL_DIE=%s:%d", p, n), server: true})
	}
	list = append(list,
		blow{name: "bank before_effect", env: "SAMTAL_BANK_DIE=before_effect:extend_due_date:2"},
		blow{name: "bank after_effect", env: "SAMTAL_BANK_DIE=after_effect:extend_due_date:4"})
	for i := range 4 {
		list = append(list, blow{name: fmt.Sprintf("server %d", i), server: true}, blow{name: fmt.Sprintf("bank %d", i), bank: true},
			blow{name: fmt.Sprintf("both %d", i), server: true, bank: true})
	}
	return list
}

// lines are what the customers come with; every third extends a due date, so
// that acts are under way when the blow falls.
func lines(i int, r *rand.Rand) ([]string, bool) {
	switch i % 6 {
	case 0, 3:
		day := time.Now().AddDate(0, 0, 26+r.IntN(4)).Format("2006-01-02")
		return []string{"jag behöver mer tid att betala min faktura", day, "tack"}, false
	case 1:
		return []string{"var är min återbetalning?", "vad kostar det att betala för sent?"}, false
	case 2:
		return []string{"hej", "hur länge har jag på mig att lämna tillbaka en vara?"}, true
	case 4:
		return []string{"hur skyddar ni mina uppgifter?", "hej då"}, false
	}
	return []string{"det finns ett kortköp jag inte känner igen", "det första", "nej", "nej"}, false
}

// Killed at every named point and at random, 20 times, under 50 talking
// customers: what was acknowledged is there, every customer is answered or
// held, nobody is answered twice, and no act happens twice or is forgotten.
func TestTheProgramSurvivesBeingKilled(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("kills processes by signal; run it on Linux or macOS")
	}
	if testing.Short() {
		t.Skip("-short: starts the program and kills it 20 times; run without -short")
	}
	ctx, cancel := context.WithTimeout(context.Background(), 8*time.Minute)
	defer cancel()
	bin, err := outside.Build(ctx, "../..", t.TempDir())
	must(t, err)
	port, err := outside.FreePort()
	must(t, err)
	p := &outside.Program{Bin: bin, Data: filepath.Join(t.TempDir(), "data"), Port: port, Args: []string{"--experts", "0", "--no-limits"}}
	_, err = p.Start(ctx)
	must(t, err)
	defer p.Kill()
	customers, err := p.Tokens("customer", "any", 250)
	must(t, err)
	experts, err := p.Tokens("expert", "any", 5)
	if err != nil { // the contract's token --expert any has no count: one each
		experts = nil
		for i := range 5 {
			one, err := p.Tokens("expert", fmt.Sprintf("e-%02d", i+2), 1)
			must(t, err)
			experts = append(experts, one...)
		}
	}
	before := extended(t, p.Data)
	s := outside.NewServer(p.Base(), 200)

	work, stop := context.WithCancel(ctx)
	defer stop()
	var workers sync.WaitGroup
	for i, token := range experts {
		w := &outside.Worker{Name: fmt.Sprintf("w%d", i), Token: token}
		workers.Go(func() { w.Run(work, s) })
	}

	r := rand.New(rand.NewPCG(2, uint64(os.Getpid())))
	var talkers []*outside.Talker
	for round, b := range blows() {
		place(t, ctx, p, b)
		var talking sync.WaitGroup
		var mu sync.Mutex
		var failed []error
		for i := range 50 {
			ls, person := lines(i+round, r)
			who := (i*7 + round) % 50
			if strings.Contains(b.env, "_act") || strings.Contains(b.env, "_effect") { // so that there are acts to die in
				ls, person = lines(0, r)
				who = 50 + (round%4)*50 + i
			}
			tk := &outside.Talker{Name: fmt.Sprintf("r%02d-%02d", round, i), JWT: customers[who], Lines: ls, Person: person}
			talkers = append(talkers, tk)
			talking.Go(func() {
				if err := tk.Run(ctx, s); err != nil {
					mu.Lock()
					failed = append(failed, err)
					mu.Unlock()
				}
			})
		}
		strike(t, ctx, p, b, r)
		talking.Wait()
		if len(failed) > 0 {
			t.Fatalf("round %d (%s): %d customers got stuck: %v\n%s", round, b.name, len(failed), errors.Join(failed[:min(3, len(failed))]...), p.Output())
		}
		t.Logf("round %2d: %s", round, b.name)
	}
	quiet(t, ctx, talkers)
	stop()
	workers.Wait()

	lead, err := p.Tokens("lead", "any", 1)
	must(t, err)
	acked, ran := 0, map[string]int{}
	for _, tk := range talkers {
		acked += len(tk.Acked)
		examine(t, ctx, s, lead[0], tk, ran)
	}
	had := effects(t, p.Data)
	t.Logf("%d customers, %d acknowledged messages; acts that ran: %v; effects in the bank: %v", len(talkers), acked, ran, had)
	if ran["extend_due_date"] < 10 {
		t.Errorf("%d extensions ran: too few to prove anything about acts", ran["extend_due_date"])
	}
	for _, tool := range slices.Sorted(maps.Keys(had)) {
		if ran[tool] != had[tool] {
			t.Errorf("%s: %d ran, the bank knows %d", tool, ran[tool], had[tool])
		}
	}
	if added := extended(t, p.Data) - before; added != ran["extend_due_date"] {
		t.Errorf("%d extensions ran, the invoices were moved %d times", ran["extend_due_date"], added)
	}
}

// place puts a crash inside the program: it restarts with it before anybody talks.
func place(t *testing.T, ctx context.Context, p *outside.Program, b blow) {
	t.Helper()
	if b.env == "" {
		return
	}
	must(t, p.Stop(20*time.Second))
	p.Env = []string{b.env}
	_, err := p.Start(ctx)
	must(t, err)
	p.Env = nil
}

// strike lets the blow fall and brings the program back.
func strike(t *testing.T, ctx context.Context, p *outside.Program, b blow, r *rand.Rand) {
	t.Helper()
	if b.env != "" {
		if !b.server {
			return // the bank dies by itself and Samtal restarts it
		}
		select {
		case <-p.Gone():
		case <-time.After(20 * time.Second): // so few passes of that point in this round: the kill is by hand
			p.Kill()
			t.Logf("%s was not reached; killed by hand", b.name)
		}
		_, err := p.Start(ctx)
		must(t, err)
		return
	}
	select {
	case <-ctx.Done():
		t.Fatal(ctx.Err())
	case <-time.After(time.Duration(100+r.IntN(900)) * time.Millisecond): // the moment of the blow
	}
	if b.bank {
		for _, pid := range children(t, p.Pid()) {
			_ = syscall.Kill(pid, syscall.SIGKILL) // gone already is as good
		}
	}
	if b.server {
		p.Kill()
		_, err := p.Start(ctx)
		must(t, err)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// children of a process: the bank.
func children(t *testing.T, pid int) (out []int) {
	t.Helper()
	files, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	must(t, err)
	if len(files) == 0 {
		t.Skip("no /proc: the bank's process can't be found here; run it on Linux")
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			continue // the thread ended
		}
		for _, w := range strings.Fields(string(b)) {
			if n, err := strconv.Atoi(w); err == nil {
				out = append(out, n)
			}
		}
	}
	return out
}

// quiet waits until every conversation is settled, idle or held by a person.
func quiet(t *testing.T, ctx context.Context, talkers []*outside.Talker) {
	t.Helper()
	for _, tk := range talkers {
		for {
			state, err := tk.Talk.State(ctx)
			must(t, err)
			if state.Holder == "none" {
				break
			}
			select {
			case <-ctx.Done():
				t.Fatalf("%s (%s) still waits: %+v", tk.Name, tk.Talk.ID, state)
			case <-time.After(50 * time.Millisecond): // polls a condition; the limit is the test's own
			}
		}
	}
}

// event is one line of the staff timeline.
type event struct {
	Type string
	Data json.RawMessage
}

// examine checks one conversation and counts the acts that ran in it, by tool.
func examine(t *testing.T, ctx context.Context, s *outside.Server, lead string, tk *outside.Talker, ran map[string]int) {
	t.Helper()
	messages, err := tk.Talk.All(ctx)
	must(t, err)
	count := map[string]int{}
	for i, m := range messages {
		count[m.ID]++
		if i > 0 && m.From == "assistant" && messages[i-1].From == "assistant" && m.Text == messages[i-1].Text {
			t.Errorf("%s: said twice: %q", tk.Name, m.Text)
		}
	}
	for _, id := range tk.Acked {
		if count[id] != 1 {
			t.Errorf("%s: acknowledged message %s is there %d times", tk.Name, id, count[id])
		}
	}
	if n := len(messages); n == 0 || messages[n-1].From == "customer" {
		t.Errorf("%s: the customer has the last word and nobody answers", tk.Name)
	}
	answered, open, tool := map[int]int{}, map[string]string{}, map[string]string{}
	after := ""
	for {
		var page struct {
			Items []event
			Next  *string
		}
		must(t, s.Do(ctx, "GET", "/api/v1/conversations/"+tk.Talk.ID+"/timeline?after="+after, lead, nil, &page))
		for _, e := range page.Items {
			var d struct {
				N        int
				Answered bool
				ID, Tool string
			}
			must(t, json.Unmarshal(e.Data, &d))
			id := d.ID
			switch e.Type {
			case "turn_ended":
				if d.Answered {
					answered[d.N]++
				}
			case "act_intended":
				if _, twice := open[id]; twice {
					t.Errorf("%s: act %s is intended twice", tk.Name, id)
				}
				open[id], tool[id] = e.Type, d.Tool
			case "act_ran":
				ran[tool[id]]++
				open[id] = e.Type
			case "act_rejected", "act_parked":
				open[id] = e.Type
			}
		}
		if page.Next == nil || *page.Next == "" {
			break
		}
		after = *page.Next
	}
	for n, times := range answered {
		if times > 1 {
			t.Errorf("%s: turn %d is answered %d times", tk.Name, n, times)
		}
	}
	for id, how := range open {
		if how == "act_intended" {
			t.Errorf("%s: nobody knows what became of act %s", tk.Name, id)
		}
	}
}

// bank opens the back office's own database, wherever it lies in the folder.
func bank(t *testing.T, data string) *sql.DB {
	t.Helper()
	var found []string
	must(t, filepath.WalkDir(data, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Name() == "bank.db" {
			found = append(found, path)
		}
		return err
	}))
	slices.Sort(found)
	if len(found) != 1 {
		t.Fatalf("the bank's database: %v", found)
	}
	db, err := sql.Open("sqlite", "file:"+found[0]+"?mode=ro")
	must(t, err)
	return db
}

// effects counts what the bank did, by tool: one key, one effect.
func effects(t *testing.T, data string) map[string]int {
	t.Helper()
	db := bank(t, data)
	defer db.Close()
	rows, err := db.Query(`SELECT tool, count(*) FROM keys GROUP BY tool`)
	must(t, err)
	defer rows.Close()
	out := map[string]int{}
	for rows.Next() {
		var tool string
		var n int
		must(t, rows.Scan(&tool, &n))
		out[tool] = n
	}
	must(t, rows.Err())
	return out
}

// extended counts how often invoices were moved, in the bank's own books.
func extended(t *testing.T, data string) (n int) {
	t.Helper()
	db := bank(t, data)
	defer db.Close()
	must(t, db.QueryRow(`SELECT coalesce(sum(extended),0) FROM invoices`).Scan(&n))
	return n
}
