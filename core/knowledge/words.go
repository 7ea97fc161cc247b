package knowledge

import (
	"slices"
	"strings"
	"unicode"

	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/swedish"
	"golang.org/x/text/unicode/norm"
)

// speech is how one language makes terms of words.
type speech struct {
	stem      func(string) string
	stop      map[string]bool
	common    map[string]bool // stems that stand in any question
	compounds bool
}

var speeches = map[string]speech{
	"sv": {stem: stemSwedish, stop: set(stopSwedish), common: stemmed(commonSwedish, stemSwedish), compounds: true},
	"en": {stem: stemEnglish, stop: set(stopEnglish), common: stemmed(commonEnglish, stemEnglish)},
}

// Words that carry no matter of their own in a question. Short on purpose:
// "not", "again" or "inte" seldom hurt, for many articles hold them.
const (
	stopSwedish = `och att det i en jag hon som han på den med var sig för så till är men ett om hade de av icke mig du henne då sin nu har inte hans honom
skulle hennes där min man ej vid kunde något från ut när efter upp vi dem vara vad över än dig kan sina här ha mot alla under någon eller allt mycket sedan
ju denna själv detta åt utan varit hur ingen mitt ni bli blev oss din dessa några deras blir mina samma vilken er sådan vår blivit dess inom mellan sånt
varför varje vilka ditt vem vilket sitt vart dina vars vårt våra ert era vilkas får få vill ska måste går gör göra gå hej hejsan tack snälla ok okej ja nej
fick vet undrar bara även också lite mer nån nåt dom dej mej ens väl nog fast istället stället kommer kommit komma hos eran fått fåt tycker behöver hjälp hjälpa lång länge tar`
	stopEnglish = `i me my myself we our ours you your yours he him his she her it its they them their what which who whom this that these those am is are was
were be been being have has had having do does did doing a an the and but if or because as until while of at by for with about to from in out on off over
then here there when where why how all any both each few more most other some such no nor not only own same so than too very can will just should now would
could im ive id ill youre youve its thats whats wheres theres dont doesnt didnt cant wont isnt arent wasnt havent hasnt hi hello hey thanks thank please ok
okay yes get got go going want wants need needs know like help us may let lets also still anything something thing things everything long take takes`
)

// Words of everyday talk. Few of our articles hold them, so that BM25 would
// think them telling: "how long do I have to change my mind" is not about
// length. They count a little, and never make a question ours.
const (
	commonSwedish = `dag dagar dar vecka veckan månad månaden år året idag igår imorgon imorron kväll morgon natt inatt nyss nu snart sen sedan sent tid tiden gång gånger
ge ger gav ta tagit tog sätta sätter satte lägga lägger se ser såg säga säger sa sagt veta veten vetat tro tror trodde tänka tänker hitta hittar fungera fungerar funkar händer hända hänt
hålla håller börja börjar börjat sluta slutar fråga frågar frågade be bad berätta visa visar prata använda använder köra läsa läser skriva skriver skrev kolla
bra dåligt stor stora liten små ny nya nytt gammal gamla hel hela halv halva flera många olika annan annat andra egen eget egna rätt fel fast klar klart bäst bästa mest
människor folk någonting ingenting sak saker sätt del fall plats hemma här där hit dit bort fram ner tillbaka ihop igen kvar på-grej grej grejer
ett två tre fyra fem sex sju åtta nio tio första andra tredje sista nästa senaste förra hur varför egentligen ju typ liksom riktigt verkligen kanske möjligt svårt lätt enkelt
dyr minst högst snabbt fort kort lång långt långsamt mycket mindre ungefär precis bor heter ligger står stod sitter finns fanns låter söka söker välja väljer vänta byta ändra råkade råkat länge tidigare
måndag tisdag onsdag torsdag fredag lördag söndag måndags tisdags onsdags torsdags fredags lördags söndags januari februari mars april maj juni juli augusti september oktober november december`
	commonEnglish = `day days week weeks month months year years today yesterday tomorrow evening morning night soon later ago time times moment
give gives gave take took put puts see sees saw say says said tell told think thought find found work works happen happens happened begin start started stop stopped
ask asks asked show shows talk use used run read write wrote look looking check come came tried try turn turned make makes made call called stand stood apply
good bad big small new old whole half several many different another other own right wrong sure best worst most must
people person somebody someone anyone anybody nobody guy man woman way ways part case place home front back away again left together everybody
one two three four five six seven eight nine ten first second third last next latest really actually maybe possible difficult hard easy simple kind sort
long far fast quick quickly slow much less little bit around exactly live lives name called sit sits exist choose choosing change changed wait never always ever already without mine
monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december`
)

// stemmed is a set of the list's stems.
func stemmed(list string, stem func(string) string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[stem(w)] = true
	}
	return m
}

func set(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// longest is the number of bytes of a word that is looked at. Somebody who
// sends a megabyte of one letter must not keep others waiting.
const longest = 60

var spellings = strings.NewReplacer("'", "", "’", "", "e-post", "epost", "e-mail", "email")

// words cuts a text into lower-case words. "e-post" is one word, apostrophes
// vanish, and what is too long for a word is left out.
func words(s string) []string {
	s = strings.ToLower(norm.NFC.String(s))
	s = spellings.Replace(s)
	list := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return slices.DeleteFunc(list, func(w string) bool { return len(w) > longest })
}

// term is the form under which a word is indexed, "" when it carries nothing.
func (sp speech) term(w string) string {
	if sp.stop[w] || len(w) < 2 {
		return ""
	}
	return sp.stem(w)
}

// same reports whether two words are one, but for an ending. A stem alone says
// too much: "billig" and "bil" share it.
func (sp speech) same(a, b string) bool {
	d := len(a) - len(b)
	return d <= 3 && d >= -3 && sp.stem(a) == sp.stem(b)
}

// terms are the terms of a text, in order.
func (sp speech) terms(s string) []string {
	var out []string
	for _, w := range words(s) {
		if t := sp.term(w); t != "" {
			out = append(out, t)
		}
	}
	return out
}

func stemEnglish(w string) string { return english.Stem(w, true) }

// stemSwedish joins what Snowball leaves apart, because a customer asks with
// the verb what an article says with the noun: betala, betalning; påminna,
// påminnelse; fakturor, faktura; nekas, nekades.
func stemSwedish(w string) string {
	s := swedish.Stem(w, true)
	for _, end := range []string{"ningar", "ning", "else", "ande", "ende", "ad", "or", "as", "et", "s", "a"} {
		if left := strings.TrimSuffix(s, end); left != s && len([]rune(left)) >= 4 {
			return left
		}
	}
	return s
}

// compounds cuts Swedish compounds at words of the articles: förfallodatum is
// förfall and datum. Parts carry less weight than the whole.
type compounds struct {
	sp    speech
	known map[string]bool // terms of the articles
	cache map[string][]string
}

// shortest is the length of the shortest part that counts; shorter ones cut
// words at chance letters.
const shortest = 4

// parts returns the terms of a compound's parts, or nil. The best cut is the
// one whose shorter part is longest: "delbetalning" is del and betalning.
func (c compounds) parts(w string) []string {
	if p, ok := c.cache[w]; ok {
		return p
	}
	letters := []rune(w)
	var best []string
	most := 0
	for i := 3; i <= len(letters)-shortest; i++ {
		right := c.sp.term(string(letters[i:]))
		if right == "" || len([]rune(right)) < shortest-1 || !c.known[right] {
			continue
		}
		left := c.left(letters[:i])
		if size := min(i, len(letters)-i); left != "" && size > most {
			most, best = size, []string{left, right}
		}
	}
	return best
}

// head finds the last part of a compound whose first nobody knows: in Swedish
// it says what the thing is ("nordkreditkort" is a card).
func (c compounds) head(w string) string {
	letters := []rune(w)
	for i := 3; i <= len(letters)-shortest; i++ { // the longest head first
		right := string(letters[i:])
		if t := c.sp.term(right); t != "" && len([]rune(t)) >= shortest && c.known[t] && !c.sp.common[t] {
			return t
		}
	}
	return ""
}

// left finds the first part of a compound, which may carry a joining letter.
func (c compounds) left(letters []rune) string {
	w := string(letters)
	for _, try := range []string{w, strings.TrimSuffix(w, "s"), strings.TrimSuffix(w, "o"), w + "a", strings.TrimSuffix(w, "e")} {
		if len([]rune(try)) < 3 || c.sp.stop[try] {
			continue
		}
		if t := c.sp.term(try); t != "" && c.known[t] {
			return t
		}
	}
	return ""
}
