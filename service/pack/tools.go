package pack

import (
	"fmt"
	"io/fs"

	"samtal/core/identity"
)

// toolRow is a row of content/tools.yaml.
type toolRow struct {
	Name  string            `yaml:"name"`
	Class string            `yaml:"class"`
	Needs string            `yaml:"needs"`
	Title map[string]string `yaml:"title"`
	Args  []ToolArg         `yaml:"args"`
	By    string            `yaml:"by"`
}

// engineArgs are filled in by the engine alone; a flow or an expert that could
// name them could reach another customer.
var engineArgs = map[string]bool{"customer": true, "key": true, "language": true}

func readTools(content fs.FS, words map[string]map[string]string, faults *[]Fault) []ToolInfo {
	var table struct {
		Tools []toolRow `yaml:"tools"`
	}
	s := readYAML(content, "tools.yaml", &table, faults)
	if s == nil {
		return nil
	}
	var out []ToolInfo
	seen := map[string]bool{}
	for i, row := range table.Tools {
		at := func(code, message, key string) { s.at(code, message, "tools", fmt.Sprint(i), key) }
		needs, ok := identity.ParseLevel(row.Needs)
		if !ok {
			at("unknown_value", fmt.Sprintf("%q is not one of visitor, signed_in, code", row.Needs), "needs")
		}
		switch identity.Class(row.Class) {
		case identity.Look, identity.Protect, identity.Act, identity.Move:
		default:
			at("unknown_value", fmt.Sprintf("%q is not one of look, protect, act, move", row.Class), "class")
		}
		if identity.Class(row.Class) == identity.Move && needs != identity.Code {
			at("no_code", "a tool that moves money needs a code", "needs")
		}
		if row.By != "" && row.By != string(identity.Expert) {
			at("unknown_value", fmt.Sprintf("%q is not expert", row.By), "by")
		}
		if row.Name == "" || seen[row.Name] {
			at("duplicate", fmt.Sprintf("the name %q is missing or already there", row.Name), "name")
		}
		seen[row.Name] = true
		for l := range words {
			if row.Title[l] == "" {
				at("missing_language", fmt.Sprintf("the title of %s in %q is missing", row.Name, l), "title")
			}
		}
		for _, a := range row.Args {
			if a.Name == "" || a.Type == "" || engineArgs[a.Name] {
				at("unknown_value", fmt.Sprintf("the argument %q of %s can't be filled in by anybody", a.Name, row.Name), "args")
			}
		}
		out = append(out, ToolInfo{Tool: identity.Tool{Name: row.Name, Class: identity.Class(row.Class), Needs: needs, Title: row.Title, Args: row.Args, By: identity.Role(row.By)}, Args: row.Args})
	}
	return out
}

// Tool returns a row of the tool table.
func (p *Pack) Tool(name string) (identity.Tool, bool) {
	t, ok := p.in().byName[name]
	return t, ok
}

// Tools lists the tool table.
func (p *Pack) Tools() []ToolInfo { return p.in().tools }
