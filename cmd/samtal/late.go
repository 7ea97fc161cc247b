package main

import (
	"context"
	"encoding/json"

	"samtal/cmd/samtal/house"
)

// Call implements desk.Tools.
func (l lateCompany) Call(ctx context.Context, tool string, args map[string]any) (json.RawMessage, error) {
	client, err := l.client()
	switch {
	case err != nil:
		return nil, err
	case client == nil:
		return house.NoCompany{}.Call(ctx, tool, args)
	}
	return house.Company{Client: client}.Call(ctx, tool, args)
}
