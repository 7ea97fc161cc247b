package understanding

import (
	"slices"
	"sort"
)

// Reader reads texts. It never changes after NewReader, so any number of
// callers may share one; to teach it something, build a new one and swap.
type Reader struct {
	version string
	grammar *grammar
	model   *model
}

// NewReader learns from the phrases, in about a second; a program that has
// done so before starts from LoadReader. It fails only when there is nothing
// to learn from or a rule is broken.
func NewReader(p Phrases) (*Reader, error) {
	g, err := buildGrammar()
	if err != nil {
		return nil, err
	}
	m, err := train(p)
	if err != nil {
		return nil, err
	}
	return &Reader{p.Version, g, m}, nil
}

// buildGrammar compiles all rules of the house.
func buildGrammar() (*grammar, error) {
	rules := map[string]string{detectHuman: humanRules, detectAreYou: areYouRules, detectTaken: takenRules}
	for k, v := range kindRules {
		rules[k] = v + moreRules[k]
	}
	return newGrammar(commonSets+humanSets+sensitiveSets+moreSets, rules)
}

// Version names the phrases that the reader learned from; a promise or turn
// keeps it, so that a decision can be explained later.
func (r *Reader) Version() string { return r.version }

// Topics lists the topics that the reader knows in a language, sorted.
func (r *Reader) Topics(language string) []string {
	tm := r.model.topics[language]
	if tm == nil {
		return nil
	}
	out := slices.Clone(tm.names[:len(tm.names)-1])
	sort.Strings(out)
	return out
}

// Read says what is understood from a text. It is total: any bytes have a
// reading, in bounded time, and the same text and context always the same.
func (r *Reader) Read(text string, c Context) Reading {
	p := newPage(text)
	r.model.mend(p.tokens)
	r.grammar.tag(p.tokens, r.model.known)
	out := Reading{Mood: Calm, Sensitivities: []Signal{}, Topics: []Candidate{}, Entities: []Entity{}, Evidence: []Evidence{}}
	out.Language, out.LanguageP = r.language(p, c.Language)
	features := topicFeatures(p.tokens)
	areYou := r.grammar.find(detectAreYou, p)
	scores := r.model.detect.scoresOf(features, partsOf(p.tokens))
	r.human(&out, p, areYou, sigmoid(r.model.detect.platt[0], scores[0]))
	ruled := map[Sensitivity]bool{} // a rule that is certain found it, not only the classifier
	for i, k := range Kinds {
		ruled[k] = r.sense(&out, p, k, sigmoid(r.model.detect.platt[i+1], scores[i+1]), r.model.limits[i+1])
	}
	if len(areYou) > 0 && onlyAsks(p, areYou) { // "what are you?" complains of nothing
		out.Sensitivities = slices.DeleteFunc(out.Sensitivities, func(s Signal) bool { return s.Tier == Possible })
	}
	needOrDespair(&out, ruled[Distress])
	slices.SortStableFunc(out.Sensitivities, weight)
	r.topics(&out, p, features)
	out.Entities = append(out.Entities, entities(p, c, out.Language)...)
	out.Move = move(p, out.Entities, len(areYou) > 0, out.WantsHuman)
	if !says(p, &out) {
		out.InScope = false
	}
	out.Mood = mood(p, &out)
	return out
}

// says reports that the text names a matter at all: a greeting, a thank you or
// a bare date ("2 december") answers something and is no topic.
func says(p *page, out *Reading) bool {
	switch out.Move {
	case MoveThanks, MoveGreeting, MoveGoodbye, MoveRepeat, MoveCancel, MoveAreYouHuman:
		return len(out.Sensitivities) > 0
	}
	if bareAnswer(p) {
		return len(out.Sensitivities) > 0
	}
	for i := range p.tokens {
		t := &p.tokens[i]
		inside := moveWords["ease"][t.text] || moveWords["yes"][t.text] || moveWords["no"][t.text] || moveWords["thank"][t.text] ||
			moveWords["contrast"][t.text] || stray[t.text]
		for _, e := range out.Entities {
			inside = inside || e.Kind != Merchant && t.from < e.To && t.to > e.From
		}
		if !inside {
			return true
		}
	}
	return false
}

var stray = words("the a an it on in at to by till until on det den på i till om en ett one")

// needOrDespair: who tells of debts, and no more than that, is not first of
// all in line. Where hardship is the more probable, a despair that only the
// classifier guesses is merely possible.
func needOrDespair(out *Reading, ruled bool) {
	h := slices.IndexFunc(out.Sensitivities, func(s Signal) bool { return s.Kind == Hardship })
	d := slices.IndexFunc(out.Sensitivities, func(s Signal) bool { return s.Kind == Distress })
	if h >= 0 && d >= 0 && out.Sensitivities[d].Tier == Certain && !ruled && out.Sensitivities[h].P > out.Sensitivities[d].P {
		out.Sensitivities[d].Tier = Possible
	}
}

// weight orders signals: certain before possible, then by probability.
func weight(a, b Signal) int {
	switch {
	case a.Tier != b.Tier && a.Tier == Certain:
		return -1
	case a.Tier != b.Tier:
		return 1
	case a.P > b.P:
		return -1
	case a.P < b.P:
		return 1
	}
	return 0
}

// sense decides one sensitivity: the grammar and the classifier each suffice.
// It reports whether a rule that is certain found it.
func (r *Reader) sense(out *Reading, p *page, kind Sensitivity, prob float64, l thresholds) bool {
	if r.onlyWho(p) || joking(p, kind) || kind != Distress && defines(p) || kind == Bereavement && r.onlyThings(p) {
		return false
	}
	tier := Tier("")
	switch {
	case bareAnswer(p):
		// "no" or "12 months" tells of nothing, whatever stands near it in the examples
	case prob >= l.certain:
		tier = Certain
	case prob >= l.possible && (len(p.tokens) > 2 || prob >= shortSure):
		tier = Possible
	}
	var best *hit
	said, no := false, false
	hits := r.grammar.find(string(kind), p)
	for i := range hits {
		h := &hits[i]
		if denied(p.tokens, h) && (kind != Distress || h.from > 0 && p.tokens[h.from-1].text == "not") {
			no = true
			continue
		}
		said = true
		if best == nil || h.rule.label == string(Certain) && best.rule.label != string(Certain) {
			best = h
		}
	}
	if no && !said && kind != Distress {
		return false // the customer says that it is not so
	}
	if best != nil {
		if best.rule.label == string(Certain) && tier != Certain {
			tier, prob = Certain, max(prob, 0.9)
		} else if tier == "" {
			tier = Possible
		}
		prob = max(prob, 0.5)
	}
	if tier == "" {
		return false
	}
	told := ""
	if best == nil {
		told = r.telltale(r.model.detect, slices.Index(detectors, string(kind)), p)
		if kind != Distress && aFigure(told) {
			return false // "the one of 649" answers a question; a sum alone tells of nothing
		}
	}
	out.Sensitivities = append(out.Sensitivities, Signal{kind, prob, tier})
	if best != nil {
		out.Evidence = append(out.Evidence, Evidence{string(kind), p.slice(p.tokens[best.from].from, p.tokens[best.to].to)})
	} else {
		out.Evidence = append(out.Evidence, Evidence{string(kind), told})
	}
	return best != nil && best.rule.label == string(Certain)
}

// aFigure reports a word that begins with a digit, or none at all.
func aFigure(word string) bool { return word == "" || word[0] >= '0' && word[0] <= '9' }

// shortSure is asked of the classifier for one or two words: "every month"
// answers a question, and what is plain in two words the rules know.
const shortSure = 0.97

// bareAnswer reports a text of answering words and numbers only.
func bareAnswer(p *page) bool {
	for i := range p.tokens {
		t := &p.tokens[i]
		digit := t.text[0] >= '0' && t.text[0] <= '9'
		if !digit && !stray[t.text] && !moveWords["yes"][t.text] && !moveWords["no"][t.text] && !moveWords["ease"][t.text] && !moveWords["weak yes"][t.text] && !answering[t.text] {
			return false
		}
	}
	return true
}

var answering = words("not inte that this it months month weeks week days years year manader manad veckor vecka dagar kr kronor first second third last forsta andra tredje sista one ones make over instead istallet i stallet thanks thank tack please then da sa " +
	"nothing none neither inget ingenting ingen inga isnt arent there them those these of av dem de finns det den med listan list dont know vet jag cant say know")

// defines asks what a word means: "what is a chargeback", "vad är en
// reklamation". Who asks for a word has no case.
func defines(p *page) bool {
	if len(p.tokens) > 7 || len(p.tokens) < 3 {
		return false
	}
	t := p.tokens
	switch t[0].text + " " + t[1].text {
	case "what is", "vad ar":
		switch t[2].text {
		case "a", "an", "en", "ett", "meant":
			return len(t) <= 5
		}
	case "whats a", "whats an":
		return len(t) <= 4
	case "what does":
		return t[len(t)-1].text == "mean"
	case "vad betyder", "vad innebar", "vad menas":
		return true
	}
	return false
}

// denied is silent where the customer says that it is not so: "it's not
// fraud", "nobody has died", "det är inget bedrägeri".
func denied(tokens []token, h *hit) bool {
	for j := h.from - 1; j >= 0 && j >= h.from-4 && tokens[j].clause == tokens[h.from].clause && !tokens[j+1].comma; j-- {
		switch tokens[j].text {
		case "isnt", "wasnt", "nobody", "noone", "ingen":
			return true
		case "not":
			return j == h.from-1 || h.from-j <= 3 && j > 0 && (tokens[j-1].text == "is" || tokens[j-1].text == "its" || tokens[j-1].text == "im" || tokens[j-1].text == "was" || tokens[j-1].text == "this")
		case "inte", "inget", "ej", "inga":
			return h.from-j <= 2
		case "but", "men":
			return false
		}
	}
	return false
}

// joking lets an exaggeration pass ("this price is a crime lol"); never for
// distress or bereavement, where a laugh may hide need.
func joking(p *page, kind Sensitivity) bool {
	if kind == Distress || kind == Bereavement {
		return false
	}
	for i, t := range p.tokens {
		if kind == Fraud && (t.text == "false" || t.text == "falskt") && follows(p.tokens, i, "alarm") || t.text == "falsklarm" {
			return true
		}
		switch t.text {
		case "lol", "lmao", "rofl", "haha", "hahaha", "jk", "😂", "kidding", "skojar", "skamtar":
			return true
		}
	}
	return false
}

// onlyWho: "I'm her daughter", "jag är hans fru" says who writes, and tells of
// nothing.
func (r *Reader) onlyWho(p *page) bool {
	kin := false
	for i := range p.tokens {
		switch t := &p.tokens[i]; {
		case has(t, r.grammar.kin):
			kin = true
		case !who[t.text]:
			return false
		}
	}
	return kin
}

var who = words("i im am a an the her his my your their our jag ar hennes hans min mitt deras en ett till och and of is this it its she he hon han det")

// onlyThings: a phone, a link or a plant died, and nobody of the family is
// named.
func (r *Reader) onlyThings(p *page) bool {
	thing := false
	for i := range p.tokens {
		if has(&p.tokens[i], r.grammar.kin) {
			return false
		}
		thing = thing || deadThings[p.tokens[i].text]
	}
	return thing
}

var deadThings = words("phone phones battery batteries app laptop computer website site link links plant plants chat tv screen tablet internet wifi line printer console telefon telefonen mobil mobilen batteri batteriet batterier app appen dator datorn hemsida hemsidan sida sidan länk länken växt växter växterna chatt chatten skärm skärmen platta deadline laughing")

// telltale gives the word that weighed most for a class.
func (r *Reader) telltale(m *linear, c int, p *page) string {
	best, at := 0.0, -1
	for i := range p.tokens[:min(len(p.tokens), maxFeatureTokens)] {
		one := topicFeatures(p.tokens[i : i+1])
		sum := 0.0
		for _, f := range one {
			if row := m.rows[f.hash]; row != 0 {
				sum += float64(m.idf[row] * m.weights[int(row)*m.classes+c])
			}
		}
		if sum > best {
			best, at = sum, i
		}
	}
	if at < 0 {
		return ""
	}
	return p.slice(p.tokens[at].from, p.tokens[at].to)
}
