package memory_test

import (
	"testing"
	"time"

	"samtal/edge/store"
	"samtal/edge/store/conformance"
	"samtal/edge/store/memory"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, func(t *testing.T, now func() time.Time) store.Record { return memory.Open(now) })
}
