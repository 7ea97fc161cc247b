package main

import (
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

var fence = regexp.MustCompile("(?ms)^```(\\w+) ?(\\S*)\n(.*?)^```$")

// docs/content.md is a promise to somebody who is no programmer: every command
// and file in it is done here as it stands, up to the customer who meets the flow.
func TestTheContentPageWorksAsItStands(t *testing.T) {
	page, err := os.ReadFile("../../docs/content.md")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	blocks := fence.FindAllStringSubmatch(string(page), -1)
	slices.SortStableFunc(blocks, func(a, b []string) int { // a file to try something on may be shown after its command
		first := func(x []string) int {
			if x[1] == "txt" {
				return 0
			}
			return 1
		}
		return first(a) - first(b)
	})
	commands := 0
	for _, b := range blocks {
		kind, file, text := b[1], b[2], b[3]
		switch kind {
		case "sh":
			commands += runShown(t, text)
		case "diff":
			body, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var from, to string
			for line := range strings.Lines(text) {
				if line[0] == '-' {
					from += line[1:]
				} else {
					to += line[1:]
				}
			}
			if !strings.Contains(string(body), from) {
				t.Fatalf("%s does not hold %q", file, from)
			}
			write(t, file, strings.Replace(string(body), from, to, 1))
		default:
			write(t, file, text)
		}
	}
	if commands < 8 {
		t.Errorf("only %d commands were found on the page", commands)
	}
	for _, line := range regexp.MustCompile("`samtal (new [^`]*)`").FindAllStringSubmatch(string(page), -1) {
		if code, _, errs := call("en", "", parted(line[1])...); code != done {
			t.Errorf("samtal %s: %d %s", line[1], code, errs)
		}
	}
	if code, out, errs := call("en", "", "check", "--tests", "content"); code != done {
		t.Fatalf("%s%s", out, errs)
	}
	meets(t)
}

// parted parts a command line as a shell does, with '…' around what holds spaces.
func parted(line string) (out []string) {
	for _, m := range regexp.MustCompile(`'([^']*)'|(\S+)`).FindAllStringSubmatch(line, -1) {
		out = append(out, m[1]+m[2])
	}
	return out
}

// runShown runs each "$ samtal …" and finds each line below it in what it said.
func runShown(t *testing.T, text string) (n int) {
	t.Helper()
	said := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		command, isCommand := strings.CutPrefix(line, "$ samtal ")
		switch {
		case isCommand && strings.HasPrefix(command, "demo"):
			n++
			said = ""
		case isCommand:
			n++
			_, out, errs := call("en", "", parted(command)...)
			said = out + errs
		case !strings.Contains(said, line):
			t.Errorf("the page shows %q, but it said:\n%s", line, said)
		}
	}
	return n
}

// meets: a customer of the demo meets the new flow, keeps it while it changes,
// and the next customer meets the changed one; a broken file changes nothing.
func meets(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	demo := start(t, "--data", data, "--experts", "0", "--no-limits", "--now", "12:00", "--content", "content")
	customer, lead := fragment(t, demo.Customer), fragment(t, demo.Console)
	first := talking{t, demo, customer, ""}
	first.open()
	first.says("har ni student discount?", "Har du ett studentkort som gäller nu?")

	file := "content/flows/student_discount.yaml"
	old, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.NewReplacer("Har du ett studentkort som gäller nu?", "Har du kårleg eller studentkort?",
		"Bra. En kollega lägger in rabatten på ditt konto.", "Fint, en kollega ordnar det.").Replace(string(old))
	write(t, file, strings.Replace(changed, "otherwise: true", "otherwse: true", 1))
	var s struct {
		Version string
		Folder  bool
		Tests   int
		Refused *struct {
			Faults []struct {
				File string
				Line int
			}
		}
	}
	if code := demo.call(t, "POST", "/api/v1/content/reload", lead, nil, &s); code != http.StatusOK || !s.Folder || s.Refused == nil || s.Refused.Faults[0].File != "flows/student_discount.yaml" {
		t.Fatalf("a broken file: %d %+v", code, s)
	}
	before := s.Version
	write(t, file, changed)
	// Nobody presses anything: the program finds it. Each round asks once more.
	for began := time.Now(); s.Version == before && time.Since(began) < time.Minute; {
		s.Refused = nil
		if code := demo.call(t, "GET", "/api/v1/content", lead, nil, &s); code != http.StatusOK {
			t.Fatal(code)
		}
	}
	if s.Version == before || s.Refused != nil || s.Tests == 0 {
		t.Fatalf("the changed file is not in force: %+v", s)
	}
	second := talking{t, demo, customer, ""}
	second.open()
	second.says("har ni student discount?", "Har du kårleg eller studentkort?")
	demo.end(t)

	demo = start(t, "--data", data, "--experts", "0", "--no-limits", "--now", "12:05", "--content", "content")
	first.demo, second.demo = demo, demo
	first.says("ja", "Bra. En kollega lägger in rabatten på ditt konto.") // as it was when she began, after a restart too
	second.says("ja", "Fint, en kollega ordnar det.")
	demo.end(t)
}

// talking is a customer in one conversation.
type talking struct {
	t     *testing.T
	demo  *running
	token string
	id    string
}

func (c *talking) open() {
	c.t.Helper()
	var opened struct{ ID string }
	if code := c.demo.call(c.t, "POST", "/api/v1/conversations", c.token, map[string]string{"market": "SE", "language": "sv"}, &opened); code != http.StatusCreated {
		c.t.Fatalf("open: %d", code)
	}
	c.id = opened.ID
}

// says writes and waits for an answer that holds the words.
func (c *talking) says(text, want string) {
	c.t.Helper()
	path := "/api/v1/conversations/" + c.id + "/messages"
	if code := c.demo.call(c.t, "POST", path, c.token, map[string]string{"id": text + want, "text": text}, nil); code != http.StatusAccepted {
		c.t.Fatalf("write: %d", code)
	}
	var list struct{ Messages []struct{ From, Text string } }
	for began := time.Now(); time.Since(began) < 30*time.Second; {
		if code := c.demo.call(c.t, "GET", path, c.token, nil, &list); code != http.StatusOK {
			c.t.Fatal(code)
		}
		if slices.ContainsFunc(list.Messages, func(m struct{ From, Text string }) bool {
			return m.From == "assistant" && strings.Contains(m.Text, want)
		}) {
			return
		}
	}
	c.t.Fatalf("nobody said %q: %+v", want, list.Messages)
}
