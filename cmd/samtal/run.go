package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/alecthomas/kong"
)

// app is what every command is given.
type app struct {
	In       io.Reader
	Out, Err io.Writer
	Lang     string // of the person at the terminal: sv or en
	JSON     bool
	Env      func(string) string
}

// Exit codes (contract.md).
const (
	done      = 0
	failed    = 1
	wrongUse  = 2
	someFiles = 3
)

// failure is an error for people: one line in their language, and the exit
// code. Cause is added as it is.
type failure struct {
	code   int
	key    string
	params []string // name, value, name, value
	cause  error
}

func (f *failure) Error() string { return f.say("en") }
func (f *failure) Unwrap() error { return f.cause }
func (f *failure) say(lang string) string {
	s := say(lang, f.key, f.params...)
	if f.cause != nil {
		s += ": " + oneLine(f.cause.Error())
	}
	return s
}

// fail makes a failure that is not the caller's fault; wrong one that is.
func fail(cause error, key string, params ...string) error {
	return &failure{failed, key, params, cause}
}
func wrong(key string, params ...string) error { return &failure{wrongUse, key, params, nil} }

// run is the whole program with its surroundings given.
func run(ctx context.Context, args []string, a app) (code int) {
	var c commands
	var exited *int
	vars := kong.Vars{}
	for key, w := range words {
		vars[key] = w[a.Lang]
	}
	parser, err := kong.New(&c, kong.Name("samtal"), kong.Description(say(a.Lang, "samtal")), vars,
		kong.Writers(swedish{a.Out, a.Lang}, a.Err), kong.Exit(func(n int) {
			if exited == nil {
				exited = &n
			}
		}), kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(&a))
	if err != nil {
		panic(err) // the commands above are wrong; the first test sees it
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	parsed, err := parser.Parse(args)
	switch {
	case exited != nil: // --help was shown
		return *exited
	case err != nil:
		fmt.Fprintln(a.Err, "samtal: "+understood(a.Lang, err)+" ("+say(a.Lang, "see_help")+")")
		return wrongUse
	}
	a.JSON = c.JSON
	err = parsed.Run()
	var f *failure
	switch {
	case err == nil:
		return done
	case errors.As(err, &f):
		fmt.Fprintln(a.Err, "samtal: "+f.say(a.Lang))
		return f.code
	}
	var bad badCase
	if errors.As(err, &bad) {
		fmt.Fprintln(a.Err, "samtal: "+bad.say(a.Lang))
		return failed
	}
	fmt.Fprintln(a.Err, "samtal: "+oneLine(err.Error()))
	return failed
}

// show prints a result: one JSON object a line, or words for people.
func (a *app) show(v any, words string) error {
	if !a.JSON {
		_, err := fmt.Fprintln(a.Out, words)
		return err
	}
	enc := json.NewEncoder(a.Out)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// understood says a parser's complaint in the reader's language.
func understood(lang string, err error) string {
	s := oneLine(err.Error())
	if lang != "sv" {
		return s
	}
	for _, c := range complaints {
		if c.from.MatchString(s) {
			return c.from.ReplaceAllString(s, c.to)
		}
	}
	return s
}

var complaints = []struct {
	from *regexp.Regexp
	to   string
}{
	{regexp.MustCompile(`^unknown flag (\S+?)(?:, did you mean (.*)\?)?$`), "okänd flagga $1"},
	{regexp.MustCompile(`^unexpected argument (\S+?)(, did you mean .*)?$`), "oväntat argument $1"},
	{regexp.MustCompile(`^(\S+) and (\S+) can't be used together$`), "$1 och $2 går inte ihop"},
	{regexp.MustCompile(`^missing flags?: (.*)$`), "flagga saknas: $1"},
	{regexp.MustCompile(`^expected one of .*$`), "kommando saknas"},
	{regexp.MustCompile(`^expected "(.*)"$`), "argument saknas: $1"},
	{regexp.MustCompile(`^(\S+): expected .* but got (.*)$`), "$1: $2 går inte att tolka"},
}

// swedish translates the few words of help that are the parser's own.
type swedish struct {
	to   io.Writer
	lang string
}

var ownWords = strings.NewReplacer("Usage:", "Så här:", "Flags:", "Flaggor:", "Commands:", "Kommandon:", "Arguments:", "Argument:", "Example:", "Exempel:",
	"Show context-sensitive help.", "Visa hjälp.", "[flags]", "[flaggor]", "<command>", "<kommando>",
	`for more information on a command.`, "visar mer om ett kommando.", "Run \"", "\"")

func (s swedish) Write(p []byte) (int, error) {
	if s.lang == "sv" {
		p = []byte(ownWords.Replace(string(p)))
	}
	_, err := io.Copy(s.to, bytes.NewReader(p))
	return len(p), err
}
