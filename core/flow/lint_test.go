package flow

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// seed puts one fault into a copy of a shipped flow.
type seed struct {
	code     string
	file     string
	old, new string
	line     string // a piece of the line that must be blamed, in the changed file
}

const (
	extend = "flows/extend_due_date.yaml"
	fraud  = "flows/unrecognised_card_payment.yaml"
	refund = "flows/where_is_my_refund.yaml"
	course = "patterns/course.yaml"
)

var seeds = []seed{
	{"syntax", extend, "owner: billing\n", "owner: billing\nowner: refunds\n", "owner: refunds"},
	{"unknown_key", extend, "    max_tries: 2\n  new_date", "    max_trys: 2\n  new_date", "max_trys"},
	{"wrong_shape", extend, "limits: {turns: 16,", "limits: {turns: many,", "turns: many"},
	{"missing_key", extend, "owner: billing\n", "", "flow: extend_due_date"},
	{"not_a_step", extend, "do: [{ask: invoice}]", "do: [{askk: invoice}]", "askk"},
	{"unknown_value", extend, "- end: answered", "- end: solved", "end: solved"},
	{"bad_expression", extend, "when: size(open.invoices) == 0", "when: size(open.invoices) + 0", "+ 0"},
	{"bad_expression", extend, "valid: new_date > today &&", "valid: new_date > 3 &&", "new_date > 3"},
	{"bad_hole", extend, "due on {{done.due_date}}", "due on {{done.due_date + 1}}", "due_date + 1"},
	{"bad_anchor", extend, "if_error: *to_person\n  - choose", "if_error: *to_nobody\n  - choose", "*to_nobody"},
	{"duplicate", extend, "save_as: quote", "save_as: new_date", "save_as: new_date"},
	{"duplicate", extend, "  - id: ask_date", "  - {id: ask_date, human: {topic: x}}\n  - id: ask_date", "- id: ask_date"},
	{"unknown_slot", extend, "  - id: ask_date", "  - {run: where_is_my_refund, with: {wich: invoice}}\n  - id: ask_date", "wich: invoice"},
	{"unknown_slot", extend, "ask: new_date", "ask: new_dat", "ask: new_dat"},
	{"unknown_tool", extend, "- tool: quote_extension ", "- tool: quote_extention ", "quote_extention"},
	{"unknown_name", extend, "{{quote.latest_date}}.\", sv", "{{qoute.latest_date}}.\", sv", "qoute"},
	{"unknown_name", extend, "when: quote.decision == \"too_late\"", "when: quot.decision == \"too_late\"", "quot.decision"},
	{"unknown_name", extend, "date: new_date}", "date: new_dte}", "new_dte}"},
	{"unknown_flow", extend, "  - id: ask_date", "  - run: extend_due_dates\n  - id: ask_date", "run: extend_due_dates"},
	{"not_known_yet", extend, "I can't find an open invoice on your account", "I can't find {{quote.id}} on your account", "{{quote.id}}"},
	{"not_known_yet", extend, "with: {state: open}", "with: {state: new_date}", "state: new_date"},
	{"no_consent", extend, "            allows: [extend_due_date]\n", "            allows: [freeze_card]\n", "- tool: extend_due_date"},
	{"allows_unreached", extend, "allows: [extend_due_date]", "allows: [extend_due_date, freeze_card]", "allows:"},
	{"allows_look", extend, "allows: [extend_due_date]", "allows: [extend_due_date, list_invoices]", "allows:"},
	{"allows_late", extend, "with: {quote: quote.id}", "with: {quote: done.id}", "done.id"},
	{"allows_late", extend, "once_per: quote.id", "once_per: done.id", "once_per: done.id"},
	{"missing_language", extend, "title: {en: Extend a payment due date, sv: Flytta fram förfallodagen}", "title: {en: Extend a payment due date}", "title:"},
	{"missing_language", extend, "label: {en: Wished date, sv: Önskat datum}", "label: {en: Wished date}", "new_date:"},
	{"missing_language", refund, "arrived: {en: paid out, sv: utbetald}", "arrived: {en: paid out}", "words:"},
	{"missing_language", extend, "  new_date:\n    type: date\n", "  new_date:\n    type: choice\n    options: {soon: {en: soon}}\n", "new_date:"},
	{"not_known_yet", fraud, "  - human: {topic: fraud, with: []}\n", "  - human: {topic: fraud, with: []}\n  - say: {en: \"{{info.city}}\", sv: \"{{info.city}}\"}\n", "{{info.city}}\", sv: \"{{info.city}}"},
	{"allows_nothing", fraud, "    allows: [freeze_card]\n", "", "- confirm:"},
	{"no_once_per", fraud, "    once_per: info.card\n", "", "- tool: freeze_card"},
	{"no_if_error", fraud, "    check: freeze.state == \"frozen\"\n    if_error: [{end: with_person}]\n", "", "- tool: freeze_card"},
	{"no_if_no", extend, "            if_no: [{say: {en: \"All right, nothing has been changed.\", sv: \"Okej, inget är ändrat.\"}}, {end: customer_stopped}]\n", "", "- confirm:"},
	{"no_otherwise", extend, "      - otherwise: true\n        do: [{ask: invoice}]\n", "", "- choose:"},
	{"literal_figure", extend, "The fee is {{done.fee}}.\"", "The fee is 39 kr.\"", "39 kr"},
	{"literal_figure", extend, "within the next two months", "within the next 60 days", "60 days"},
	{"literal_figure", fraud, "Payments stop at once", "Payments stop within 24:00", "24:00"},
	{"go_to_nowhere", extend, "- go_to: ask_date", "- go_to: ask_dates", "go_to: ask_dates"},
	{"go_to_unbounded", extend, "            max_times: 2\n", "", "- go_to: ask_date"},
	{"no_end", extend, "          - end: settled\n", "", "- say:\n              en: \"Done."},
	{"if_no_no_end", extend, ", {end: customer_stopped}]", "]", "if_no:"},
	{"if_error_no_person", extend, "if_error: &to_person [{human: {topic: payment_extension, with: [invoice, new_date, quote]}}]", "if_error: &to_person [{say: {en: \"Sorry\", sv: \"Tyvärr\"}}]", "&to_person"},
	{"if_error_no_person", extend, "if_error: &to_person [{human: {topic: payment_extension, with: [invoice, new_date, quote]}}]", "if_error: &to_person [{end: answered}]", "&to_person"},
	{"unreachable", refund, "          - end: answered\n      - otherwise: true\n        do: [{ask: which}]", "          - end: answered\n          - end: failed\n      - otherwise: true\n        do: [{ask: which}]", "- end: failed"},
	{"no_max_tries", fraud, "    max_tries: 2\n  shared_code", "  shared_code", "recognised:"},
	{"few_examples", extend, "      - kan ni senarelägga betalningen\n", "", ""},
	{"few_tests", refund, "tests:", "tests: []\nlimits2:", ""},
	{"sensitive_no_human", fraud, "  - human: {topic: fraud, with: []}\n", "", "Good that we could clear it up"},
	{"sensitive_ceiling", fraud, "ceiling: shadow}", "ceiling: act}", "ceiling: act"},
	{"above_ceiling", extend, "{start_at: act, ceiling: act,", "{start_at: act, ceiling: draft,", "ceiling: draft"},
	{"missing_language", extend, "ask: {en: \"Which date would suit you?\", sv: \"Vilket datum skulle passa?\"}", "ask: {en: \"Which date would suit you?\"}", "Which date would suit"},
	{"missing_language", refund, "{en: Item, sv: Vara}", "{en: Item}", "labels:"},
	{"unused_slot", fraud, "do: [{ask: shared_code}]", "do: []", "shared_code:"},
	{"not_a_list", extend, "from: open.invoices", "from: open", "invoice:"},
	{"run_cycle", extend, "  - id: ask_date", "  - run: extend_due_date\n  - id: ask_date", "run: extend_due_date"},
	{"missing_pattern", course, "flow: repeat", "flow: repeated", ""},
	{"bad_confirm_entry", extend, "            if_error: *to_person\n          - say:\n              en: \"Done.", "            if_error: [{go_to: ask_date, max_times: 1}]\n            id: the_act\n          - choose: [{when: done.fee == quote.fee, do: [{go_to: the_act, max_times: 1}]}, {otherwise: true, do: []}]\n          - say:\n              en: \"Done.", "- tool: extend_due_date"},
}

// seeded loads the shipped content with one change.
func seeded(t *testing.T, s seed) ([]Fault, string) {
	t.Helper()
	var flows, patterns []*Flow
	var faults []Fault
	changed := ""
	for _, dir := range []string{"flows", "patterns"} {
		files, _ := filepath.Glob(filepath.Join(contentDir, dir, "*.yaml"))
		for _, f := range files {
			src, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			text := string(src)
			if strings.HasSuffix(filepath.ToSlash(f), s.file) {
				if !strings.Contains(text, s.old) {
					t.Fatalf("%s has no %q to change", s.file, s.old)
				}
				text = strings.Replace(text, s.old, s.new, 1)
				changed = text
			}
			got, bad := Parse(filepath.Base(f), []byte(text))
			faults = append(faults, bad...)
			if dir == "flows" {
				flows = append(flows, got...)
			} else {
				patterns = append(patterns, got...)
			}
		}
	}
	return append(faults, Lint(NewCatalogue(flows, patterns, toolTable(t)))...), changed
}

func TestEachSeededFaultIsCaughtOnItsLine(t *testing.T) {
	covered := map[string]bool{}
	for _, s := range seeds {
		covered[s.code] = true
		t.Run(s.code+"/"+s.file, func(t *testing.T) {
			switch s.code {
			case "few_examples": // two must go before five are missing
				s.old = "      - jag hinner inte betala i tid, kan ni skjuta upp den\n      - kan ni senarelägga betalningen\n      "
				s.old = "      - går det att få lite längre tid på sig att betala\n      - flytta fakturan på 349 till den 28:e\n      - jag hinner inte betala i tid, kan ni skjuta upp den\n"
			}
			faults, text := seeded(t, s)
			for _, f := range faults {
				if f.Code != s.code {
					continue
				}
				if s.line == "" || f.Line == lineOf(text, s.line) {
					if f.Message == "" || f.Sv == "" || f.Column < 1 || strings.Contains(f.Message+f.Sv, "%!") {
						t.Errorf("half a fault: %+v", f)
					}
					return
				}
			}
			t.Errorf("not caught on line %d; found %v", lineOf(text, s.line), faults)
		})
	}
	for code := range messages {
		if !covered[code] {
			t.Errorf("no seeded fault shows that %q is caught", code)
		}
	}
}

func lineOf(text, piece string) int {
	i := strings.Index(text, piece)
	if i < 0 {
		return -1
	}
	return 1 + strings.Count(text[:i], "\n")
}

func TestLintRefusesTheSameVersionTwice(t *testing.T) {
	flows := loadDir(t, "flows")
	c := NewCatalogue(append(flows, flows[0]), nil, toolTable(t))
	faults := Lint(c)
	if len(faults) != 1 || faults[0].Code != "duplicate" {
		t.Errorf("want one duplicate, got %v", faults)
	}
}

func TestLintNeedsOnlyTheMarketsLanguages(t *testing.T) {
	flows, _ := Parse("f.yaml", []byte(strings.ReplaceAll(miniFlow, `, sv: "Vilket?"`, "")))
	c := NewCatalogue(flows, nil, toolTable(t))
	c.Languages = []string{"en"}
	for _, f := range Lint(c) {
		if f.Code == "missing_language" {
			t.Error(f)
		}
	}
	c.Languages = []string{"en", "sv"}
	found := false
	for _, f := range Lint(c) {
		found = found || f.Code == "missing_language"
	}
	if !found {
		t.Error("a text without Swedish was let through")
	}
}

func TestTopicsOfPeopleAreSensitiveWhateverTheHeaderSays(t *testing.T) {
	for _, topic := range []string{"fraud", "dispute", "hardship", "bereavement", "complaint", "distress"} {
		flows, _ := Parse("mini.yaml", []byte(strings.Replace(miniFlow, "topic: mini", "topic: "+topic, 1)))
		codes := ""
		for _, f := range Lint(NewCatalogue(flows, nil, miniTools)) {
			codes += f.Code + " "
		}
		if !strings.Contains(codes, "sensitive_ceiling") || !strings.Contains(codes, "sensitive_no_human") {
			t.Errorf("%s: %s", topic, codes)
		}
	}
}

func TestAPatternTwiceIsRefused(t *testing.T) {
	patterns := loadDir(t, "patterns")
	faults := Lint(NewCatalogue(nil, append(patterns, patterns[0]), nil))
	if len(faults) != 1 || faults[0].Code != "duplicate" {
		t.Errorf("%v", faults)
	}
}

// A name known on the first way to a step may be unknown on another one, found
// later; what follows from it must be judged again.
func TestNamesMustBeKnownOnEveryWay(t *testing.T) {
	flows, faults := Parse("a.yaml", []byte(`
flow: a
version: 1
title: {en: A, sv: A}
slots: {}
steps:
  - choose:
      - when: customer.signed_in
        do: [{tool: find, save_as: x, if_error: [{end: failed}]}, {say: {en: "Yes", sv: "Ja"}}]
      - when: today > date("2020-01-01")
        do: [{tool: find, save_as: x, if_error: [{end: failed}]}, {go_to: tell, max_times: 1}]
      - otherwise: true
        do: []
  - say: {en: "Now", sv: "Nu"}
  - id: tell
    say: {en: "{{x.y}}", sv: "{{x.y}}"}
  - end: answered
`))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	var codes []string
	for _, f := range Lint(NewCatalogue(nil, flows, miniTools)) {
		if f.Code != "missing_pattern" {
			codes = append(codes, f.Code)
		}
	}
	if len(codes) != 1 || codes[0] != "not_known_yet" {
		t.Errorf("%v", codes)
	}
}
