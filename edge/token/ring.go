package token

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/lestrrat-go/jwx/v3/jwk"
)

// ring is one issuer's keys in one file, newest first. The file is readable by
// its owner only.
type ring struct {
	path string
	keys []jwk.Key
	mod  time.Time
	size int64
}

// ringMost keys of an issuer are good at once: the one that signs, and the one
// before it, whose tokens have not all expired.
const ringMost = 2

func openRing(dir, issuer string) (*ring, error) {
	r := &ring{path: filepath.Join(dir, "key-"+issuer+".json")}
	err := r.load()
	if errors.Is(err, fs.ErrNotExist) {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return nil, fmt.Errorf("token: %w", err)
		}
		if err = r.create(); err == nil {
			err = r.load()
		}
	}
	if err != nil {
		return nil, err
	}
	return r, nil
}

func (r *ring) newest() jwk.Key { return r.keys[0] }

func (r *ring) find(kid string) jwk.Key {
	for _, k := range r.keys {
		if id, ok := k.KeyID(); ok && id == kid {
			return k
		}
	}
	return nil
}

// load reads the file, and refuses one that others can read: a key that leaked
// signs anybody in.
func (r *ring) load() error {
	info, err := os.Stat(r.path)
	if err != nil {
		return fmt.Errorf("token: %w", err)
	}
	if info.Mode().Perm()&0o077 != 0 && filepath.Separator == '/' {
		return fmt.Errorf("token: %s can be read by others; it must be mode 0600", r.path)
	}
	raw, err := os.ReadFile(r.path)
	if err != nil {
		return fmt.Errorf("token: %w", err)
	}
	set, err := jwk.Parse(raw)
	if err != nil {
		return fmt.Errorf("token: %s: %w", r.path, err)
	}
	if set.Len() == 0 {
		return fmt.Errorf("token: %s holds no key", r.path)
	}
	var keys []jwk.Key
	for i := range set.Len() {
		k, _ := set.Key(i)
		if private, err := jwk.IsPrivateKey(k); err != nil || !private {
			return fmt.Errorf("token: %s holds a key that cannot sign", r.path)
		}
		keys = append(keys, k)
	}
	r.keys, r.mod, r.size = keys, info.ModTime(), info.Size()
	return nil
}

// reload reads the file again when it changed, and says whether it did.
func (r *ring) reload() bool {
	info, err := os.Stat(r.path)
	if err != nil || info.ModTime().Equal(r.mod) && info.Size() == r.size {
		return false
	}
	return r.load() == nil
}

// create makes the first key. Two processes may do so at once; the file is
// linked into place whole, and the second one uses the first one's.
func (r *ring) create() error {
	k, err := newKey()
	if err != nil {
		return err
	}
	tmp, err := r.write([]jwk.Key{k})
	if err != nil {
		return err
	}
	defer os.Remove(tmp)
	if err := os.Link(tmp, r.path); err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("token: %w", err)
	}
	return nil
}

func (r *ring) rotate() error {
	k, err := newKey()
	if err != nil {
		return err
	}
	keys := append([]jwk.Key{k}, r.keys...)
	tmp, err := r.write(keys[:min(len(keys), ringMost)])
	if err != nil {
		return err
	}
	if err := os.Rename(tmp, r.path); err != nil {
		return fmt.Errorf("token: %w", err)
	}
	return r.load()
}

// write puts keys into a new file beside the ring's own, durably.
func (r *ring) write(keys []jwk.Key) (path string, err error) {
	raw, err := json.Marshal(map[string]any{"keys": keys})
	if err != nil {
		return "", fmt.Errorf("token: %w", err)
	}
	f, err := os.CreateTemp(filepath.Dir(r.path), ".key-*") // mode 0600
	if err != nil {
		return "", fmt.Errorf("token: %w", err)
	}
	_, err = f.Write(raw)
	err = errors.Join(err, f.Sync(), f.Close())
	if err != nil {
		os.Remove(f.Name())
		return "", fmt.Errorf("token: %w", err)
	}
	return f.Name(), nil
}

// newKey makes a key that is named by its own thumbprint.
func newKey() (jwk.Key, error) {
	raw, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("token: %w", err)
	}
	k, err := jwk.Import(raw)
	if err != nil {
		return nil, fmt.Errorf("token: %w", err)
	}
	err = errors.Join(jwk.AssignKeyID(k), k.Set(jwk.AlgorithmKey, alg), k.Set(jwk.KeyUsageKey, "sig"))
	if err != nil {
		return nil, fmt.Errorf("token: %w", err)
	}
	return k, nil
}
