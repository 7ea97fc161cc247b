package outside

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/coder/websocket"
)

// Publication is one thing that the server told a screen.
type Publication struct {
	Channel string `json:"-"`
	Offset  uint64 `json:"-"`
	Kind    string `json:"kind"`
	What    string `json:"what"`
	Message *struct {
		ID   string `json:"id"`
		From string `json:"from"`
		Text string `json:"text"`
	} `json:"message"`
}

// Live is an open screen: one WebSocket, any number of channels.
type Live struct {
	conn *websocket.Conn
	told func(Publication)

	mu      sync.Mutex
	next    int
	waiting map[int]chan error
}

// Live opens a screen. told is called for everything that is published, in
// order, while Listen runs.
func (s *Server) Live(ctx context.Context, token string, told func(Publication)) (*Live, error) {
	c, _, err := websocket.Dial(ctx, "ws"+strings.TrimPrefix(s.Base, "http")+"/connection/websocket", nil)
	if err != nil {
		return nil, err
	}
	c.SetReadLimit(1 << 20)
	l := &Live{conn: c, told: told, next: 1, waiting: map[int]chan error{}}
	if err := c.Write(ctx, websocket.MessageText, fmt.Appendf(nil, `{"id":1,"connect":{"token":%q}}`, token)); err != nil {
		return nil, err
	}
	done := l.expect(1)
	if err := l.read(ctx); err != nil {
		return nil, err
	}
	select {
	case err := <-done:
		return l, err
	default:
		return nil, errors.New("realtime: the first answer is not to connect")
	}
}

func (l *Live) expect(id int) chan error {
	done := make(chan error, 1)
	l.mu.Lock()
	l.waiting[id] = done
	l.mu.Unlock()
	return done
}

// Subscribe follows a conversation; Listen must be running.
func (l *Live) Subscribe(ctx context.Context, conversation string) error {
	l.mu.Lock()
	l.next++
	id := l.next
	l.mu.Unlock()
	done := l.expect(id)
	if err := l.conn.Write(ctx, websocket.MessageText, fmt.Appendf(nil, `{"id":%d,"subscribe":{"channel":"c:%s"}}`, id, conversation)); err != nil {
		return err
	}
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Unsubscribe lets go of a conversation. Its answer is not waited for.
func (l *Live) Unsubscribe(ctx context.Context, conversation string) error {
	l.mu.Lock()
	l.next++
	id := l.next
	l.mu.Unlock()
	return l.conn.Write(ctx, websocket.MessageText, fmt.Appendf(nil, `{"id":%d,"unsubscribe":{"channel":"c:%s"}}`, id, conversation))
}

// Listen reads until the connection or the context ends.
func (l *Live) Listen(ctx context.Context) error {
	for {
		if err := l.read(ctx); err != nil {
			return err
		}
	}
}

// Close ends the screen.
func (l *Live) Close() { _ = l.conn.CloseNow() }

// frame is one line from the server.
type frame struct {
	ID    int `json:"id"`
	Error *struct {
		Code    int    `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
	Push *struct {
		Channel string `json:"channel"`
		Pub     *struct {
			Data   Publication `json:"data"`
			Offset uint64      `json:"offset"`
		} `json:"pub"`
	} `json:"push"`
}

func (l *Live) read(ctx context.Context) error {
	_, b, err := l.conn.Read(ctx)
	if err != nil {
		return err
	}
	for line := range bytes.SplitSeq(b, []byte("\n")) {
		if len(line) == 0 {
			continue
		}
		if string(line) == "{}" { // the server's ping
			if err := l.conn.Write(ctx, websocket.MessageText, line); err != nil {
				return err
			}
			continue
		}
		var f frame
		if err := json.Unmarshal(line, &f); err != nil {
			return err
		}
		if f.ID > 0 {
			l.replied(f)
		}
		if f.Push != nil && f.Push.Pub != nil {
			p := f.Push.Pub.Data
			p.Channel, p.Offset = f.Push.Channel, f.Push.Pub.Offset
			l.told(p)
		}
	}
	return nil
}

func (l *Live) replied(f frame) {
	l.mu.Lock()
	done := l.waiting[f.ID]
	delete(l.waiting, f.ID)
	l.mu.Unlock()
	if done == nil {
		return
	}
	var err error
	if f.Error != nil {
		err = fmt.Errorf("realtime: %d %s", f.Error.Code, f.Error.Message)
	}
	done <- err
}
