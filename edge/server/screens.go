package server

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
)

// policy of our own pages: nothing from elsewhere, nobody frames them.
const policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; " +
	"connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// file is one built file, read and squeezed once.
type file struct {
	kind   string
	etag   string
	raw    []byte
	packed []byte // gzip; nil when it does not pay
	hashed bool   // its name changes with its content
}

// screens serves the built web.
type screens struct{ files map[string]*file }

// notBuilt is shown where a screen would be when the binary was built without Node.
const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Samtal</title>
<p>The screens are not in this binary. Run <code>make build</code>, then start it again. The API works.</p>
<p lang="sv">Skärmarna finns inte i det här programmet. Kör <code>make build</code> och starta det igen. API:et fungerar.</p></html>
`

func newScreens(web fs.FS) (*screens, error) {
	s := &screens{files: map[string]*file{}}
	if web == nil {
		return s, nil
	}
	err := fs.WalkDir(web, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(path.Base(name), ".") {
			return err
		}
		raw, err := fs.ReadFile(web, name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(raw)
		f := &file{kind: typeOf(name), raw: raw, etag: `"` + hex.EncodeToString(sum[:12]) + `"`, hashed: strings.HasPrefix(name, "assets/")}
		if f.packed, err = squeeze(f.kind, raw); err != nil {
			return err
		}
		s.files["/"+name] = f
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("server: the screens: %w", err)
	}
	return s, nil
}

func typeOf(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".webmanifest":
		return "application/manifest+json"
	}
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return "application/octet-stream"
}

func squeeze(kind string, raw []byte) ([]byte, error) {
	if !strings.HasPrefix(kind, "text/") && !strings.Contains(kind, "json") && !strings.Contains(kind, "svg") {
		return nil, nil
	}
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(raw); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	if b.Len() >= len(raw) {
		return nil, nil
	}
	return b.Bytes(), nil
}

// ServeHTTP implements http.Handler.
func (s *screens) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		plain(w, http.StatusMethodNotAllowed, "method not allowed\n")
		return
	}
	name := r.URL.Path
	switch name {
	case "/":
		http.Redirect(w, r, "/demo/", http.StatusFound)
		return
	case "/demo", "/expert", "/console", "/money", "/apply":
		http.Redirect(w, r, name+"/", http.StatusMovedPermanently)
		return
	case "/demo/", "/expert/", "/console/", "/money/", "/apply/":
		name += "index.html"
	}
	f, ok := s.files[name]
	if !ok {
		if strings.HasSuffix(name, "/index.html") || name == "/widget.js" {
			h := w.Header()
			h.Set("Content-Type", "text/html; charset=utf-8")
			h.Set("Cache-Control", "no-store")
			w.WriteHeader(http.StatusServiceUnavailable)
			_, _ = w.Write([]byte(notBuilt)) // whoever asked is gone
			return
		}
		plain(w, http.StatusNotFound, "not found\n")
		return
	}
	f.serve(w, r)
}

func (f *file) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("ETag", f.etag)
	h.Set("Vary", "Accept-Encoding")
	h.Set("Cache-Control", "no-cache") // ask each time: it may be a new one
	if f.hashed {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if strings.HasPrefix(f.kind, "text/html") {
		h.Set("Content-Security-Policy", policy)
	} else {
		// the widget's files are loaded by the company's own pages
		h.Set("Access-Control-Allow-Origin", "*")
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	}
	if strings.Contains(r.Header.Get("If-None-Match"), f.etag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	out := f.raw
	if f.packed != nil && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		out = f.packed
	}
	if r.Method == http.MethodHead {
		return
	}
	_, _ = w.Write(out) // whoever asked is gone
}
