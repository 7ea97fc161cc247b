package main

import "runtime/debug"

type version struct{}

// Help shows an example.
func (version) Help() string { return "Example:\n  samtal version --json" }

// built says which source this program was built from.
func built() (release, revision, toolchain string) {
	release, revision = "dev", "unknown"
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return release, revision, ""
	}
	if info.Main.Version != "" && info.Main.Version != "(devel)" {
		release = info.Main.Version
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			revision = s.Value[:12]
		}
	}
	return release, revision, info.GoVersion
}

// Run prints it.
func (version) Run(a *app) error {
	release, revision, toolchain := built()
	return a.show(map[string]string{"version": release, "revision": revision, "go": toolchain}, "samtal "+release+" ("+revision+", "+toolchain+")")
}
