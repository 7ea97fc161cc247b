package moneybox

import (
	"fmt"
	"io/fs"
	"strings"
)

// Notice is what a customer reads before the money assistant is switched on.
// A new version asks again.
type Notice struct {
	Version string                `yaml:"version"`
	Texts   map[string]NoticeText `yaml:"texts"`
}

// NoticeText is the notice in one language.
type NoticeText struct {
	Title  string   `yaml:"title" json:"title"`
	Points []string `yaml:"points" json:"points"`
	Basis  string   `yaml:"basis" json:"basis"` // the law that it stands on
	On     string   `yaml:"on" json:"on"`       // the button
}

func readNotice(pack fs.FS) (n Notice, err error) {
	if err := readYAML(pack, "money/notice.yaml", &n); err != nil {
		return n, err
	}
	if n.Version == "" || n.Texts["en"].Title == "" {
		return n, fmt.Errorf("money/notice.yaml: a version and a text in en are needed")
	}
	for lang, t := range n.Texts {
		if t.Title == "" || len(t.Points) == 0 || t.Basis == "" || t.On == "" {
			return n, fmt.Errorf("money/notice.yaml: %s needs a title, points, a basis and a button", lang)
		}
	}
	return n, nil
}

func (n Notice) in(language string) NoticeText {
	short, _, _ := strings.Cut(strings.ToLower(language), "-")
	if t, ok := n.Texts[short]; ok {
		return t
	}
	return n.Texts["en"]
}
