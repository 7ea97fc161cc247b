package server

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"samtal/edge/realtime"
	"samtal/service/desk"
)

// metrics are the operators' figures: counts and times, nobody's name.
type metrics struct {
	handler  http.Handler
	commits  prometheus.Counter
	messages *prometheus.CounterVec
	answer   *prometheus.HistogramVec
	requests *prometheus.HistogramVec

	mu     sync.Mutex
	waited map[string]time.Time // conversation -> when the customer's oldest unanswered word was stored
}

// waitedMost bounds the memory of who waits; when full it begins anew, and a
// few long waits go unmeasured.
const waitedMost = 1 << 16

func newMetrics(reg *prometheus.Registry, store desk.Store, live *realtime.Realtime) (*metrics, error) {
	m := &metrics{
		waited:  map[string]time.Time{},
		commits: prometheus.NewCounter(prometheus.CounterOpts{Name: "samtal_commits_total", Help: "Decisions stored by this node."}),
		messages: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "samtal_messages_total",
			Help: "Messages stored by this node, by who wrote them."}, []string{"from"}),
		answer: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "samtal_answer_seconds",
			Help:    "From a customer's word stored to the next answer stored.",
			Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 20, 60, 300, 900, 3600}}, []string{"by"}),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "samtal_http_seconds", Help: "Requests by operation and status; long polls apart.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5}}, []string{"operation", "status"}),
	}
	m.handler = promhttp.HandlerFor(reg, promhttp.HandlerOpts{})
	for _, c := range []prometheus.Collector{m.commits, m.messages, m.answer, m.requests,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "samtal_connections", Help: "Open real-time connections."},
			func() float64 { return float64(live.Connections()) }),
		&recordFigures{store: store},
	} {
		if err := reg.Register(c); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// committed counts one commit of this node.
func (m *metrics) committed(n desk.Notice) {
	m.commits.Inc()
	for _, e := range n.Entries {
		switch e.Kind {
		case "heard":
			m.messages.WithLabelValues("customer").Inc()
			m.mu.Lock()
			if _, waits := m.waited[n.Conversation]; !waits {
				if len(m.waited) >= waitedMost {
					clear(m.waited)
				}
				m.waited[n.Conversation] = e.At
			}
			m.mu.Unlock()
		case "answered":
			var by struct {
				By string `json:"by"`
			}
			if json.Unmarshal(e.Body, &by) != nil || by.By != "expert" {
				by.By = "assistant"
			}
			m.messages.WithLabelValues(by.By).Inc()
			m.mu.Lock()
			since, waits := m.waited[n.Conversation]
			delete(m.waited, n.Conversation)
			m.mu.Unlock()
			if waits {
				m.answer.WithLabelValues(by.By).Observe(e.At.Sub(since).Seconds())
			}
		}
	}
}

func (m *metrics) served(operation string, status int, took time.Duration) {
	m.requests.WithLabelValues(operation, strconv.Itoa(status)).Observe(took.Seconds())
}

// recordFigures asks the record when somebody looks, and never else.
type recordFigures struct{ store desk.Store }

var (
	lineDesc     = prometheus.NewDesc("samtal_line_length", "Matters that wait in line.", nil, nil)
	promisesDesc = prometheus.NewDesc("samtal_promises", "Promises of the last 30 days.", []string{"state"}, nil)
)

// Describe implements prometheus.Collector.
func (r *recordFigures) Describe(c chan<- *prometheus.Desc) { c <- lineDesc; c <- promisesDesc }

// Collect implements prometheus.Collector.
func (r *recordFigures) Collect(c chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if rows, err := r.store.Waiting(ctx, ""); err == nil {
		c <- prometheus.MustNewConstMetric(lineDesc, prometheus.GaugeValue, float64(len(rows)))
	} else {
		c <- prometheus.NewInvalidMetric(lineDesc, err)
	}
	now := r.store.Now()
	_, _, kept, atRisk, broken, err := r.store.Promises(ctx, now.Add(-30*24*time.Hour), now, desk.Page{Limit: 1})
	if err != nil {
		c <- prometheus.NewInvalidMetric(promisesDesc, err)
		return
	}
	for state, n := range map[string]int{"kept": kept, "at_risk": atRisk, "broken": broken} {
		c <- prometheus.MustNewConstMetric(promisesDesc, prometheus.GaugeValue, float64(n), state)
	}
}
