package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
	_ "time/tzdata" // the demo company's zone must be known on any machine
)

// shifted is the machine's clock, so much ahead. It is the one place where
// the program reads it.
func shifted(by time.Duration) func() time.Time {
	if by == 0 {
		return time.Now
	}
	return func() time.Time { return time.Now().Add(by) }
}

// zone is where the demo company lives: "23:00" means 23:00 there.
const zone = "Europe/Stockholm"

// shiftTo reads --now and says how far the clock must be ahead.
func shiftTo(text string, now time.Time) (time.Duration, error) {
	if text == "" {
		return 0, nil
	}
	place, err := time.LoadLocation(zone)
	if err != nil {
		return 0, err
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02"} {
		if at, err := time.ParseInLocation(layout, text, place); err == nil {
			return at.Sub(now), nil
		}
	}
	if at, err := time.Parse("15:04", text); err == nil {
		y, m, d := now.In(place).Date()
		return time.Date(y, m, d, at.Hour(), at.Minute(), 0, 0, place).Sub(now), nil
	}
	return 0, wrong("bad_now", "now", text)
}

// clockFile remembers in the data folder how far the clock is ahead, so that
// `samtal token` signs by the same one.
const clockFile = "clock"

func writeShift(dir string, by time.Duration) error {
	path := filepath.Join(dir, clockFile)
	if by == 0 {
		if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	return os.WriteFile(path, []byte(by.String()+"\n"), 0o600)
}

func readShift(dir string) (time.Duration, error) {
	raw, err := os.ReadFile(filepath.Join(dir, clockFile))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	return time.ParseDuration(strings.TrimSpace(string(raw)))
}
