package store

import (
	"encoding/base64"
	"strconv"
	"strings"

	"samtal/service/desk"
)

// pageMost bounds one page, whatever is asked for.
const pageMost = 200

// PageLimit is the number of rows of a page: 50 unless asked, never above 200.
func PageLimit(p desk.Page) int {
	if p.Limit <= 0 {
		return 50
	}
	return min(p.Limit, pageMost)
}

// Cursor writes the last row's sort key, so that a page continues where it
// ended even when rows come and go before it.
func Cursor(rank int, at int64, id string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(strconv.Itoa(rank) + "." + strconv.FormatInt(at, 36) + "." + id))
}

// ParseCursor reads a cursor. A broken one is no cursor: the list begins anew.
func ParseCursor(s string) (rank int, at int64, id string, ok bool) {
	raw, err := base64.RawURLEncoding.DecodeString(s)
	parts := strings.SplitN(string(raw), ".", 3)
	if s == "" || err != nil || len(parts) != 3 {
		return 0, 0, "", false
	}
	if rank, err = strconv.Atoi(parts[0]); err != nil {
		return 0, 0, "", false
	}
	if at, err = strconv.ParseInt(parts[1], 36, 64); err != nil {
		return 0, 0, "", false
	}
	return rank, at, parts[2], true
}
