package flow

import (
	"samtal/core/identity"
)

// tool makes a look-up, or takes the result of an act that was agreed to.
func (e *engine) tool(n *node) {
	t, ok := e.c.tools[n.step.Name]
	if !ok {
		e.fail(n, "tool_failed", "unknown_tool")
		return
	}
	if t.Class == identity.Look {
		e.look(n, t)
		return
	}
	e.acted(n)
}

func (e *engine) look(n *node, t identity.Tool) {
	if t.Needs > identity.Visitor && !e.in.SignedIn {
		e.run.Waits = nil
		e.fail(n, "sign_in_needed", "sign_in_needed")
		return
	}
	args, ok := e.sc.args(n.step.With)
	if !ok {
		e.fail(n, "tool_failed", "missing_value")
		return
	}
	call := Call{ID: CallID(t.Name, args), Tool: t.Name, Args: args}
	if r, ok := e.arrived(call.ID); ok {
		e.run.Waits = nil
		e.take(n, r, "tool_failed")
		return
	}
	if e.run.ToolCalls++; e.run.ToolCalls > max(e.sc.f.Limits.ToolCalls, 1) {
		e.giveUp("too_many_calls")
		return
	}
	e.run.Waits = &Wait{For: "tool", Calls: []Call{call}}
	e.out.Calls, e.stop = []Call{call}, true
}

// arrived finds the result of a call that this run waits for. Anything else
// that comes along is not ours and is dropped.
func (e *engine) arrived(id string) (ToolResult, bool) {
	if w := e.run.Waits; w == nil || w.For != "tool" || len(w.Calls) == 0 || w.Calls[0].ID != id {
		return ToolResult{}, false
	}
	for _, r := range e.in.Results {
		if r.id() == id {
			return r, true
		}
	}
	return ToolResult{}, false
}

// take keeps a result, and checks it when the flow says how.
func (e *engine) take(n *node, r ToolResult, words string) {
	if r.Error != "" {
		e.fail(n, words, r.Error)
		return
	}
	if _, err := decode(r.Data); err != nil {
		e.fail(n, words, "not_json")
		return
	}
	if n.step.SaveAs != "" {
		e.save(n, n.step.SaveAs, Result{Tool: n.step.Name, Call: r.id(), Data: r.Data})
	}
	if n.step.Check != nil {
		if is, ok := n.step.Check.truth(e.sc); !ok || !is {
			e.fail(n, words, "check")
			return
		}
	}
	e.goTo(n.next)
}

func (e *engine) save(n *node, name string, r Result) {
	fr := e.frame()
	fr.Results[name] = r
	e.sc.forget(name)
	fr.Trail = append(fr.Trail, Mark{Name: name, At: n.path})
}

// fail follows if_error. The customer hears what happened unless the flow has
// its own words for it.
func (e *engine) fail(n *node, words, why string) {
	if n.onError == nowhere {
		e.giveUp(why)
		return
	}
	if to := e.sc.f.nodes[n.onError]; to.step == nil || to.step.Kind != StepSay {
		e.pattern(words)
	}
	e.goTo(n.onError)
}

// acted takes the result of an act. Only what stood in the confirm, with the
// same tool, arguments and key, and what came back for exactly that, counts.
// Whatever else happens, no act starts here.
func (e *engine) acted(n *node) {
	args, ok := e.sc.args(n.step.With)
	key, hasKey := e.sc.key(n.step)
	consent := e.frame().Consent
	if !ok || !hasKey || consent == nil {
		e.fail(n, "act_failed", "no_consent")
		return
	}
	id := CallID(n.step.Name, args)
	for _, act := range consent.Acts {
		if act.ID != id || act.Key != key || act.Step != n.path {
			continue
		}
		for _, r := range consent.Results {
			if r.id() == id {
				e.run.Acted = true
				e.take(n, r, "act_failed")
				return
			}
		}
	}
	e.fail(n, "act_failed", "no_consent")
}

// confirm asks for a yes. The arguments of every allowed act are worked out
// now: the customer agrees to exact values, not to a formula.
func (e *engine) confirm(n *node) {
	e.frame().Consent = nil // an older yes covers nothing new
	c, ok := e.question(n)
	if !ok {
		e.giveUp("missing_value")
		return
	}
	if e.tooMuch(c) {
		e.giveUp("above_limit")
		return
	}
	e.progress("result_shown")
	e.run.Waits = &Wait{For: "confirm", Confirm: c}
	e.out.Confirm, e.stop = c, true
}

func (e *engine) question(n *node) (*Confirm, bool) {
	list := n.step.Text.in(e.in.Language)
	if len(list) == 0 {
		return nil, false
	}
	text, sources, ok := list[0].render(e.sc)
	if !ok {
		return nil, false
	}
	c := &Confirm{Text: text, Sources: sources}
	parts := [][]byte{[]byte(text)}
	for _, a := range e.sc.f.acts(n) {
		args, ok := e.sc.args(a.step.With)
		key, hasKey := e.sc.key(a.step)
		if !ok || !hasKey {
			return nil, false
		}
		act := Act{ID: CallID(a.step.Name, args), Tool: a.step.Name, Args: args, Key: key, Step: a.path}
		c.Acts = append(c.Acts, act)
		parts = append(parts, []byte(act.Tool), canonical(args), []byte(key))
	}
	c.Digest = digest(parts...)
	yes, no := yesNoLabels(e.in.Language)
	c.Choices = []Choice{{"confirm:" + c.Digest + ":yes", yes}, {"confirm:" + c.Digest + ":no", no}}
	return c, len(c.Acts) > 0
}

func yesNoLabels(language string) (yes, no string) {
	if language == "sv" {
		return "Ja", "Nej"
	}
	return "Yes", "No"
}

// tooMuch reports whether any amount in the question or its acts is above what
// the assistant may settle alone.
func (e *engine) tooMuch(c *Confirm) bool {
	limit := e.sc.f.Autonomy
	for _, s := range c.Sources {
		if t := typedText(s.Raw); t.kind == kindMoney && limit.overLimit(t.money) {
			return true
		}
	}
	for _, a := range c.Acts {
		for _, v := range a.Args {
			if t := typed(v); t.kind == kindMoney && limit.overLimit(t.money) {
				return true
			}
		}
	}
	return false
}

// answerConfirm takes the customer's word. A yes counts for the digest that is
// open now; a late yes to an older question shows the current one again.
func (e *engine) answerConfirm(wait *Wait) {
	n := e.node()
	a := e.in.Confirm
	switch {
	case n == nil || n.step == nil || n.step.Kind != StepConfirm || wait.Confirm == nil:
		e.giveUp("unknown_position")
	case a != nil && a.Digest == wait.Confirm.Digest && a.Yes:
		e.frame().Consent = &Consent{Digest: a.Digest, Acts: wait.Confirm.Acts, Results: e.in.Results}
		e.run.Waits = nil
		e.goTo(n.next)
	case a != nil && a.Digest == wait.Confirm.Digest:
		e.refused(n)
	default:
		e.showAgain(n, wait)
	}
}

// refused follows if_no; nothing is done.
func (e *engine) refused(n *node) {
	e.run.Waits = nil
	if n.onNo == nowhere {
		e.end(CustomerStopped)
		return
	}
	e.goTo(n.onNo)
}

// maxUnclear is how many messages in a row may leave a confirm open before a
// person takes over.
const maxUnclear = 3

func (e *engine) showAgain(n *node, wait *Wait) {
	fr := e.frame()
	if fr.Tries[n.path]++; fr.Tries[n.path] >= maxUnclear && !e.aside {
		e.giveUp("too_many_tries")
		return
	}
	if !e.aside {
		e.pattern("confirm_again")
	}
	e.out.Confirm, e.stop = wait.Confirm, true
}
