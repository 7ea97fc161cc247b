package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"time"
)

// casesOf reads a file of cases: a JSON list, one object, or one after the
// other. "-" is stdin.
func casesOf(name string, stdin io.Reader) ([]json.RawMessage, error) {
	var body []byte
	err := readFile(name, stdin, func(in io.Reader) (err error) {
		body, err = io.ReadAll(in)
		return err
	})
	if err != nil {
		return nil, fail(cause(err), "file_bad", "file", name)
	}
	var list []json.RawMessage
	if bytes.HasPrefix(bytes.TrimSpace(body), []byte("[")) {
		if err := json.Unmarshal(body, &list); err != nil {
			return nil, fail(err, "file_no_json", "file", name)
		}
		return list, nil
	}
	d := json.NewDecoder(bytes.NewReader(body))
	for {
		var one json.RawMessage
		switch err := d.Decode(&one); {
		case errors.Is(err, io.EOF):
			return list, nil
		case err != nil:
			return nil, fail(err, "file_no_json", "file", name)
		}
		list = append(list, one)
	}
}

var unknownField = regexp.MustCompile(`unknown field "(.*)"`)

// readCase decodes one case strictly: a field that nobody reads would silently
// not be in force.
func readCase(n int, raw json.RawMessage, into any) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	d.UseNumber()
	err := d.Decode(into)
	var kind *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &kind):
		return caseBad(n, kind.Field, "case_type", "kind", kind.Value)
	}
	if m := unknownField.FindStringSubmatch(err.Error()); m != nil {
		return caseBad(n, m[1], "case_unknown")
	}
	return caseBad(n, "", "case_type", "kind", oneLine(err.Error()))
}

// badCase is a fault in a case, told in the reader's language.
type badCase struct {
	n      int
	field  string
	key    string
	params []string
}

func (b badCase) Error() string { return b.say("en") }

func (b badCase) say(lang string) string {
	field := b.field
	if field != "" {
		field += ": "
	}
	return say(lang, "case", "n", fmt.Sprint(b.n)) + ": " + field + say(lang, b.key, b.params...)
}

func caseBad(n int, field, key string, params ...string) error { return badCase{n, field, key, params} }

// spanCase is a period in a case.
type spanCase struct {
	Start        *string `json:"start"`
	End          *string `json:"end"`
	BreakMinutes int     `json:"break_minutes"`
}

const longestSpan = 7 * 24 * time.Hour

func (s *spanCase) read(n int, field string) (start, end time.Time, err error) {
	if s == nil {
		return start, end, caseBad(n, field, "case_missing")
	}
	if start, err = readTime(n, field+".start", s.Start); err != nil {
		return start, end, err
	}
	if end, err = readTime(n, field+".end", s.End); err != nil {
		return start, end, err
	}
	switch length := end.Sub(start); {
	case length <= 0:
		return start, end, caseBad(n, field+".end", "case_order")
	case length > longestSpan:
		return start, end, caseBad(n, field+".end", "case_long")
	case s.BreakMinutes < 0 || time.Duration(s.BreakMinutes)*time.Minute >= length:
		return start, end, caseBad(n, field+".break_minutes", "case_break")
	}
	return start, end, nil
}

func readTime(n int, field string, text *string) (time.Time, error) {
	if text == nil {
		return time.Time{}, caseBad(n, field, "case_missing")
	}
	t, err := time.Parse(time.RFC3339, *text)
	if err != nil {
		return time.Time{}, caseBad(n, field, "case_time", "text", *text)
	}
	return t, nil
}
