package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"samtal/core/identity"
	"samtal/core/problem"
	"samtal/service/desk"
)

// keyHeader lets a program repeat a write whose answer it lost
// (draft-ietf-httpapi-idempotency-key-header).
const keyHeader = "Idempotency-Key"

// keyMost bounds a caller's key in characters.
const keyMost = 200

var keyParam = &huma.Param{Name: keyHeader, In: "header", Schema: &huma.Schema{Type: huma.TypeString, MaxLength: new(keyMost)},
	Description: "A write in a conversation that is repeated with the same key within a day happens once. The same key with other content is a conflict. Without a token, to open a conversation, at least 32 characters: take a UUID."}

type askedOnce struct{}

// keyed: writes in a conversation take a key. What is elsewhere has an id in
// its path, or means the same the second time.
func (r route) keyed() bool {
	return r.method != http.MethodGet && (strings.HasPrefix(r.path, "/conversations") || strings.HasPrefix(r.path, "/offers"))
}

// once hands the caller's key to the service, with a digest of what is asked.
func once(ctx context.Context, who identity.Who, operation string, in any) (context.Context, error) {
	key, ok := ctx.Value(askedOnce{}).(string)
	if !ok {
		return ctx, nil
	}
	if len(key) > keyMost || strings.ContainsFunc(key, func(r rune) bool { return r < ' ' || r > '~' }) {
		return ctx, problem.New(problem.Invalid, "invalid_key")
	}
	asked, err := json.Marshal(in)
	if err != nil {
		return ctx, err
	}
	sum := sha256.Sum256(append([]byte(operation+"\x00"), asked...))
	return desk.Once(ctx, who, key, hex.EncodeToString(sum[:16])), nil
}
