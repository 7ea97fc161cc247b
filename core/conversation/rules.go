package conversation

import (
	"time"

	"samtal/core/money"
	"samtal/core/understanding"
)

// Why is the reason of a decision: on every event that changes who must act,
// shown to staff as it is and to the customer in words.
type Why string

// The reasons.
const (
	WhyAsked         Why = "asked_for_person"
	WhySensitive     Why = "sensitive"
	WhyPossible      Why = "possibly_sensitive"
	WhyNotPermitted  Why = "not_permitted"
	WhyLate          Why = "assistant_late"
	WhyFailed        Why = "assistant_failed"
	WhyUngrounded    Why = "ungrounded"
	WhyLoop          Why = "would_repeat"
	WhyNoProgress    Why = "no_progress"
	WhyNotUnderstood Why = "not_understood"
	WhyFlow          Why = "flow_says_person"
	WhyActUnknown    Why = "act_unknown"
	WhyActRefused    Why = "act_not_allowed"
	WhyCodeFailed    Why = "code_failed"
	WhyReopened      Why = "wrote_after_settling"
	WhyReturned      Why = "expert_unreachable"
	WhyTransferred   Why = "transferred"
	WhyTookOver      Why = "taken_over"
	WhyUnknownInput  Why = "unknown_input"
	WhyTopic         Why = "topic"
	WhyAnswered      Why = "answered"
	WhyWrote         Why = "customer_wrote"
	WhyActRan        Why = "act_ran"
	WhyStale         Why = "answered_an_older_question"
	WhySuperseded    Why = "customer_wrote_again"
	WhyExpertHere    Why = "expert_is_here"
	WhyDue           Why = "promise_due"
	WhyChosen        Why = "customer_chose"
	WhyBackBy        Why = "expert_back_by"
	WhyDeclined      Why = "declined"
	WhyExpired       Why = "expired"
	WhyWithdrawn     Why = "withdrawn"
	WhyNotThat       Why = "customer_says_not_that"
	WhySilent        Why = "customer_silent"
	WhyOthers        Why = "others_answered"
	WhyShiftEnded    Why = "shift_ended"
	WhyShiftBegan    Why = "shift_began"
)

// Autonomy is how much the assistant may do on a topic, weakest first.
type Autonomy int

// The ladder: off, shadow (nobody sees it), draft (an expert approves), act.
const (
	Off Autonomy = iota
	Shadow
	Draft
	Do
)

// Permit says what the assistant may do on one topic. The zero Permit allows nothing.
type Permit struct {
	Level Autonomy
	Max   money.Money // the largest amount of an act; zero Currency: no limit of its own
}

// LineRule is what may be promised to somebody who joins the line now.
type LineRule struct {
	Live bool      // a suitable expert is on shift
	Due  time.Time // a person answers by then; must lie after now, else Rules.Fallback
	Full string    // no live place is left for this customer: the words that say so; the place is a dated written answer

	Written time.Time // a written answer is there by then, for who chooses one; not after now: Due
}

// Rules are the house rules for one decision. The zero Rules send everything
// to a person, with Fallback's own zero meaning DefaultFallback.
type Rules struct {
	Version     string
	Languages   []string            // supported; the first is the market's own
	DraftTime   time.Duration       // the assistant's word
	ActTime     time.Duration       // an act's outcome
	ExpertTime  time.Duration       // an expert's next word
	PushTime    time.Duration       // an unanswered push loses a waiting customer
	PresentTime time.Duration       // silent for longer, an expert no longer counts as present
	ReopenTime  time.Duration       // writing this soon after an expert settled goes to people
	QuietTime   time.Duration       // silence after an expert's word, before the expert is asked what is next
	WaitTime    time.Duration       // a customer's next word, between nudges
	CloseTime   time.Duration       // silence after the slot was freed, before an answered matter is closed
	IdleTime    time.Duration       // silence in a matter that nobody waits in, before it is closed
	Fallback    time.Duration       // a person's word when nothing better is known
	Autonomy    map[string]Permit   // by topic; "" is talk without a topic
	Protect     map[string]bool     // topics whose flow may protect while the customer waits
	Choice      map[string]bool     // topics that may choose live or a dated written decision
	Lines       map[string]LineRule // by topic; "" for any other
	Teams       map[string]string   // by topic, the team that holds what no expert does; "" for any other
}

// DefaultFallback is promised when the rules say nothing: a rule pack that
// failed to load must not leave anybody without a due time.
const DefaultFallback = 15 * time.Minute

// nudges is how often silence is asked about before an answered matter may be
// closed: first of the expert, who may have said "I'll check", then twice of
// the customer, once before and once after the expert's slot is freed.
const nudges = 3

func (r Rules) team(topic string) string {
	if t, ok := r.Teams[topic]; ok {
		return t
	}
	return r.Teams[""]
}

// people reports whether only people may end a matter on this topic, whatever
// a clock says: a complaint that nobody answered must not just go away.
func (r Rules) people(m *Matter) bool {
	return m.Topic == string(understanding.Distress) || m.Sensitive && !m.Possible || r.Protect[m.Topic] || r.Choice[m.Topic]
}

func (r Rules) permit(topic string) Permit { return r.Autonomy[topic] }

func (r Rules) line(topic string, now time.Time) LineRule {
	l, ok := r.Lines[topic]
	if !ok {
		l = r.Lines[""]
	}
	if l.Full != "" { // flood control limits live places, never the right to a person (P1)
		l.Live = false
	}
	if !l.Due.After(now) {
		l.Due = now.Add(orDefault(r.Fallback, DefaultFallback))
	}
	return l
}

func orDefault(d, other time.Duration) time.Duration {
	if d <= 0 {
		return other
	}
	return d
}

// warnAt leaves a fifth of the time, at least 30 s and at most 10 min, to save
// a promise that is about to be missed (P4).
func warnAt(now, due time.Time) time.Time {
	left := min(max(due.Sub(now)/5, 30*time.Second), 10*time.Minute)
	if w := due.Add(-left); w.After(now) {
		return w
	}
	return due
}
