package server

import (
	"math"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"samtal/core/identity"
	"samtal/core/problem"
)

// cost says which bucket a call is taken from.
type cost int

const (
	reading cost = iota
	writing
	opening // a conversation
	free    // asking for a person is never counted: limits are on places, not on the right (P1)
)

// rate is a token bucket: burst at once, then so many a second.
type rate struct{ burst, second float64 }

// rates per caller. A person types and clicks far below them; a program in a
// loop meets them soon. Staff work on many conversations at once.
var (
	rates      = map[cost]rate{reading: {240, 20}, writing: {40, 2}, opening: {20, 0.2}}
	staffRates = map[cost]rate{reading: {600, 60}, writing: {120, 10}}
)

const bucketsMost = 1 << 16

type bucketKey struct {
	who  string
	cost cost
}

type bucket struct {
	left float64
	at   time.Time
}

// limits keeps the buckets. When there are too many, those that are full again
// are forgotten, which changes nothing for their owners.
type limits struct {
	now func() time.Time
	mu  sync.Mutex
	on  map[bucketKey]bucket
}

func newLimits(now func() time.Time) *limits {
	return &limits{now: now, on: map[bucketKey]bucket{}}
}

// take removes one token, or says how long to wait for the next.
func (l *limits) take(who string, c cost, r rate) (wait time.Duration) {
	now := l.now()
	l.mu.Lock()
	defer l.mu.Unlock()
	key := bucketKey{who, c}
	b, ok := l.on[key]
	if !ok {
		if len(l.on) >= bucketsMost {
			l.forget(now)
		}
		b = bucket{left: r.burst, at: now}
	}
	if gone := now.Sub(b.at).Seconds(); gone > 0 {
		b.left, b.at = min(r.burst, b.left+gone*r.second), now
	}
	if b.left < 1 {
		l.on[key] = b
		return time.Duration((1 - b.left) / r.second * float64(time.Second))
	}
	b.left--
	l.on[key] = b
	return 0
}

func (l *limits) forget(now time.Time) {
	for k, b := range l.on {
		if now.Sub(b.at) > 2*time.Minute {
			delete(l.on, k)
		}
	}
	if len(l.on) >= bucketsMost { // a flood from everywhere: start anew rather than grow
		clear(l.on)
	}
}

// within holds a caller to their rate.
func (s *server) within(ctx huma.Context, who identity.Who, c cost) error {
	address := host(ctx.RemoteAddr())
	if c == free || s.NoLimits && loopback(address) {
		return nil
	}
	r := rates[c]
	name := ""
	switch {
	case who.Role == identity.Expert || who.Role == identity.Lead:
		name = string(who.Role) + ":" + who.ID
		if better, ok := staffRates[c]; ok {
			r = better
		}
	case who.ID != "":
		name = "c:" + who.ID
	case who.Visitor != "":
		name = "v:" + who.Visitor
	default:
		name = "a:" + address
	}
	wait := s.limits.take(name, c, r)
	if wait == 0 {
		return nil
	}
	return problem.New(problem.TooMany, "rate_limited", "seconds", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
}

func host(remote string) string {
	h, _, err := net.SplitHostPort(remote)
	if err != nil {
		return remote
	}
	return strings.TrimSuffix(h, "%")
}

// near serves callers on this machine only: how many customers wait is the
// company's business. What a proxy on this machine passes on comes from outside.
func near(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		passed := r.Header.Get("X-Forwarded-For") != "" || r.Header.Get("Forwarded") != "" || r.Header.Get("X-Real-Ip") != "" || r.Header.Get("Via") != ""
		if passed || !loopback(host(r.RemoteAddr)) {
			http.NotFound(w, r)
			return
		}
		h.ServeHTTP(w, r)
	})
}

func loopback(address string) bool {
	ip := net.ParseIP(address)
	return ip != nil && ip.IsLoopback()
}
