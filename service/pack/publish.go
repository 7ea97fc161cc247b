package pack

import (
	"context"
	"fmt"
	"time"
)

// How often each thing is done. A folder that changes is looked at twice, so
// that what somebody is just writing or copying is not judged half.
const (
	lookEvery    = 2 * time.Second
	refreshEvery = 5 * time.Second
	keepEvery    = 10 * time.Minute
)

// Standing is how the content stands: what is in force, and what was last
// refused. Digests name content by its bytes.
type Standing struct {
	Version     string    `json:"version" doc:"The digest of the content in force."`
	Edition     string    `json:"edition" doc:"The digest of its flows, which a conversation keeps to its end."`
	PublishedAt time.Time `json:"published_at" doc:"Since when it is in force on this node."`
	Folder      bool      `json:"folder" doc:"It comes from a folder that may be changed while it is served."`
	Flows       int       `json:"flows"`
	Articles    int       `json:"articles"`
	Tests       int       `json:"tests" doc:"Flow tests that were played before it was put into force; 0 at the start of the program."`
	Refused     *Refusal  `json:"refused,omitempty" doc:"The content that was last looked at and not put into force."`
}

// Refusal is content that was not put into force, and why.
type Refusal struct {
	Version string    `json:"version"`
	At      time.Time `json:"at"`
	Faults  []Fault   `json:"faults"`
}

// rounds is what Step remembers between its rounds.
type rounds struct {
	seen, judged         string // fingerprints: last looked at, last published or refused
	look, refresh, edits time.Time
}

// Standing says how the content stands.
func (p *Pack) Standing() Standing { return *p.standing.Load() }

// Step does what is due: it takes in hours that another node changed, looks
// whether the folder was changed, and marks which editions are in force. It
// returns how much it found.
func (p *Pack) Step(ctx context.Context) (int, error) {
	now, n := p.o.Now(), 0
	p.mu.Lock()
	due := func(last *time.Time, every time.Duration) bool {
		if now.Sub(*last) < every && !now.Before(*last) {
			return false
		}
		*last = now
		return true
	}
	refresh, look, keep := due(&p.rounds.refresh, refreshEvery), p.o.Folder && due(&p.rounds.look, lookEvery), due(&p.rounds.edits, keepEvery)
	p.mu.Unlock()
	if refresh && p.o.Settings != nil {
		if err := p.Refresh(ctx); err != nil {
			return n, err
		}
	}
	if keep && p.o.Editions != nil {
		if err := p.keepEditions(ctx, now); err != nil {
			return n, err
		}
	}
	if !look || !p.touched() {
		return n, nil
	}
	_, err := p.Reload(ctx)
	return n + 1, err
}

// touched reports whether the folder was changed since it was last judged, and
// is now at rest.
func (p *Pack) touched() bool {
	print := fingerprint(p.o.Content)
	p.mu.Lock()
	defer p.mu.Unlock()
	still := print == p.rounds.seen
	p.rounds.seen = print
	return still && print != p.rounds.judged
}

func (p *Pack) keepEditions(ctx context.Context, now time.Time) error {
	in := p.in()
	if err := p.o.Editions.PutEdition(ctx, in.edition, in.body); err != nil {
		return fmt.Errorf("the flows in force can't be kept: %w", err)
	}
	n, err := p.o.Editions.RetireEditions(ctx, now.Add(-graceTime))
	if n > 0 {
		p.o.Log.Info("flows that no conversation is in any more are forgotten", "editions", n)
	}
	return err
}

// Reload reads the folder anew, checks it and plays its tests. Content without
// a fault is put into force at once and as a whole; else all stays as it is,
// and Refused says why. An error means that it could not even be judged.
func (p *Pack) Reload(ctx context.Context) (Standing, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	print := fingerprint(p.o.Content)
	content, err := snapshot(p.o.Content)
	if err != nil {
		return p.refuse("", []Fault{{File: ".", Line: 1, Column: 1, Code: "missing_file", Message: err.Error()}}), nil
	}
	p.rounds.judged, p.rounds.seen = print, print
	version := versionOf(content)
	if version == p.in().version {
		s := p.Standing()
		s.Refused = nil // whoever took a change back has nothing left to mend
		p.standing.Store(&s)
		return s, nil
	}
	raw, faults := readAll(content, p.o.Now())
	for _, market := range p.in().markets {
		if !raw.named[market] {
			faults = append(faults, Fault{File: "markets/" + market + ".yaml", Line: 1, Column: 1, Code: "missing_file",
				Message: "customers are served in this market: put the file back, or stop Samtal to close the market"})
		}
	}
	if len(faults) > 0 {
		return p.refuse(version, faults), nil
	}
	reader, err := p.learn(raw.phrases, digestOf(content, "phrases"))
	if err != nil {
		return p.refuse(version, []Fault{{File: "phrases", Line: 1, Column: 1, Code: "phrases", Message: err.Error()}}), nil
	}
	tests, faults := raw.playAll(reader.Read, nil)
	if len(faults) > 0 {
		return p.refuse(version, faults), nil
	}
	next, err := p.build(ctx, content, raw, reader)
	if err != nil {
		return p.Standing(), err
	}
	if err := p.publish(ctx, next); err != nil {
		return p.Standing(), err
	}
	s := p.Standing()
	s.Tests = tests
	p.standing.Store(&s)
	p.o.Log.Warn("new content is in force", "version", s.Version, "flows", s.Flows, "articles", s.Articles, "tests", tests)
	return s, nil
}

// publish puts content into force. Its flows are kept first: a conversation
// must never begin one that a restart could not find again.
func (p *Pack) publish(ctx context.Context, next *loaded) error {
	if p.o.Editions != nil {
		if err := p.o.Editions.PutEdition(ctx, next.edition, next.body); err != nil {
			return fmt.Errorf("the flows can't be kept: %w", err)
		}
	}
	if before := p.in(); before != nil && before.edition != next.edition {
		p.old.mu.Lock()
		p.old.keep(before.edition, before.flows)
		p.old.mu.Unlock()
	}
	p.now.Store(next)
	p.standing.Store(&Standing{Version: next.version, Edition: next.edition, PublishedAt: p.o.Now(), Folder: p.o.Folder,
		Flows: len(next.flows.Flows()), Articles: len(next.articles.Load().All)})
	return nil
}

// refuse leaves everything as it is, and says why.
func (p *Pack) refuse(version string, faults []Fault) Standing {
	s := p.Standing()
	s.Refused = &Refusal{Version: version, At: p.o.Now(), Faults: faults}
	p.standing.Store(&s)
	p.o.Log.Error("the content in the folder is not put into force: the one before goes on", "faults", len(faults), "first", faults[0].String())
	return s
}
