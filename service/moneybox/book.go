package moneybox

import (
	"fmt"
	"io/fs"

	"github.com/goccy/go-yaml"

	"samtal/core/money/category"
)

// ReadBook reads the categories and merchants of a content pack, and refuses a
// merchant in a category that is not there.
func ReadBook(pack fs.FS) (*category.Book, error) {
	type node struct {
		ID       string   `yaml:"id"`
		SV       string   `yaml:"sv"`
		EN       string   `yaml:"en"`
		Kind     string   `yaml:"kind"`
		MCC      []string `yaml:"mcc"`
		Children []node   `yaml:"children"`
	}
	var roots []node
	if err := readYAML(pack, "money/categories.yaml", &roots); err != nil {
		return nil, err
	}
	var tree []category.Category
	known := map[string]bool{}
	var add func(n node, parent string) error
	add = func(n node, parent string) error {
		if n.ID == "" || n.SV == "" || n.EN == "" || known[n.ID] {
			return fmt.Errorf("money/categories.yaml: category %q needs an id of its own and a name in sv and en", n.ID)
		}
		known[n.ID] = true
		tree = append(tree, category.Category{ID: n.ID, Parent: parent, Names: map[string]string{"sv": n.SV, "en": n.EN}, MCC: n.MCC, Kind: n.Kind})
		for _, c := range n.Children {
			if err := add(c, n.ID); err != nil {
				return err
			}
		}
		return nil
	}
	for _, n := range roots {
		if err := add(n, ""); err != nil {
			return nil, err
		}
	}
	var file map[string]map[string][]string
	if err := readYAML(pack, "money/merchants.yaml", &file); err != nil {
		return nil, err
	}
	merchants, words := map[string]category.Merchant{}, map[string][]string{}
	for of, list := range file {
		for name, patterns := range list {
			c := of
			if of == "words" {
				c = name
			}
			if !known[c] {
				return nil, fmt.Errorf("money/merchants.yaml: there is no category %q", c)
			}
			if of == "words" {
				words[name] = patterns
				continue
			}
			for _, p := range patterns {
				if other, taken := merchants[p]; taken {
					return nil, fmt.Errorf("money/merchants.yaml: %q is %s and %s", p, other.Name, name)
				}
				merchants[p] = category.Merchant{Name: name, Category: of}
			}
		}
	}
	return category.NewBook(tree, merchants, words), nil
}

func readYAML(pack fs.FS, name string, into any) error {
	text, err := fs.ReadFile(pack, name)
	if err != nil {
		return err
	}
	if err := yaml.Unmarshal(text, into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
