package files

import (
	"bytes"
	"fmt"
	"image"
	_ "image/gif" // a still of it is kept
	"image/jpeg"
	"image/png"
	"net/http"

	"github.com/disintegration/imaging"
	_ "golang.org/x/image/webp" // decoded, and kept as JPEG

	"samtal/core/problem"
	"samtal/service/desk"
)

const (
	pixelsMost = 50_000_000 // a phone's largest photo; what claims more is not even unpacked
	sideMost   = 2560       // pixels; enough to read a receipt
	quality    = 85
	atOnce     = 2 // pictures being drawn: each may take 200 MB for a moment
)

var seats = make(chan struct{}, atOnce)

// Cleaner makes a file safe to keep and to show.
type Cleaner struct{}

// Clean says what a file is by its content, never by its name, and returns
// what may be kept of it. A *problem.Problem says why not.
func (Cleaner) Clean(body []byte) (kept desk.File, clean []byte, err error) {
	defer func() { // a decoder that falls over a made-up file must not take the house along
		if p := recover(); p != nil {
			kept, clean, err = desk.File{}, nil, problem.New(problem.Invalid, "file_broken").Because(fmt.Errorf("a decoder panicked: %T", p))
		}
	}()
	seats <- struct{}{}
	defer func() { <-seats }()
	switch kind := http.DetectContentType(body); kind {
	case "image/jpeg", "image/png", "image/gif", "image/webp":
		return redraw(kind, body)
	case "application/pdf":
		if err := readable(body); err != nil {
			return desk.File{}, nil, err
		}
		return desk.File{Type: kind, Size: len(body)}, body, nil
	}
	return desk.File{}, nil, problem.New(problem.Invalid, "file_kind")
}

// redraw decodes a picture, turns it as its camera meant, makes it no larger
// than needed, and encodes the pixels alone.
func redraw(kind string, body []byte) (desk.File, []byte, error) {
	broken := func(err error) (desk.File, []byte, error) {
		return desk.File{}, nil, problem.New(problem.Invalid, "file_broken").Because(err)
	}
	head, _, err := image.DecodeConfig(bytes.NewReader(body))
	if err != nil {
		return broken(err)
	}
	if head.Width <= 0 || head.Height <= 0 || head.Width > pixelsMost/head.Height {
		return desk.File{}, nil, problem.New(problem.Invalid, "file_pixels")
	}
	picture, err := imaging.Decode(bytes.NewReader(body), imaging.AutoOrientation(true))
	if err != nil {
		return broken(err)
	}
	if b := picture.Bounds(); b.Dx() > sideMost || b.Dy() > sideMost {
		picture = imaging.Fit(picture, sideMost, sideMost, imaging.Linear)
	}
	f := desk.File{Type: "image/jpeg", Width: picture.Bounds().Dx(), Height: picture.Bounds().Dy()}
	var out bytes.Buffer
	if kind == "image/png" { // a screenshot's letters stay sharp
		f.Type = kind
		err = png.Encode(&out, picture)
	} else {
		err = jpeg.Encode(&out, picture, &jpeg.Options{Quality: quality})
	}
	if err != nil {
		return broken(err)
	}
	f.Size = out.Len()
	return f, out.Bytes(), nil
}
