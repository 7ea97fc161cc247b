package understanding

import (
	"math"
	"slices"
)

// mostTopics bounds Reading.Topics; leastP leaves out what nobody would offer.
const (
	mostTopics = 5
	leastP     = 0.02
	leastTop   = 0.12 // a best topic below this is a guess
	// unconfirmed lowers a sensitive topic whose own detector is silent: the
	// detector knows more, and its topic must not begin by mistake.
	unconfirmed = 0.25
)

// topics ranks the topics of the text's language. A certain sensitivity names
// the topic itself; a merely unknown text is honestly out of scope.
func (r *Reader) topics(out *Reading, p *page, features []feature) {
	tm := r.model.topics[topicLanguage(r.model.topics, out.Language)]
	if tm == nil || len(p.tokens) == 0 {
		return
	}
	v := tm.linear.vectorise(features)
	scores := tm.linear.scores(v)
	probs := tm.linear.softmax(scores)
	other := len(probs) - 1
	rest := 0.0
	for c := range probs {
		if isKind(Sensitivity(tm.names[c])) && !fired(out, tm.names[c]) {
			probs[c] *= unconfirmed
		}
		rest += probs[c]
	}
	for c, q := range probs[:other] {
		q /= rest // what a silent detector disowns belongs to the others
		if q >= leastP {
			out.Topics = append(out.Topics, Candidate{tm.names[c], q})
		}
	}
	slices.SortFunc(out.Topics, byProbability)
	// Two detectors, either rejects: the class of everything else, and a best
	// score below what nearly all of our own examples reach.
	best := math.Inf(-1)
	if other > 0 {
		best = slices.Max(scores[:other])
	}
	out.InScope = probs[other] < 0.5*rest && best >= tm.floor && v.known > 0 && len(out.Topics) > 0 && out.Topics[0].P >= leastTop
	r.sensitiveTopic(out, tm, p)
	if len(out.Topics) > mostTopics {
		out.Topics = out.Topics[:mostTopics]
	}
	if out.InScope && len(out.Topics) > 0 {
		if c := slices.Index(tm.names, out.Topics[0].Topic); c >= 0 {
			out.Evidence = append(out.Evidence, Evidence{out.Topics[0].Topic, r.telltale(tm.linear, c, p)})
		}
	}
}

// sensitiveTopic puts the topic of a certain sensitivity first, so that the
// place in line and the card that the customer sees agree. A complaint keeps
// the matter that it is about; a stolen card may stay a lost card.
func (r *Reader) sensitiveTopic(out *Reading, tm *topicModel, p *page) {
	if len(out.Sensitivities) == 0 {
		return
	}
	s := out.Sensitivities[0]
	topic := string(s.Kind)
	if s.Kind == Fraud && slices.Contains(tm.names, lostCard) && r.cardTaken(p) {
		topic = lostCard
	}
	if s.Tier != Certain || !slices.Contains(tm.names, topic) {
		return
	}
	if len(out.Topics) > 0 {
		top := out.Topics[0]
		if top.Topic == topic && top.P >= s.P || s.Kind == Complaint && top.P >= Confident ||
			s.Kind == Fraud && top.Topic == lostCard && top.P >= Confident {
			out.InScope = true
			return
		}
	}
	rest := 1.0
	for _, c := range out.Topics {
		if c.Topic == topic {
			rest -= c.P
		}
	}
	list := []Candidate{{topic, s.P}}
	for _, c := range out.Topics {
		if c.Topic != topic {
			c.P *= (1 - s.P) / max(rest, 1e-9)
			list = append(list, c)
		}
	}
	out.Topics, out.InScope = list, true
}

// lostCard is the topic that stops a card before anything is asked about
// payments.
const lostCard = "lost_card"

// cardTaken: a card, or what it lay in, was stolen, and nothing is told of it
// being used. Then it is stopped first; no payment is there to ask about.
func (r *Reader) cardTaken(p *page) bool {
	for i := range p.tokens {
		if spent[p.tokens[i].text] {
			return false
		}
	}
	return len(r.grammar.find(detectTaken, p)) > 0
}

var spent = words("payment payments paid charge charges charged purchase purchases bought buying shopping spent spending spend withdrawn withdrew withdrawals transaction transactions used using bill invoice loan " +
	"köp köpet köpen köpt köpte köper handlat handlar handlade dragning dragningar dragit drog dragits uttag använt använder används använts betalat betalning betalningar tankat blippat blippar faktura räkning lån transaktion transaktioner")

func fired(out *Reading, topic string) bool {
	for _, s := range out.Sensitivities {
		if string(s.Kind) == topic {
			return true
		}
	}
	return false
}

// topicLanguage picks the model for a language without topics of its own:
// Norwegian and Danish read like Swedish, the others like English.
func topicLanguage(models map[string]*topicModel, language string) string {
	if models[language] != nil {
		return language
	}
	if language == "no" || language == "da" {
		return "sv"
	}
	return "en"
}
