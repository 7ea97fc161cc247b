package flow

import (
	"slices"
	"strings"
	"testing"
)

// cleanFlow has no fault. Each case below makes exactly one, and the linter
// must name it in exactly these words, on exactly that line and column.
const cleanFlow = `flow: clean
version: 1
topic: clean
title: {en: Clean, sv: Ren}
description: Small.
owner: team
policy: articles/clean
autonomy: {start_at: act, ceiling: act, max_amount: 10.00 SEK}
examples:
  start: {en: [a, b, c, d, e], sv: [a, b, c, d, e]}
  not_this: {en: [x], sv: [x]}
slots:
  pick: {type: reference, from: all.rows, save_as: row, ask: {en: "Which?", sv: "Vilken?"}, again: {en: "One?", sv: "En?"}, show: {en: "{{item.name}}", sv: "{{item.name}}"}, label: {en: Pick, sv: Val}, max_tries: 2}
  day: {type: date, ask: {en: "When?", sv: "När?"}, valid: day > today, invalid: {en: "Later.", sv: "Senare."}, max_tries: 2}
  way: {type: choice, ask: {en: "How?", sv: "Hur?"}, options: {fast: {en: [fast], sv: snabbt}}, max_tries: 2}
labels: {name: {en: Name, sv: Namn}}
words: {name: {a: {en: A, sv: A}}}
limits: {turns: 9, tool_calls: 9, seconds: 60}
interrupts: {hardship: [{human: {topic: hardship, with: [day]}}]}
steps:
  - {tool: find, with: {kind: all}, save_as: all, if_error: [{human: {topic: clean, with: [all, row.name]}}]}
  - {id: one, ask: pick}
  - ask: day
  - ask: way
  - choose:
      - {when: row.again, do: [{go_to: one, max_times: 1}]}
      - {otherwise: true, do: []}
  - {confirm: {en: "Take {{row.name}}?", sv: "Ta {{row.name}}?"}, allows: [buy], if_no: [{end: customer_stopped}]}
  - {tool: buy, once_per: row.id, with: {id: pick}, save_as: got, check: got.ok, if_error: [{end: failed}]}
  - {say: {en: ["Got {{got.name}}.", "Yours."], sv: "Fick {{got.name}}."}, card: {kind: thing, from: got}}
  - {answer: {query: {en: "about {{row.name}}", sv: "om {{row.name}}"}}}
  - {answer: {article: thanks}}
  - end: settled
tests:
  - {name: a, given: {today: 2026-11-20, signed_out: false, find: {rows: []}}, turns: {en: [hi, {text: "yes", seen: first_confirm}, {choice: x}, {expert: accepts}]}, expect: {outcome: settled, tools: [find], never: [buy], holder: line, topic: clean, silent: assistant, says: [a], effects: {buy: 0}}}
  - {name: b, turns: {sv: [hej]}}
`

// faultCase is one change of the clean flow and what the linter says of it.
type faultCase struct {
	old, new string
	want     string // line:column: message (code), several joined by |
}

var faultCases = []faultCase{
	// The file, and keys that nobody reads.
	{"owner: team\n", "owner: team\nowner: again\n", `7:1: the file can't be read here: mapping key "owner" already defined at [6:1] (syntax)`},
	{"owner: team\n", "ownr: team\n", `6:1: "ownr" is not a key here; did you mean "owner"? (unknown_key) | 1:1: owner is missing (missing_key)`},
	{"start_at: act,", "start: act,", `8:12: "start" is not a key here (unknown_key)`},
	{"not_this: {en: [x]", "not_that: {en: [x]", `11:3: "not_that" is not a key here; did you mean "not_this"? (unknown_key)`},
	{"seconds: 60", "second: 60", `18:35: "second" is not a key here; did you mean "seconds"? (unknown_key)`},
	{"save_as: row,", "saves_as: row,", `13:43: "saves_as" is not a key here; did you mean "save_as"? (unknown_key) | 21:97: "row" is neither a slot nor a saved result of this flow (unknown_name) | 26:16: "row" is neither a slot nor a saved result of this flow (unknown_name) | 28:20: "row" is neither a slot nor a saved result of this flow (unknown_name) | 28:46: "row" is neither a slot nor a saved result of this flow (unknown_name) | 29:27: "row" is neither a slot nor a saved result of this flow (unknown_name) | 31:27: "row" is neither a slot nor a saved result of this flow (unknown_name) | 31:53: "row" is neither a slot nor a saved result of this flow (unknown_name) | 28:15: "row" may still be unknown at this step (not_known_yet) | 31:22: "row" may still be unknown at this step (not_known_yet)`},
	{"if_no: [{end: customer_stopped}]}", "if_not: [{end: customer_stopped}]}", `28:82: "if_not" is not a key here; did you mean "if_no"? (unknown_key) | 28:5: a confirm needs if_no: what happens when the customer says no? (no_if_no)`},
	{"{human: {topic: hardship, with: [day]}}", "{human: {topic: hardship, wit: [day]}}", `19:51: "wit" is not a key here; did you mean "with"? (unknown_key)`},
	{"{kind: thing, from: got}", "{kin: thing, from: got}", `30:83: "kin" is not a key here; did you mean "kind"? (unknown_key)`},
	{"{article: thanks}", "{artcle: thanks}", `32:15: "artcle" is not a key here; did you mean "article"? (unknown_key)`},
	{"{otherwise: true, do: []}", "{otherwise: true, d: []}", `27:9: do is missing (missing_key) | 27:27: "d" is not a key here (unknown_key)`},
	{"{choice: x}", "{choise: x}", `35:134: "choise" is not a key here; did you mean "choice"? (unknown_key)`},
	{"never: [buy],", "nevr: [buy],", `35:209: "nevr" is not a key here; did you mean "never"? (unknown_key)`},
	{"{name: b,", "{nam: b,", `36:5: name is missing (missing_key) | 36:6: "nam" is not a key here; did you mean "name"? (unknown_key)`},
	{"title: {en: Clean, sv: Ren}", "title: Clean", `4:8: title must be keys with values (wrong_shape) | 4:1: the text in en is missing (missing_language) | 4:1: the text in sv is missing (missing_language)`},
	{"say: {en: [\"Got {{got.name}}.\", \"Yours.\"], sv:", "say: {en: [\"Got {{got.name}}.\", \"Yours.\"], swe:", `30:49: "swe" is not a key here; did you mean "en"? (unknown_key) | 30:11: the text in sv is missing (missing_language)`},
	{"say: {en: [\"Got {{got.name}}.\", \"Yours.\"]", "say: {en: [\"Got {{got.name}}.\", \"\"]", `30:38: say is missing (missing_key)`},
	{"sv: \"Fick {{got.name}}.\"", "sv: {a: b}", `30:53: say must be a text (wrong_shape) | 30:53: say is missing (missing_key)`},
	// Shapes.
	{"version: 1\n", "version: one\n", `2:10: version must be a whole number (wrong_shape)`},
	{"version: 1\n", "version: [1]\n", `2:10: version must be a whole number (wrong_shape)`},
	{"version: 1\n", "version: 1\nsensitive: perhaps\n", `3:12: sensitive must be true or false (wrong_shape)`},
	{"flow: clean", "flow: Clean flow", `1:7: "Clean flow" must be lower-case letters, digits and _ (wrong_shape)`},
	{"topic: clean\ntitle", "topic: [clean]\ntitle", `3:8: a name must be a text (wrong_shape)`},
	{"max_amount: 10.00 SEK", "max_amount: much", `8:53: max_amount must be an amount like 5000.00 SEK (wrong_shape)`},
	{"{turns: 9, tool_calls: 9", "{turns: 9, tool_calls: -1", `18:32: tool_calls must be a whole number (wrong_shape)`},
	{"limits: {turns: 9, tool_calls: 9, seconds: 60}", "limits: 9", `18:9: limits must be keys with values (wrong_shape)`},
	{"not_this: {en: [x], sv: [x]}", "not_this: {en: x, sv: [x]}", `11:18: not_this must be a list (wrong_shape)`},
	{"interrupts: {hardship: [{human: {topic: hardship, with: [day]}}]}", "interrupts: {hardship: {human: {topic: hardship}}}", `19:24: interrupts must be a list (wrong_shape)`},
	{"today: 2026-11-20", "today: tomorrow", `35:30: today must be a date like 2026-11-20 (wrong_shape)`},
	{"signed_out: false", "signed_out: maybe", `35:54: signed_out must be true or false (wrong_shape)`},
	{"effects: {buy: 0}", "effects: {buy: few}", `35:296: buy must be a whole number (wrong_shape)`},
	{"turns: {sv: [hej]}", "turns: {sv: hej}", `36:27: turns must be a list (wrong_shape)`},
	{"turns: {sv: [hej]}", "turns: {sv: [[hej]]}", `36:28: a turn must be keys with values (wrong_shape)`},
	{"allows: [buy]", "allows: buy", `28:75: allows must be a list (wrong_shape) | 28:5: this confirm allows no tool, so a yes would mean nothing (allows_nothing) | 29:6: buy changes something, so a confirm that allows it must come straight before it (no_consent)`},
	{"max_times: 1", "max_times: once", `26:56: max_times must be a whole number (wrong_shape) | 26:32: go_to needs max_times, or a customer could go round for ever (go_to_unbounded)`},
	{"  day: {type", "  Day: {type", `14:3: "Day" must be lower-case letters, digits and _ (wrong_shape) | 14:60: "day" is neither a slot nor a saved result of this flow; did you mean "Day"? (unknown_name) | 19:58: "day" is neither a slot nor a saved result of this flow; did you mean "Day"? (unknown_name) | 14:3: the slot "Day" is never asked (unused_slot) | 23:5: there is no slot "day"; did you mean "Day"? (unknown_slot)`},
	{"slots:\n", "slots:\n  x: no\n", `13:6: a slot must be keys with values (wrong_shape) | 13:3: the slot "x" needs max_tries: after that a person takes over (no_max_tries) | 13:3: the slot "x" is never asked (unused_slot)`},
	{"options: {fast: {en: [fast], sv: snabbt}}", "options: [fast]", `15:3: options is missing (missing_key) | 15:63: options must be keys with values (wrong_shape)`},
	// What must be there.
	{"flow: clean\n", "", `1:1: flow is missing (missing_key)`},
	{"version: 1\n", "", `1:1: version is missing (missing_key)`},
	{"title: {en: Clean, sv: Ren}\n", "", `1:1: title is missing (missing_key) | 1:1: the text in en is missing (missing_language) | 1:1: the text in sv is missing (missing_language)`},
	{"description: Small.\n", "", `1:1: description is missing (missing_key)`},
	{"owner: team\n", "", `1:1: owner is missing (missing_key)`},
	{"policy: articles/clean\n", "", `1:1: policy is missing (missing_key)`},
	{"autonomy: {start_at: act, ceiling: act, max_amount: 10.00 SEK}\n", "", `1:1: autonomy is missing (missing_key)`},
	{"topic: clean\ntitle", "title", `1:1: topic is missing (missing_key)`},
	{"{type: date, ask", "{ask", `14:3: type is missing (missing_key)`},
	{"{type: date, ask: {en: \"When?\", sv: \"När?\"},", "{type: date,", `14:3: ask is missing (missing_key)`},
	{", options: {fast: {en: [fast], sv: snabbt}}", "", `15:3: options is missing (missing_key)`},
	{"from: all.rows,", "from: all,", `13:3: the choices of "pick" must come from a tool's result, as open.invoices (not_a_list)`},
	{"from: all.rows,", "from: \"all rows\",", `13:3: the choices of "pick" must come from a tool's result, as open.invoices (not_a_list) | 13:33: the expression doesn't work: all rows (bad_expression)`},
	{"from: all.rows,", "from: al.rows,", `13:3: "al" is neither a slot nor a saved result of this flow; did you mean "all"? (unknown_name) | 13:3: "al" may still be unknown at this step (not_known_yet)`},
	{"{when: row.again, do: [{go_to: one, max_times: 1}]}", "{do: [{go_to: one, max_times: 1}]}", `26:9: when is missing (missing_key) | 25:5: choose needs an otherwise, last (no_otherwise)`},
	{"{when: row.again, do", "{when: row.again, otherwise: true, do", `26:9: when is missing (missing_key)`},
	{"- {name: b, turns", "- {turns", `36:5: name is missing (missing_key)`},
	{"{en: [a, b, c, d, e], sv: [a, b, c, d, e]}", "{en: [a, b, c, d, e], sv: [a, b, c, d]}", `9:1: 4 start examples in sv; at least 5 are needed (few_examples)`},
	{"  - {name: b, turns: {sv: [hej]}}\n", "", `34:1: 1 tests; at least 2 are needed (few_tests)`},
	// Steps and values.
	{"- end: settled", "- ends: settled", `33:5: a step needs exactly one of ask, tool, choose, say, confirm, run, answer, human, go_to, end; did you mean "end"? (not_a_step) | 32:5: this path stops without an end (no_end)`},
	{"- end: settled", "- settled", `33:5: a step needs exactly one of ask, tool, choose, say, confirm, run, answer, human, go_to, end (not_a_step) | 32:5: this path stops without an end (no_end)`},
	{"- {id: one, ask: pick}", "- {id: one, ask: pick, end: settled}", `22:5: a step needs exactly one of ask, tool, choose, say, confirm, run, answer, human, go_to, end (not_a_step) | 26:32: no step has the id "one" (go_to_nowhere) | 13:3: the slot "pick" is never asked (unused_slot) | 26:16: "row" may still be unknown at this step (not_known_yet) | 28:15: "row" may still be unknown at this step (not_known_yet) | 29:27: "row" may still be unknown at this step (not_known_yet) | 29:27: the customer can't agree to buy: "row" is only known after the confirm (allows_late) | 29:42: "pick" may still be unknown at this step (not_known_yet) | 29:46: the customer can't agree to buy: "pick" is only known after the confirm (allows_late) | 31:22: "row" may still be unknown at this step (not_known_yet)`},
	{"- end: settled", "- end: solved", `33:10: "solved" is not one of settled, answered, customer_stopped, with_person, failed (unknown_value)`},
	{"start_at: act,", "start_at: full,", `8:22: "full" is not one of off, shadow, draft, act (unknown_value)`},
	{"type: date", "type: day", `14:15: "day" is not one of text, money, date, yes_no, choice, number, reference (unknown_value)`},
	{"holder: line", "holder: queue", `35:231: "queue" is not one of line, expert, assistant (unknown_value)`},
	{"{expert: accepts}", "{expert: leaves}", `35:155: "leaves" is not one of accepts (unknown_value)`},
	{"seen: first_confirm", "seen: last_confirm", `35:117: "last_confirm" is not one of first_confirm; did you mean "first_confirm"? (unknown_value)`},
	{"silent: assistant", "silent: expert", `35:259: "expert" is not one of assistant (unknown_value)`},
	// Expressions and holes.
	{"valid: day > today", "valid: day >", `14:65: the expression doesn't work: Syntax error: mismatched input '<EOF>' expecting {'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER} (bad_expression)`},
	{"valid: day > today", "valid: day + today", `14:64: the expression doesn't work: found no matching overload for '_+_' applied to '(timestamp, timestamp)' (bad_expression)`},
	{"valid: day > today", "valid: days(3)", `14:60: the expression doesn't work: it gives google.protobuf.Duration, not bool (bad_expression)`},
	{"valid: day > today", "valid: \"dag > today\"", `14:61: "dag" is neither a slot nor a saved result of this flow; did you mean "day"? (unknown_name)`},
	{"once_per: row.id", "once_per: rov.id", `29:27: "rov" is neither a slot nor a saved result of this flow; did you mean "row"? (unknown_name)`},
	{"once_per: row.id", "once_per: 'row.id +'", `29:36: the expression doesn't work: Syntax error: mismatched input '<EOF>' expecting {'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER} (bad_expression)`},
	{"check: got.ok", "check: size(got)", `29:74: the expression doesn't work: it gives int, not bool (bad_expression)`},
	{"with: {kind: all}", "with: {kind: clear}", ""}, // a word that is no name is a constant
	{"save_as: got,", "save_as: received,", `29:79: "got" is neither a slot nor a saved result of this flow (unknown_name) | 30:17: "got" is neither a slot nor a saved result of this flow (unknown_name) | 30:53: "got" is neither a slot nor a saved result of this flow (unknown_name) | 30:82: "got" is neither a slot nor a saved result of this flow (unknown_name) | 30:11: "got" may still be unknown at this step (not_known_yet) | 30:82: "got" may still be unknown at this step (not_known_yet)`},
	{"with: {id: pick}", "with: {id: pick +}", `29:52: the expression doesn't work: Syntax error: mismatched input '<EOF>' expecting {'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER} (bad_expression)`},
	{"with: [all, row.name]", "with: [al, row.name]", `21:92: "al" is neither a slot nor a saved result of this flow; did you mean "all"? (unknown_name)`},
	{"with: [all, row.name]", "with: [all, raw.name]", `21:97: "raw" is neither a slot nor a saved result of this flow; did you mean "row"? (unknown_name)`},
	{"\"Got {{got.name}}.\"", "\"Got {{gott.name}}.\"", `30:17: "gott" is neither a slot nor a saved result of this flow; did you mean "got"? (unknown_name) | 30:11: "gott" may still be unknown at this step (not_known_yet)`},
	{"\"Got {{got.name}}.\"", "\"Got {{got name}}.\"", `30:17: {{got name}} must be a plain field like quote.fee (bad_hole)`},
	{"show: {en: \"{{item.name}}\"", "show: {en: \"{{itm.name}}\"", `13:136: "itm" is neither a slot nor a saved result of this flow; did you mean "item"? (unknown_name) | 13:131: "itm" may still be unknown at this step (not_known_yet)`},
	{"ask: {en: \"When?\"", "ask: {en: \"When {{item.name}}?\"", `14:31: "item" is neither a slot nor a saved result of this flow (unknown_name) | 14:26: "item" may still be unknown at this step (not_known_yet)`},
	{"from: got}", "from: gott}", `30:82: "gott" is neither a slot nor a saved result of this flow; did you mean "got"? (unknown_name) | 30:82: "gott" may still be unknown at this step (not_known_yet)`},
	{"from: got}", "from: \"got it\"}", `30:102: the expression doesn't work: got it (bad_expression)`},
	{", from: got}", "}", `30:82: from is missing (missing_key)`},
	{"if_error: [{end: failed}]", "if_error: *gone", `29:92: "*gone" is used before it is defined with &gone (bad_anchor) | 29:92: if_error must be a list (wrong_shape) | 29:5: after an error this path must reach a person, or end as failed (if_error_no_person)`},
	// Names used twice, or of nothing.
	{"save_as: got,", "save_as: day,", `29:62: the name "day" is already defined (duplicate) | 29:74: "got" is neither a slot nor a saved result of this flow (unknown_name) | 30:17: "got" is neither a slot nor a saved result of this flow (unknown_name) | 30:53: "got" is neither a slot nor a saved result of this flow (unknown_name) | 30:82: "got" is neither a slot nor a saved result of this flow (unknown_name) | 30:11: "got" may still be unknown at this step (not_known_yet) | 30:82: "got" may still be unknown at this step (not_known_yet)`},
	{"save_as: got,", "save_as: today,", `29:62: the name "today" is already defined (duplicate) | 29:76: "got" is neither a slot nor a saved result of this flow (unknown_name) | 30:17: "got" is neither a slot nor a saved result of this flow (unknown_name) | 30:53: "got" is neither a slot nor a saved result of this flow (unknown_name) | 30:82: "got" is neither a slot nor a saved result of this flow (unknown_name) | 30:11: "got" may still be unknown at this step (not_known_yet) | 30:82: "got" may still be unknown at this step (not_known_yet)`},
	{"  - ask: day\n", "  - {id: one, ask: day}\n", `23:5: the id "one" is already defined (duplicate)`},
	{"- ask: day", "- ask: dya", `14:3: the slot "day" is never asked (unused_slot) | 23:5: there is no slot "dya"; did you mean "day"? (unknown_slot)`},
	{"tool: find,", "tool: fnid,", `21:6: there is no tool "fnid" in the tool table; did you mean "find"? (unknown_tool)`},
	{"tools: [find]", "tools: [fin]", `35:5: there is no tool "fin" in the tool table; did you mean "find"? (unknown_tool)`},
	{"find: {rows: []}", "fond: {rows: []}", `35:5: there is no tool "fond" in the tool table; did you mean "find"? (unknown_tool)`},
	{"allows: [buy]", "allows: [buy, sell]", `28:81: there is no tool "sell" in the tool table (unknown_tool)`},
	{"- ask: way", "- {run: claen}\n  - ask: way", `24:6: there is no flow "claen"; did you mean "clean"? (unknown_flow)`},
	{"- ask: way", "- {run: clean}\n  - ask: way", `24:5: the flow "clean" runs itself in the end (run_cycle)`},
	{"- ask: way", "- {run: other, with: {dya: day}, if_error: [{end: failed}]}\n  - ask: way", `24:25: there is no slot "dya"; did you mean "day"? (unknown_slot)`},
	{"go_to: one", "go_to: two", `26:32: no step has the id "two" (go_to_nowhere)`},
	// Paths.
	{", max_times: 1", "", `26:32: go_to needs max_times, or a customer could go round for ever (go_to_unbounded)`},
	{"  - ask: day\n", "", `14:3: the slot "day" is never asked (unused_slot)`},
	{"  - {id: one, ask: pick}\n  - ask: day\n", "  - ask: day\n  - {id: one, ask: pick}\n  - {say: {en: \"{{got.name}}\", sv: \"{{got.name}}\"}}\n", `24:11: "got" may still be unknown at this step (not_known_yet)`},
	{"with: {kind: all}", "with: {kind: day}", `21:25: "day" may still be unknown at this step (not_known_yet)`},
	{"with: {kind: all}", "with: {kind: row.id}", `21:25: "row" may still be unknown at this step (not_known_yet)`},
	{"{when: row.again,", "{when: got.again,", `26:16: "got" may still be unknown at this step (not_known_yet)`},
	{"{query: {en: \"about {{row.name}}\"", "{query: {en: \"about {{got.name}}\"", ""},
	{"ask: {en: \"When?\", sv: \"När?\"}", "ask: {en: \"When {{got.x}}?\", sv: \"När?\"}", `14:26: "got" may still be unknown at this step (not_known_yet)`},
	{"again: {en: \"One?\"", "again: {en: \"One {{got.x}}?\"", `13:100: "got" may still be unknown at this step (not_known_yet)`},
	{"invalid: {en: \"Later.\"", "invalid: {en: \"Later {{got.x}}.\"", `14:82: "got" may still be unknown at this step (not_known_yet)`},
	{"show: {en: \"{{item.name}}\"", "show: {en: \"{{got.name}}\"", `13:131: "got" may still be unknown at this step (not_known_yet)`},
	{"valid: day > today", "valid: day > got.day", `14:60: "got" may still be unknown at this step (not_known_yet)`},
	{"check: got.ok", "check: later == 1", `29:74: "later" is neither a slot nor a saved result of this flow (unknown_name)`},
	{"{kind: thing, from: got}}\n", "{kind: thing, from: got}}\n  - end: settled\n", `32:5: no path reaches this step (unreachable) | 33:5: no path reaches this step (unreachable) | 34:5: no path reaches this step (unreachable)`},
	{"  - end: settled\n", "", `32:5: this path stops without an end (no_end)`},
	{"  - end: settled\n", "  - choose: [{when: got.ok, do: [{end: settled}]}, {otherwise: true, do: [{say: {en: Bye, sv: Hej}}]}]\n", `33:75: this path stops without an end (no_end)`},
	{"{otherwise: true, do: []}", "{when: row.last, do: []}", `25:5: choose needs an otherwise, last (no_otherwise)`},
	{"- {when: row.again, do: [{go_to: one, max_times: 1}]}\n      - {otherwise: true, do: []}", "- {otherwise: true, do: []}\n      - {when: row.again, do: [{go_to: one, max_times: 1}]}", `25:5: choose needs an otherwise, last (no_otherwise)`},
	{"  - choose:\n      - {when: row.again, do: [{go_to: one, max_times: 1}]}\n      - {otherwise: true, do: []}\n", "  - choose: []\n", `25:5: choose needs an otherwise, last (no_otherwise) | 26:5: no path reaches this step (unreachable) | 26:90: no path reaches this step (unreachable) | 27:5: no path reaches this step (unreachable) | 27:27: the customer can't agree to buy: "row" is only known after the confirm (allows_late) | 27:46: the customer can't agree to buy: "pick" is only known after the confirm (allows_late) | 27:93: no path reaches this step (unreachable) | 28:5: no path reaches this step (unreachable) | 29:5: no path reaches this step (unreachable) | 30:5: no path reaches this step (unreachable) | 31:5: no path reaches this step (unreachable)`},
	{"if_error: [{human: {topic: clean, with: [all, row.name]}}]", "if_error: []", `21:5: after an error this path must reach a person, or end as failed (if_error_no_person)`},
	{"if_error: [{human: {topic: clean, with: [all, row.name]}}]", "if_error: [{say: {en: Sorry, sv: Tyvärr}}]", `21:62: after an error this path must reach a person, or end as failed (if_error_no_person)`},
	{"if_error: [{human: {topic: clean, with: [all, row.name]}}]", "if_error: [{end: settled}]", `21:62: after an error this path must reach a person, or end as failed (if_error_no_person)`},
	{"if_error: [{human: {topic: clean, with: [all, row.name]}}]", "if_error: [{human: {topic: clean}}, {end: settled}]", ""},
	{", if_error: [{human: {topic: clean, with: [all, row.name]}}]", "", `21:5: find needs if_error: what happens when the system doesn't answer? (no_if_error)`},
	{", if_no: [{end: customer_stopped}]", "", `28:5: a confirm needs if_no: what happens when the customer says no? (no_if_no)`},
	{"if_no: [{end: customer_stopped}]", "if_no: [{say: {en: No, sv: Nej}}]", `28:90: after a no this path must end, or it would go on to the act (if_no_no_end)`},
	{"if_no: [{end: customer_stopped}]", "if_no: []", `28:5: after a no this path must end, or it would go on to the act (if_no_no_end)`},
	{"if_error: [{human: {topic: clean, with: [all, row.name]}}]", "if_error: [{say: {en: \"{{all.x}}\", sv: \"{{all.x}}\"}}, {end: failed}]", `21:68: "all" may still be unknown at this step (not_known_yet)`},
	{"if_no: [{end: customer_stopped}]", "if_no: [{say: {en: \"{{got.x}}\", sv: \"{{got.x}}\"}}, {end: customer_stopped}]", `28:96: "got" may still be unknown at this step (not_known_yet)`},
	// Consent.
	{"once_per: row.id, ", "", `29:5: buy needs once_per, or a repeated call could do it twice (no_once_per)`},
	{"allows: [buy]", "allows: []", `28:5: this confirm allows no tool, so a yes would mean nothing (allows_nothing) | 29:6: buy changes something, so a confirm that allows it must come straight before it (no_consent)`},
	{"allows: [buy]", "allows: [buy, find]", `28:81: "find" only looks things up and needs no consent (allows_look)`},
	{"allows: [buy]", "allows: [freeze]", `28:76: there is no tool "freeze" in the tool table (unknown_tool) | 29:6: buy changes something, so a confirm that allows it must come straight before it (no_consent)`},
	{"  - {tool: buy, once", "  - {ask: day}\n  - {tool: buy, once", `28:76: the confirm allows "buy", but no such step follows straight after the yes (allows_unreached) | 30:6: buy changes something, so a confirm that allows it must come straight before it (no_consent)`},
	{"  - {tool: buy, once", "  - {tool: find, save_as: more, if_error: [{end: failed}]}\n  - {say: {en: Now, sv: Nu}}\n  - {human: {topic: clean}}\n  - {answer: {article: a}}\n  - {tool: buy, once", ""},
	{"  - {tool: buy, once_per: row.id", "  - {tool: find, save_as: more, if_error: [{end: failed}]}\n  - {tool: buy, once_per: more.id", `30:27: the customer can't agree to buy: "more" is only known after the confirm (allows_late)`},
	{"with: {id: pick}, save_as: got", "with: {id: got.id}, save_as: got", `29:42: "got" may still be unknown at this step (not_known_yet) | 29:46: the customer can't agree to buy: "got" is only known after the confirm (allows_late)`},
	{"  - {tool: buy, once_per: row.id, with", "  - {id: act, tool: buy, once_per: row.id, with", ""},
	{"  - {answer: {article: thanks}}\n", "  - choose: [{when: got.ok, do: [{go_to: act, max_times: 1}]}, {otherwise: true, do: []}]\n", `32:34: no step has the id "act" (go_to_nowhere)`},
	{"  - {tool: buy, once_per: row.id, with: {id: pick}, save_as: got, check: got.ok, if_error: [{end: failed}]}\n", "  - {say: {en: Now, sv: Nu}}\n  - {id: act, tool: buy, once_per: row.id, with: {id: pick}, save_as: got, check: got.ok, if_error: [{end: failed}]}\n  - choose: [{when: got.ok, do: [{go_to: act, max_times: 1}]}, {otherwise: true, do: []}]\n", `30:5: go_to may not jump past a confirm (bad_confirm_entry)`},
	// People's own matters, words and figures.
	{"topic: clean\ntitle", "topic: hardship\ntitle", `8:1: a sensitive matter stops at shadow, not "act" (sensitive_ceiling) | 28:90: a sensitive matter must reach a person, but this path ends without human (sensitive_no_human) | 29:93: a sensitive matter must reach a person, but this path ends without human (sensitive_no_human) | 33:5: a sensitive matter must reach a person, but this path ends without human (sensitive_no_human)`},
	{"version: 1\n", "version: 1\nsensitive: true\n", `9:1: a sensitive matter stops at shadow, not "act" (sensitive_ceiling) | 29:90: a sensitive matter must reach a person, but this path ends without human (sensitive_no_human) | 30:93: a sensitive matter must reach a person, but this path ends without human (sensitive_no_human) | 34:5: a sensitive matter must reach a person, but this path ends without human (sensitive_no_human)`},
	{"ceiling: act", "ceiling: draft", `8:1: start_at "act" is above the ceiling "draft" (above_ceiling)`},
	{"title: {en: Clean, sv: Ren}", "title: {en: Clean}", `4:1: the text in sv is missing (missing_language)`},
	{"ask: {en: \"When?\", sv: \"När?\"}", "ask: {en: \"When?\"}", `14:26: the text in sv is missing (missing_language)`},
	{"again: {en: \"One?\", sv: \"En?\"}", "again: {sv: \"En?\"}", `13:100: the text in en is missing (missing_language)`},
	{"invalid: {en: \"Later.\", sv: \"Senare.\"}", "invalid: {en: \"Later.\"}", `14:82: the text in sv is missing (missing_language)`},
	{"show: {en: \"{{item.name}}\", sv: \"{{item.name}}\"}", "show: {en: \"{{item.name}}\"}", `13:131: the text in sv is missing (missing_language)`},
	{"label: {en: Pick, sv: Val}", "label: {en: Pick}", `13:3: the text in sv is missing (missing_language)`},
	{"{en: [fast], sv: snabbt}", "{en: [fast]}", `15:3: the text in sv is missing (missing_language)`},
	{"labels: {name: {en: Name, sv: Namn}}", "labels: {name: {en: Name}}", `16:1: the text in sv is missing (missing_language)`},
	{"words: {name: {a: {en: A, sv: A}}}", "words: {name: {a: {sv: A}}}", `17:1: the text in en is missing (missing_language)`},
	{"sv: \"Fick {{got.name}}.\"", "en: Nu", `30:49: the file can't be read here: mapping key "en" already defined at [30:12] (syntax)`},
	{"{query: {en: \"about {{row.name}}\", sv: \"om {{row.name}}\"}}", "{query: {en: \"about {{row.name}}\"}}", `31:22: the text in sv is missing (missing_language)`},
	{"\"Yours.\"", "\"Yours for 12.50.\"", `30:38: the figure "12.50." must come from a tool, as {{result.field}} (literal_figure)`},
	{"\"Take {{row.name}}?\"", "\"Take 2 {{row.name}}?\"", `28:20: the figure "2" must come from a tool, as {{result.field}} (literal_figure)`},
	{"{en: \"When?\"", "{en: \"When, in 3 days?\"", `14:31: the figure "3" must come from a tool, as {{result.field}} (literal_figure)`},
	{"again: {en: \"One?\"", "again: {en: \"1?\"", `13:105: the figure "1" must come from a tool, as {{result.field}} (literal_figure)`},
	{"invalid: {en: \"Later.\"", "invalid: {en: \"After 08:00.\"", `14:87: the figure "08:00." must come from a tool, as {{result.field}} (literal_figure)`},
	{"max_tries: 2}\n  way", "max_tries: 0}\n  way", `14:3: the slot "day" needs max_tries: after that a person takes over (no_max_tries)`},
	{"  - ask: way\n", "", `15:3: the slot "way" is never asked (unused_slot)`},
}

const otherFlow = `flow: other
version: 1
topic: other
title: {en: Other, sv: Annat}
description: Other.
owner: team
policy: articles/other
autonomy: {start_at: act, ceiling: act}
examples: {start: {en: [a, b, c, d, e], sv: [a, b, c, d, e]}}
slots:
  day: {type: date, ask: {en: "When?", sv: "När?"}, max_tries: 2}
steps:
  - ask: day
  - end: answered
tests: [{name: a, turns: {en: [a]}}, {name: b, turns: {en: [a]}}]
`

// linted reads and lints one file beside the other flow.
func linted(src string) []Fault {
	flows, faults := Parse("clean.yaml", []byte(src))
	other, more := Parse("other.yaml", []byte(otherFlow))
	return slices.Concat(faults, more, Lint(NewCatalogue(append(flows, other...), nil, miniTools)))
}

// said writes faults without the file.
func said(faults []Fault) string {
	var out []string
	for _, f := range faults {
		out = append(out, strings.TrimPrefix(f.String(), f.File+":"))
	}
	return strings.Join(out, " | ")
}

func TestEveryRuleNamesExactlyItsFault(t *testing.T) {
	if got := said(linted(cleanFlow)); got != "" {
		t.Fatalf("the clean flow has faults: %s", got)
	}
	named := map[string]bool{}
	for _, x := range faultCases {
		if strings.Count(cleanFlow, x.old) == 0 {
			t.Fatalf("the clean flow has no %q", x.old)
		}
		faults := linted(strings.Replace(cleanFlow, x.old, x.new, 1))
		if got := said(faults); got != x.want {
			t.Errorf("%q -> %q\n got %s\nwant %s", x.old, x.new, got, x.want)
		}
		for _, f := range faults {
			named[f.Code] = true
			if strings.Contains(f.Message+f.Sv, "%!") || f.Sv == "" {
				t.Errorf("half a fault: %+v", f)
			}
		}
	}
	for code := range messages {
		if !named[code] && code != "missing_pattern" { // patterns have a test of their own
			t.Errorf("no case shows %s", code)
		}
	}
}
