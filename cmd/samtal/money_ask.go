package main

import (
	"context"
	"encoding/json"
	"os"
	"strings"
	"time"

	"samtal/core/money/question"
	"samtal/service/moneybox"
)

// moneyAsk answers questions about an owner's money.
type moneyAsk struct {
	From      string   `help:"${f_from_db}" aliases:"into,db" required:"" placeholder:"DB"`
	Owner     string   `help:"${f_owner}" default:"me" placeholder:"ID"`
	Today     string   `help:"${f_today}" placeholder:"DAY"`
	Lang      string   `help:"${f_lang}" placeholder:"sv"`
	Questions []string `arg:"" name:"question" help:"${f_question}"`
}

// Help shows examples.
func (moneyAsk) Help() string {
	return "Example:\n  samtal money ask \"how much did I spend on groceries in October?\" --from money.db\n  samtal money ask \"största köpet i år?\" \"och förra året?\" --from money.db --lang sv --json"
}

// Run answers each; one after another they follow each other ("and restaurants?").
func (m moneyAsk) Run(ctx context.Context, a *app) error {
	lang := m.Lang
	if lang == "" {
		lang = a.Lang
	}
	v, done, err := a.view(ctx, m.From, m.Owner, m.Today)
	if err != nil {
		return err
	}
	defer done()
	facts := v.Questions()
	var before *question.Query
	for _, q := range m.Questions {
		answer := question.Ask(q, lang, facts, before)
		if answer.Query != nil {
			before = answer.Query
		}
		text := answer.Text
		for _, e := range answer.Examples {
			text += "\n  " + e
		}
		line := struct {
			Question string `json:"question"`
			question.Answer
		}{q, answer}
		if a.JSON {
			out, err := json.Marshal(line)
			if err != nil {
				return fail(err, "content_bad")
			}
			if err := a.show(json.RawMessage(out), ""); err != nil {
				return err
			}
		} else if err := a.show(nil, strings.TrimSpace(text)); err != nil {
			return err
		}
	}
	return nil
}

// view opens a money file and loads an owner's money as of a day, "" is today.
func (a *app) view(ctx context.Context, file, owner, today string) (*moneybox.View, func(), error) {
	if today == "" {
		today = time.Now().Format(time.DateOnly)
	} else if _, err := time.Parse(time.DateOnly, today); err != nil {
		return nil, nil, wrong("bad_day", "day", today)
	}
	if info, err := os.Stat(file); err != nil || info.IsDir() {
		return nil, nil, wrong("db_none", "file", file)
	}
	box, done, err := openBox(ctx, file)
	if err != nil {
		return nil, nil, err
	}
	v, err := box.Of(owner).View(ctx, today)
	if err != nil {
		done()
		return nil, nil, fail(err, "db_bad", "file", file)
	}
	return v, done, nil
}
