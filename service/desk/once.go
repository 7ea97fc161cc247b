package desk

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"samtal/core/conversation"
	"samtal/core/identity"
	"samtal/core/problem"
)

// Key makes a write that has no id of its own happen once: a phone that lost
// the answer may ask again and neither a note nor an opened conversation is
// doubled. It is kept with what it did, in the same transaction.
type Key struct {
	id     string // of the caller and the key that they chose
	digest string // of what they asked for
	step   string // of a write that is several decisions
	weak   bool   // a stranger's, and short enough to be guessed
}

// keyTime is how long a repeat is answered as the first time. Later nobody
// repeats: it is refused, so that a key means one thing for ever.
const keyTime = 24 * time.Hour

// strangerKey is how many characters the key of somebody unknown needs: two
// strangers with the same key would open one conversation.
const strangerKey = 32

// Once lets the writes under ctx happen once for a caller's key. Digest tells
// what is asked for; the same key for something else is refused.
func Once(ctx context.Context, who identity.Who, key, digest string) context.Context {
	sum := sha256.Sum256([]byte(string(who.Role) + "\x00" + who.ID + "\x00" + who.Visitor + "\x00" + key))
	return context.WithValue(ctx, onceKey{}, Key{id: hex.EncodeToString(sum[:]), digest: digest,
		weak: who.ID == "" && who.Visitor == "" && len(key) < strangerKey})
}

type onceKey struct{}

func keyOf(ctx context.Context) (Key, bool) {
	k, ok := ctx.Value(onceKey{}).(Key)
	return k, ok
}

// step names one decision of a write that takes several.
func step(ctx context.Context, name string) context.Context {
	k, ok := keyOf(ctx)
	if !ok {
		return ctx
	}
	k.step = name
	return context.WithValue(ctx, onceKey{}, k)
}

// content is the id under which the key is kept in its conversation.
func (k Key) content() string {
	sum := sha256.Sum256([]byte(k.id + "\x00" + k.step))
	return "key/" + hex.EncodeToString(sum[:16])
}

// done is what is kept of a key. Nonce is of an opened conversation only.
type done struct {
	Digest string `json:"digest"`
	Nonce  string `json:"nonce,omitempty"`
}

// before finds what a key has done in a conversation already; nil is nothing.
func (d *Desk) before(ctx context.Context, k Key, rec Record, now time.Time) (*done, error) {
	if rec.Version == 0 {
		return nil, nil
	}
	known, err := d.contents(ctx, rec.ID, []string{k.content()})
	if err != nil {
		return nil, err
	}
	kept, ok := known[k.content()]
	if !ok {
		return nil, nil
	}
	if now.Sub(kept.At) >= keyTime {
		return nil, problem.New(problem.Conflict, "key_used_before")
	}
	var was done
	if err := json.Unmarshal(kept.Body, &was); err != nil {
		return nil, internal("key", err)
	}
	if was.Digest != k.digest {
		return nil, problem.New(problem.Conflict, "same_key_other_request")
	}
	return &was, nil
}

// once builds a change unless the caller's key has made it already, and then
// changes nothing. It looks before build does: whoever settled a matter may no
// longer reach it, and is to hear "done" the second time too.
func (d *Desk) once(ctx context.Context, rec Record, now time.Time, build func(Record, time.Time) (change, error)) (change, error) {
	k, ok := keyOf(ctx)
	if !ok {
		return build(rec, now)
	}
	was, err := d.before(ctx, k, rec, now)
	if err != nil {
		return change{}, err
	}
	if was != nil {
		return change{in: conversation.CustomerLeft{}}, nil
	}
	c, err := build(rec, now)
	if err == nil {
		c.contents = append(c.contents, content(k.content(), "key", done{Digest: k.digest}))
	}
	return c, err
}

// openOnce opens the conversation of a key, or gives the one that it opened,
// with the same token. The token is worked out of the key and of a nonce in
// the record: neither alone tells it.
func (d *Desk) openOnce(ctx context.Context, k Key, who identity.Who, open conversation.Open) (id, token string, err error) {
	if k.weak {
		return "", "", problem.New(problem.Invalid, "key_too_short", "least", "32")
	}
	id = uuid.NewHash(sha256.New(), uuid.Nil, []byte(k.id), 8).String()
	secret := ""
	build := func(rec Record, now time.Time) (change, error) {
		was, err := d.before(ctx, k, rec, now)
		switch {
		case err != nil:
			return change{}, err
		case was != nil:
			secret = k.secret(was.Nonce)
			return change{in: conversation.CustomerLeft{}}, nil
		case rec.Version > 0: // its texts are erased, and the key with them
			return change{}, problem.New(problem.Conflict, "key_used_before")
		}
		nonce := d.IDs.Token()
		secret = k.secret(nonce)
		digest := sha256.Sum256([]byte(secret))
		return change{in: open, create: &Record{ID: id, Secret: digest[:], CreatedAt: now},
			contents: append(named(who), content(k.content(), "key", done{k.digest, nonce}))}, nil
	}
	_, err = d.decideOn(withoutKey(ctx), id, d.load, build)
	return id, id + "." + secret, err
}

// withoutKey is for what looks after its key itself.
func withoutKey(ctx context.Context) context.Context { return context.WithValue(ctx, onceKey{}, nil) }

func (k Key) secret(nonce string) string {
	mac := hmac.New(sha256.New, []byte(nonce))
	mac.Write([]byte(k.id))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}
