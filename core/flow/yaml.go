package flow

import (
	"encoding/json"
	"errors"
	"regexp"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// item is one YAML value with its place. Scalars keep their literal text, so
// a date stays a date and 649.00 keeps its decimals.
type item struct {
	at     Pos
	scalar bool
	plain  bool // written without quotes
	null   bool
	text   string
	list   []*item
	isList bool
	keys   []entry
	isMap  bool
	size   int // values in it, aliases unfolded
}

type entry struct {
	at    Pos
	key   string
	value *item
}

// maxItems bounds how far aliases may unfold: ten small aliases of aliases
// would otherwise fill the memory of every node that loads the file.
const maxItems = 50_000

type reader struct {
	fs      *faults
	anchors map[string]*item
	count   int
	full    bool
}

// read parses YAML into documents.
func read(src []byte, fs *faults) []*item {
	file, err := parser.ParseBytes(src, 0)
	if err != nil {
		at := Pos{1, 1}
		msg := err.Error()
		var ye yaml.Error
		if errors.As(err, &ye) {
			if t := ye.GetToken(); t != nil && t.Position != nil {
				at = Pos{t.Position.Line, t.Position.Column}
			}
			msg = ye.GetMessage()
		}
		fs.add(at, "syntax", msg)
		return nil
	}
	var docs []*item
	for _, d := range file.Docs {
		if d.Body == nil || d.Body.Type() == ast.CommentType {
			fs.hidden(d)
			continue
		}
		r := &reader{fs: fs, anchors: map[string]*item{}}
		docs = append(docs, r.node(d.Body))
	}
	return docs
}

// hidden names the parts that the library drops behind one that holds only a
// comment: their flows would silently be gone.
func (fs *faults) hidden(d *ast.DocumentNode) {
	if d.Start == nil {
		return
	}
	for t := d.Start.Next; t != nil; t = t.Next {
		if t.Type != token.CommentType && t.Type != token.DocumentHeaderType && t.Position != nil {
			fs.add(Pos{t.Position.Line, t.Position.Column}, "syntax", "the part before this one holds only a comment; take a --- away")
			return
		}
	}
}

func posOf(n ast.Node) Pos {
	t := n.GetToken()
	if t == nil || t.Position == nil {
		return Pos{1, 1}
	}
	return Pos{t.Position.Line, t.Position.Column}
}

func (r *reader) node(n ast.Node) *item {
	r.count++
	if r.count >= maxItems {
		if !r.full {
			r.full = true
			r.fs.add(posOf(n), "syntax", "too many values")
		}
		return &item{at: posOf(n), null: true, size: 1}
	}
	before := r.count
	it := r.build(n)
	if it.size == 0 { // an alias brings its size along
		it.size = r.count - before + 1
	}
	return it
}

func (r *reader) build(n ast.Node) *item {
	switch n := n.(type) {
	case *ast.MappingNode:
		it := &item{at: posOf(n), isMap: true}
		for _, v := range n.Values {
			r.entry(it, v)
		}
		if len(it.keys) > 0 && !n.IsFlowStyle {
			it.at = it.keys[0].at // the token of a block map is its first colon
		}
		return it
	case *ast.MappingValueNode:
		it := &item{at: posOf(n.Key), isMap: true}
		r.entry(it, n)
		return it
	case *ast.SequenceNode:
		it := &item{at: posOf(n), isList: true}
		for _, v := range n.Values {
			it.list = append(it.list, r.node(v))
		}
		return it
	case *ast.AnchorNode:
		it := r.node(n.Value)
		r.anchors[n.Name.GetToken().Value] = it
		return it
	case *ast.AliasNode:
		name := n.Value.GetToken().Value
		it, ok := r.anchors[name]
		if !ok {
			r.fs.add(posOf(n), "bad_anchor", "*"+name, name)
			return &item{at: posOf(n), null: true}
		}
		r.count = min(r.count+it.size, maxItems)
		return it
	case *ast.LiteralNode:
		return &item{at: posOf(n), scalar: true, text: strings.TrimRight(n.Value.Value, "\n")}
	case *ast.NullNode:
		return &item{at: posOf(n), null: true}
	case *ast.TagNode:
		return r.node(n.Value)
	}
	t := n.GetToken()
	s, isString := n.(*ast.StringNode)
	it := &item{at: posOf(n), scalar: true, plain: true, text: t.Value}
	if isString {
		it.text = s.Value
		it.plain = t.Type != token.DoubleQuoteType && t.Type != token.SingleQuoteType
	}
	return it
}

func (r *reader) entry(it *item, v *ast.MappingValueNode) {
	value := r.node(v.Value)
	if v.Key.IsMergeKey() {
		for _, e := range value.keys {
			if it.get(e.key) == nil {
				it.keys = append(it.keys, e)
			}
		}
		return
	}
	key := v.Key.GetToken().Value
	for i, e := range it.keys {
		if e.key == key { // a merged key gives way to one written out
			it.keys[i] = entry{posOf(v.Key), key, value}
			return
		}
	}
	it.keys = append(it.keys, entry{posOf(v.Key), key, value})
}

func (it *item) get(key string) *item {
	for _, e := range it.keys {
		if e.key == key {
			return e.value
		}
	}
	return nil
}

func (it *item) keyAt(key string) Pos {
	for _, e := range it.keys {
		if e.key == key {
			return e.at
		}
	}
	return it.at
}

var numberForm = regexp.MustCompile(`^-?(0|[1-9]\d*)(\.\d+)?$`)

// json turns the value into JSON: numbers keep their literal form.
func (it *item) json() json.RawMessage {
	var b strings.Builder
	it.write(&b)
	return json.RawMessage(b.String())
}

func (it *item) write(b *strings.Builder) {
	switch {
	case it.isMap:
		b.WriteByte('{')
		for i, e := range it.keys {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(quote(e.key) + ":")
			e.value.write(b)
		}
		b.WriteByte('}')
	case it.isList:
		b.WriteByte('[')
		for i, v := range it.list {
			if i > 0 {
				b.WriteByte(',')
			}
			v.write(b)
		}
		b.WriteByte(']')
	case it.scalar && it.plain && (numberForm.MatchString(it.text) || it.text == "true" || it.text == "false"):
		b.WriteString(it.text)
	case it.scalar:
		b.WriteString(quote(it.text))
	default:
		b.WriteString("null")
	}
}

func quote(s string) string {
	b, _ := json.Marshal(s) // a string always encodes
	return string(b)
}

// fields walks the keys of a map and refuses those that nobody reads: a typo
// in max_tries must not silently mean "no limit".
func (fs *faults) fields(it *item, what string, known []string, each func(key string, v *item)) bool {
	if it == nil || !it.isMap {
		at := Pos{1, 1}
		if it != nil {
			at = it.at
		}
		fs.add(at, "wrong_shape", what, "keys with values")
		return false
	}
	for _, e := range it.keys {
		if !contains(known, e.key) {
			fs.add(e.at, "unknown_key", e.key, didYouMean(e.key, known))
			continue
		}
		each(e.key, e.value)
	}
	return true
}

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

func (fs *faults) str(it *item, what string) string {
	if !it.scalar {
		fs.add(it.at, "wrong_shape", what, "a text")
	}
	return it.text
}

func (fs *faults) whole(it *item, what string) int {
	n, err := strconv.Atoi(it.text)
	if !it.scalar || err != nil || n < 0 {
		fs.add(it.at, "wrong_shape", what, "a whole number")
		return 0
	}
	return n
}

func (fs *faults) truth(it *item, what string) bool {
	if !it.scalar || (it.text != "true" && it.text != "false") {
		fs.add(it.at, "wrong_shape", what, "true or false")
	}
	return it.text == "true"
}

func (fs *faults) items(it *item, what string) []*item {
	if !it.isList {
		fs.add(it.at, "wrong_shape", what, "a list")
	}
	return it.list
}

func (fs *faults) strs(it *item, what string) (out []string, at []Pos) {
	for _, v := range fs.items(it, what) {
		out = append(out, fs.str(v, what))
		at = append(at, v.at)
	}
	return out, at
}

func (fs *faults) oneOf(it *item, known []string) string {
	if !it.scalar || !contains(known, it.text) {
		fs.add(it.at, "unknown_value", it.text, strings.Join(known, ", "), didYouMean(it.text, known))
	}
	return it.text
}
