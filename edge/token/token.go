// Package token issues and checks signed tokens. There are two keys: the
// company's, which signs its customers in, and Samtal's own, which signs in
// experts and leads. Each key speaks for one issuer only: what the company
// signs can never be a lead.
package token

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/lestrrat-go/jwx/v3/jwa"
	"github.com/lestrrat-go/jwx/v3/jwk"
	"github.com/lestrrat-go/jwx/v3/jws"
	"github.com/lestrrat-go/jwx/v3/jwt"

	"samtal/core/identity"
	"samtal/core/problem"
)

// Names in tokens (docs/wire.md, Sign-in).
const (
	Audience = "samtal"
	Company  = "company" // issuer of customers
	Samtal   = "samtal"  // issuer of experts and leads
)

const (
	life      = 7 * 24 * time.Hour
	tokenMost = 4096             // bytes; a longer one is not read
	skew      = 30 * time.Second // between the company's clock and ours
	cacheMost = 1 << 13
)

// alg is the only algorithm that is ever accepted; a token that names another
// one, or none, is refused before any key is touched.
var alg = jwa.ES256()

// Keys are the two signing keys with their predecessors.
type Keys struct {
	dir string
	now func() time.Time

	mu    sync.Mutex
	rings map[string]*ring // by issuer
	known map[string]checked
}

// checked is a token that was verified: signatures cost 70 µs, and a customer
// shows the same token with every message.
type checked struct {
	who identity.Who
	exp time.Time
}

// Open loads the keys from a folder, and makes those that are missing. now is
// the clock that tokens expire by.
func Open(dir string, now func() time.Time) (*Keys, error) {
	k := &Keys{dir: dir, now: now, rings: map[string]*ring{}, known: map[string]checked{}}
	for _, issuer := range []string{Company, Samtal} {
		r, err := openRing(dir, issuer)
		if err != nil {
			return nil, err
		}
		k.rings[issuer] = r
	}
	return k, nil
}

// Customer signs a customer in with the company's key, as the company's own
// site does.
func (k *Keys) Customer(id, name, locale string) (string, error) {
	return k.sign(Company, id, map[string]string{"name": name, "locale": locale})
}

// Staff signs an expert or lead in.
func (k *Keys) Staff(id, name string, role identity.Role) (string, error) {
	if role != identity.Expert && role != identity.Lead {
		return "", fmt.Errorf("token: %q is no role of staff", role)
	}
	return k.sign(Samtal, id, map[string]string{"name": name, "role": string(role)})
}

func (k *Keys) sign(issuer, subject string, claims map[string]string) (string, error) {
	if subject == "" {
		return "", errors.New("token: nobody to sign in")
	}
	now := k.now().Truncate(time.Second)
	b := jwt.NewBuilder().Issuer(issuer).Audience([]string{Audience}).Subject(subject).IssuedAt(now).Expiration(now.Add(life))
	for name, value := range claims {
		if value != "" {
			b = b.Claim(name, value)
		}
	}
	t, err := b.Build()
	if err != nil {
		return "", fmt.Errorf("token: %w", err)
	}
	k.mu.Lock()
	key := k.rings[issuer].newest()
	k.mu.Unlock()
	h := jws.NewHeaders()
	if err := h.Set(jws.TypeKey, "JWT"); err != nil {
		return "", fmt.Errorf("token: %w", err)
	}
	out, err := jwt.Sign(t, jwt.WithKey(alg, key, jws.WithProtectedHeaders(h)))
	if err != nil {
		return "", fmt.Errorf("token: %w", err)
	}
	return string(out), nil
}

// bad is all that a caller learns of a token that is not accepted; the cause
// goes to the log.
func bad(why string) error {
	return problem.New(problem.Unknown, "bad_token").Because(errors.New("token: " + why))
}

// Verify says whose token it is. Every refusal is the same to the caller.
func (k *Keys) Verify(token string) (identity.Who, error) {
	if len(token) > tokenMost {
		return identity.Who{}, bad("too long")
	}
	now := k.now()
	k.mu.Lock()
	c, ok := k.known[token]
	k.mu.Unlock()
	if ok && now.Before(c.exp) {
		return c.who, nil
	}
	kid, err := header(token)
	if err != nil {
		return identity.Who{}, err
	}
	issuer, key := k.find(kid)
	if key == nil {
		return identity.Who{}, bad("unknown key")
	}
	public, err := key.PublicKey()
	if err != nil {
		return identity.Who{}, bad("no public key")
	}
	t, err := jwt.Parse([]byte(token), jwt.WithKey(alg, public), jwt.WithIssuer(issuer), jwt.WithAudience(Audience),
		jwt.WithRequiredClaim(jwt.ExpirationKey), jwt.WithRequiredClaim(jwt.SubjectKey),
		jwt.WithAcceptableSkew(skew), jwt.WithClock(jwt.ClockFunc(func() time.Time { return now })))
	if err != nil {
		return identity.Who{}, bad(err.Error())
	}
	who, err := whoIs(issuer, t)
	if err != nil {
		return identity.Who{}, err
	}
	exp, _ := t.Expiration()
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.known) >= cacheMost {
		clear(k.known)
	}
	k.known[token] = checked{who: who, exp: exp}
	return who, nil
}

// header reads the token's own header and takes only what we would write.
func header(token string) (kid string, err error) {
	head, _, ok := strings.Cut(token, ".")
	if !ok || strings.Count(token, ".") != 2 {
		return "", bad("not a signed token")
	}
	raw, err := base64.RawURLEncoding.DecodeString(head)
	if err != nil {
		return "", bad("broken header")
	}
	var h struct {
		Alg  string   `json:"alg"`
		Kid  string   `json:"kid"`
		Crit []string `json:"crit"`
	}
	if err := json.Unmarshal(raw, &h); err != nil {
		return "", bad("broken header")
	}
	if h.Alg != alg.String() || len(h.Crit) > 0 {
		return "", bad("algorithm " + h.Alg)
	}
	return h.Kid, nil
}

// whoIs turns verified claims into a caller. The issuer alone decides between
// customer and staff; a role that the company writes means nothing.
func whoIs(issuer string, t jwt.Token) (identity.Who, error) {
	sub, _ := t.Subject()
	who := identity.Who{ID: sub, Role: identity.Customer, Level: identity.SignedIn}
	if sub == "" || len(sub) > 200 {
		return identity.Who{}, bad("no subject")
	}
	_ = t.Get("name", &who.Name) // may be left out
	if issuer == Company {
		return who, nil
	}
	var role string
	_ = t.Get("role", &role) // left out is no role, refused below
	who.Role = identity.Role(role)
	if who.Role != identity.Expert && who.Role != identity.Lead {
		return identity.Who{}, bad("no role")
	}
	return who, nil
}

// find returns the key with this id and the only issuer that it speaks for.
// An unknown id may be a key that another process has just made.
func (k *Keys) find(kid string) (string, jwk.Key) {
	if kid == "" {
		return "", nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	for range 2 {
		for issuer, r := range k.rings {
			if key := r.find(kid); key != nil {
				return issuer, key
			}
		}
		changed := false
		for _, r := range k.rings {
			changed = r.reload() || changed
		}
		if !changed {
			break
		}
	}
	return "", nil
}

// Rotate makes a new key for an issuer. Tokens of the key before stay good
// until they expire; those of the one before that end now.
func (k *Keys) Rotate(issuer string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	r, ok := k.rings[issuer]
	if !ok {
		return fmt.Errorf("token: nobody called %q issues tokens", issuer)
	}
	clear(k.known)
	return r.rotate()
}
