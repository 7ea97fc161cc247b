package main

import (
	"os"
	"path/filepath"

	"samtal/core/understanding"
)

// learnedFile keeps what the reader learned: learning takes longer than a
// start should. It may be deleted at any time.
const learnedFile = "learned"

// learnOnce takes up what a file keeps, or learns and keeps it. A file that
// can't be written only costs the time again.
func learnOnce(path string) func(understanding.Phrases) (*understanding.Reader, error) {
	return func(p understanding.Phrases) (*understanding.Reader, error) {
		if saved, err := os.ReadFile(path); err == nil {
			if r, err := understanding.LoadReader(p, saved); err == nil {
				return r, nil
			}
		}
		r, err := understanding.NewReader(p)
		if err == nil {
			keep(path, r.Save())
		}
		return r, err
	}
}

// keep writes a file in one step, readable by its owner only.
func keep(path string, body []byte) {
	if path == "" {
		return
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".learned-*")
	if err != nil {
		return
	}
	_, err = f.Write(body)
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil || os.Rename(f.Name(), path) != nil {
		_ = os.Remove(f.Name())
	}
}

// cacheFile is where a command without a data folder keeps it: in the user's
// own cache, or nowhere.
func cacheFile() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	dir = filepath.Join(dir, "samtal")
	if os.MkdirAll(dir, 0o700) != nil {
		return ""
	}
	return filepath.Join(dir, learnedFile)
}
