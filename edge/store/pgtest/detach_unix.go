//go:build unix

package pgtest

import (
	"os/exec"
	"syscall"
)

// detach puts the script into a session of its own: a signal to the test's
// group must not end it before it has tidied up.
func detach(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }
