package server

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/problem"
	"samtal/service/desk"
)

// fileMost is a whole request with one file, and the fields beside it.
const fileMost = desk.FileMost + 128<<10

// upload is one file: the body itself, described by the query, or a form with
// the file and the same fields.
type upload struct {
	At
	Message string `query:"id" maxLength:"100" doc:"The client's own message id; repeating it sends nothing twice."`
	Name    string `query:"name" maxLength:"400"`
	Text    string `query:"text" maxLength:"8000" doc:"Words that go with the file."`
	Matter  string `query:"matter" maxLength:"20"`
	Type    string `header:"Content-Type"`
	RawBody []byte
}

// attachment reads the request in either form.
func (u *upload) attachment() (desk.Attachment, error) {
	a := desk.Attachment{ID: u.Message, Name: u.Name, Text: u.Text, Matter: conversation.MatterID(u.Matter), Body: u.RawBody}
	kind, params, err := mime.ParseMediaType(u.Type)
	if err != nil || kind != "multipart/form-data" {
		return a, nil
	}
	a.Body = nil
	form := multipart.NewReader(bytes.NewReader(u.RawBody), params["boundary"])
	for range 16 {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return a, nil
		}
		if err != nil {
			return a, problem.New(problem.Broken, "broken_json").Because(err)
		}
		value, err := io.ReadAll(part) // no longer than the request, which was measured
		if err != nil {
			return a, problem.New(problem.Broken, "broken_json").Because(err)
		}
		switch name := part.FormName(); {
		case part.FileName() != "":
			a.Body, a.Name = value, part.FileName()
		case name == "id":
			a.ID = string(value)
		case name == "text":
			a.Text = string(value)
		case name == "name":
			a.Name = string(value)
		case name == "matter":
			a.Matter = conversation.MatterID(value)
		}
	}
	return a, nil
}

type fileBody struct {
	Type        string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Policy      string `header:"Content-Security-Policy"`
	Body        []byte
}

// files are the photos and documents of a conversation.
func (s *server) files() {
	on(s, route{http.MethodPost, "/conversations/{id}/attachments", "Send a photo or PDF, up to 10 MB: the file as the body, or a form with it", signedIn, writing, http.StatusAccepted, fileMost},
		func(ctx context.Context, who identity.Who, in *upload) (desk.Receipt, error) {
			a, err := in.attachment()
			if err != nil {
				return desk.Receipt{}, err
			}
			return s.Desk.Attach(ctx, who, in.ID, a)
		})
	on(s, route{http.MethodGet, "/conversations/{id}/attachments", "The files of a conversation, oldest first", signedIn, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *At) (list[desk.AttachmentView], error) {
			items, err := s.Desk.Attachments(ctx, who, in.ID)
			return listOf(items, ""), err
		})
	type one struct {
		At
		File string `path:"file" maxLength:"100"`
	}
	raw(s, route{http.MethodGet, "/conversations/{id}/attachments/{file}", "One file", signedIn, reading, 0, 0},
		func(ctx context.Context, who identity.Who, in *one) (*fileBody, error) {
			f, body, err := s.Desk.Attachment(ctx, who, in.ID, in.File)
			if err != nil {
				return nil, err
			}
			how := "attachment"
			if strings.HasPrefix(f.Type, "image/") {
				how = "inline"
			}
			return &fileBody{Type: f.Type, Body: body, Disposition: mime.FormatMediaType(how, map[string]string{"filename": f.Name}),
				Policy: "default-src 'none'; sandbox"}, nil
		})
}
