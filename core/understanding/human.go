package understanding

// human decides whether the text asks for a person (P1): a rule that nothing
// denies, or the classifier. The mere question "are you a bot?" is none.
func (r *Reader) human(out *Reading, p *page, areYou []hit, prob float64) {
	for _, h := range r.grammar.find(detectHuman, p) {
		if !h.rule.keep && refused(p.tokens, h.from, h.to) || asks(areYou, h) {
			continue
		}
		out.WantsHuman = true
		out.Evidence = append(out.Evidence, Evidence{"wants_human", p.slice(p.tokens[h.from].from, p.tokens[h.to].to)})
		return
	}
	if prob < r.model.limits[0].possible || bareAnswer(p) || len(areYou) > 0 && onlyAsks(p, areYou) || refusedAnywhere(p.tokens) {
		return
	}
	out.WantsHuman = true
	out.Evidence = append(out.Evidence, Evidence{"wants_human", r.telltale(r.model.detect, 0, p)})
}

// asks reports a match inside the question who is speaking.
func asks(areYou []hit, h hit) bool {
	for _, a := range areYou {
		if h.from <= a.to && h.to >= a.from {
			return true
		}
	}
	return false
}

// onlyAsks reports that hardly anything stands outside that question.
func onlyAsks(p *page, areYou []hit) bool {
	out := 0
	for i := range p.tokens {
		inside := false
		for _, a := range areYou {
			inside = inside || i >= a.from-1 && i <= a.to+2
		}
		if !inside {
			out++
		}
	}
	return out <= 4
}

// refused reports that the wish in tokens[from..to] is denied: "I don't need
// to talk to a person", "jag behöver ingen handläggare", "without calling".
// "Why can't I talk to a person" and "can I not …" are wishes.
func refused(tokens []token, from, to int) bool {
	if to+1 < len(tokens) && tokens[to+1].clause == tokens[to].clause && !tokens[to+1].comma {
		switch tokens[to+1].text {
		case "inte", "ej", "aldrig", "ingenstans", "unless": // "ring mig inte"
			return true
		}
	}
	if obliged(tokens, from) {
		return true
	}
	for j := to; j >= 0 && j >= from-6 && tokens[j].clause == tokens[to].clause; j-- {
		if j < to && tokens[j+1].comma {
			return false
		}
		switch tokens[j].text {
		case "but", "men", "utan", "instead", "just", "istallet", "bara", "rather":
			if tokens[j].text == "utan" && j < from && j+2 >= from && follows(tokens, j, "att") {
				return true
			}
			if tokens[j].text == "rather" && follows(tokens, j, "not") {
				return true
			}
			if j < from {
				return false
			}
		case "dont", "never", "neednt", "without", "wont", "slipper", "slippa", "unnecessary", "didnt", "wouldnt", "doesnt", "avoid", "undvika", "undvik":
			return !wondering(tokens, j)
		case "not":
			return !wondering(tokens, j)
		case "nobody", "noone":
			return j+1 < len(tokens) && (tokens[j+1].text == "has" || tokens[j+1].text == "needs" || tokens[j+1].text == "should" || tokens[j+1].text == "need")
		case "no":
			if follows(tokens, j, "longer") && j < from {
				return true
			}
			return j+1 < len(tokens) && !tokens[j+1].comma && (j == from-1 || follows(tokens, j, "need") || follows(tokens, j, "reason") || j >= from)
		case "inte", "ej", "aldrig", "ingen", "icke":
			return !wonderingSv(tokens, j, from)
		}
	}
	return false
}

// obliged: "do I have to talk to someone" hopes for a no.
func obliged(tokens []token, from int) bool {
	for j := from; j >= 1 && j >= from-3 && tokens[j].clause == tokens[from].clause; j-- {
		switch tokens[j].text {
		case "have", "need", "must":
			if tokens[j-1].text == "i" && (tokens[j].text == "must" || j > 1 && tokens[j-2].text == "do") {
				return j > 1 && (tokens[j-2].text == "do" || tokens[j-2].text == "why")
			}
		case "maste", "behover":
			return follows(tokens, j, "jag") || follows(tokens, j, "man")
		}
	}
	return false
}

func follows(tokens []token, j int, w string) bool { return j+1 < len(tokens) && tokens[j+1].text == w }

// wondering: the denial at j belongs to a question or a complaint that still
// asks: "why don't you let me", "can I not", "you don't let me".
func wondering(tokens []token, j int) bool {
	if j+1 < len(tokens) && (tokens[j+1].text == "you" || tokens[j+1].text == "let" || tokens[j+1].text == "understand") && tokens[j].text != "never" {
		return true
	}
	for k := j - 1; k >= 0 && k >= j-3 && tokens[k].clause == tokens[j].clause; k-- {
		switch tokens[k].text {
		case "why", "can", "could", "how", "if":
			return true
		}
	}
	return false
}

// wonderingSv: "kan jag inte få prata med någon" asks, "jag vill inte prata
// med någon" does not.
func wonderingSv(tokens []token, j, from int) bool {
	for k := j - 1; k >= 0 && k >= j-4 && tokens[k].clause == tokens[j].clause; k-- {
		switch tokens[k].text {
		case "vill", "behover", "maste", "orkar", "ska", "tanker", "hinner", "onskar", "vagar", "pallar", "kraver", "gillar":
			return k > 0 && (tokens[k-1].text == "varfor" || tokens[k-1].text == "om") || follows(tokens, k, "ni") || follows(tokens, k, "du")
		case "kan", "far", "gar", "varfor", "finns", "kunde", "skulle", "hjalper", "forstar", "fattar":
			return true
		}
	}
	return j < from && j+3 < from
}

// refusedAnywhere keeps the classifier silent on a plain refusal.
func refusedAnywhere(tokens []token) bool {
	for i := range tokens {
		if tokens[i].text == "human" && (follows(tokens, i, "resources") || follows(tokens, i, "rights")) {
			return true
		}
		switch tokens[i].text {
		case "do", "must", "maste", "behover": // "do I have to talk to someone" hopes for a no
			if i+1 < len(tokens) && tokens[i+1].clause == tokens[i].clause && (tokens[i+1].text == "i" && tokens[i].text != "do" ||
				tokens[i+1].text == "jag" || tokens[i+1].text == "man" || follows(tokens, i, "i") && (follows(tokens, i+1, "have") || follows(tokens, i+1, "need"))) {
				return true
			}
		case "dont", "not", "no", "without", "wouldnt":
			for k := i + 1; k < len(tokens) && k <= i+6 && tokens[k].clause == tokens[i].clause; k++ {
				switch tokens[k].text {
				case "person", "human", "agent", "anyone", "someone", "anybody", "somebody", "representative":
					return !wondering(tokens, i)
				}
			}
		case "stop", "sluta":
			if i+1 < len(tokens) && (tokens[i+1].text == "ringa" || tokens[i+1].text == "calling" || tokens[i+1].text == "kontakta" || tokens[i+1].text == "contacting") {
				return true
			}
		case "svenska", "engelska", "swedish", "english", "finska", "norska": // asks for a language
			return len(tokens) <= 6
		case "bok", "boken", "book", "kurs", "course", "podd", "film", "filmen", "spel", "spelet":
			return i <= 2
		case "inte", "ingen", "slippa", "slipper", "utan":
			for k := i + 1; k < len(tokens) && k <= i+6 && tokens[k].clause == tokens[i].clause; k++ {
				switch tokens[k].text {
				case "manniska", "person", "nagon", "nan", "handlaggare", "kundtjanst", "uppringd", "ringa", "ringd", "kopplad":
					return !wonderingSv(tokens, i, k)
				}
			}
		}
	}
	return false
}
