package outside

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/coder/websocket"
)

// Publication is one thing that the server told a screen.
type Publication struct {
	Offset  uint64
	Kind    string   `json:"kind"`
	What    string   `json:"what"`
	Message *Message `json:"message"`
}

// Live is an open screen: one WebSocket with one channel.
type Live struct {
	conn *websocket.Conn
	told func(Publication)
}

// Live opens a screen of the conversation. told is called for everything that
// is published, in order, from Listen.
func (t *Talk) Live(ctx context.Context, told func(Publication)) (*Live, error) {
	address := "ws" + strings.TrimPrefix(t.Server.Base, "http") + "/connection/websocket"
	c, _, err := websocket.Dial(ctx, address, nil)
	if err != nil {
		return nil, err
	}
	c.SetReadLimit(1 << 20)
	l := &Live{conn: c, told: told}
	hello := fmt.Sprintf(`{"id":1,"connect":{"token":%q}}`, t.Token)
	if err := c.Write(ctx, websocket.MessageText, []byte(hello)); err != nil {
		return nil, err
	}
	sub := fmt.Sprintf(`{"id":2,"subscribe":{"channel":"c:%s"}}`, t.ID)
	if err := c.Write(ctx, websocket.MessageText, []byte(sub)); err != nil {
		return nil, err
	}
	for replies := 0; replies < 2; {
		n, err := l.read(ctx)
		if err != nil {
			return nil, err
		}
		replies += n
	}
	return l, nil
}

// Listen reads until the connection or the context ends.
func (l *Live) Listen(ctx context.Context) error {
	for {
		if _, err := l.read(ctx); err != nil {
			return err
		}
	}
}

// Close ends the screen.
func (l *Live) Close() { _ = l.conn.Close(websocket.StatusNormalClosure, "") }

// read handles one frame and returns how many replies to commands it held.
func (l *Live) read(ctx context.Context) (replies int, err error) {
	_, b, err := l.conn.Read(ctx)
	if err != nil {
		return 0, err
	}
	for line := range bytes.SplitSeq(b, []byte("\n")) {
		if len(line) == 0 {
			continue
		}
		if string(line) == "{}" { // the server's ping
			if err := l.conn.Write(ctx, websocket.MessageText, []byte("{}")); err != nil {
				return replies, err
			}
			continue
		}
		var f struct {
			ID    int `json:"id"`
			Error *struct {
				Code    int    `json:"code"`
				Message string `json:"message"`
			} `json:"error"`
			Push *struct {
				Pub *struct {
					Data   json.RawMessage `json:"data"`
					Offset uint64          `json:"offset"`
				} `json:"pub"`
			} `json:"push"`
		}
		if err := json.Unmarshal(line, &f); err != nil {
			return replies, err
		}
		if f.Error != nil {
			return replies, fmt.Errorf("realtime: %d %s", f.Error.Code, f.Error.Message)
		}
		if f.ID > 0 {
			replies++
		}
		if f.Push != nil && f.Push.Pub != nil {
			p := Publication{Offset: f.Push.Pub.Offset}
			if err := json.Unmarshal(f.Push.Pub.Data, &p); err != nil {
				return replies, err
			}
			l.told(p)
		}
	}
	return replies, nil
}
