package desk

import (
	"context"
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"time"

	"samtal/core/conversation"
	"samtal/core/identity"
)

// oneTimeCode finds a code that the customer typed.
var oneTimeCode = regexp.MustCompile(`(?:^|\D)(\d{3}[ \x{a0}-]?\d{3})(?:\D|$)`)

// hideCode takes a code out of a text. The code itself lives in a content of
// its own, and only until the company has said what it thinks of it.
func hideCode(text string) (hidden, code string) {
	at := oneTimeCode.FindStringSubmatchIndex(text)
	if at == nil {
		return text, ""
	}
	code = strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, text[at[2]:at[3]])
	return text[:at[2]] + "••••••" + text[at[3]:], code
}

// codeOf names the content that holds a typed code, and codeFor that of a
// checked one, which the act takes along.
func codeOf(message string) string { return message + "/code" }
func codeFor(act string) string    { return "code/" + act }

// coded is the act of a question that needs the code: a code is bound to one.
func coded(c *conversation.Confirm) *conversation.Act {
	for i, a := range c.Acts {
		if a.Class == identity.Move || a.Needs == identity.Code {
			return &c.Acts[i]
		}
	}
	return nil
}

// codeArgs bind a code to the act, its amount and its payee (docs/bank.md).
// Any other value at the act makes the code void.
func (d *Desk) codeArgs(ctx context.Context, rec Record, act *conversation.Act) (map[string]any, error) {
	args, err := d.args(ctx, rec.ID, act.Args)
	if err != nil {
		return nil, err
	}
	out := map[string]any{"customer": rec.State.Customer, "for": act.Tool}
	if amount, ok := args["amount"]; ok {
		out["amount"] = amount
	}
	for _, name := range []string{"payee", "invoice", "value"} {
		if v, ok := args[name]; ok {
			out["payee"] = v
			break
		}
	}
	return out, nil
}

// open returns the question that an effect is about, while it is still open.
func open(rec Record, digest string) (*conversation.Confirm, *conversation.Act) {
	c := rec.State.Confirm
	if c == nil || c.Digest != digest || !c.Code {
		return nil, nil
	}
	return c, coded(c)
}

// sendCode asks the company to send a one-time code bound to the question. A
// refusal (too many an hour) is told to the law, which brings a person.
func (d *Desk) sendCode(ctx context.Context, q Queued, e conversation.SendCode) error {
	rec, err := d.load(ctx, q.Conversation)
	if err != nil {
		return err
	}
	_, act := open(rec, e.Digest)
	if act == nil {
		return d.Store.Finish(ctx, q.ID)
	}
	args, err := d.codeArgs(ctx, rec, act)
	if err != nil {
		return err
	}
	args["key"], args["language"] = q.ID, rec.State.Language
	_, err = d.Tools.Call(ctx, "send_code", args)
	var refused *ToolError
	if errors.As(err, &refused) {
		d.Log.Warn("no code was sent", "conversation", q.Conversation, "code", refused.Code)
		_, err = d.decide(ctx, q.Conversation, func(Record, time.Time) (change, error) {
			return change{in: conversation.CodeChecked{Digest: e.Digest}, done: []string{q.ID}}, nil
		})
		return err
	}
	if err != nil {
		return err
	}
	return d.Store.Finish(ctx, q.ID)
}

// checkCode has the company check what the customer typed. The typed code is
// taken out of the record in the same commit as the outcome; a right one goes
// along to the act, and ends with it.
func (d *Desk) checkCode(ctx context.Context, q Queued, e conversation.CheckCode) error {
	rec, err := d.load(ctx, q.Conversation)
	if err != nil {
		return err
	}
	typed := codeOf(e.Message)
	list, err := d.contents(ctx, q.Conversation, []string{typed})
	if err != nil {
		return err
	}
	in, code := conversation.CodeChecked{Digest: e.Digest}, ""
	_, act := open(rec, e.Digest)
	if c, there := list[typed]; there && act != nil {
		if err := json.Unmarshal(c.Body, &code); err != nil {
			return internal("code", err)
		}
		if in.OK, in.Left, in.Expired, err = d.isRight(ctx, rec, act, code, q.ID); err != nil {
			return err
		}
	}
	_, err = d.decide(ctx, q.Conversation, func(now Record, _ time.Time) (change, error) {
		c := change{in: in, done: []string{q.ID}, drop: []string{typed}}
		if _, still := open(now, e.Digest); in.OK && still != nil {
			c.contents = append(c.contents, content(codeFor(still.ID), "code", code))
		}
		return c, nil
	})
	return err
}

// isRight asks the company. The effect's id is the key: the same try again
// after a lost answer counts once.
func (d *Desk) isRight(ctx context.Context, rec Record, act *conversation.Act, code, key string) (ok bool, left int, expired bool, err error) {
	args, err := d.codeArgs(ctx, rec, act)
	if err != nil {
		return false, 0, false, err
	}
	args["code"], args["key"] = code, key
	out, err := d.Tools.Call(ctx, "check_code", args)
	var refused *ToolError
	if errors.As(err, &refused) {
		if refused.Code == "wrong_code" {
			left = 1
		}
		return false, left, refused.Code == "expired", nil
	}
	if err != nil {
		return false, 0, false, err
	}
	var answer struct {
		OK bool `json:"ok"`
	}
	if err := json.Unmarshal(out, &answer); err != nil {
		return false, 0, false, internal("check_code", err)
	}
	return answer.OK, 0, false, nil
}
