package desk_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"samtal/core/conversation"
	"samtal/service/desk"
)

// 200 tabs write into one conversation while workers answer: nothing is lost,
// nothing is doubled, and every projection is gapless.
func TestManyWritersLoseNothingAndDoubleNothing(t *testing.T) {
	w := newWorld(t)
	now := w.now
	w.draft = func(b desk.Brief) (desk.Draft, error) {
		return desk.Draft{Grounded: true, Progress: conversation.Forward, Messages: []desk.Message{{Text: distinct(b.N) + fmt.Sprintf(" [%d]", b.N)}}}, nil
	}
	id := w.open()
	ctx, stop := context.WithCancel(context.Background())
	var workers, writers sync.WaitGroup
	for range 4 {
		workers.Go(func() {
			for {
				select {
				case q := <-w.desk.Ready():
					if err := w.desk.Run(ctx, q); err != nil {
						t.Error(err)
					}
				case <-ctx.Done():
					return
				}
			}
		})
	}
	for i := range 200 {
		writers.Go(func() {
			in := desk.Incoming{ID: fmt.Sprintf("m-%d", i), Text: fmt.Sprintf("hello %d", i)}
			for range 2 { // every tab sends twice
				if _, err := w.desk.Write(ctx, customer, id, in); err != nil {
					t.Error(err)
				}
			}
		})
	}
	writers.Wait()
	stop()
	workers.Wait()
	w.now = now.Add(16 * time.Second)
	w.step(0)
	list, err := w.desk.Messages(context.Background(), customer, id, "", 10000)
	w.must(err)
	seen := map[string]int{}
	for i, m := range list {
		if m.From == "assistant" && i > 0 {
			seen[m.Text]++
		} else {
			seen[m.ID]++
		}
	}
	for what, n := range seen {
		if n != 1 {
			t.Errorf("%s is there %d times", what, n)
		}
	}
	for i := range 200 {
		if seen[fmt.Sprintf("m-%d", i)] != 1 {
			t.Errorf("m-%d was acknowledged and is lost", i)
		}
	}
	if last := list[len(list)-1]; last.From != "assistant" {
		t.Fatalf("the last word is the customer's: %+v", last)
	}
}
