package pack

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"time"

	"samtal/core/flow"
)

// shelfmarks are what a pack consists of. Anything else in its folder, a note,
// a picture, a version control's own files, is none of ours.
var shelfmarks = []string{"articles", "flows", "learn", "markets", "money", "patterns", "phrases", "practice", "schema", "tools.yaml", "words"}

// bound are the parts that a conversation in the middle of a flow keeps: its
// flow, what that may run, the words around it and the tools that it names.
var bound = []string{"flows", "patterns", "tools.yaml"}

// mostBytes bounds a pack: a folder that was meant for something else is
// refused, not read to the end.
const mostBytes = 64 << 20

// each calls do for every file of the named parts, in order. Files that begin
// with a dot or a # are an editor's.
func each(content fs.FS, names []string, do func(name string, d fs.DirEntry) error) error {
	for _, top := range names {
		if _, err := fs.Stat(content, top); err != nil {
			continue // the reader says what is missing, and where
		}
		err := fs.WalkDir(content, top, func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case strings.HasPrefix(d.Name(), ".") || strings.HasPrefix(d.Name(), "#"):
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil
			case d.IsDir():
				return nil
			}
			return do(name, d)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// digestOf names parts of a pack by their bytes.
func digestOf(content fs.FS, names ...string) string {
	h := sha256.New()
	_ = each(content, names, func(name string, _ fs.DirEntry) error {
		body, err := fs.ReadFile(content, name)
		if err == nil {
			fmt.Fprintf(h, "%s %d\n", name, len(body))
			h.Write(body)
		}
		return nil
	})
	return hex.EncodeToString(h.Sum(nil))[:12]
}

// versionOf names the pack by its bytes, so that a decision can be explained
// by the rules that were in force.
func versionOf(content fs.FS) string { return digestOf(content, shelfmarks...) }

// binding is the edition of the flows: its digest, and its files in one piece.
func binding(content fs.FS) (digest string, body []byte, err error) {
	body, err = packed(content, bound)
	return digestOf(content, bound...), body, err
}

// packed puts files into one archive. The same files give the same bytes.
func packed(content fs.FS, names []string) ([]byte, error) {
	var out bytes.Buffer
	w, size := zip.NewWriter(&out), 0
	err := each(content, names, func(name string, _ fs.DirEntry) error {
		body, err := fs.ReadFile(content, name)
		if err != nil {
			return err
		}
		if size += len(body); size > mostBytes {
			return fmt.Errorf("the folder holds more than %d MB", mostBytes>>20)
		}
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err != nil {
			return err
		}
		_, err = f.Write(body)
		return err
	})
	if err == nil {
		err = w.Close()
	}
	return out.Bytes(), err
}

func unpacked(body []byte) (fs.FS, error) {
	return zip.NewReader(bytes.NewReader(body), int64(len(body)))
}

// snapshot is a folder as it stands now: what somebody writes meanwhile comes
// with the next one.
func snapshot(content fs.FS) (fs.FS, error) {
	body, err := packed(content, shelfmarks)
	if err != nil {
		return nil, err
	}
	return unpacked(body)
}

// fingerprint says cheaply whether a folder was touched: names, sizes and times.
func fingerprint(content fs.FS) string {
	h := sha256.New()
	err := each(content, shelfmarks, func(name string, d fs.DirEntry) error {
		info, err := d.Info()
		if err != nil {
			return err
		}
		fmt.Fprintln(h, name, info.Size(), info.ModTime().UnixNano())
		return nil
	})
	if err != nil { // a file that vanished while it was looked at: looked at again in the next round
		fmt.Fprintln(h, err)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// catalogues are editions that are not in force, taken out of the record for
// conversations that began with them.
type catalogues struct {
	mu   sync.Mutex
	byID map[string]*flow.Catalogue
}

// mostOld bounds how many editions of before are kept ready at once.
const mostOld = 16

// Catalogue is the flows and patterns in force.
func (p *Pack) Catalogue() *flow.Catalogue { return p.in().flows }

// Edition returns the flows of one edition, for a conversation that began with
// them; "" is the one in force. The digest is the one that was found.
func (p *Pack) Edition(ctx context.Context, digest string) (*flow.Catalogue, string, error) {
	in := p.in()
	if digest == "" || digest == in.edition {
		return in.flows, in.edition, nil
	}
	p.old.mu.Lock()
	defer p.old.mu.Unlock()
	if c := p.old.byID[digest]; c != nil {
		return c, digest, nil
	}
	if p.o.Editions == nil {
		return nil, "", fmt.Errorf("the flows %s are not kept", digest)
	}
	body, err := p.o.Editions.Edition(ctx, digest)
	if err != nil {
		return nil, "", fmt.Errorf("the flows %s: %w", digest, err)
	}
	content, err := unpacked(body)
	if err != nil {
		return nil, "", fmt.Errorf("the flows %s: %w", digest, err)
	}
	// They were checked when they were published. A newer program may find more
	// to say about them; what it can't read it can't run, and a person takes over.
	var faults []Fault
	tools := readTools(content, nil, &faults)
	c := readFlows(content, tools, &faults)
	if i := slices.IndexFunc(faults, func(f Fault) bool { return f.Code == "syntax" || f.Code == "missing_file" }); i >= 0 {
		return nil, "", fmt.Errorf("the flows %s: %s", digest, faults[i])
	}
	p.old.keep(digest, c)
	return c, digest, nil
}

func (c *catalogues) keep(digest string, flows *flow.Catalogue) {
	if c.byID == nil || len(c.byID) >= mostOld {
		c.byID = map[string]*flow.Catalogue{}
	}
	c.byID[digest] = flows
}

// graceTime is how long an edition outlives its last node: a draft that began
// just before a change may still bring a conversation into it.
const graceTime = time.Hour
