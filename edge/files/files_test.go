package files_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"testing"

	"samtal/core/problem"
	"samtal/edge/files"
	"samtal/service/desk"
)

// One suite for every place where files are kept.
func TestFilesAreKeptByConversation(t *testing.T) {
	for name, f := range map[string]desk.Files{"folder": files.NewFolder(t.TempDir()), "memory": files.NewMemory()} {
		t.Run(name, func(t *testing.T) {
			ctx := t.Context()
			for _, c := range []string{"c1", "c2"} {
				if err := f.PutFile(ctx, c, "f1", []byte("of "+c)); err != nil {
					t.Fatal(err)
				}
			}
			if err := f.PutFile(ctx, "c1", "f1", []byte("again")); err != nil {
				t.Fatal(err)
			}
			if b, err := f.File(ctx, "c1", "f1"); err != nil || string(b) != "again" {
				t.Errorf("%q %v", b, err)
			}
			for _, id := range []string{"none", "../c2/f1", "..", "", "a/b", "a\x00"} {
				if _, err := f.File(ctx, "c1", id); !errors.Is(err, desk.ErrMissing) {
					t.Errorf("%q: %v", id, err)
				}
				if id != "none" {
					if err := f.PutFile(ctx, "c1", id, []byte("x")); err == nil {
						t.Errorf("%q was kept", id)
					}
				}
			}
			if err := f.DropFiles(ctx, "c1"); err != nil {
				t.Fatal(err)
			}
			if _, err := f.File(ctx, "c1", "f1"); !errors.Is(err, desk.ErrMissing) {
				t.Errorf("kept after it was erased: %v", err)
			}
			if b, err := f.File(ctx, "c2", "f1"); err != nil || string(b) != "of c2" {
				t.Errorf("another conversation's: %q %v", b, err)
			}
		})
	}
}

// pdf is a minimal document with these lines in its catalogue.
func pdf(catalogue string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	at := []int{0}
	for i, o := range []string{"<</Type/Catalog/Pages 2 0 R" + catalogue + ">>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>"} {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at))
	for _, o := range at[1:] {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at), start)
	return b.Bytes()
}

func TestAPDFThatCanDoAnythingIsRefused(t *testing.T) {
	var c files.Cleaner
	if f, body, err := c.Clean(pdf("")); err != nil || f.Type != "application/pdf" || !bytes.Equal(body, pdf("")) {
		t.Fatalf("a plain document: %+v %v", f, err)
	}
	for name, catalogue := range map[string]string{
		"a script":          "/OpenAction<</S/JavaScript/JS(app.alert)>>",
		"a hidden script":   "/OpenAction<</S/Java#53cript/J#53(app.alert)>>",
		"a program":         "/OpenAction<</S/Launch/F(cmd.exe)>>",
		"another document":  "/OpenAction<</S/GoToR/F(x.pdf)>>",
		"on every event":    "/AA<</WC<</S/Named/N/Print>>>>",
		"a file inside":     "/Names<</EmbeddedFiles<</Names[]>>>>",
		"a form that sends": "/AcroForm<</Fields[<</A<</S/SubmitForm/F(x)>>>>]>>",
	} {
		if _, _, err := c.Clean(pdf(catalogue)); !problem.Is(err, "file_active") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A phone held upright writes a turned picture and a note that says so; without
// the note the pixels themselves must stand upright. Large ones become smaller.
func TestAPictureStandsUprightAndIsNoLargerThanNeeded(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 3000, 1500))
	for x := range 3000 {
		for y := range 1500 {
			m.Set(x, y, color.White)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	// Exif: little endian, one entry, 0x0112 orientation, short, 1, value 6 (turn right)
	exif := append([]byte("Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00\x00\x00\x00\x00"), 0)
	turned := append([]byte{0xff, 0xd8, 0xff, 0xe1, 0, byte(2 + len(exif))}, exif...)
	turned = append(turned, b.Bytes()[2:]...)
	var c files.Cleaner
	f, body, err := c.Clean(turned)
	if err != nil || f.Width != 1280 || f.Height != 2560 {
		t.Fatalf("%+v %v", f, err)
	}
	if bytes.Contains(body, []byte("Exif")) {
		t.Error("the note is still there")
	}
}
