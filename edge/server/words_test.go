package server_test

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"samtal/service/desk"
)

// literal is the code of a problem.New.
var literal = regexp.MustCompile(`^\w+, "(\w+)"`)

// The problem texts are hand-written in both languages: a code without words
// would leave somebody with "something went wrong".
func TestEveryProblemHasWordsInBothLanguages(t *testing.T) {
	p := thePack(t)
	codes := map[string]bool{}
	for _, dir := range []string{".", "../../service/desk", "../../service/dispatch", "../../service/moneybox", "../../service/people", "../../service/roster", "../token"} {
		files, err := os.ReadDir(dir)
		must(t, err)
		for _, f := range files {
			if strings.HasSuffix(f.Name(), ".go") && !strings.HasSuffix(f.Name(), "_test.go") {
				raw, err := os.ReadFile(dir + "/" + f.Name())
				must(t, err)
				for _, part := range strings.Split(string(raw), "problem.New(problem.")[1:] {
					if m := literal.FindStringSubmatch(part); m != nil {
						codes[m[1]] = true
					}
				}
			}
		}
	}
	if len(codes) < 15 {
		t.Fatalf("only %v", codes)
	}
	for code := range codes {
		for _, lang := range []string{"sv", "en"} {
			if text := p.Problem(lang, code, map[string]string{"seconds": "3"}); text == "" || text == p.Problem(lang, "problem_other", nil) {
				t.Errorf("%s has no words in %s", code, lang)
			}
		}
	}
}

func FuzzMessagesBody(f *testing.F) {
	for _, s := range []string{`{"id":"a","text":"hej"}`, `{"id":"a","choice":"yes","seen":"m"}`, `{"id":1}`, `{`, `[]`, `null`, ``, `"x"`, `{"id":null,"text":null}`,
		`{"id":"` + strings.Repeat("x", 200) + `","text":"y"}`, "{\"id\":\"a\",\"text\":\"\\u0000\\ud800\"}", `{"id":"b","text":"x","back_by":"2026-11-24T10:00:00Z","matter":"m9"}`,
		strings.Repeat("[", 3000), `{"id":"a","text":` + strings.Repeat("[", 3000)} {
		f.Add(s)
	}
	h := newHouse(f, nil)
	anna := h.customer("c-0001")
	id, _ := h.open(anna)
	elin := h.staff("e-01")
	f.Fuzz(func(t *testing.T, text string) {
		h.t = t
		for _, who := range []string{anna, elin} {
			a := h.call("POST", "conversations/"+id+"/messages", who, text)
			switch a.status {
			case 202:
				var r desk.Receipt
				if json.Unmarshal([]byte(a.text), &r) != nil || r.ID == "" {
					t.Fatalf("%q: %s", text, a.text)
				}
			case 400, 404, 409, 413, 422:
				if a.str("code") == "" || a.str("detail") == "" {
					t.Fatalf("%q: %s", text, a.text)
				}
			default:
				t.Fatalf("%q: %d %s", text, a.status, a.text)
			}
		}
	})
}
