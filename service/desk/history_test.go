package desk_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/understanding"
	"samtal/service/desk"
)

// crash is what a placed crash panics with: the process is gone, the record stays.
type crash struct{ at string }

// history is one random life of a company: customers write, press and leave,
// experts come, answer and go, the bank fails, and the process dies anywhere.
type history struct {
	*world
	r        *rand.Rand
	sign     map[string]identity.Who // conversation -> customer
	ids      []string
	acked    map[string][]desk.Incoming
	experts  []identity.Who
	effects  map[string]int // bank effects by key
	answers  map[string]json.RawMessage
	crashes  int
	crashing bool
	only     string // crash at this point alone; "" is anywhere
	n        int
	words    []string // of staff: must never reach a customer
}

func newHistory(t *testing.T, seed uint64, only string) *history {
	h := &history{world: newWorld(t), r: rand.New(rand.NewPCG(seed, 7)), sign: map[string]identity.Who{}, acked: map[string][]desk.Incoming{},
		effects: map[string]int{}, answers: map[string]json.RawMessage{}, only: only, crashing: true}
	h.draft, h.tool, h.point = h.drafts, h.bank, h.die
	h.quick = func(b desk.Brief) (desk.Draft, bool) { // some drafts can be had in memory
		if h.r.IntN(2) == 0 {
			return desk.Draft{}, false
		}
		d, err := h.drafts(b)
		return d, err == nil
	}
	h.evidence = []understanding.Evidence{{For: "topic", Text: h.staffOnly("evidence")}}
	for i := range 3 {
		h.experts = append(h.experts, identity.Who{Role: identity.Expert, ID: fmt.Sprintf("e%d", i+1)})
	}
	return h
}

// staffOnly makes words that a customer must never see.
func (h *history) staffOnly(what string) string {
	h.n++
	w := fmt.Sprintf("XSTAFF%s%dX", what, h.n)
	h.words = append(h.words, w)
	return w
}

// die places the crash.
func (h *history) die(name string) {
	p := 0.02
	if h.only != "" {
		if p = 0.15; strings.HasSuffix(name, "_act") { // acts are few
			p = 0.5
		}
		if h.only != name {
			return
		}
	}
	if h.crashing && h.r.Float64() < p {
		panic(crash{name})
	}
}

// alive runs something and restarts the desk when the process died in it.
func (h *history) alive(do func() error) (err error) {
	h.t.Helper()
	defer func() {
		switch x := recover().(type) {
		case nil:
		case crash:
			h.crashes++
			h.restart()
			err = fmt.Errorf("crashed at %s", x.at)
		default:
			panic(x)
		}
	}()
	return do()
}

// drafts is an assistant with one flow: it asks to move a due date, and says
// how that ended.
func (h *history) drafts(b desk.Brief) (desk.Draft, error) {
	if h.r.IntN(25) == 0 {
		return desk.Draft{}, errors.New("no idea")
	}
	d := desk.Draft{Grounded: true, Progress: conversation.Forward, Why: h.staffOnly("why")}
	say := func(text string) {
		d.Messages = []desk.Message{{Text: fmt.Sprintf("%s [%s %d]", text, b.Conversation, b.N), Why: h.staffOnly("why")}}
	}
	if b.Topic != "" {
		d.Facts = []desk.Fact{{Label: "note", Value: h.staffOnly("fact"), From: "customer"}}
	}
	switch {
	case len(b.Results) > 0:
		say("done: " + b.Results[0].Code)
		d.End, d.Facts = "settled", nil
	case b.Topic == "payment_extension":
		say("shall I?")
		digest := fmt.Sprintf("D-%s-%d", b.Conversation, b.N)
		d.Messages[0].Choices = []desk.Choice{{ID: "confirm:" + digest + ":yes", Label: "Yes"}}
		d.Asks, d.Flow, d.Memory = true, &conversation.Position{Flow: "extend", Version: 1, Step: "confirm"}, json.RawMessage(`{}`)
		d.Confirm = &desk.Proposal{Digest: digest, Acts: []desk.ProposedAct{{Tool: "extend_due_date", Args: map[string]any{"quote": digest}, Digest: "d", Key: "K-" + digest}}}
	case b.Topic == "drafty":
		d.Messages = []desk.Message{{Text: h.staffOnly("suggestion")}}
	default:
		say(distinct(b.N + len(b.Conversation)*int(b.Conversation[len(b.Conversation)-1])))
	}
	return d, nil
}

// distinct makes texts that no one would take for the same (P2).
func distinct(n int) string {
	r := rand.New(rand.NewPCG(uint64(n), 3))
	var s strings.Builder
	for range 12 {
		for range 3 + r.IntN(5) {
			s.WriteByte(byte('a' + r.IntN(26)))
		}
		s.WriteByte(' ')
	}
	return s.String()
}

// bank is the company's system: the same key is one effect and one answer.
// Its calls fail before and after the effect.
func (h *history) bank(_ string, args map[string]any) (json.RawMessage, error) {
	key := args["key"].(string)
	if out, ok := h.answers[key]; ok {
		return out, nil
	}
	switch h.r.IntN(10) {
	case 0:
		return nil, fmt.Errorf("no answer: %w", desk.ErrUnknown)
	case 1:
		return nil, &desk.ToolError{Code: "limit", Message: "no"}
	}
	h.effects[key]++
	h.answers[key] = json.RawMessage(`{"ok":true}`)
	if h.r.IntN(6) == 0 {
		return nil, fmt.Errorf("the answer was lost: %w", desk.ErrUnknown)
	}
	return h.answers[key], nil
}

func (h *history) pick() string { return h.ids[h.r.IntN(len(h.ids))] }

// write sends a message as a client does: the same id until it is acknowledged,
// or never again.
func (h *history) write(id string, in desk.Incoming) {
	for range 1 + h.r.IntN(4) {
		if err := h.alive(func() error { _, err := h.desk.Write(context.Background(), h.sign[id], id, in); return err }); err == nil {
			h.acked[id] = append(h.acked[id], in)
			return
		}
	}
}

// buttons are the choices that a customer sees now.
func (h *history) buttons(id string) (out []string) {
	list, err := h.desk.Messages(context.Background(), h.sign[id], id, "", 1000)
	if err != nil {
		return nil
	}
	for _, m := range list[max(0, len(list)-4):] {
		for _, c := range m.Choices {
			out = append(out, c.ID)
		}
	}
	return out
}

// customerDoes is one thing that a customer does.
func (h *history) customerDoes(ctx context.Context) {
	id := h.pick()
	h.n++
	in := desk.Incoming{ID: fmt.Sprintf("w-%d", h.n)}
	switch h.r.IntN(12) {
	case 0, 1, 2:
		in.Text = fmt.Sprintf("hello %d", h.n)
	case 3, 4:
		in.Text = fmt.Sprintf("an extension please %d", h.n)
	case 5:
		in.Text = fmt.Sprintf("a person please %d", h.n)
	case 6:
		in.Text = fmt.Sprintf("something drafty %d", h.n)
	case 7:
		in.Text = "yes"
	case 8, 9:
		if list := h.buttons(id); len(list) > 0 {
			in.Choice = list[h.r.IntN(len(list))]
		} else {
			in.Text = "yes"
		}
	case 10:
		_ = h.alive(func() error { _, err := h.desk.AskForPerson(ctx, h.sign[id], id, ""); return err })
		return
	default:
		_ = h.alive(func() error { return h.desk.Correct(ctx, h.sign[id], id, "", "not so") })
		return
	}
	h.write(id, in)
}

// expertDoes is one thing that an expert does, or dispatch for them. What the
// law refuses changes nothing, so errors are left aside.
func (h *history) expertDoes(ctx context.Context) {
	who := h.experts[h.r.IntN(len(h.experts))]
	id := h.pick()
	rec, err := h.store.Load(ctx, id)
	if err != nil {
		return
	}
	for _, m := range rec.State.Matters {
		if m.Place == nil || h.r.IntN(3) == 0 {
			continue
		}
		if o := m.Place.Offer; o != nil {
			who := identity.Who{Role: identity.Expert, ID: o.Expert}
			_ = h.alive(func() error {
				if h.r.IntN(4) == 0 {
					return h.desk.Decline(ctx, who, o.ID)
				}
				_, err := h.desk.Accept(ctx, who, o.ID)
				return err
			})
			return
		}
		if m.Place.By == conversation.Line {
			_ = h.alive(func() error { return h.desk.Offer(ctx, id, m.ID, who.ID, 30*time.Second) })
			return
		}
		h.heldDoes(ctx, id, m, identity.Who{Role: identity.Expert, ID: m.Place.Expert})
		return
	}
}

func (h *history) heldDoes(ctx context.Context, id string, m conversation.Matter, who identity.Who) {
	h.n++
	n := h.n
	_ = h.alive(func() error {
		var err error
		switch h.r.IntN(9) {
		case 0, 1, 2:
			_, err = h.desk.Reply(ctx, who, id, desk.Incoming{ID: fmt.Sprintf("r-%d", n), Text: fmt.Sprintf("reply %d", n), Matter: m.ID})
		case 3:
			_, err = h.desk.Settle(ctx, who, id, m.ID, "settled", h.staffOnly("note"))
		case 4:
			err = h.desk.Note(ctx, who, id, h.staffOnly("note"))
		case 5:
			_, err = h.desk.ProposeAct(ctx, who, id, m.ID, "extend_due_date", map[string]any{"quote": fmt.Sprintf("Q-%d", n)})
		case 6:
			_, err = h.desk.ProposeHandBack(ctx, who, id, m.ID)
		case 7:
			_, err = h.desk.Transfer(ctx, who, id, m.ID, "", h.staffOnly("note"))
		default:
			err = h.desk.ExpertLeft(ctx, who.ID)
		}
		return err
	})
}

// live is the whole history; then the process stays up and time passes.
func (h *history) live(steps int) {
	ctx := context.Background()
	for i := range 4 {
		who := identity.Who{Role: identity.Customer, ID: fmt.Sprintf("c-%d", i/2+1), Name: "Kim", Level: identity.SignedIn}
		for { // a customer who got no answer opens again
			id := ""
			if err := h.alive(func() (err error) { id, _, err = h.desk.Open(ctx, who, "SE", "en"); return err }); err == nil {
				h.sign[id], h.ids = who, append(h.ids, id)
				break
			}
		}
	}
	for range steps {
		switch h.r.IntN(8) {
		case 0, 1, 2:
			h.customerDoes(ctx)
		case 3, 4:
			h.expertDoes(ctx)
		case 5:
			h.here = h.r.IntN(2) == 0
			fallthrough
		default:
			h.now = h.now.Add(time.Duration(h.r.IntN(20000)) * time.Millisecond)
			_ = h.alive(func() error { _, err := h.desk.Step(ctx); return err })
		}
	}
	h.crashing = false
	for range 12 {
		h.step(16 * time.Second)
	}
}

func runHistory(t *testing.T, seed uint64, only string, steps int) *history {
	t.Helper()
	h := newHistory(t, seed, only)
	h.live(steps)
	if err := h.judge(); err != nil {
		t.Fatalf("seed %d, crash at %q (%d crashes): %v", seed, only, h.crashes, err)
	}
	return h
}

// Wherever the process dies, nothing that was acknowledged is lost, nobody is
// answered twice, no act is done twice, and none is unknown.
func TestCrashesAnywhereLoseNothingAndDoubleNothing(t *testing.T) {
	n := uint64(300)
	if testing.Short() {
		n = 60
	}
	crashes, effects := 0, 0
	for seed := range n {
		h := runHistory(t, seed, "", 150)
		crashes, effects = crashes+h.crashes, effects+len(h.effects)
	}
	t.Logf("%d histories, %d crashes, %d acts in the bank", n, crashes, effects)
	if crashes < int(n) || effects < int(n)/2 {
		t.Fatalf("too little happened: %d crashes, %d acts", crashes, effects)
	}
}

func TestACrashAtEveryNamedPointIsMadeGood(t *testing.T) {
	for _, point := range []string{"before_commit", "after_commit", "before_publish", "before_act", "after_act", "after_draft"} {
		t.Run(point, func(t *testing.T) {
			crashes := 0
			for seed := range uint64(20) {
				crashes += runHistory(t, 1000+seed, point, 120).crashes
			}
			if crashes < 5 {
				t.Fatalf("only %d crashes", crashes)
			}
		})
	}
}

// The same seed is the same history, byte by byte: a failure can be looked at again.
func TestTheSameHistoryIsTheSameLog(t *testing.T) {
	log := func() string {
		h := runHistory(t, 42, "", 200)
		var out []desk.Entry
		for _, id := range h.ids {
			list, err := h.store.Entries(context.Background(), id, "", 0, 100000)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, list...)
		}
		b, err := json.Marshal(out)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	if log() != log() {
		t.Fatal("the same seed gave two histories")
	}
}
