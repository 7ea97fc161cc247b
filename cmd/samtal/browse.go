package main

import (
	"io"
	"os"
	"os/exec"
	"runtime"
)

// browse opens the visitor's browser when somebody sits at a terminal. It is a
// kindness: the link stands in the terminal too.
func browse(out io.Writer, link string) {
	f, ok := out.(*os.File)
	if !ok {
		return
	}
	if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return
	}
	name, args := "xdg-open", []string{link}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", link}
	default:
		if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
			return
		}
	}
	cmd := exec.Command(name, args...)
	if cmd.Start() == nil {
		go cmd.Wait() //nolint:errcheck // a browser that does not open leaves the link
	}
}
