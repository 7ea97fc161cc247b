package files

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"samtal/core/problem"
)

// doing are the keys of a PDF that make it do something when it is opened, or
// carry something along: scripts, programs, forms that send, files inside.
var doing = []string{"JS", "JavaScript", "AA", "Launch", "SubmitForm", "ImportData", "GoToE", "GoToR", "RichMedia", "Rendition", "EmbeddedFile", "EmbeddedFiles", "XFA", "Encrypt"}

// actions are the values of /S that are refused; a link to a page or a website
// is not one of them, since readers ask before they follow it.
var actions = map[string]bool{"JavaScript": true, "Launch": true, "SubmitForm": true, "ImportData": true, "GoToE": true, "GoToR": true, "RichMediaExecute": true, "Rendition": true, "Movie": true, "Sound": true}

// readable accepts a PDF that can only be read. It is parsed, for what a
// script hides in a compressed object no search of the bytes would find.
func readable(body []byte) error {
	api.DisableConfigDir() // the library must not write into a home folder
	conf := model.NewDefaultConfiguration()
	conf.Offline = true
	ctx, err := api.ReadContext(bytes.NewReader(body), conf)
	if err != nil {
		return problem.New(problem.Invalid, "file_broken").Because(err)
	}
	if ctx.Encrypt != nil {
		return problem.New(problem.Invalid, "file_active")
	}
	for _, entry := range ctx.Table {
		if entry == nil || entry.Free || entry.Object == nil {
			continue
		}
		if err := still(entry.Object, 0); err != nil {
			return problem.New(problem.Invalid, "file_active").Because(err)
		}
	}
	return nil
}

// deepest nesting of objects that is looked into; real ones have a handful.
const deepest = 64

// still finds no key that does anything in an object and all inside it.
func still(o types.Object, depth int) error {
	if depth > deepest {
		return errors.New("nested too deep")
	}
	switch o := o.(type) {
	case types.Dict:
		return stillDict(o, depth)
	case types.StreamDict:
		return stillDict(o.Dict, depth)
	case *types.StreamDict:
		return stillDict(o.Dict, depth)
	case types.ObjectStreamDict:
		return stillDict(o.Dict, depth)
	case types.Array:
		for _, x := range o {
			if err := still(x, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

func stillDict(d types.Dict, depth int) error {
	for _, key := range doing {
		if _, there := d[key]; there {
			return fmt.Errorf("it has /%s", key)
		}
	}
	if s, ok := d["S"].(types.Name); ok && actions[s.Value()] {
		return fmt.Errorf("it has an action %s", s.Value())
	}
	if t, ok := d["Type"].(types.Name); ok && t.Value() == "EmbeddedFile" {
		return errors.New("it has a file inside")
	}
	for _, x := range d {
		if err := still(x, depth+1); err != nil {
			return err
		}
	}
	return nil
}
