package conformance

import (
	"errors"
	"testing"
	"time"

	"samtal/service/desk"
)

// approvals: one lead decides, never the one who asked, and only once.
func approvals(t *testing.T, b *bench) {
	ask := func(id, conversation string, due time.Duration) desk.Approval {
		a := desk.Approval{ID: id, Conversation: conversation, Matter: "m1", Market: "SE", Expert: "e1", Tool: "goodwill_credit", Args: "args-" + id,
			AskedAt: start, Due: start.Add(due), State: desk.ApprovalOpen}
		must(t, b.PutApproval(ctx, a))
		return a
	}
	late, soon, other := ask("a1", "c1", time.Hour), ask("a2", "c1", time.Minute), ask("a3", "c2", time.Minute)
	if err := b.PutApproval(ctx, late); err == nil {
		t.Fatal("the same approval was kept twice")
	}
	list, err := b.OpenApprovals(ctx, "")
	must(t, err)
	same(t, "open approvals", list, []desk.Approval{soon, other, late})
	list, err = b.OpenApprovals(ctx, "c1")
	must(t, err)
	same(t, "those of one conversation", list, []desk.Approval{soon, late})
	for _, by := range []string{"e1", ""} {
		if err := b.Decide(ctx, "a1", desk.ApprovalGiven, by, start); err == nil {
			t.Fatalf("given by %q", by)
		}
	}
	must(t, b.Decide(ctx, "a1", desk.ApprovalGiven, "l1", start.Add(time.Second)))
	if err := b.Decide(ctx, "a1", desk.ApprovalRefused, "l2", start); !errors.Is(err, desk.ErrConflict) {
		t.Fatalf("decided twice: %v", err)
	}
	if err := b.Decide(ctx, "none", desk.ApprovalRefused, "l2", start); !errors.Is(err, desk.ErrConflict) {
		t.Fatalf("one that is not there: %v", err)
	}
	must(t, b.Decide(ctx, "a3", desk.ApprovalGone, "", start))
	late.State, late.Lead, late.DecidedAt = desk.ApprovalGiven, "l1", start.Add(time.Second)
	got, err := b.Approval(ctx, "a1")
	must(t, err)
	same(t, "an approval that was given", got, late)
	if _, err := b.Approval(ctx, "none"); !errors.Is(err, desk.ErrMissing) {
		t.Fatal(err)
	}
	list, err = b.OpenApprovals(ctx, "")
	must(t, err)
	same(t, "what is left", list, []desk.Approval{soon})
}

func ties(t *testing.T, b *bench) {
	own := desk.Tie{Expert: "e1", Customer: "c1", Kind: desk.TieOwn, At: start}
	knows := desk.Tie{Expert: "e2", Customer: "c1", Kind: desk.TieAcquaintance, At: start}
	must(t, b.PutTie(ctx, knows))
	must(t, b.PutTie(ctx, own))
	must(t, b.PutTie(ctx, desk.Tie{Expert: "e1", Customer: "c1", Kind: desk.TieAcquaintance, At: start.Add(time.Hour)}))
	for _, x := range [][3]string{{"e1", "c1", desk.TieOwn}, {"e2", "c1", desk.TieAcquaintance}, {"e1", "c2", ""}, {"e3", "c1", ""}} {
		kind, err := b.Tied(ctx, x[0], x[1])
		must(t, err)
		same(t, x[0]+" and "+x[1], kind, x[2])
	}
	list, err := b.Ties(ctx)
	must(t, err)
	same(t, "all ties", list, []desk.Tie{own, knows})
}
