package server_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"mime/multipart"
	"strings"
	"testing"
	"time"

	"samtal/core/conversation"
	"samtal/service/desk"
)

// photo is a PNG of so many pixels.
func photo(w, h int) []byte {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for x := range w {
		m.Set(x, x%h, color.RGBA{uint8(x), 80, 120, 255})
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// A customer's photo reaches the expert who holds the conversation, and nobody
// else; what its camera wrote beside the pixels does not.
func TestAPhotoReachesTheExpertWithoutItsMetadata(t *testing.T) {
	s := newScene(t)
	anna, elin := s.tokens[2], s.staff("e-01")
	var b bytes.Buffer
	must(t, jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 64, 48)), nil))
	secret := "GPS 59.3293 SECRET-PLACE"
	exif := append([]byte{0xff, 0xd8, 0xff, 0xe1, 0, byte(2 + len(secret))}, secret...)
	body := append(exif, b.Bytes()[2:]...)
	up := "conversations/" + s.a + "/attachments?id=p1&name=" + "..%2F..%2Fkvitto.jpg"
	first := s.want(s.call("POST", up+"&text=Se+kvittot", anna, string(body), "Content-Type: image/jpeg"), 202, "")
	again := s.want(s.call("POST", up+"&text=Se+kvittot", anna, string(body), "Content-Type: image/jpeg"), 202, "")
	if first.text != again.text {
		t.Errorf("the same file again: %s, first %s", again.text, first.text)
	}
	list := s.want(s.call("GET", "conversations/"+s.a+"/attachments", elin, nil), 200, "")
	if list.len("items") != 1 || list.str("items.0.name") != "kvitto.jpg" || list.str("items.0.type") != "image/jpeg" || list.at("items.0.width") != 64.0 {
		t.Fatal(list.text)
	}
	got := s.call("GET", "conversations/"+s.a+"/attachments/"+list.str("items.0.id"), elin, nil)
	if got.status != 200 || got.header.Get("Content-Type") != "image/jpeg" || got.header.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(got.header.Get("Content-Security-Policy"), "sandbox") {
		t.Fatalf("%d %v", got.status, got.header)
	}
	if strings.Contains(got.text, "SECRET-PLACE") {
		t.Error("the photo still tells where it was taken")
	}
	if _, err := jpeg.Decode(strings.NewReader(got.text)); err != nil {
		t.Error(err)
	}
	messages := s.want(s.call("GET", "conversations/"+s.a+"/messages", anna, nil), 200, "")
	last := messages.at(fmt.Sprintf("messages.%d", messages.len("messages")-1)).(map[string]any)
	card := last["card"].(map[string]any)
	if last["text"] != "Se kvittot" || card["kind"] != "file" || card["title"] != "kvitto.jpg" || !strings.HasSuffix(card["href"].(string), list.str("items.0.id")) {
		t.Errorf("%v", last)
	}
	// the expert sends one too, as a form
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	part, err := w.CreateFormFile("file", "svar.png")
	must(t, err)
	_, err = part.Write(photo(10, 10))
	must(t, err)
	must(t, w.WriteField("id", "x1"))
	must(t, w.Close())
	s.want(s.call("POST", "conversations/"+s.a+"/attachments", elin, form.String(), "Content-Type: "+w.FormDataContentType()), 202, "")
	if list = s.want(s.call("GET", "conversations/"+s.a+"/attachments", anna, nil), 200, ""); list.str("items.1.from") != "expert" || list.str("items.1.name") != "svar.png" {
		t.Error(list.text)
	}
}

// What a file is, is told by its content; what can't be kept is refused in the
// reader's language, and nothing of it is stored.
func TestFilesThatAreNotKept(t *testing.T) {
	s := newScene(t)
	anna := s.tokens[2]
	head := "IHDR\x00\x01\x00\x00\x00\x01\x00\x00\x08\x06\x00\x00\x00" // claims 65,536 × 65,536
	huge := binary.BigEndian.AppendUint32([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\r"+head), crc32.ChecksumIEEE([]byte(head)))
	for name, c := range map[string]struct {
		body   string
		status int
		code   string
		says   string
	}{
		"nothing":     {"", 400, "broken_json", ""},
		"a program":   {"MZ\x90\x00" + strings.Repeat("x", 100), 422, "file_kind", "PDF"},
		"an svg":      {`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`, 422, "file_kind", "PDF"},
		"half a png":  {string(photo(40, 30)[:60]), 422, "file_broken", "läsa"},
		"too many":    {string(huge), 422, "file_pixels", "bildpunkter"},
		"a bad pdf":   {"%PDF-1.4\nnothing here", 422, "file_broken", "läsa"},
		"over 10 MB":  {string(photo(40, 30)) + strings.Repeat("x", desk.FileMost), 413, "file_too_large", "10 MB"},
		"far too big": {strings.Repeat("x", desk.FileMost+1<<20), 413, "too_large", ""},
	} {
		t.Run(name, func(t *testing.T) {
			a := s.call("POST", "conversations/"+s.a+"/attachments?name=kvitto.png&id=bad", anna, c.body, "Content-Type: image/png", "Accept-Language: sv")
			if a.status != c.status || a.str("code") != c.code || !strings.Contains(a.str("detail"), c.says) {
				t.Errorf("%d %s", a.status, a.text)
			}
			en := s.call("POST", "conversations/"+s.a+"/attachments?name=kvitto.png&id=bad", anna, c.body, "Content-Type: image/png", "Accept-Language: en")
			if en.str("detail") == "" || en.str("detail") == a.str("detail") {
				t.Errorf("in English: %s", en.text)
			}
		})
	}
	if list := s.want(s.call("GET", "conversations/"+s.a+"/attachments", anna, nil), 200, ""); list.len("items") != 0 {
		t.Error(list.text)
	}
	s.want(s.call("GET", "conversations/"+s.a+"/attachments/none", anna, nil), 404, "file_not_found")
}

// A file without words is no wish: nothing is read into its name, and the
// assistant says what is true.
func TestAFilesNameIsNotRead(t *testing.T) {
	s := newScene(t)
	var seen desk.Written
	s.draft = func(b desk.Brief) (desk.Draft, error) {
		seen = b.Messages[len(b.Messages)-1]
		return desk.Draft{Grounded: true, Progress: conversation.Forward, Messages: []desk.Message{{Text: "kept"}}}, nil
	}
	erik := s.customer("c-0002")
	id, _ := s.open(erik)
	s.want(s.call("POST", "conversations/"+id+"/attachments?id=f&name=jag+vill+prata+med+en+m%C3%A4nniska+stulet+kort.png", erik, string(photo(9, 9)), "Content-Type: image/png"), 202, "")
	s.work()
	if !seen.File || seen.Reading.WantsHuman || len(seen.Reading.Sensitivities) > 0 {
		body, _ := json.Marshal(seen)
		t.Errorf("%s", body)
	}
	if v := s.want(s.call("GET", "conversations/"+id, erik, nil), 200, ""); v.str("holder") == "line" {
		t.Error(v.text)
	}
}

// A photo of a passport must not outlive the conversation that it was sent in.
func TestAFileIsErasedWithItsConversation(t *testing.T) {
	s := newScene(t)
	anna := s.tokens[2]
	all := "conversations/" + s.a + "/attachments"
	s.want(s.call("POST", all+"?id=p1&name=pass.png", anna, string(photo(8, 8)), "Content-Type: image/png"), 202, "")
	file := all + "/" + s.want(s.call("GET", all, anna, nil), 200, "").str("items.0.id")
	s.advance(25 * 31 * 24 * time.Hour)
	_, err := s.desk.Forget(t.Context())
	must(t, err)
	if got := s.call("GET", file, s.customer("c-0001"), nil); got.status != 200 {
		t.Fatalf("erased while a person has the matter: %d %s", got.status, got.text)
	}
	s.want(s.call("POST", "conversations/"+s.a+"/settle", s.staff("e-01"), map[string]any{"outcome": "settled"}), 200, "")
	s.advance(25 * 31 * 24 * time.Hour)
	s.work()
	_, err = s.desk.Forget(t.Context())
	must(t, err)
	s.want(s.call("GET", file, s.customer("c-0001"), nil), 404, "file_not_found")
}
