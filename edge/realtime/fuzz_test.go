package realtime_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
)

// Whatever a screen sends, the node lives, tells nobody's words, and goes on
// serving the next one.
func FuzzRealtimeFrame(f *testing.F) {
	for _, s := range []string{
		`{"id":1,"connect":{"token":"nobody"}}`, `{"id":2,"subscribe":{"channel":"c:x"}}`, `{}`, ``, "\n\n", `{"id":`, `[]`, `null`, `0`,
		`{"id":3,"subscribe":{"channel":"s:x","recover":true,"offset":18446744073709551615,"epoch":"log"}}`,
		`{"id":4,"publish":{"channel":"c:x","data":{}}}`, `{"id":5,"history":{"channel":"c:x","limit":-1}}`, `{"id":6,"presence":{"channel":"line"}}`,
		`{"id":7,"rpc":{"method":"x"}}`, `{"id":8,"send":{"data":1}}`, `{"id":9,"unsubscribe":{"channel":"line"}}`, `{"id":10,"refresh":{"token":"x"}}`,
		`{"id":11,"sub_refresh":{"channel":"c:x"}}`, `{"id":-1,"ping":{}}`, "\x00\xff",
	} {
		f.Add(s)
	}
	w := newWorld(f)
	n := w.add(false)
	id := n.begin("c-1")
	n.write("c-1", id, "the-secret")
	f.Fuzz(func(t *testing.T, text string) {
		ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
		defer cancel()
		ws, _, err := websocket.Dial(ctx, n.web.URL, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer ws.CloseNow()
		_ = ws.Write(ctx, websocket.MessageText, []byte(`{"id":1,"connect":{"token":"c-2.x.y"}}`))         // may be closed already
		_ = ws.Write(ctx, websocket.MessageText, []byte(strings.ReplaceAll(text, "c:x", "c:"+id)))         // closes it, or not
		_ = ws.Write(ctx, websocket.MessageText, []byte(`{"id":4000,"subscribe":{"channel":"c:nobody"}}`)) // answered, or closed
		for {
			_, raw, err := ws.Read(ctx)
			if err != nil {
				break
			}
			if strings.Contains(string(raw), "the-secret") {
				t.Fatalf("%q makes the node tell: %s", text, raw)
			}
			if strings.Contains(string(raw), `"id":4000`) {
				break
			}
		}
		if ctx.Err() != nil {
			t.Fatalf("%q hangs the connection", text)
		}
	})
}
