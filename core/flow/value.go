package flow

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"samtal/core/money"
)

// kind is what a value in a tool's result is. It is read from the value's own
// form, since that is what the company's system really said.
type kind string

const (
	kindText   kind = "text"
	kindDate   kind = "date"
	kindMoney  kind = "money"
	kindNumber kind = "number"
	kindBool   kind = "yes_no"
	kindObject kind = "object"
	kindList   kind = "list"
	kindNone   kind = "none"
)

// value is one typed value with the literal form it came in.
type value struct {
	kind  kind
	raw   string
	date  time.Time // midnight UTC: a date has no zone
	money money.Money
}

// typed gives a JSON value its type: "649.00 SEK" is money, "2026-11-20" a date.
func typed(v any) value {
	switch v := v.(type) {
	case string:
		return typedText(v)
	case json.Number:
		return value{kind: kindNumber, raw: v.String()}
	case bool:
		return value{kind: kindBool, raw: strconv.FormatBool(v)}
	case map[string]any:
		return typedObject(v)
	case []any:
		return value{kind: kindList}
	}
	return value{kind: kindNone}
}

func typedText(s string) value {
	// The cheap tests come first: most strings are neither date nor money.
	if len(s) >= 10 && s[4] == '-' && s[7] == '-' && (len(s) == 10 || s[10] == 'T') {
		if d, err := time.Parse(time.DateOnly, s[:10]); err == nil {
			return value{kind: kindDate, raw: s, date: d}
		}
	}
	if n := len(s); n > 4 && s[n-4] == ' ' && (s[0] == '-' || s[0] >= '0' && s[0] <= '9') && strings.ToUpper(s[n-3:]) == s[n-3:] {
		if m, err := money.Parse(s, ""); err == nil {
			return value{kind: kindMoney, raw: s, money: m}
		}
	}
	return value{kind: kindText, raw: s}
}

// typedObject reads the API's own form of money, {"minor", "currency"}.
func typedObject(o map[string]any) value {
	if minor, ok := o["minor"].(json.Number); ok && len(o) == 2 {
		if cur, ok := o["currency"].(string); ok {
			if n, err := minor.Int64(); err == nil {
				m := money.Money{Minor: n, Currency: cur}
				return value{kind: kindMoney, raw: m.String(), money: m}
			}
		}
	}
	return value{kind: kindObject}
}

// decode reads JSON and keeps numbers in their literal form.
func decode(raw json.RawMessage) (any, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v any
	err := d.Decode(&v)
	return v, err
}

// dig walks a path into a decoded value.
func dig(v any, path []string) (any, bool) {
	for _, p := range path {
		o, ok := v.(map[string]any)
		if !ok {
			return nil, false
		}
		if v, ok = o[p]; !ok {
			return nil, false
		}
	}
	return v, true
}

// canonical writes JSON with sorted keys and literal numbers, so that the same
// arguments always have the same digest (json.Marshal sorts map keys).
func canonical(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		return []byte("null")
	}
	d, err := decode(b)
	if err != nil {
		return b
	}
	b, _ = json.Marshal(d) // what was just decoded encodes
	return b
}

// CallID is the digest of a tool and its arguments. A result belongs to a call
// when their ids are equal, whatever else happened in between.
func CallID(tool string, args map[string]any) string {
	if args == nil {
		args = map[string]any{}
	}
	return digest([]byte(tool), canonical(args))
}

// digest is SHA-256 over length-prefixed parts, as hex.
func digest(parts ...[]byte) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(strconv.Itoa(len(p)) + ":"))
		h.Write(p)
	}
	return hex.EncodeToString(h.Sum(nil))
}

var months = map[string][12]string{
	"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	"sv": {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"},
}

// formatDate writes a date as people say it, with the year only when it is not
// this year: "28 november", "28 November 2027".
func formatDate(d time.Time, language, today string) string {
	names, ok := months[language]
	if !ok {
		names = months["en"]
	}
	s := strconv.Itoa(d.Day()) + " " + names[d.Month()-1]
	if !strings.HasPrefix(today, d.Format("2006")) {
		s += " " + strconv.Itoa(d.Year())
	}
	return s
}

var yesNo = map[string][2]string{"en": {"yes", "no"}, "sv": {"ja", "nej"}}

// longestValue bounds text that a tool returned: a merchant's name is data and
// must never take over the message that it stands in.
const longestValue = 160

// show writes a value for the customer, in their language.
func (v value) show(language, today string) string {
	switch v.kind {
	case kindDate:
		return formatDate(v.date, language, today)
	case kindMoney:
		return v.money.Format(language)
	case kindNumber:
		if language == "sv" {
			return strings.Replace(v.raw, ".", ",", 1)
		}
		return v.raw
	case kindBool:
		w, ok := yesNo[language]
		if !ok {
			w = yesNo["en"]
		}
		if v.raw == "true" {
			return w[0]
		}
		return w[1]
	case kindText:
		return oneLine(v.raw)
	}
	return ""
}

// oneLine keeps a value on one line and within bounds.
func oneLine(s string) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\u2028' || r == '\u2029' }), " ")
	if r := []rune(s); len(r) > longestValue {
		return string(r[:longestValue-1]) + "…"
	}
	return s
}
