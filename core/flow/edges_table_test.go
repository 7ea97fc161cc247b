package flow

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
)

func TestTheFormOfAText(t *testing.T) {
	for s, want := range map[string]string{
		"2026-11-28": "date", "2026-11-28T": "date", "2026-11-28T10:00:00Z": "date", "2026-11-28x": "text", "2026-13-28": "text", "2026-1-28": "text", "2026/11/28": "text", "2026-11/28": "text",
		"5 SEK": "money", "-5 SEK": "money", "0.50 SEK": "money", "9 SEK": "money", ":5 SEK": "text", "5 sek": "text", "5 SeK": "text", "x SEK": "text", " SEK": "text", "5SEK": "text", "5.001 SEK": "text", "12,50 SEK": "text",
		"": "text", "a": "text", "12": "text",
	} {
		if got := typedText(s); string(got.kind) != want || got.raw != s {
			t.Errorf("%q is %s, want %s", s, got.kind, want)
		}
	}
	for raw, want := range map[string]string{
		`{"minor": 5, "currency": "SEK"}`: "money", `{"minor": 5, "currency": "SEK", "more": 1}`: "object", `{"minor": "5", "currency": "SEK"}`: "object",
		`{"minor": 5, "currency": 7}`: "object", `{"minor": 5.5, "currency": "SEK"}`: "object", `{"currency": "SEK", "x": 1}`: "object", `{}`: "object",
	} {
		v, err := decode(json.RawMessage(raw))
		if err != nil {
			t.Fatal(err)
		}
		if got := typed(v).kind; string(got) != want {
			t.Errorf("%s is %s, want %s", raw, got, want)
		}
	}
}

func TestDatesInWords(t *testing.T) {
	sv := strings.Fields("januari februari mars april maj juni juli augusti september oktober november december")
	en := strings.Fields("January February March April May June July August September October November December")
	for m := range 12 {
		d := time.Date(2026, time.Month(m+1), 9, 0, 0, 0, 0, time.UTC)
		if a, b := formatDate(d, "sv", "2026-01-01"), formatDate(d, "en", "2026-12-31"); a != "9 "+sv[m] || b != "9 "+en[m] {
			t.Errorf("%q %q", a, b)
		}
		if got := formatDate(d, "sv", "2027-01-01"); got != "9 "+sv[m]+" 2026" {
			t.Errorf("%q", got)
		}
	}
	if got := formatDate(time.Date(2026, 2, 9, 0, 0, 0, 0, time.UTC), "sv", ""); got != "9 februari 2026" {
		t.Errorf("without a today the year is said: %q", got)
	}
}

func TestSlipsBetweenWords(t *testing.T) {
	for _, x := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"a", "", 1}, {"", "abc", 3}, {"abc", "abc", 0}, {"abc", "acb", 1}, {"abc", "abd", 1}, {"abc", "ab", 1}, {"ca", "abc", 3}, {"kitten", "sitting", 3}, {"åäö", "aäö", 1}, {"abcd", "badc", 2}} {
		if got := distance([]rune(x.a), []rune(x.b)); got != x.want {
			t.Errorf("%s %s: %d, want %d", x.a, x.b, got, x.want)
		}
	}
	known := []string{"version", "title", "topic", "steps"}
	for word, want := range map[string]string{"verison": "version", "titel": "title", "tpic": "topic", "step": "steps", "zzzzz": "", "x": "", "ti": ""} {
		got := didYouMean(word, known)
		if (want == "" && got != "") || (want != "" && got != `; did you mean "`+want+`"?`) {
			t.Errorf("%s: %q, want %q", word, got, want)
		}
	}
	if didYouMean("ab", []string{"b", "a"}) != `; did you mean "a"?` {
		t.Error("of two as near, the first by the alphabet, each time")
	}
	for word, want := range map[string]string{"invoise": "invoice", "invocie": "invoice", "date": "", "invoxxxe": "", "dates": "dated"} {
		if got := nearName(word, []string{"invoice", "dated"}); got != want {
			t.Errorf("%s: %q", word, got)
		}
	}
}

func TestMoreExpressions(t *testing.T) {
	a := `{"n": 3, "f": 2.5, "s": "ok", "l": [1, 2], "m": "649.00 SEK", "neg": "-1.00 SEK", "o": {"minor": 64900, "currency": "SEK"}, "z": null, "big": 12345678901234567890, "d": "2026-12-02T23:59:59Z"}`
	for src, want := range map[string]string{
		`a.n + 1 == 4`: "true", `a.n * 2 > 5`: "true", `a.f * 2.0 == 5.0`: "true", `a.l[0] + a.l[1] == a.n`: "true", `a.n in a.l`: "false", `2 in a.l`: "true",
		`a.m == a.o`: "true", `a.o >= a.m`: "true", `a.o > a.m`: "false", `a.neg < a.m`: "true", `a.neg > money("-2.00 SEK")`: "true", `a.m != sum`: "true",
		`a.z == null`: "true", `has(a.z)`: "true", `has(a.n) && a.n > 2`: "true", `a.big > 1`: "true", `!has(a.q) || a.q > 1`: "true",
		`day > today + days(11)`: "true", `day == today + days(12)`: "true", `day > today + days(12)`: "false", `today - days(1) < today`: "true",
		`days(36600) > days(1)`: "true", `days(36601) > days(1)`: "error", `days(-36600) < days(1)`: "true", `days(-36601) < days(1)`: "error",
		`a.d == day`: "true", `a.d > day`: "false", `a.s + "!" == "ok!"`: "true", `a.s in ["ok", "no"]`: "true", `size(a.s) == 2`: "true", `a.n == 3.0`: "true", `a.s == 3`: "false",
		`a == a`: "true", `a.m < a.n`: "error", `a.l == [1, 2]`: "true", `a.missing > 1 || true`: "true", `a.missing > 1 && false`: "false", `a.n > 2 ? a.f > 2.0 : false`: "true",
	} {
		is, ok := expression(t, src, a)
		got := map[[2]bool]string{{true, true}: "true", {false, true}: "false", {false, false}: "error"}[[2]bool{is, ok}]
		if got != want {
			t.Errorf("%s: %s, want %s", src, got, want)
		}
	}
}

// What an expression gives reaches a tool in JSON's own forms.
func TestArgumentsThatAreWorkedOut(t *testing.T) {
	flows, faults := Parse("a.yaml", []byte(`
flow: a
version: 1
title: {en: A}
slots: {}
steps:
  - {tool: find, save_as: x, if_error: []}
  - tool: find
    with: {sum: x.n + 1, half: x.f / 2.0, list: "x.l.map(v, v + 1)", size: size(x.l), yes: x.n > 2, word: x.s + "!", cash: money("5.00 SEK"), later: today + days(1), raw: x.big, row: x.o, none: 7, text: "x.n"}
    if_error: []
`))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	c := NewCatalogue(flows, nil, miniTools)
	k := &talk{t: t, c: c, run: c.Start("a", "en")}
	k.step(nil)
	out := k.results(`{"n": 3, "f": 2.5, "s": "ok", "l": [1, 2], "big": 12345678901234567890.50, "o": {"a": [1.10]}}`)
	if len(out.Calls) != 1 {
		t.Fatalf("%+v", out)
	}
	got, _ := json.Marshal(out.Calls[0].Args)
	if want := `{"cash":"5.00 SEK","half":1.25,"later":"2026-11-21","list":"x.l.map(v, v + 1)","none":7,"raw":12345678901234567890.50,"row":{"a":[1.10]},"size":2,"sum":4,"text":"x.n","word":"ok!","yes":true}`; string(got) != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	for want, in := range map[string]ref.Val{`"a"`: types.String("a"), "true": types.Bool(true), "-3": types.Int(-3), "3": types.Uint(3), "0.5": types.Double(0.5),
		`"2026-01-02"`: types.Timestamp{Time: time.Date(2026, 1, 2, 3, 0, 0, 0, time.UTC)}} {
		if v, ok := native(in); !ok || jsonOf(v) != want {
			t.Errorf("%v became %s, want %s", in, jsonOf(v), want)
		}
	}
	if _, ok := native(types.NullValue); ok {
		t.Error("nothing is no argument")
	}
}

func TestYAMLAsPeopleWriteIt(t *testing.T) {
	for _, x := range []struct{ src, want string }{
		{"a: &b {x: 1, y: 2}\nc: {<<: *b, y: 3}\n", `{"a":{"x":1,"y":2},"c":{"x":1,"y":3}}`},
		{"a: &b {x: 1, y: 2}\nc: {y: 3, <<: *b}\n", `{"a":{"x":1,"y":2},"c":{"y":3,"x":1}}`},
		{"a: |\n  one\n  two\nb: >\n  one\n  two\n", `{"a":"one\ntwo","b":"one two"}`},
		{"a: ~\nb: null\nc: \"\"\nd: ''\n", `{"a":null,"b":null,"c":"","d":""}`},
		{"a: 1.50\nb: -0\nc: 01\nd: 1e5\ne: 0x10\nf: +1\ng: 1_000\nh: .5\n", `{"a":1.50,"b":-0,"c":"01","d":"1e5","e":"0x10","f":"+1","g":"1_000","h":".5"}`},
		{"a: yes\nb: on\nc: true\nd: \"true\"\ne: True\n", `{"a":"yes","b":"on","c":true,"d":"true","e":"True"}`},
		{"a: 2026-11-20\nb: 12:30\nc: 649.00 SEK\n", `{"a":"2026-11-20","b":"12:30","c":"649.00 SEK"}`},
		{"a: [1, two, [3], {b: c}]\n", `{"a":[1,"two",[3],{"b":"c"}]}`},
		{"a: !!str 5\nb: # comment\n  c: d\n", `{"a":5,"b":{"c":"d"}}`},
		{"a: &x 1\nb: [*x, *x]\n", `{"a":1,"b":[1,1]}`},
	} {
		fs := &faults{file: "f"}
		docs := read([]byte(x.src), fs)
		if len(docs) != 1 || len(fs.list) > 0 {
			t.Errorf("%q: %d documents, %v", x.src, len(docs), fs.list)
			continue
		}
		if got := string(docs[0].json()); got != x.want {
			t.Errorf("%q\n got %s\nwant %s", x.src, got, x.want)
		}
	}
	fs := &faults{file: "f"}
	docs := read([]byte("# only a comment\n---\na: 1\n---\n- b\n"), fs)
	if len(docs) != 2 || docs[0].at != (Pos{3, 1}) || !docs[1].isList || len(fs.list) > 0 {
		t.Errorf("%+v %v", docs, fs.list)
	}
	read([]byte("a: 1\n---\n# nothing\n---\nb: 2\n"), fs)
	if len(fs.list) != 1 || fs.list[0].Line != 5 || !strings.Contains(fs.list[0].Message, "only a comment") {
		t.Errorf("a part that is gone must be named: %v", fs.list)
	}
	if read([]byte("a: 1\n---\n# the end\n"), fs); len(fs.list) != 1 {
		t.Errorf("a comment at the end hides nothing: %v", fs.list)
	}
	docs = read([]byte("a:\n  b: c\n  d: {e: f}\nlist:\n  - x: 1\n    y: 2\n"), fs)
	root := docs[0]
	for path, want := range map[string]Pos{"a": {1, 1}, "list": {4, 1}, "none": {1, 1}} {
		if got := root.keyAt(path); got != want {
			t.Errorf("%s stands at %v, want %v", path, got, want)
		}
	}
	if a := root.get("a"); a.at != (Pos{2, 3}) || a.keyAt("d") != (Pos{3, 3}) || a.get("d").at != (Pos{3, 6}) || a.get("d").keyAt("e") != (Pos{3, 7}) || root.get("list").list[0].keyAt("y") != (Pos{6, 5}) {
		t.Errorf("%+v", a)
	}
	if root.get("none") != nil || root.get("a").get("b").get("c") != nil {
		t.Error("what is not there is nil")
	}
}

func TestVersionsNamesAndTopics(t *testing.T) {
	parse := func(src string) *Flow {
		flows, faults := Parse("f", []byte(src))
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		return flows[0]
	}
	f := func(name string, version string, topic string) *Flow {
		return parse("flow: " + name + "\nversion: " + version + "\ntopic: " + topic + "\ntitle: {en: T}\nsteps:\n  - {say: {en: Hi}}\n  - end: answered\n")
	}
	c := NewCatalogue([]*Flow{f("b", "3", "x"), f("b", "1", "x"), f("b", "2", "y"), f("a", "1", "x"), f("a", "1", "z")}, []*Flow{f("hi", "2", "x"), f("b", "9", "x")}, miniTools)
	for _, x := range []struct {
		name    string
		version int
		want    int
	}{{"b", 0, 3}, {"b", 1, 1}, {"b", 2, 2}, {"b", 3, 3}, {"b", 9, 0}, {"hi", 0, 2}, {"hi", 2, 2}, {"hi", 1, 0}, {"none", 0, 0}} {
		got := c.Flow(x.name, x.version)
		if (got == nil) != (x.want == 0) || got != nil && got.Version != x.want {
			t.Errorf("%s %d: %+v", x.name, x.version, got)
		}
	}
	var names []string
	for _, f := range c.Flows() {
		names = append(names, versioned(f.Name, f.Version))
	}
	if !slices.Equal(names, []string{"a@1", "b@3"}) || len(c.ByTopic("x")) != 2 || len(c.ByTopic("y")) != 0 || len(c.twice) != 1 {
		t.Errorf("%v", names)
	}
	for start, want := range map[string]string{"b": "b@3:1", "b@2": "b@2:1", "b@x": "b@3:1", "b@7": "b", "none": "none", "hi": "hi@2:1"} {
		if got := c.Start(start, "en").Position(); got != want {
			t.Errorf("%s starts at %s, want %s", start, got, want)
		}
	}
	if c.Pattern("hi") == nil || c.Pattern("a") != nil {
		t.Error("a flow is no pattern")
	}
	if _, ok := c.Tool("find"); !ok {
		t.Error("the tool table is not there")
	}
	if _, ok := c.Tool("gone"); ok {
		t.Error("a tool that nobody declared")
	}
}

func TestWordsThatSaySomething(t *testing.T) {
	for s, want := range map[string]string{"The one from Elgiganten": "elgiganten", "Räkning 123 på 349 kr": "räkning", "ab abc, abcd!": "abc abcd", "DET är för dyrt": "för dyrt", "R-77 och 4111 1111": "", "östra-gatan": "östra gatan"} {
		if got := strings.Join(words(s), " "); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
	for s, want := range map[string]string{"R-77": "r77", " å Ä.1 ": "åä1", "-": ""} {
		if got := tight(s); got != want {
			t.Errorf("%q: %q", s, got)
		}
	}
	if saysAll([]string{"a"}, nil) || !saysAll([]string{"red", "apple"}, []string{"apple"}) || saysAll([]string{"red"}, []string{"red", "apple"}) {
		t.Error("every wanted word must be said, and nothing wanted is nothing said")
	}
	long := strings.Repeat("å", longestValue)
	if oneLine(long) != long || oneLine(long+"å") != long[:len(long)-2]+"…" || oneLine("a\r\n\tb\u2028c\u2029d\x7fe") != "a b c d e" {
		t.Errorf("%q", oneLine("a\r\n\tb\u2028c\u2029d\x7fe"))
	}
}
