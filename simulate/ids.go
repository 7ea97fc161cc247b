package simulate

import (
	"fmt"
	"sync/atomic"
)

// IDs are counted, so that a run is the same each time.
type IDs struct{ n atomic.Int64 }

// New implements desk.IDs.
func (i *IDs) New() string { return fmt.Sprintf("id-%07d", i.n.Add(1)) }

// Token implements desk.IDs. Nobody outside ever sees it.
func (i *IDs) Token() string { return fmt.Sprintf("token-%07d", i.n.Add(1)) }
