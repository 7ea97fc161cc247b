package realtime

import (
	"sync"

	"github.com/centrifugal/centrifuge"

	"samtal/core/identity"
)

// screen is one subscription: who listens, and what to call when they stop.
type screen struct {
	client *centrifuge.Client
	who    identity.Who
	gone   func()
}

// hub knows who listens to what. The library knows it too, but not who they
// are, and a failed subscription leaves no trace there.
type hub struct {
	mu      sync.Mutex
	screens map[string]map[string]screen // channel -> client id
	clients map[string][]string          // client id -> channels
}

func (h *hub) init() {
	h.screens, h.clients = map[string]map[string]screen{}, map[string][]string{}
}

func (h *hub) joined(channel string, s screen) {
	id := s.client.ID()
	h.mu.Lock()
	defer h.mu.Unlock()
	on := h.screens[channel]
	if on == nil {
		on = map[string]screen{}
		h.screens[channel] = on
	}
	if _, again := on[id]; !again {
		h.clients[id] = append(h.clients[id], channel)
	}
	on[id] = s
}

// opened notes what to call when the screen closes; at once, if it has.
func (h *hub) opened(channel, client string, gone func()) {
	h.mu.Lock()
	s, ok := h.screens[channel][client]
	if ok {
		s.gone = gone
		h.screens[channel][client] = s
	}
	h.mu.Unlock()
	if !ok {
		gone()
	}
}

// left closes one screen, and says whether it was the channel's last.
func (h *hub) left(channel, client string) (last bool) {
	h.mu.Lock()
	s := h.drop(channel, client)
	list := h.clients[client]
	for i, c := range list {
		if c == channel {
			list = append(list[:i], list[i+1:]...)
			break
		}
	}
	h.clients[client] = list
	if len(list) == 0 {
		delete(h.clients, client)
	}
	last = len(h.screens[channel]) == 0
	h.mu.Unlock()
	if s.gone != nil {
		s.gone()
	}
	return last
}

// gone closes whatever a connection still had open.
func (h *hub) gone(client string) {
	h.mu.Lock()
	var closed []func()
	for _, channel := range h.clients[client] {
		if s := h.drop(channel, client); s.gone != nil {
			closed = append(closed, s.gone)
		}
	}
	delete(h.clients, client)
	h.mu.Unlock()
	for _, gone := range closed {
		gone()
	}
}

func (h *hub) drop(channel, client string) screen {
	s := h.screens[channel][client]
	delete(h.screens[channel], client)
	if len(h.screens[channel]) == 0 {
		delete(h.screens, channel)
	}
	return s
}

// all lists a channel's screens.
func (h *hub) all(channel string) (out []screen) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, s := range h.screens[channel] {
		out = append(out, s)
	}
	return out
}

// experts lists the screens of experts on a channel.
func (h *hub) experts(channel string) (out []screen) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, s := range h.screens[channel] {
		if s.who.Role == identity.Expert {
			out = append(out, s)
		}
	}
	return out
}

// channels lists those of one kind that somebody listens to.
func (h *hub) channels(kinds ...string) (out []string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for channel := range h.screens {
		k, _ := split(channel)
		for _, kind := range kinds {
			if k == kind {
				out = append(out, channel)
			}
		}
	}
	return out
}
