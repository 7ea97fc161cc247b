// Package realtime carries the record to open screens. It never writes: it
// publishes from the log after a commit and recovers from the same log, so no
// second copy can disagree with what was stored.
package realtime

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/centrifugal/centrifuge"
	"github.com/prometheus/client_golang/prometheus"

	"samtal/core/identity"
	"samtal/service/desk"
)

// Keys checks tokens that the company or Samtal signed.
type Keys interface {
	Verify(token string) (identity.Who, error)
}

// Desk is what screens need of the desk.
type Desk interface {
	// Visitor checks a conversation's own token.
	Visitor(ctx context.Context, token string) (identity.Who, error)
	// Reach returns a conversation to whoever may know of it.
	Reach(ctx context.Context, who identity.Who, id string) (desk.Record, error)
	// Known returns a conversation as this node knows it.
	Known(ctx context.Context, id string) (desk.Record, error)
	// Show turns a conversation's entries into the messages that a screen shows.
	Show(ctx context.Context, id string, entries []desk.Entry) ([]desk.MessageView, error)
	// Moved says that another node wrote to a conversation.
	Moved(id string)
}

// Presence follows open screens; what it returns is called when they close.
type Presence interface {
	CustomerCame(conversation string) (gone func())
	ExpertCame(ctx context.Context, expert string) (gone func())
}

// Options are what real time is made of.
type Options struct {
	Store    desk.Store
	Keys     Keys
	Presence Presence
	Log      *slog.Logger
	// Listen hears what other nodes commit; nil on a single node.
	Listen func(ctx context.Context, told func(conversation string, customerSeq, staffSeq int64)) error
	// Origins are other sites whose pages may connect, besides this one.
	Origins []string
	// Metrics takes the library's own figures; nil keeps them apart.
	Metrics *prometheus.Registry
}

// Realtime is the feed of one node.
type Realtime struct {
	Options
	desk    Desk
	node    *centrifuge.Node
	handler http.Handler
	broker  *broker
	hub     hub
	waiters waiters
	lanes   [laneCount]lane
	pulse   pulse
	also    []func(desk.Notice)
	closing chan struct{}
	close   sync.Once
}

// Serve binds the desk, which needs the feed to be made.
func (r *Realtime) Serve(d Desk) { r.desk = d }

// New makes the feed. Nothing moves before Run.
func New(o Options) (*Realtime, error) {
	if o.Metrics == nil {
		o.Metrics = prometheus.NewRegistry()
	}
	r := &Realtime{Options: o, closing: make(chan struct{})}
	r.hub.init()
	r.waiters.init()
	r.pulse.init()
	for i := range r.lanes {
		r.lanes[i].init()
	}
	node, err := centrifuge.New(centrifuge.Config{
		Name:                        "samtal",
		LogLevel:                    centrifuge.LogLevelError,
		LogHandler:                  r.logged,
		ClientQueueMaxSize:          256 << 10,
		ClientChannelLimit:          64,
		ChannelMaxLength:            200,
		RecoveryMaxPublicationLimit: recoverMost,
		UserConnectionLimit:         64,
		Metrics:                     centrifuge.MetricsConfig{RegistererGatherer: o.Metrics},
	})
	if err != nil {
		return nil, fmt.Errorf("realtime: %w", err)
	}
	r.node = node
	r.broker = &broker{r: r, alone: o.Listen == nil}
	node.SetBroker(r.broker)
	node.OnConnecting(r.connecting)
	node.OnConnect(r.connected)
	if err := node.Run(); err != nil {
		return nil, fmt.Errorf("realtime: %w", err)
	}
	r.handler = centrifuge.NewWebsocketHandler(node, centrifuge.WebsocketConfig{
		CheckOrigin:        r.mayConnect,
		ReadBufferSize:     1 << 10,
		WriteBufferSize:    1 << 10,
		UseWriteBufferPool: true,
		MessageSizeLimit:   frameMost,
		WriteTimeout:       5 * time.Second,
		// an idle customer's connection keeps a small stack
		ProcessCommandsOffReadLoop: true,
	})
	return r, nil
}

// frameMost bounds one frame from a screen: a connect with its token, or a
// handful of subscriptions.
const frameMost = 16 << 10

// recoverMost is how far back a screen that was away catches up over its
// connection; further back it pages.
const recoverMost = 500

// Handler serves /connection/websocket.
func (r *Realtime) Handler() http.Handler { return r.handler }

// Closing is closed when the node shuts down: long polls end then.
func (r *Realtime) Closing() <-chan struct{} { return r.closing }

// Connections counts open connections.
func (r *Realtime) Connections() int { return r.node.Hub().NumClients() }

// Run publishes until ctx ends, then closes every connection in good order, so
// that screens come back elsewhere without waiting for a timeout.
func (r *Realtime) Run(ctx context.Context) error {
	var all sync.WaitGroup
	for i := range r.lanes {
		all.Go(func() { r.lanes[i].run(ctx, r) })
	}
	all.Go(func() { r.pulse.run(ctx, r) })
	if r.Listen != nil {
		all.Go(func() {
			if err := r.Listen(ctx, r.told); err != nil && ctx.Err() == nil {
				r.Log.Error("other nodes are not heard any more", "error", err.Error())
			}
		})
	}
	<-ctx.Done()
	r.close.Do(func() { close(r.closing) })
	limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	err := r.node.Shutdown(limit)
	all.Wait()
	return err
}

// logged passes the library's errors on, without its fields: they name users.
func (r *Realtime) logged(e centrifuge.LogEntry) {
	r.Log.Error("real time: "+e.Message, "error", fmt.Sprint(e.Fields["error"]))
}

// mayConnect lets this origin's pages in, programs without an origin, and the
// sites that the settings name.
func (r *Realtime) mayConnect(q *http.Request) bool {
	origin := q.Header.Get("Origin")
	if origin == "" {
		return true
	}
	_, host, ok := strings.Cut(origin, "://")
	if ok && strings.EqualFold(host, q.Host) {
		return true
	}
	for _, o := range r.Origins {
		if o == origin {
			return true
		}
	}
	return false
}
