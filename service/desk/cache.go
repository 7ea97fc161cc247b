package desk

import (
	"sync"

	"samtal/core/conversation"
)

// cache keeps the latest state and texts of busy conversations. It may be
// stale when another node writes: the version check of a commit finds that,
// and readers of other people's nodes go to the store.
type cache struct {
	mu      sync.Mutex
	records young[kept]
	texts   young[Content]
}

// young keeps what was used lately: between most and twice as many. What
// nobody used while as many others came is forgotten, which costs one read.
type young[T any] struct {
	most     int
	now, old map[string]T
}

func (y *young[T]) get(key string) (T, bool) {
	v, ok := y.now[key]
	if !ok {
		if v, ok = y.old[key]; ok {
			y.put(key, v)
		}
	}
	return v, ok
}

func (y *young[T]) put(key string, v T) {
	if y.now == nil || len(y.now) >= y.most {
		y.old, y.now = y.now, make(map[string]T)
	}
	y.now[key] = v
}

func (y *young[T]) drop(key string) {
	delete(y.now, key)
	delete(y.old, key)
}

// kept is a conversation at hand. Whole says that this node has seen it from
// its first event on, so that no message id of it can be unknown here.
type kept struct {
	Record
	whole bool
}

// cacheRecords and cacheTexts bound the memory: a record is about 2 kB, a text
// half of that.
const (
	cacheRecords = 1 << 12
	cacheTexts   = 1 << 13
)

func (c *cache) init() {
	c.records.most, c.texts.most = cacheRecords, cacheTexts
}

func (c *cache) get(id string) (Record, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	r, ok := c.records.get(id)
	return r.Record, ok
}

// put keeps a record; born says that its first event was just committed here.
func (c *cache) put(r Record, born bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	was, _ := c.records.get(r.ID)
	c.records.put(r.ID, kept{r, born || was.whole})
}

func (c *cache) drop(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.records.drop(id)
}

func (c *cache) contents(list []Content) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, t := range list {
		if t.Kind == "code" { // must not outlive the record's own copy, whichever node erases that
			continue
		}
		c.texts.put(t.Conversation+"/"+t.ID, t)
	}
}

// forget erases contents here too, as the record did.
func (c *cache) forget(conversation string, ids []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, id := range ids {
		c.texts.drop(conversation + "/" + id)
	}
}

// forgetAll erases every text here: what the record forgot by age is not known
// by name.
func (c *cache) forgetAll() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.texts.now, c.texts.old = nil, nil
}

// texts that are known; the rest must be read.
func (c *cache) known(conversation string, ids []string) (map[string]Content, []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	out, missing := make(map[string]Content, len(ids)), []string(nil)
	for _, id := range ids {
		if t, ok := c.texts.get(conversation + "/" + id); ok {
			out[id] = t
		} else {
			missing = append(missing, id)
		}
	}
	return out, missing
}

// messageOf returns the message id that an event carries.
func messageOf(e conversation.Event) string {
	switch e := e.(type) {
	case conversation.Heard:
		return e.Message
	case conversation.Answered:
		return e.Message
	case conversation.ConfirmAsked:
		if e.By == conversation.Expert {
			return e.Message
		}
	case conversation.Noted:
		return e.Message
	case conversation.Corrected:
		return e.Message
	case conversation.Rated:
		return e.Message
	case conversation.Suggested:
		return e.Message
	}
	return ""
}

// ownMessage: events that a customer reads as a message of the system.
func ownMessage(e conversation.Event) bool {
	_, ok := e.(conversation.Told)
	return ok
}

// mayHave reports whether a message id could have been received before. A
// conversation that was loaded (after a crash, or from another node) may hold
// ids that this node never saw: the customer who sends again after a crash
// must get the first receipt, not an error. Where texts were forgotten, the
// commit's own unique index finds the id, and drops the conversation from here.
func (c *cache) mayHave(conversation, message string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.texts.get(conversation + "/" + message); ok {
		return true
	}
	r, _ := c.records.get(conversation)
	return !r.whole
}
