//go:build unix

package mcp

import (
	"os/exec"
	"syscall"
)

// ownGroup keeps the child off the terminal's process group: Ctrl-C reaches
// Samtal alone, which finishes what is under way and then ends the child.
func ownGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
