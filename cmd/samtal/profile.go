package main

import (
	"fmt"
	"os"
	"runtime/pprof"
)

// profileEnv names a file for a CPU profile of the whole run, for benchmarks.
const profileEnv = "SAMTAL_PROFILE"

// profile starts one when it is asked for, and returns how to end it.
func profile(a *app) func() {
	path := a.Env(profileEnv)
	if path == "" {
		return func() {}
	}
	f, err := os.Create(path)
	if err == nil {
		err = pprof.StartCPUProfile(f)
	}
	if err != nil {
		fmt.Fprintln(a.Err, "samtal: "+profileEnv+": "+err.Error())
		return func() {}
	}
	return func() {
		pprof.StopCPUProfile()
		_ = f.Close() // a benchmark's own file
	}
}
