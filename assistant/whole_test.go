package assistant_test

import (
	"testing"

	"samtal/core/conversation"
)

// Anna moves a due date with the assistant alone.
func TestADueDateIsMovedByTheAssistantAlone(t *testing.T) {
	h := newHouse(t, "c-0001", "sv")
	h.say("Hej! Kan jag få betala fakturan lite senare?")
	h.say("den 10 december")
	h.press("confirm:")
	h.says("349 kr", "Klart. Faktura R-100103 ska nu betalas senast 10 december")
	v := h.view()
	if v.Holder != conversation.Nobody || len(v.Matters) != 1 || v.Matters[0].Outcome != "settled" {
		t.Fatalf("%+v\n%s", v, h.talk())
	}
	h.twice()
	t.Log(h.talk())
}
