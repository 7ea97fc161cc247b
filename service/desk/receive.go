package desk

import (
	"cmp"
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/problem"
	"samtal/core/understanding"
)

// TextMost is the longest message in code points. A longer one is refused, and
// the screen keeps it, so nothing is lost.
const TextMost = 8000

// idMost bounds a client's own message id.
const idMost = 100

// Incoming is a message or a pressed button as a screen sent it.
type Incoming struct {
	ID     string // the client's own; repeating it returns the first answer
	Text   string
	Choice string
	Seen   string // id of the last message shown
	Matter conversation.MatterID
	BackBy time.Time // experts: when the next word comes
	file   *File     // hangs on it
	alone  bool      // without words of the sender's own
}

// Receipt says that a message is durably stored.
type Receipt struct {
	ID string    `json:"id"`
	At time.Time `json:"at"`
}

// Open starts a conversation. The token opens it again; only its digest is kept.
func (d *Desk) Open(ctx context.Context, who identity.Who, market, language string) (id, token string, err error) {
	if !d.House.Has(market) {
		return "", "", problem.New(problem.Invalid, "unknown_market", "market", market)
	}
	if langs := d.House.Rules(market, d.Store.Now()).Languages; language != "" && !slices.Contains(langs, language) {
		language = ""
	}
	open := conversation.Open{Market: market, Language: language, Customer: who.ID, SignedIn: who.Level >= identity.SignedIn}
	if k, ok := keyOf(ctx); ok {
		return d.openOnce(ctx, k, who, open)
	}
	id, secret := d.IDs.New(), d.IDs.Token()
	digest := sha256.Sum256([]byte(secret))
	_, err = d.decideOn(ctx, id, unborn, func(_ Record, now time.Time) (change, error) {
		return change{
			in:       open,
			create:   &Record{ID: id, Secret: digest[:], CreatedAt: now},
			contents: named(who),
		}, nil
	})
	return id, id + "." + secret, err
}

// named keeps the name that the company's sign-in gave.
func named(who identity.Who) []Content {
	if who.ID == "" {
		return nil
	}
	return []Content{content(personContent, personContent, person{Name: clean(who.Name)})}
}

// Visitor checks a conversation's token and says whose it is.
func (d *Desk) Visitor(ctx context.Context, token string) (identity.Who, error) {
	id, secret, ok := strings.Cut(token, ".")
	bad := problem.New(problem.Unknown, "bad_token")
	if !ok || len(secret) > 200 {
		return identity.Who{}, bad
	}
	rec, err := d.load(ctx, id)
	if errors.Is(err, ErrMissing) {
		return identity.Who{}, bad
	}
	if err != nil {
		return identity.Who{}, err
	}
	digest := sha256.Sum256([]byte(secret))
	if subtle.ConstantTimeCompare(digest[:], rec.Secret) != 1 {
		return identity.Who{}, bad
	}
	return identity.Who{Role: identity.Customer, ID: rec.State.Customer, Level: rec.State.Level, Visitor: id}, nil
}

// Write receives a customer's message: drop duplicates, read, mask, decide,
// store; only then is it acknowledged.
func (d *Desk) Write(ctx context.Context, who identity.Who, id string, in Incoming) (Receipt, error) {
	in.Text = clean(in.Text)
	if err := checkIncoming(in); err != nil {
		return Receipt{}, err
	}
	var first *Receipt
	r, err := d.decide(ctx, id, func(rec Record, now time.Time) (change, error) {
		if err := ownerOnly(who, rec); err != nil {
			return change{}, err
		}
		if seen, err := d.repeated(ctx, rec, in); err != nil || seen != nil {
			first = seen
			return change{in: conversation.CustomerLeft{}}, err
		}
		return d.wrote(ctx, rec, in, now)
	})
	if first != nil || err != nil {
		if first == nil {
			return Receipt{}, err
		}
		return *first, err
	}
	return Receipt{ID: in.ID, At: r.at}, nil
}

func checkIncoming(in Incoming) error {
	switch {
	case in.ID == "" || len(in.ID) > idMost || strings.ContainsAny(in.ID, "\x00\n"):
		return problem.New(problem.Invalid, "message_id_needed")
	case in.Text == "" && in.Choice == "":
		return problem.New(problem.Invalid, "text_empty")
	case utf8.RuneCountInString(in.Text) > TextMost:
		return problem.New(problem.Invalid, "text_too_long", "most", "8000")
	}
	return nil
}

// clean drops what is not text: control and tag characters (trust.md S7), and
// bytes that are not UTF-8. Line breaks stay.
func clean(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < 0x20, r == 0x7f, r == utf8.RuneError, r >= 0xE0000 && r <= 0xE007F:
			return -1
		}
		return r
	}, text))
}

// repeated finds an earlier message with this id. The same text returns the
// first answer; another text is an error, for one of the two would be lost.
func (d *Desk) repeated(ctx context.Context, rec Record, in Incoming) (*Receipt, error) {
	if rec.Version == 0 || !d.cache.mayHave(rec.ID, in.ID) {
		return nil, nil
	}
	e, err := d.Store.Message(ctx, rec.ID, in.ID)
	if errors.Is(err, ErrMissing) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	texts, err := d.texts(ctx, rec.ID, []string{in.ID})
	if err != nil {
		return nil, err
	}
	if texts[in.ID].Digest != digestOf(in) {
		return nil, problem.New(problem.Conflict, "same_id_other_text")
	}
	return &Receipt{ID: in.ID, At: e.At}, nil
}

// digestOf tells a repeat from another text. It is taken of the masked text:
// a digest of ten hidden digits could be counted back to them.
func digestOf(in Incoming) string {
	text, _ := hideCode(in.Text)
	text, _ = understanding.Mask(text, nil)
	what := in.ID + "\x00" + text + "\x00" + in.Choice
	if in.file != nil {
		what += "\x00" + in.file.ID
	}
	sum := sha256.Sum256([]byte(what))
	return hex.EncodeToString(sum[:8])
}

// wrote turns a message into the law's input. The text is masked before it is
// read: what nobody may store, no reading can keep either.
func (d *Desk) wrote(ctx context.Context, rec Record, in Incoming, now time.Time) (change, error) {
	s := rec.State
	text, _ := understanding.Mask(in.Text, nil)
	input := conversation.CustomerWrote{Message: in.ID}
	var contents []Content
	if c := s.Confirm; c != nil && c.Code && in.Choice == "" {
		if hidden, code := hideCode(in.Text); code != "" {
			input.HasCode = true
			text, _ = understanding.Mask(hidden, nil)
			contents = append(contents, content(codeOf(in.ID), "code", code))
		}
	}
	msg := Message{Text: text, Choice: in.Choice, Digest: digestOf(in)}
	if in.file != nil {
		msg.Card, msg.Wordless = in.file.card(rec.ID), in.alone
	}
	if in.Choice != "" {
		label, err := d.label(ctx, rec, in.Choice)
		if err != nil {
			return change{}, err
		}
		if msg.Text != "" && msg.Text != label { // words beside a button are words: they must be read
			msg.Choice = ""
		}
		msg.Text = cmp.Or(msg.Text, label)
	}
	if msg.Choice != "" {
		input.Choice = parseChoice(in.Choice)
		switch input.Choice.Kind {
		case "topic", startChoice:
			input.Topic, input.Choice = input.Choice.ID, conversation.Choice{}
		case "confirm":
			seen, err := d.sawConfirm(ctx, rec, in.Seen)
			if err != nil {
				return change{}, err
			}
			if !seen { // a yes from a screen that does not show the question is no consent (P10)
				input.Choice.ID = ""
			}
		case "human": // the button for a person beside the assistant's other choices (P1)
			input.WantsHuman, input.Choice = true, conversation.Choice{}
		}
	} else if in.alone { // a file's name says nothing that may be read as a wish
		msg.Reading = &understanding.Reading{}
	} else {
		reading := d.House.Read(msg.Text, understanding.Context{Language: s.Language, Market: s.Market, Today: d.House.Today(s.Market, now)})
		reading, topic, err := d.heard(ctx, rec, msg.Text, reading, now)
		if err != nil {
			return change{}, err
		}
		msg.Reading = &reading
		input.WantsHuman, input.Sensitivities, input.Topic, input.Move = reading.WantsHuman, reading.Sensitivities, topic, reading.Move
		if reading.LanguageP >= languageSure && len(strings.Fields(msg.Text)) > 2 {
			input.Language = reading.Language
		}
	}
	if input.Move == understanding.MoveYes || input.Move == understanding.MoveNo {
		seen, err := d.sawConfirm(ctx, rec, in.Seen)
		if err != nil {
			return change{}, err
		}
		input.Seen = seen
	}
	contents = append(contents, content(in.ID, "message", msg))
	return change{in: input, contents: contents, said: []said{{in.ID, msg.Text}}, soon: true}, nil
}

// languageSure is the probability from which a text's language is believed
// against the conversation's own.
const languageSure = 0.9

func parseChoice(s string) conversation.Choice {
	parts := strings.SplitN(s, ":", 3)
	parts = append(parts, "", "")
	return conversation.Choice{Kind: parts[0], ID: parts[1], Answer: parts[2]}
}

func content(id, kind string, body any) Content {
	b, err := json.Marshal(body)
	if err != nil { // our own types always marshal
		panic(err)
	}
	return Content{ID: id, Kind: kind, Body: b}
}

// label finds the words of a button among those shown lately; an unknown one
// is refused, so that nobody can press what was never offered.
func (d *Desk) label(ctx context.Context, rec Record, choice string) (string, error) {
	if label, ok := d.startLabel(rec, choice); ok {
		return label, nil
	}
	views, err := d.messages(ctx, rec, ForCustomer, max(0, rec.CustomerSeq-60), 60)
	if err != nil {
		return "", err
	}
	for i := len(views) - 1; i >= 0; i-- {
		for _, c := range views[i].Choices {
			if c.ID == choice {
				return c.Label, nil
			}
		}
	}
	return "", problem.New(problem.Invalid, "invalid_choice")
}

// sawConfirm reports whether the newest open question was on the customer's
// screen. A program that does not say what it saw is taken to have seen all.
func (d *Desk) sawConfirm(ctx context.Context, rec Record, seen string) (bool, error) {
	c := rec.State.Confirm
	if c == nil || seen == "" || seen == c.Message {
		return true, nil
	}
	at := func(id string) (int64, error) {
		e, err := d.Store.Message(ctx, rec.ID, id)
		if errors.Is(err, ErrMissing) {
			return 0, nil
		}
		return e.Seq, err
	}
	saw, err := at(seen)
	if err != nil {
		return false, err
	}
	asked, err := at(c.Message)
	return saw >= asked, err
}

// ownerOnly: a customer reaches their own conversation, by token or by being
// the owner. Anything else looks as if it did not exist.
func ownerOnly(who identity.Who, rec Record) error {
	mine := who.Role == identity.Customer && rec.Version > 0 &&
		(who.Visitor != "" && who.Visitor == rec.ID || who.ID != "" && who.ID == rec.State.Customer)
	if !mine {
		return problem.New(problem.Missing, "conversation_not_found")
	}
	return nil
}

// byCustomer decides an input of the conversation's owner.
func (d *Desk) byCustomer(ctx context.Context, who identity.Who, id string, in conversation.Input, contents ...Content) (Record, error) {
	r, err := d.decide(ctx, id, func(rec Record, _ time.Time) (change, error) {
		return change{in: in, contents: contents}, ownerOnly(who, rec)
	})
	return r.after, err
}

// AskForPerson is the button: in line in this same call (P1).
func (d *Desk) AskForPerson(ctx context.Context, who identity.Who, id string, m conversation.MatterID) (View, error) {
	return d.viewAfter(ctx)(d.byCustomer(ctx, who, id, conversation.CustomerAsked{Matter: m}))
}

// Withdraw leaves the line by the customer's explicit choice.
func (d *Desk) Withdraw(ctx context.Context, who identity.Who, id string, m conversation.MatterID) (View, error) {
	return d.viewAfter(ctx)(d.byCustomer(ctx, who, id, conversation.CustomerWithdrew{Matter: m}))
}

// ChooseWritten takes a dated written answer instead of waiting.
func (d *Desk) ChooseWritten(ctx context.Context, who identity.Who, id string, m conversation.MatterID) (View, error) {
	return d.viewAfter(ctx)(d.byCustomer(ctx, who, id, conversation.CustomerChoseWritten{Matter: m}))
}

// AnswerHandBack says yes or no to an expert's proposal.
func (d *Desk) AnswerHandBack(ctx context.Context, who identity.Who, id string, m conversation.MatterID, yes bool) (View, error) {
	return d.viewAfter(ctx)(d.byCustomer(ctx, who, id, conversation.CustomerHandedBack{Matter: m, Yes: yes}))
}

// Rate says how the expert and the assistant were, 1 to 5, 0 not rated.
func (d *Desk) Rate(ctx context.Context, who identity.Who, id string, expert, assistant int, words string) error {
	words = clean(words)
	if expert < 0 || expert > 5 || assistant < 0 || assistant > 5 || expert+assistant == 0 || utf8.RuneCountInString(words) > TextMost {
		return problem.New(problem.Invalid, "invalid_rating")
	}
	in := conversation.CustomerRated{Expert: expert, Assistant: assistant}
	var contents []Content
	if words != "" {
		in.Message = d.IDs.New()
		masked, _ := understanding.Mask(words, nil)
		contents = append(contents, content(in.Message, "note", Message{Text: masked}))
	}
	rec, err := d.byCustomer(ctx, who, id, in, contents...)
	if err == nil && d.Ratings != nil && expert > 0 {
		if err := d.Ratings.Rated(ctx, Rating{Conversation: id, Message: in.Message, Expert: lastExpert(rec.State), Stars: expert}); err != nil {
			d.Log.Error("a rating was not passed on", "error", err.Error()) // it is stored; the customer need not wait
		}
	}
	return err
}

// Rating is what a customer thought of the expert whom they met last.
type Rating struct {
	Conversation, Message, Expert string // Message: the words, "" when there are none
	Stars                         int    // 1 to 5
}

// Ratings hears of ratings once they are stored.
type Ratings interface {
	Rated(ctx context.Context, r Rating) error
}

// lastExpert is who held a matter of the conversation last.
func lastExpert(s conversation.State) (expert string) {
	var at time.Time
	for _, m := range s.Matters {
		if m.Expert != "" && (expert == "" || !m.ClosedAt.Before(at)) {
			expert, at = m.Expert, m.ClosedAt
		}
	}
	return expert
}

// Correct adds the customer's correction to the summary that the expert reads (P6).
func (d *Desk) Correct(ctx context.Context, who identity.Who, id string, m conversation.MatterID, text string) error {
	text = clean(text)
	if text == "" {
		return problem.New(problem.Invalid, "text_empty")
	}
	if utf8.RuneCountInString(text) > TextMost {
		return problem.New(problem.Invalid, "text_too_long", "most", "8000")
	}
	masked, _ := understanding.Mask(text, nil)
	msg := d.IDs.New()
	_, err := d.byCustomer(ctx, who, id, conversation.CustomerCorrected{Matter: m, Message: msg}, content(msg, "note", Message{Text: masked}))
	return err
}
