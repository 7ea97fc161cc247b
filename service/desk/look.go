package desk

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/problem"
)

// lookTime is how long one look into the company's systems may take: an expert
// who waits longer writes to the customer meanwhile.
const lookTime = 8 * time.Second

// LookView is what the company's system showed to an expert. Data is null when
// it refused; Refused then says why, in its own words.
type LookView struct {
	Tool    string          `json:"tool"`
	Title   string          `json:"title"`
	Data    json.RawMessage `json:"data"`
	Refused *RefusedView    `json:"refused"`
}

// RefusedView is the company's own refusal.
type RefusedView struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

// Look lets the expert who holds a matter look into that customer's account
// with a tool of class look. It is noted first, whoever asks and however it
// ends: a customer may ask who has looked at what. Language is the reader's.
func (d *Desk) Look(ctx context.Context, who identity.Who, id string, m conversation.MatterID, tool, language string, args map[string]any) (LookView, error) {
	if err := staffOnly(who); err != nil {
		return LookView{}, err
	}
	row, ok := d.House.Tool(tool)
	if !ok {
		return LookView{}, problem.New(problem.Invalid, "unknown_tool", "tool", tool)
	}
	if row.Class != identity.Look {
		return LookView{}, problem.New(problem.Invalid, "tool_not_allowed", "tool", tool)
	}
	given, err := checkArgs(row, args)
	if err != nil {
		return LookView{}, err
	}
	if err := d.mayHave(ctx, who, id); err != nil {
		return LookView{}, err
	}
	call := maps.Clone(given)
	note := d.IDs.New()
	_, err = d.decide(ctx, id, func(rec Record, _ time.Time) (change, error) {
		if err := reaches(who, rec); err != nil {
			return change{}, err
		}
		if rec.State.Customer == "" || rec.State.Level < identity.SignedIn {
			return change{}, problem.New(problem.Conflict, "look_needs_sign_in")
		}
		call["customer"] = rec.State.Customer // never from whoever asks
		return change{in: conversation.ExpertLooked{Matter: m, Expert: who.ID, Tool: tool, Args: note}, contents: []Content{content(note, "args", given)}}, nil
	})
	if err != nil {
		return LookView{}, err
	}
	if language != "" {
		call["language"] = language
	}
	v := LookView{Tool: tool, Title: row.Title[language]}
	limit, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	data, err := d.Tools.Call(limit, tool, call)
	var refused *ToolError
	switch {
	case errors.As(err, &refused):
		v.Refused = &RefusedView{Code: refused.Code, Text: refused.Message}
	case err != nil:
		return LookView{}, problem.New(problem.Down, "bank_down").Because(err)
	default:
		v.Data = data
	}
	return v, nil
}
