// Package web holds the built screens: the customer's widget, the company's
// demo page, the expert app and the console.
package web

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// FS returns the built files, rooted at dist: widget.js, assets/,
// demo/index.html, expert/index.html, console/index.html. Before `make build`
// it holds only .keep.
func FS() fs.FS {
	sub, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // the folder is embedded at compile time: a wrong name can't be built
	}
	return sub
}

// Built reports whether the screens were built into this binary. Without them
// the server's page says `make build` instead of showing an empty window.
func Built() bool {
	_, err := fs.Stat(FS(), "widget.js")
	return err == nil
}
