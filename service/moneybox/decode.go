package moneybox

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

var named = regexp.MustCompile(`(?i)^\s*<\?xml[^>]*encoding=["']([A-Za-z0-9._-]+)["']`)

// Decode turns a file's bytes into text: by its byte order mark, by what its
// head names, as UTF-8 where that is valid, else as Windows-1252, which every
// bank that writes neither uses.
func Decode(file []byte) string {
	head := string(file[:min(len(file), 512)])
	var e encoding.Encoding
	switch {
	case strings.HasPrefix(head, "\xff\xfe"), strings.HasPrefix(head, "\xfe\xff"):
		e = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case utf8.Valid(file):
		return strings.TrimPrefix(string(file), "\ufeff")
	case named.MatchString(head):
		if found, err := htmlindex.Get(named.FindStringSubmatch(head)[1]); err == nil {
			e = found
		}
	}
	if e == nil || e == unicode.UTF8 {
		e = charmap.Windows1252
	}
	text, err := e.NewDecoder().Bytes(file)
	if err != nil {
		return strings.ToValidUTF8(string(file), "\ufffd")
	}
	return string(text)
}
