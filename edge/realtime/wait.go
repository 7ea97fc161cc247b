package realtime

import (
	"strings"
	"sync"
)

// waiters are long polls, by channel. Waiting costs one entry in a map; the
// feed wakes it, nothing asks the database meanwhile.
type waiters struct {
	mu sync.Mutex
	on map[string]map[chan struct{}]struct{}
}

func (w *waiters) init() { w.on = map[string]map[chan struct{}]struct{}{} }

// Watch is woken after commits that concern a channel. Watch first, then read,
// then wait: nothing falls between.
func (r *Realtime) Watch(channel string) (woken <-chan struct{}, stop func()) {
	w, c := &r.waiters, make(chan struct{}, 1)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.on[channel] == nil {
		w.on[channel] = map[chan struct{}]struct{}{}
	}
	w.on[channel][c] = struct{}{}
	return c, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(w.on[channel], c)
		if len(w.on[channel]) == 0 {
			delete(w.on, channel)
		}
	}
}

func (w *waiters) wake(channel string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	wakeThese(w.on[channel])
}

func (w *waiters) wakeAll(prefixes ...string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for channel, list := range w.on {
		for _, p := range prefixes {
			if strings.HasPrefix(channel, p) {
				wakeThese(list)
			}
		}
	}
}

func wakeThese(list map[chan struct{}]struct{}) {
	for c := range list {
		select {
		case c <- struct{}{}:
		default:
		}
	}
}
