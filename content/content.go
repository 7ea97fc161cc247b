// Package content is the pack that Samtal ships with: flows, articles,
// facts, phrases, words and the rules of each market. A folder of the same shape may
// replace it.
package content

import "embed"

// FS is the whole pack.
//
//go:embed articles facts.yaml flows learn markets money patterns phrases practice schema tools.yaml words/*.yaml
var FS embed.FS
