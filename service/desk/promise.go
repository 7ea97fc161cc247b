package desk

import (
	"regexp"
	"strings"
)

// promiseWords are how people commit the company: what a customer will quote
// back. A sentence with one of them is shown to the expert before it is sent,
// unless an article or an answer said the same words.
var promiseWords = map[string]*regexp.Regexp{
	"sv": regexp.MustCompile(`(?i)\b(jag|vi) (lovar|garanterar|ser till att|fixar|ordnar|återkommer|hör av (mig|oss)|betalar (tillbaka|ut)|ersätter|stryker|efterskänker|bjuder på|tar bort)\b|` +
		`\b(du|ni) (får|kommer att få|slipper|behöver inte betala|har rätt till)\b|\bgaranti|\bgaranterat\b|\blov(ar|at|ad)\b|\bsenast (i dag|idag|i morgon|imorgon|på|den|inom)\b|\butan (avgift|kostnad)\b|\bkostnadsfritt\b|\bavgiften (tas|stryks)`),
	"en": regexp.MustCompile(`(?i)\b(i|we)( will|'ll|’ll) (make sure|refund|pay|waive|remove|cancel|credit|compensate|cover|send|call|get back|fix|sort|extend|give)\b|\b(i|we) (promise|guarantee|assure you)\b|` +
		`\byou( will|'ll|’ll) (get|receive|be refunded|have|not have to pay|hear)\b|\byou (won't|won’t|don't have to|don’t have to|do not have to|are entitled)\b|\bguarantee(d|s)?\b|\bpromise(d|s)?\b|\bfree of charge\b|\bat no cost\b|\bby (today|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|the end of)\b`),
}

// sentences are split at full stops, questions and lines.
var sentenceEnd = regexp.MustCompile(`[.!?](\s+|$)|\n+`)

// promisesIn returns the sentences of a text that promise something. A
// question promises nothing. Both languages are looked for: an expert may
// quote the other.
func promisesIn(text string) []string {
	var out []string
	for len(text) > 0 {
		sentence, rest, question := text, "", false
		if at := sentenceEnd.FindStringIndex(text); at != nil {
			sentence, rest = text[:at[0]], text[at[1]:]
			question = text[at[0]] == '?'
		}
		text = rest
		if sentence = strings.TrimSpace(sentence); question || sentence == "" {
			continue
		}
		for _, re := range promiseWords {
			if re.MatchString(sentence) {
				out = append(out, sentence)
				break
			}
		}
	}
	return out
}
