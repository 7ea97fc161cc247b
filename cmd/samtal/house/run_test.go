package house

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"
)

// One broken round must not be the last one: the watchman lives on.
func TestWhatPanicsOrFailsIsLoggedAndTriedAgain(t *testing.T) {
	var log bytes.Buffer
	h := &House{log: slog.New(slog.NewTextHandler(&log, nil))}
	ctx, stop := context.WithCancel(t.Context())
	rounds := 0
	h.Every(ctx, time.Microsecond, 0, "the watchman", func(context.Context) error {
		rounds++
		switch rounds {
		case 1:
			panic("a bug")
		case 2:
			return errors.New("the disk is full")
		}
		stop()
		return errors.New("interrupted")
	})
	if rounds != 3 || !strings.Contains(log.String(), "panicked") || !strings.Contains(log.String(), "a bug") || !strings.Contains(log.String(), "the disk is full") {
		t.Errorf("%d rounds\n%s", rounds, log.String())
	}
	if strings.Contains(log.String(), "interrupted") {
		t.Error("an interrupted round is no failure")
	}
}
