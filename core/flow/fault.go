package flow

import (
	"fmt"
	"slices"
	"sort"
	"strings"
)

// Pos is a place in a file; lines and columns start at 1.
type Pos struct{ Line, Column int }

// Fault is one thing wrong with a flow file, in the words of the person who
// wrote it. Code is stable for programs.
type Fault struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Code    string `json:"code"`
	Message string `json:"message"`
	Sv      string `json:"sv"`
}

// String writes the fault as compilers do: file:line:column: message.
func (f Fault) String() string {
	return fmt.Sprintf("%s:%d:%d: %s (%s)", f.File, f.Line, f.Column, f.Message, f.Code)
}

// messages holds every fault in English and Swedish; %s are filled in order.
var messages = map[string][2]string{
	"syntax":             {"the file can't be read here: %s", "filen går inte att läsa här: %s"},
	"unknown_key":        {"%q is not a key here%s", "%q är ingen nyckel här%s"},
	"wrong_shape":        {"%s must be %s", "%s ska vara %s"},
	"missing_key":        {"%s is missing", "%s saknas"},
	"not_a_step":         {"a step needs exactly one of ask, tool, choose, say, confirm, run, answer, human, go_to, end%s", "ett steg behöver exakt en av ask, tool, choose, say, confirm, run, answer, human, go_to, end%s"},
	"unknown_value":      {"%q is not one of %s%s", "%q är inte någon av %s%s"},
	"bad_expression":     {"the expression doesn't work: %s", "uttrycket fungerar inte: %s"},
	"bad_hole":           {"{{%s}} must be a plain field like quote.fee", "{{%s}} ska vara ett enkelt fält, som quote.fee"},
	"bad_anchor":         {"%q is used before it is defined with &%s", "%q används innan det är definierat med &%s"},
	"duplicate":          {"%s %q is already defined", "%s %q finns redan"},
	"unknown_slot":       {"there is no slot %q%s", "det finns ingen uppgift %q%s"},
	"unknown_tool":       {"there is no tool %q in the tool table%s", "verktyget %q finns inte i verktygslistan%s"},
	"unknown_name":       {"%q is neither a slot nor a saved result of this flow%s", "%q är varken en uppgift eller ett sparat svar i det här flödet%s"},
	"unknown_flow":       {"there is no flow %q%s", "det finns inget flöde %q%s"},
	"not_known_yet":      {"%q may still be unknown at this step", "%q kan vara okänt i det här steget"},
	"no_consent":         {"%s changes something, so a confirm that allows it must come straight before it", "%s ändrar något, så en confirm som tillåter det måste komma precis före"},
	"allows_unreached":   {"the confirm allows %q, but no such step follows straight after the yes%s", "confirm tillåter %q, men inget sådant steg följer direkt efter ett ja%s"},
	"allows_look":        {"%q only looks things up and needs no consent", "%q slår bara upp saker och behöver inget samtycke"},
	"allows_late":        {"the customer can't agree to %s: %q is only known after the confirm", "kunden kan inte säga ja till %s: %q är känt först efter confirm"},
	"allows_nothing":     {"this confirm allows no tool, so a yes would mean nothing", "den här confirm tillåter inget verktyg, så ett ja betyder ingenting"},
	"no_once_per":        {"%s needs once_per, or a repeated call could do it twice", "%s behöver once_per, annars kan ett omtag göra det två gånger"},
	"no_if_error":        {"%s needs if_error: what happens when the system doesn't answer?", "%s behöver if_error: vad händer när systemet inte svarar?"},
	"no_if_no":           {"a confirm needs if_no: what happens when the customer says no?", "confirm behöver if_no: vad händer när kunden säger nej?"},
	"no_otherwise":       {"choose needs an otherwise, last", "choose behöver ett otherwise, sist"},
	"literal_figure":     {"the figure %q must come from a tool, as {{result.field}}", "siffran %q ska komma från ett verktyg, som {{svar.fält}}"},
	"go_to_nowhere":      {"no step has the id %q%s", "inget steg har id %q%s"},
	"go_to_unbounded":    {"go_to needs max_times, or a customer could go round for ever", "go_to behöver max_times, annars kan en kund hamna i en evig slinga"},
	"no_end":             {"this path stops without an end", "den här vägen tar slut utan end"},
	"if_no_no_end":       {"after a no this path must end, or it would go on to the act", "efter ett nej måste vägen sluta, annars fortsätter den till handlingen"},
	"if_error_no_person": {"after an error this path must reach a person, or end as failed", "efter ett fel måste vägen nå en person, eller sluta med failed"},
	"unreachable":        {"no path reaches this step", "ingen väg leder hit"},
	"no_max_tries":       {"the slot %q needs max_tries: after that a person takes over", "uppgiften %q behöver max_tries: därefter tar en person över"},
	"few_examples":       {"%d start examples in %s; at least %d are needed", "%d startexempel på %s; minst %d behövs"},
	"few_tests":          {"%d tests; at least %d are needed", "%d tester; minst %d behövs"},
	"sensitive_no_human": {"a sensitive matter must reach a person, but this path ends without human", "ett känsligt ärende måste nå en person, men den här vägen slutar utan human"},
	"sensitive_ceiling":  {"a sensitive matter stops at shadow, not %q", "ett känsligt ärende stannar på shadow, inte %q"},
	"above_ceiling":      {"start_at %q is above the ceiling %q", "start_at %q ligger över taket %q"},
	"missing_language":   {"the text in %s is missing", "texten på %s saknas"},
	"unused_slot":        {"the slot %q is never asked", "uppgiften %q frågas aldrig"},
	"not_a_list":         {"the choices of %q must come from a tool's result, as open.invoices", "valen för %q ska komma ur ett verktygs svar, som open.invoices"},
	"run_cycle":          {"the flow %q runs itself in the end", "flödet %q kör till slut sig självt"},
	"missing_pattern":    {"the pattern %q is missing; every market needs it", "mönstret %q saknas; varje marknad behöver det"},
	"bad_confirm_entry":  {"go_to may not jump past a confirm", "go_to får inte hoppa förbi en confirm"},
}

// faults collects faults of one file.
type faults struct {
	file string
	list []Fault
}

func (fs *faults) add(at Pos, code string, args ...any) {
	m, ok := messages[code]
	if !ok {
		m = [2]string{code, code}
	}
	sv := make([]any, len(args))
	for i, a := range args {
		sv[i] = a
		if s, ok := a.(string); ok {
			sv[i] = swedish(s)
		}
	}
	fs.list = append(fs.list, Fault{fs.file, at.Line, at.Column, code, fmt.Sprintf(m[0], args...), fmt.Sprintf(m[1], sv...)})
}

// swedish translates the small phrases that faults are filled with.
func swedish(s string) string {
	if rest, ok := strings.CutPrefix(s, "; did you mean "); ok {
		return "; menade du " + rest
	}
	for _, p := range [][2]string{{"a list", "en lista"}, {"a text", "en text"}, {"a whole number", "ett heltal"}, {"true or false", "true eller false"},
		{"keys with values", "nycklar med värden"}, {"a plain value", "ett enkelt värde"}, {"an amount like 5000.00 SEK", "ett belopp som 5000.00 SEK"}, {"a date like 2026-11-20", "ett datum som 2026-11-20"}} {
		if s == p[0] {
			return p[1]
		}
	}
	return s
}

// didYouMean suggests the nearest of the known words, or says nothing when
// none is near: a far guess would send the writer the wrong way.
func didYouMean(word string, known []string) string {
	best, far := "", len(word)/2+1
	sorted := append([]string(nil), known...)
	sort.Strings(sorted)
	for _, k := range sorted {
		if d := distance([]rune(word), []rune(k)); d < far {
			best, far = k, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", best)
}

// distance is the optimal string alignment distance: insertions, deletions,
// substitutions and swaps of neighbours cost one each (Damerau 1964).
func distance(a, b []rune) int {
	before, prev, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(prev[j]+1, row[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, prev, row = prev, row, before
	}
	return prev[len(b)]
}

// sortFaults orders faults by place and drops repeats: a step that is used
// through an alias is wrong only once.
func sortFaults(list []Fault) []Fault {
	sort.SliceStable(list, func(i, j int) bool {
		a, b := list[i], list[j]
		if a.File != b.File {
			return a.File < b.File
		}
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		return a.Column < b.Column
	})
	var out []Fault
	for _, f := range list {
		if !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out
}
