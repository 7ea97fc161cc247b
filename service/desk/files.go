package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"path"
	"strings"
	"time"
	"unicode/utf8"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/problem"
)

// What may be attached (contract.md: 10 MB), and how much of it.
const (
	FileMost  = 10 << 20 // bytes of one file
	filesMost = 50       // files in one conversation
	nameMost  = 120      // code points of a file's name
)

// File is an attachment as messages show it.
type File struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Type   string `json:"type"` // by content: image/jpeg, image/png, application/pdf
	Size   int    `json:"size"` // bytes
	Width  int    `json:"width,omitempty"`
	Height int    `json:"height,omitempty"`
}

// Files keep attachments beside the record, and make them safe first.
type Files interface {
	// Clean says what a file is by its content, and what may be kept of it. A
	// *problem.Problem of kind Invalid says why not.
	Clean(body []byte) (File, []byte, error)
	// PutFile keeps a body durably; the same id again replaces it.
	PutFile(ctx context.Context, conversation, id string, body []byte) error
	// File returns a body. ErrMissing.
	File(ctx context.Context, conversation, id string) ([]byte, error)
	// DropFiles forgets all of a conversation's, when it is erased.
	DropFiles(ctx context.Context, conversation string) error
}

// fileCard is how a file hangs on its message: a card like any other, so that
// a screen that knows nothing of files still shows its name and a way to it.
type fileCard struct {
	Kind  string `json:"kind"` // file
	Title string `json:"title"`
	Href  string `json:"href"` // needs the reader's own bearer
	File  File   `json:"file"`
}

// Attachment is a file on its way in. ID is the client's own, as for messages.
type Attachment struct {
	ID     string
	Name   string
	Text   string // words that go with it; may be ""
	Matter conversation.MatterID
	Body   []byte
}

// Attach sends a file as a message of whoever sends it: the customer's own, or
// an expert's word. Body first, message second: a message never points at
// nothing, and the same file sent again takes the same place.
func (d *Desk) Attach(ctx context.Context, who identity.Who, id string, a Attachment) (Receipt, error) {
	rec, err := d.Store.Load(ctx, id)
	if err != nil {
		return Receipt{}, missing(err)
	}
	if err := reaches(who, rec); err != nil {
		return Receipt{}, err
	}
	if d.Files == nil {
		return Receipt{}, problem.New(problem.Conflict, "files_off")
	}
	if who.Role != identity.Customer && heldBy(rec, who.ID, a.Matter) == nil {
		return Receipt{}, problem.New(problem.Missing, "conversation_not_found")
	}
	in := Incoming{ID: a.ID, Text: clean(a.Text), Matter: a.Matter}
	if in.alone = in.Text == ""; in.alone { // its words for whoever can't see it: a list, a screen reader, the assistant
		in.Text = d.House.Words(rec.State.Language, "file_sent", map[string]string{"what": fileName(a.Name)})
	}
	if err := checkIncoming(in); err != nil {
		return Receipt{}, err
	}
	switch {
	case len(a.Body) == 0:
		return Receipt{}, problem.New(problem.Invalid, "file_empty")
	case len(a.Body) > FileMost:
		return Receipt{}, problem.New(problem.TooLarge, "file_too_large", "most", "10")
	}
	have, err := d.attached(ctx, rec)
	if err != nil {
		return Receipt{}, err
	}
	if len(have) >= filesMost {
		return Receipt{}, problem.New(problem.Conflict, "files_full", "most", "50")
	}
	f, body, err := d.Files.Clean(a.Body)
	if err != nil {
		return Receipt{}, err
	}
	sum := sha256.Sum256(append([]byte(a.ID+"\x00"), a.Body...))
	f.ID, f.Name = hex.EncodeToString(sum[:12]), fileName(a.Name)
	if err := d.Files.PutFile(ctx, id, f.ID, body); err != nil {
		return Receipt{}, err
	}
	in.file = &f
	if who.Role == identity.Customer {
		return d.Write(ctx, who, id, in)
	}
	return d.Reply(ctx, who, id, in)
}

// fileName keeps a name readable and harmless.
func fileName(name string) string {
	name = strings.ReplaceAll(clean(path.Base(strings.ReplaceAll(name, "\\", "/"))), "\n", " ")
	if name == "" || name == "." || name == "/" {
		return "fil"
	}
	if utf8.RuneCountInString(name) > nameMost {
		name = string([]rune(name)[:nameMost])
	}
	return name
}

func (f *File) card(conversation string) json.RawMessage {
	b, err := json.Marshal(fileCard{Kind: "file", Title: f.Name, Href: "/api/v1/conversations/" + conversation + "/attachments/" + f.ID, File: *f})
	if err != nil { // texts and numbers always marshal
		panic(err)
	}
	return b
}

// AttachmentView is one file in the list of a conversation.
type AttachmentView struct {
	File
	Message string    `json:"message"`
	From    string    `json:"from"` // customer, expert
	At      time.Time `json:"at"`
}

// Attachments lists a conversation's files, oldest first.
func (d *Desk) Attachments(ctx context.Context, who identity.Who, id string) ([]AttachmentView, error) {
	rec, err := d.filesOf(ctx, who, id)
	if err != nil {
		return nil, err
	}
	return d.attached(ctx, rec)
}

// filesOf loads a conversation for somebody who may see its files.
func (d *Desk) filesOf(ctx context.Context, who identity.Who, id string) (Record, error) {
	rec, err := d.Store.Load(ctx, id)
	if err != nil {
		return rec, missing(err)
	}
	if err := reaches(who, rec); err != nil {
		return rec, err
	}
	return rec, d.stranger(ctx, who, rec)
}

func (d *Desk) attached(ctx context.Context, rec Record) ([]AttachmentView, error) {
	const all = 1 << 20
	views, err := d.messages(ctx, rec, ForCustomer, 0, all)
	out := []AttachmentView{}
	for _, v := range views {
		var c fileCard
		if len(v.Card) > 0 && json.Unmarshal(v.Card, &c) == nil && c.Kind == "file" {
			out = append(out, AttachmentView{File: c.File, Message: v.ID, From: v.From, At: v.At})
		}
	}
	return out, err
}

// Attachment returns one file with its body. Whether this person may is
// decided by the conversation, and whether it is this conversation's by its messages.
func (d *Desk) Attachment(ctx context.Context, who identity.Who, id, file string) (File, []byte, error) {
	rec, err := d.filesOf(ctx, who, id)
	if err != nil {
		return File{}, nil, err
	}
	have, err := d.attached(ctx, rec)
	if err != nil || d.Files == nil {
		return File{}, nil, errors.Join(err, problem.New(problem.Missing, "file_not_found"))
	}
	for _, a := range have {
		if a.ID != file {
			continue
		}
		body, err := d.Files.File(ctx, id, file)
		if errors.Is(err, ErrMissing) { // erased
			return File{}, nil, problem.New(problem.Missing, "file_not_found")
		}
		return a.File, body, err
	}
	return File{}, nil, problem.New(problem.Missing, "file_not_found")
}
