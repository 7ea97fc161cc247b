package routing

import "time"

// Topic is what a market says about one topic: data, never code.
type Topic struct {
	Level    int           // the least level of who may answer; 0 is any skill
	Whole    bool          // a certain case takes the whole expert
	Handling time.Duration // how long an expert has one, until it is measured; 0 is DefaultHandling
}

// DefaultHandling is how long an expert has a conversation when nobody knows better.
const DefaultHandling = 8 * time.Minute

// Topics is what holds where a market says nothing: fraud, bereavement and
// distress are for the most experienced only.
var Topics = map[string]Topic{
	"distress":    {Level: 3, Whole: true, Handling: 20 * time.Minute},
	"fraud":       {Level: 3, Handling: 12 * time.Minute},
	"bereavement": {Level: 3, Handling: 15 * time.Minute},
	"hardship":    {Handling: 15 * time.Minute},
	"dispute":     {Handling: 12 * time.Minute},
	"complaint":   {Handling: 12 * time.Minute},
}
