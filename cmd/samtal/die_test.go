package main

import (
	"context"
	"os"
	"os/exec"
	"testing"
)

const dieHere = "SAMTAL_TEST_DIE_HERE"

// A crash is placed at the N-th pass of its point, and is a real one.
func TestACrashComesAtItsPass(t *testing.T) {
	if point := os.Getenv(dieHere); point != "" {
		die := deadly(os.Getenv)
		die("after_commit")
		die("before_act")
		die("before_act")
		os.Exit(7) // lived on
	}
	for value, killed := range map[string]bool{"before_act:2": true, "before_act:3": false, "after_commit:1": true} {
		cmd := exec.CommandContext(context.Background(), os.Args[0], "-test.run", "^TestACrashComesAtItsPass$")
		cmd.Env = append(os.Environ(), dieHere+"=yes", DieEnv+"="+value)
		err := cmd.Run()
		if code := cmd.ProcessState.ExitCode(); killed != (code == -1) || !killed && code != 7 {
			t.Errorf("%s: exit %d, %v", value, code, err)
		}
	}
	for _, nothing := range []string{"", "before_act", "before_act:x", "before_act:0"} {
		if deadly(func(string) string { return nothing }) != nil {
			t.Errorf("%q places a crash", nothing)
		}
	}
}
