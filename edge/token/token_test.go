package token

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/lestrrat-go/jwx/v3/jwk"
	"github.com/lestrrat-go/jwx/v3/jwt"

	"samtal/core/identity"
	"samtal/core/problem"
)

var start = time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)

func open(t testing.TB, dir string, now *time.Time) *Keys {
	t.Helper()
	k, err := Open(dir, func() time.Time { return *now })
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func must(t testing.TB, s string, err error) string {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func refused(t *testing.T, k *Keys, token, why string) {
	t.Helper()
	who, err := k.Verify(token)
	if err == nil || !problem.Is(err, "bad_token") || problem.Of(err).Kind != problem.Unknown {
		t.Errorf("%s: %+v, %v; want bad_token", why, who, err)
	}
	if who != (identity.Who{}) {
		t.Errorf("%s: a refused token still names %+v", why, who)
	}
}

func TestWhoIsSignedIn(t *testing.T) {
	now := start
	k := open(t, t.TempDir(), &now)
	c, err := k.Customer("c-0001", "Anna Öst", "sv")
	who, err2 := k.Verify(must(t, c, err))
	if want := (identity.Who{Role: identity.Customer, ID: "c-0001", Name: "Anna Öst", Level: identity.SignedIn}); err2 != nil || who != want {
		t.Errorf("customer: %+v, %v", who, err2)
	}
	for _, role := range []identity.Role{identity.Expert, identity.Lead} {
		s, err := k.Staff("e-01", "Elin", role)
		who, err2 := k.Verify(must(t, s, err))
		if err2 != nil || who.Role != role || who.ID != "e-01" || who.Name != "Elin" {
			t.Errorf("%s: %+v, %v", role, who, err2)
		}
	}
	if _, err := k.Staff("x", "x", identity.Customer); err == nil {
		t.Error("a customer was signed in as staff")
	}
	if _, err := k.Customer("", "", ""); err == nil {
		t.Error("nobody was signed in")
	}
}

// forge signs any claims with any of the rings' keys.
func forge(t *testing.T, key jwk.Key, claims map[string]any) string {
	t.Helper()
	b := jwt.NewBuilder()
	for n, v := range claims {
		b = b.Claim(n, v)
	}
	tok, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	out, err := jwt.Sign(tok, jwt.WithKey(alg, key))
	return must(t, string(out), err)
}

func TestWhatIsRefused(t *testing.T) {
	now := start
	k := open(t, t.TempDir(), &now)
	other := open(t, t.TempDir(), &now)
	company, samtal := k.rings[Company].newest(), k.rings[Samtal].newest()
	good := func(iss string, change map[string]any) map[string]any {
		c := map[string]any{"iss": iss, "aud": Audience, "sub": "c-0001", "exp": now.Add(time.Hour).Unix(), "role": "lead"}
		for n, v := range change {
			if v == nil {
				delete(c, n)
			} else {
				c[n] = v
			}
		}
		return c
	}
	if who, err := k.Verify(forge(t, samtal, good(Samtal, nil))); err != nil || who.Role != identity.Lead {
		t.Fatalf("the token that the others vary is not good itself: %+v, %v", who, err)
	}
	if who, err := k.Verify(forge(t, company, good(Company, nil))); err != nil || who.Role != identity.Customer {
		t.Errorf("the company's role counts: %+v, %v", who, err)
	}
	for why, token := range map[string]string{
		"wrong audience":                 forge(t, company, good(Company, map[string]any{"aud": "bank"})),
		"no audience":                    forge(t, company, good(Company, map[string]any{"aud": nil})),
		"expired":                        forge(t, company, good(Company, map[string]any{"exp": now.Add(-time.Hour).Unix()})),
		"never expires":                  forge(t, company, good(Company, map[string]any{"exp": nil})),
		"not yet":                        forge(t, company, good(Company, map[string]any{"nbf": now.Add(time.Hour).Unix()})),
		"no subject":                     forge(t, company, good(Company, map[string]any{"sub": nil})),
		"empty subject":                  forge(t, company, good(Company, map[string]any{"sub": ""})),
		"staff signed by the company":    forge(t, company, good(Samtal, nil)),
		"customer signed by Samtal":      forge(t, samtal, good(Company, nil)),
		"no issuer":                      forge(t, samtal, good(Samtal, map[string]any{"iss": nil})),
		"staff without a role":           forge(t, samtal, good(Samtal, map[string]any{"role": nil})),
		"staff with a customer's role":   forge(t, samtal, good(Samtal, map[string]any{"role": "customer"})),
		"another house's key":            forge(t, other.rings[Samtal].newest(), good(Samtal, nil)),
		"another key under our key's id": under(t, other.rings[Samtal].newest(), samtal, good(Samtal, nil)),
		"empty":                          "",
		"a visitor's token":              "0193-abc.secret",
		"too long":                       strings.Repeat("x", tokenMost+1),
	} {
		refused(t, k, token, why)
	}
}

// under signs with one key and names another.
func under(t *testing.T, signer, named jwk.Key, claims map[string]any) string {
	t.Helper()
	k, err := signer.Clone()
	if err != nil {
		t.Fatal(err)
	}
	kid, _ := named.KeyID()
	if err := k.Set(jwk.KeyIDKey, kid); err != nil {
		t.Fatal(err)
	}
	return forge(t, k, claims)
}

func TestAlgorithmsAreNotNegotiable(t *testing.T) {
	now := start
	k := open(t, t.TempDir(), &now)
	s, err := k.Staff("l-01", "Lea", identity.Lead)
	parts := strings.Split(must(t, s, err), ".")
	kid, _ := k.rings[Samtal].newest().KeyID()
	enc := func(v any) string {
		raw, err := json.Marshal(v)
		return base64.RawURLEncoding.EncodeToString([]byte(must(t, string(raw), err)))
	}
	for _, a := range []string{"none", "None", "", "HS256", "RS256", "ES384"} {
		head := enc(map[string]string{"alg": a, "kid": kid})
		refused(t, k, head+"."+parts[1]+".", a+" unsigned")
		refused(t, k, head+"."+parts[1]+"."+parts[2], a+" with the old signature")
	}
	refused(t, k, enc(map[string]any{"alg": "ES256", "kid": kid, "crit": []string{"b64"}, "b64": false})+"."+parts[1]+"."+parts[2], "critical header")
	refused(t, k, parts[0]+"."+enc(map[string]any{"iss": Samtal, "aud": Audience, "sub": "l-02", "role": "lead", "exp": 1 << 40})+"."+parts[2], "changed claims")
	if _, err := k.Verify(strings.Join(parts, ".")); err != nil {
		t.Errorf("the true one: %v", err)
	}
}

func TestATokenThatWasSeenStillExpires(t *testing.T) {
	now := start
	k := open(t, t.TempDir(), &now)
	c, err := k.Customer("c-1", "", "")
	if _, err := k.Verify(must(t, c, err)); err != nil {
		t.Fatal(err)
	}
	now = now.Add(life + skew + time.Second)
	refused(t, k, c, "expired after it was seen")
}

func TestKeysAreKeptAndRotate(t *testing.T) {
	now, dir := start, t.TempDir()
	k := open(t, dir, &now)
	for _, issuer := range []string{Company, Samtal} {
		info, err := os.Stat(filepath.Join(dir, "key-"+issuer+".json"))
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v; want mode 0600", issuer, info.Mode(), err)
		}
	}
	c, err := k.Customer("c-1", "", "")
	first := must(t, c, err)
	again := open(t, dir, &now) // another process, or a restart
	if _, err := again.Verify(first); err != nil {
		t.Fatalf("a restart signs everybody out: %v", err)
	}
	if err := again.Rotate(Company); err != nil {
		t.Fatal(err)
	}
	c, err = again.Customer("c-2", "", "")
	second := must(t, c, err)
	for who, token := range map[string]string{"the key before": first, "the new key": second} {
		if _, err := again.Verify(token); err != nil {
			t.Errorf("%s: %v", who, err)
		}
		if _, err := k.Verify(token); err != nil { // the other process reads the new key by itself
			t.Errorf("%s, in the other process: %v", who, err)
		}
	}
	if err := again.Rotate(Company); err != nil {
		t.Fatal(err)
	}
	refused(t, again, first, "two rotations later")
	left, err := filepath.Glob(filepath.Join(dir, ".key-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestAKeyThatOthersCanReadIsRefused(t *testing.T) {
	now, dir := start, t.TempDir()
	open(t, dir, &now)
	if err := os.Chmod(filepath.Join(dir, "key-samtal.json"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, time.Now); err == nil || !strings.Contains(err.Error(), "0600") {
		t.Errorf("Open: %v", err)
	}
}

func FuzzToken(f *testing.F) {
	now := start
	k := open(f, f.TempDir(), &now)
	for i := range 3 {
		c, err := k.Customer(fmt.Sprint("c-", i), "x", "sv")
		f.Add(must(f, c, err))
	}
	f.Add("..")
	f.Add("e30.e30.e30")
	f.Fuzz(func(t *testing.T, token string) {
		who, err := k.Verify(token)
		if err != nil && (who != identity.Who{} || !problem.Is(err, "bad_token")) {
			t.Fatalf("%+v, %v", who, err)
		}
		if err == nil && who.Role != identity.Customer {
			t.Fatalf("a token nobody issued signs in %+v", who)
		}
	})
}
