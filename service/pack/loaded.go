package pack

import (
	"context"
	"fmt"
	"io/fs"
	"sync/atomic"

	"samtal/core/flow"
	"samtal/core/identity"
	"samtal/core/knowledge"
	"samtal/core/understanding"
)

// loaded is one content, ready for use. But for the hours and the articles'
// index of the day, nothing in it changes.
type loaded struct {
	version  string                       // the digest of all its bytes
	edition  string                       // the digest of its flows
	body     []byte                       // the flows, as they are kept
	words    map[string]map[string]string // by language and key
	offices  map[string]*office
	markets  []string
	flows    *flow.Catalogue
	articles atomic.Pointer[knowledge.Articles]
	files    map[string]string // articles as they are written
	shelves  map[string]*shelf
	reader   *understanding.Reader
	taught   string // the digest of the phrases that the reader learned from
	tools    []ToolInfo
	byName   map[string]identity.Tool
	parts    parts
}

// build makes content ready. The reader of what is in force is taken over when
// it would learn the same; one that was made for the check is given.
func (p *Pack) build(ctx context.Context, content fs.FS, raw parts, reader *understanding.Reader) (*loaded, error) {
	edition, body, err := binding(content)
	if err != nil {
		return nil, fmt.Errorf("content: %w", err)
	}
	in := &loaded{version: versionOf(content), edition: edition, body: body, words: raw.words, offices: map[string]*office{}, markets: sortedKeys(raw.markets),
		flows: raw.flows, files: raw.files, shelves: map[string]*shelf{}, tools: raw.tools, byName: map[string]identity.Tool{}, taught: digestOf(content, "phrases"), parts: raw}
	for _, t := range raw.tools {
		in.byName[t.Name] = t.Tool
	}
	read := make(chan error, 1)
	go func() { // learning from the phrases takes a while; the articles are indexed meanwhile
		var err error
		in.reader = reader
		if reader == nil {
			in.reader, err = p.learn(raw.phrases, in.taught)
		}
		read <- err
	}()
	for _, name := range in.markets {
		m := raw.markets[name]
		w := &office{market: m, version: in.version, protect: map[string]bool{}, choice: map[string]bool{}}
		for topic, s := range m.Sensitive {
			// Only a flow can protect: without one nobody would help meanwhile.
			w.protect[topic] = s.Protect && len(in.flows.ByTopic(topic)) > 0
			w.choice[topic] = s.Choice
		}
		in.offices[name], in.shelves[name] = w, &shelf{}
		if err := p.setUp(ctx, w); err != nil {
			<-read
			return nil, err
		}
	}
	in.fillArticles()
	in.index(in.markets[0], p.o.Now()) // the other markets' when they are first asked
	if err := <-read; err != nil {
		return nil, fmt.Errorf("phrases: %w", err)
	}
	return in, nil
}

// learn makes a reader, or takes over the one in force when the phrases are
// the same.
func (p *Pack) learn(phrases understanding.Phrases, digest string) (*understanding.Reader, error) {
	if in := p.in(); in != nil && in.taught == digest {
		return in.reader, nil
	}
	if p.o.Learn == nil {
		return understanding.NewReader(phrases)
	}
	return p.o.Learn(phrases)
}
