package mail

import (
	_ "embed"
	"html/template"
	"net/http"
	"strings"
	"time"
	_ "time/tzdata" // times are shown in the company's zone on any machine
)

//go:embed page.html
var source string

var sheet = template.Must(template.New("mail").Parse(source))

// shown is how many letters the page holds.
const shown = 50

type row struct {
	Letter
	Time string
}

// ServeHTTP shows the mailbox, newest first. It refreshes itself without a
// script, so it also works where scripts are forbidden.
func (m *Mail) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
		return
	}
	list, err := m.Box.Letters(r.Context(), r.URL.Query().Get("to"), shown)
	if err != nil {
		m.Log.Error("the mailbox can't be read", "error", err.Error())
		http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
		return
	}
	p := pages[pick(r)]
	rows := make([]row, len(list))
	for i, l := range list {
		rows[i] = row{l, l.At.In(zone).Format("2006-01-02 15:04")}
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", p.Lang)
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	data := struct {
		page
		Company string
		To      string
		Rows    []row
	}{p, m.Name, r.URL.Query().Get("to"), rows}
	if err := sheet.Execute(w, data); err != nil {
		m.Log.Warn("the mailbox was not read to its end", "error", err.Error())
	}
}

var zone = func() *time.Location {
	z, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		panic(err) // the zones are in the binary
	}
	return z
}()

// pick chooses the page's language: ?lang, else what the browser wants first.
func pick(r *http.Request) string {
	if l := r.URL.Query().Get("lang"); pages[l].Lang != "" {
		return l
	}
	for _, want := range strings.Split(r.Header.Get("Accept-Language"), ",") {
		tag, _, _ := strings.Cut(strings.TrimSpace(want), ";")
		tag, _, _ = strings.Cut(strings.ToLower(tag), "-")
		if pages[tag].Lang != "" {
			return tag
		}
	}
	return "sv"
}
