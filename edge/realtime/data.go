package realtime

import (
	"encoding/json"
	"time"

	"samtal/service/desk"
)

// data of a publication (docs/wire.md, Real time).
type data struct {
	Seq     int64             `json:"seq,omitempty"`
	At      *time.Time        `json:"at,omitempty"`
	Kind    string            `json:"kind"`
	What    string            `json:"what,omitempty"`
	Message *desk.MessageView `json:"message,omitempty"`
}

func encode(d data) []byte {
	raw, err := json.Marshal(d)
	if err != nil { // our own types always marshal; a card that is no JSON is the one exception
		raw, _ = json.Marshal(data{Seq: d.Seq, At: d.At, Kind: "changed", What: "matter"})
	}
	return raw
}
