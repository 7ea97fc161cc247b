package house

import (
	"crypto/rand"
	"encoding/base64"

	"github.com/google/uuid"
)

// IDs makes ids that sort by time, and tokens that nobody guesses.
type IDs struct{}

// New implements desk.IDs.
func (IDs) New() string { return uuid.Must(uuid.NewV7()).String() }

// Token implements desk.IDs.
func (IDs) Token() string {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails; the program ends if the system has no randomness
	return base64.RawURLEncoding.EncodeToString(b[:])
}
