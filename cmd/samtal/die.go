package main

import (
	"os"
	"strconv"
	"strings"
	"sync/atomic"
)

// DieEnv places a crash, for tests only: SAMTAL_DIE=point:N kills the process
// at its N-th pass of a named point of a decision (before_commit,
// after_commit, before_publish, after_draft, before_act, after_act), as a
// power cut does. The demo company has SAMTAL_BANK_DIE.
const DieEnv = "SAMTAL_DIE"

// deadly counts passes of the point; nil when no crash is placed.
func deadly(env func(string) string) func(string) {
	name, times, ok := strings.Cut(env(DieEnv), ":")
	n, err := strconv.ParseInt(times, 10, 64)
	if !ok || err != nil || n < 1 {
		return nil
	}
	var passed atomic.Int64
	return func(point string) {
		if point == name && passed.Add(1) == n {
			self, err := os.FindProcess(os.Getpid())
			if err == nil {
				_ = self.Kill() // no deferred call runs, nothing is flushed
			}
			select {} // nothing after the point may happen
		}
	}
}
