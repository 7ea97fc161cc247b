package house

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"samtal/service/desk"
)

// How the work is shared out.
const (
	defaultWorkers = 16
	// several watchmen: one that waits for a slow company must not keep the
	// promises of everybody else from being watched
	watchmen  = 3
	stepEvery = time.Second
	// a seat reopens ten minutes after nobody came: seconds don't matter there
	rosterEvery = 10 * time.Second
	// what people wrote is kept for months: the hour does not matter
	forgetEvery = time.Hour
	// effectTime bounds one effect: a draft has 20 s, an act 10 s
	effectTime = 40 * time.Second
	// drainTime is how long a node that ends finishes what it has begun; what
	// is left is found by the next when its lease is over
	drainTime = 5 * time.Second
)

// Run works until ctx ends: effects at once, the watchman every second and at
// the start, screens as the log grows. It returns when all has come to rest.
func (h *House) Run(ctx context.Context) error {
	var all sync.WaitGroup
	n := h.workers
	if n <= 0 {
		n = defaultWorkers
	}
	resting, rest := context.WithCancel(context.WithoutCancel(ctx))
	defer rest()
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(drainTime, rest) })
	defer stop()
	for range n {
		all.Go(func() { h.work(ctx, resting) })
	}
	if h.alone {
		h.safely("taking up what was left", func() error {
			_, err := h.Desk.TakeUp(ctx)
			return err
		})
	}
	for i := range watchmen {
		all.Go(func() {
			h.Every(ctx, stepEvery, time.Duration(i)*stepEvery/watchmen, "the watchman", func(ctx context.Context) error {
				if _, err := h.Desk.Watch(ctx); err != nil {
					return err
				}
				_, err := h.Desk.Gather(ctx) // the workers do it
				return err
			})
		})
	}
	all.Go(func() {
		h.Every(ctx, stepEvery, 0, "dispatch", func(ctx context.Context) error {
			_, err := h.Dispatch.Step(ctx)
			return err
		})
	})
	all.Go(func() {
		h.Every(ctx, stepEvery, 0, "the content", func(ctx context.Context) error {
			_, err := h.Pack.Step(ctx)
			return err
		})
	})
	all.Go(func() {
		h.Every(ctx, rosterEvery, 0, "the roster", func(ctx context.Context) error {
			_, err := h.Roster.Step(ctx)
			return err
		})
	})
	all.Go(func() {
		h.Every(ctx, forgetEvery, 0, "erasing what is old", func(ctx context.Context) error {
			n, err := h.Desk.Forget(ctx)
			if n > 0 {
				h.log.Info("texts of old conversations were erased", "conversations", n)
			}
			return err
		})
	})
	if h.letters {
		all.Go(func() {
			h.Every(ctx, stepEvery, 0, "the post", func(ctx context.Context) error {
				_, err := h.Mail.Fetch(ctx)
				return err
			})
		})
	}
	var err error
	if h.Realtime != nil {
		err = h.Realtime.Run(ctx)
	} else {
		<-ctx.Done()
	}
	all.Wait()
	return err
}

// work carries out effects. When ctx ends it empties the queue first.
func (h *House) work(ctx, resting context.Context) {
	ready, ending := h.Desk.Ready(), ctx.Done()
	for {
		var q desk.Queued
		select {
		case q = <-ready:
		case <-ending:
			select {
			case q = <-ready:
			default:
				return
			}
		}
		h.safely("an effect", func() error {
			one, cancel := context.WithTimeout(resting, effectTime)
			defer cancel()
			return h.Desk.Run(one, q)
		})
	}
}

// Every does something now and then until ctx ends. What fails or panics is
// logged and tried again.
func (h *House) Every(ctx context.Context, every, first time.Duration, what string, do func(context.Context) error) {
	t := time.NewTimer(first)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
		if ctx.Err() != nil { // both were ready: a round more would begin what nobody waits for
			return
		}
		h.safely(what, func() error {
			err := do(ctx)
			if ctx.Err() != nil {
				return nil // it was interrupted, and is found again
			}
			return err
		})
		t.Reset(every)
	}
}

// safely keeps one failure from ending the others' work.
func (h *House) safely(what string, do func() error) {
	defer func() {
		if p := recover(); p != nil {
			h.log.Error(what+" panicked", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
		}
	}()
	if err := do(); err != nil {
		h.log.Error(what+" failed", "error", err.Error())
	}
}
