package flow

import (
	"samtal/core/money"
)

// The bounds that no file can lift: whatever a flow says, a step returns.
const (
	maxSteps  = 500 // steps of one Advance
	maxFrames = 4   // sub-flows inside sub-flows
)

// engine takes one step. It lives for one Advance and holds no state beyond it.
type engine struct {
	c     *Catalogue
	run   Run
	in    Input
	out   Outcome
	sc    *scope
	stop  bool
	quiet bool // a person's place was announced: ask nothing more this time
	aside bool // the message was something beside the question
	inter bool // an interrupt's steps run now
}

// Advance takes the run as far as it goes without the customer, a tool or a
// yes. It is total and pure: it never blocks, never loops, never changes the
// run passed in, and returns the same outcome each time. What can't be worked
// out ends with a person, never with silence.
func (c *Catalogue) Advance(run Run, in Input) Outcome {
	e := &engine{c: c, run: run.clone(), in: in}
	if e.in.Language == "" {
		e.in.Language = run.Language
	}
	e.run.Language = e.in.Language
	e.begin()
	for n := 0; !e.stop; n++ {
		if n == maxSteps {
			e.giveUp("too_many_steps")
			break
		}
		e.step()
	}
	if len(e.out.Messages) > 0 {
		e.run.Last = e.out.Messages
	}
	e.out.Run, e.out.Position = e.run, e.run.Position()
	return e.out
}

// frame is the flow that runs now.
func (e *engine) frame() *Frame { return &e.run.Frames[len(e.run.Frames)-1] }

// load points the scope at the top frame.
func (e *engine) load() bool {
	fr := e.frame()
	f := e.c.Flow(fr.Flow, fr.Version)
	if f == nil {
		return false
	}
	e.sc = &scope{c: e.c, f: f, frame: fr, in: &e.in}
	return true
}

// node is the step to take next, or nil when the position is unknown.
func (e *engine) node() *node {
	i, ok := e.sc.f.byID[e.frame().At]
	if !ok {
		return nil
	}
	return e.sc.f.nodes[i]
}

func (e *engine) goTo(i int) {
	if i == nowhere {
		e.giveUp("no_way_on")
		return
	}
	e.frame().At = e.sc.f.nodes[i].path
}

// begin takes in what happened: an ended or unknown run stays ended.
func (e *engine) begin() {
	switch {
	case e.run.Ended != "":
		e.out.End, e.stop = e.run.Ended, true
		return
	case len(e.run.Frames) == 0 || !e.load():
		e.unknown()
		return
	}
	wait := e.run.Waits
	silent := len(e.in.Commands) == 0 && e.in.Confirm == nil && !e.in.Reask
	if wait != nil && wait.For != "tool" && silent && len(e.in.Results) > 0 {
		e.stop = true // a result that nobody waits for any more is not the customer's word
		return
	}
	if wait == nil && e.run.Turns == 0 {
		if is, ok := e.sc.f.Available.truth(e.sc); e.sc.f.Available != nil && (!ok || !is) {
			e.unavailable()
			return
		}
	}
	if wait == nil || wait.For != "tool" || !silent {
		if e.run.Turns++; e.run.Turns > max(e.sc.f.Limits.Turns, 1) {
			e.giveUp("too_many_turns")
			return
		}
	}
	e.listen(wait)
}

// unknown ends a run whose flow is not loaded any more; a person takes it.
func (e *engine) unknown() {
	e.run.Human = true
	e.out.Human = append(e.out.Human, HumanStep{Topic: e.run.Flow})
	e.pattern("hand_over")
	e.finish(WithPerson)
	e.out.Failed = "unknown_flow"
}

func (e *engine) unavailable() {
	e.out.Failed = "not_available"
	if !e.in.SignedIn {
		e.pattern("sign_in_needed")
		e.finish(Failed)
		return
	}
	e.giveUp("not_available")
}

// listen carries out the commands of a message and then answers what the run
// was waiting for.
func (e *engine) listen(wait *Wait) {
	heard := false
	// A person's place comes last: what else the message says is kept first.
	for _, people := range []bool{false, true} {
		for _, cmd := range e.in.Commands {
			if (cmd.Kind == HandOver) != people {
				continue
			}
			heard = e.obey(cmd, wait) || heard
			if e.stop {
				return
			}
		}
	}
	switch {
	case e.inter:
		return // its steps run, and then the run waits as before
	case e.quiet:
		e.stop = true
		return
	case wait == nil || wait.For == "tool":
		return // the tool step itself looks for its result
	case heard:
		e.run.Waits = nil
		return
	}
	switch wait.For {
	case "confirm":
		e.answerConfirm(wait)
	case "ask":
		e.unanswered(wait)
	}
}

// unanswered handles a message that did not answer the question.
func (e *engine) unanswered(wait *Wait) {
	e.run.Waits = nil
	if e.in.Reask || e.aside {
		return
	}
	e.frame().Tries[wait.Slot]++
}

// step takes the step at the current position.
func (e *engine) step() {
	n := e.node()
	if n == nil {
		e.giveUp("unknown_position")
		return
	}
	if n.step == nil {
		e.fell(n)
		return
	}
	switch n.step.Kind {
	case StepAsk:
		e.ask(n)
	case StepTool:
		e.tool(n)
	case StepChoose:
		e.choose(n)
	case StepSay:
		e.say(n)
	case StepConfirm:
		e.confirm(n)
	case StepRun:
		e.runSub(n)
	case StepAnswer:
		e.answer(n)
	case StepHuman:
		e.human(n.step.Name, n.step.Facts)
		e.goTo(n.next)
	case StepGoTo:
		e.jump(n)
	case StepEnd:
		e.end(n.step.Name)
	}
}

func (e *engine) choose(n *node) {
	for i, b := range n.step.Branches {
		is, ok := b.When == nil, true
		if b.When != nil {
			is, ok = b.When.truth(e.sc)
		}
		if !ok {
			e.giveUp("bad_condition")
			return
		}
		if is {
			to := n.branch[i]
			if to == nowhere { // an empty do goes straight on
				to = n.next
			}
			e.goTo(to)
			return
		}
	}
	e.giveUp("no_case")
}

func (e *engine) answer(n *node) {
	a := &AnswerStep{Article: n.step.Name, After: len(e.out.Messages)}
	if n.step.Query != nil {
		m, ok := e.speak(n.step.Query, false)
		if !ok {
			e.giveUp("missing_value")
			return
		}
		a.Query = m.Text
	}
	e.out.Answer = a
	e.goTo(n.next)
}

// jump goes back, a bounded number of times; then a person takes over.
func (e *engine) jump(n *node) {
	fr := e.frame()
	if fr.Visits[n.path]++; fr.Visits[n.path] > n.step.MaxTimes {
		e.giveUp("too_many_rounds")
		return
	}
	if n.next == nowhere {
		e.giveUp("no_way_on")
		return
	}
	e.rewind(e.sc.f.nodes[n.next], "")
}

// fell handles a list of steps that ran out.
func (e *engine) fell(n *node) {
	switch n.fall {
	case fallNo:
		e.end(CustomerStopped)
	case fallError:
		if !e.run.Human {
			e.human(e.sc.f.topic(), nil)
		}
		e.end(WithPerson)
	case fallInterrupt:
		e.frame().At, e.frame().Back, e.stop = e.frame().Back, "", true
	default:
		e.giveUp("no_end")
	}
}

// end ends the flow, or returns to the flow that ran this one.
func (e *engine) end(outcome string) {
	if len(e.run.Frames) == 1 {
		e.finish(outcome)
		return
	}
	e.run.Frames = e.run.Frames[:len(e.run.Frames)-1]
	if !e.load() {
		e.unknown()
		return
	}
	n := e.node()
	switch {
	case n == nil || n.step == nil:
		e.giveUp("unknown_position")
	case outcome == Settled || outcome == Answered:
		if n.step.SaveAs != "" {
			e.save(n, n.step.SaveAs, Result{Tool: n.step.Name, Data: []byte(`{"outcome":` + quote(outcome) + `}`)})
		}
		e.goTo(n.next)
	case outcome == Failed && n.onError != nowhere:
		e.goTo(n.onError)
	default: // the customer stopped, or a person has it: the whole matter follows
		e.end(outcome)
	}
}

func (e *engine) finish(outcome string) {
	e.run.Ended, e.run.Waits = outcome, nil
	e.out.End, e.stop = outcome, true
}

// runSub starts a sub-flow; its slots may be filled from this one.
func (e *engine) runSub(n *node) {
	sub := e.c.Flow(n.step.Name, 0)
	args, ok := e.sc.args(n.step.With)
	if sub == nil || !ok || len(e.run.Frames) >= maxFrames {
		e.fail(n, "tool_failed", "no_sub_flow")
		return
	}
	fr := newFrame(sub)
	for _, name := range sortedKeys(args) {
		t := typed(args[name])
		fr.Pending[name] = Pending{Value: t.raw, From: "flow"}
	}
	e.run.Frames = append(e.run.Frames, fr)
	e.load()
}

// human asks for a place in line; it never ends the flow.
func (e *engine) human(topic string, names []string) {
	e.run.Human = true
	var facts []Fact
	if names == nil {
		facts = e.c.Facts(e.run, e.in.Language, e.in.Today)
	} else {
		facts = e.sc.facts(names)
	}
	e.out.Human = append(e.out.Human, HumanStep{Topic: topic, With: facts})
}

func (f *Flow) topic() string {
	if f.Topic != "" {
		return f.Topic
	}
	return f.Name
}

// giveUp is the one way out when the engine can't go on: it says so, asks for
// a person with everything that is known, and ends. A customer is never left
// in a circle.
func (e *engine) giveUp(why string) {
	e.pattern("hand_over")
	e.human(e.sc.f.topic(), nil)
	e.finish(WithPerson)
	e.out.Failed = why
}

// progress notes what counts as a step forward for the customer (P2).
func (e *engine) progress(what string) {
	if !contains(e.out.Progress, what) {
		e.out.Progress = append(e.out.Progress, what)
	}
}

// overLimit reports whether an amount is more than the assistant may settle
// alone; one in another currency can't be compared, and so is.
func (a Autonomy) overLimit(m money.Money) bool {
	return a.MaxAmount != nil && (m.Currency != a.MaxAmount.Currency || m.Minor > a.MaxAmount.Minor)
}
