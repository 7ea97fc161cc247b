// Package money holds exact money: integer minor units with a currency.
package money

import (
	"fmt"
	"strconv"
	"strings"
)

// Money is an amount in minor units (öre, pence, cents) of an ISO 4217 currency.
type Money struct {
	Minor    int64  `json:"minor"`
	Currency string `json:"currency"`
}

// exponents lists the currencies whose minor unit is not a hundredth (ISO 4217).
var exponents = map[string]int{"JPY": 0, "KRW": 0, "ISK": 0, "CLP": 0, "BHD": 3, "KWD": 3, "TND": 3, "JOD": 3, "OMR": 3}

// Exponent returns how many decimals the currency has.
func Exponent(currency string) int {
	if e, ok := exponents[currency]; ok {
		return e
	}
	return 2
}

// Parse reads a plain decimal such as "649.00 SEK" or "649.00" with currency
// given. It refuses more decimals than the currency has: nothing is rounded.
func Parse(s, currency string) (Money, error) {
	s = strings.TrimSpace(s)
	if f := strings.Fields(s); len(f) == 2 {
		s, currency = f[0], f[1]
	}
	if len(currency) != 3 {
		return Money{}, fmt.Errorf("money: %q has no currency", s)
	}
	neg := strings.HasPrefix(s, "-")
	whole, frac, _ := strings.Cut(strings.TrimLeft(s, "+-"), ".")
	e := Exponent(currency)
	if len(frac) > e || whole == "" || strings.ContainsAny(frac+whole, "+-") {
		return Money{}, fmt.Errorf("money: %q is not an amount in %s", s, currency)
	}
	n, err := strconv.ParseInt(whole+frac+strings.Repeat("0", e-len(frac)), 10, 64)
	if err != nil {
		return Money{}, fmt.Errorf("money: %q is not an amount", s)
	}
	if neg {
		n = -n
	}
	return Money{n, currency}, nil
}

// Decimal writes the amount as a plain decimal, "349.00".
func (m Money) Decimal() string {
	e := Exponent(m.Currency)
	n, sign := m.Minor, ""
	if n < 0 {
		n, sign = -n, "-"
	}
	s := strconv.FormatInt(n, 10)
	if e == 0 {
		return sign + s
	}
	if len(s) <= e {
		s = strings.Repeat("0", e-len(s)+1) + s
	}
	return sign + s[:len(s)-e] + "." + s[len(s)-e:]
}

// String writes the amount as a decimal and its currency, "349.00 SEK".
func (m Money) String() string { return m.Decimal() + " " + m.Currency }

// Format writes the amount as people in a language write it: sv "1 234,50 kr",
// en "1,234.50 kr". Non-breaking spaces keep number and unit on one line.
func (m Money) Format(language string) string {
	d := m.Decimal()
	sign := ""
	if strings.HasPrefix(d, "-") {
		sign, d = "−", d[1:]
	}
	whole, frac, _ := strings.Cut(d, ".")
	group, point := ",", "."
	if language == "sv" {
		group, point = "\u00a0", ","
	}
	var b strings.Builder
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(group)
		}
		b.WriteRune(c)
	}
	out := b.String()
	if frac != "" && strings.Trim(frac, "0") != "" {
		out += point + frac
	}
	switch m.Currency {
	case "SEK":
		return sign + out + "\u00a0kr"
	case "GBP":
		return sign + "£" + out
	case "USD":
		return sign + "$" + out
	case "EUR":
		if language == "sv" {
			return sign + out + "\u00a0€"
		}
		return sign + "€" + out
	}
	return sign + out + "\u00a0" + m.Currency
}
