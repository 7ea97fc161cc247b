package conversation

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// fact is one leaf of a value that is not zero.
type fact struct{ path, value string }

// facts writes the fields of an event or effect that are not zero.
func facts(v any) string {
	var words []string
	for _, f := range leaves(nil, "", reflect.ValueOf(v)) {
		if f.value == "true" {
			words = append(words, f.path)
		} else {
			words = append(words, f.path+"="+f.value)
		}
	}
	return strings.Join(words, " ")
}

// view is a state as a reader sees it: what it holds, who has the next word,
// and when the watchman looks again.
func view(s State, r Rules, now time.Time) []fact {
	list := []fact{{"holder", string(s.Holder())}}
	if w := s.Wake(); !w.IsZero() {
		list = append(list, fact{"wake", since(w)})
	}
	if m := s.Present(r, now); m != nil {
		list = append(list, fact{"present", string(m.ID)})
	}
	if m := s.MostHuman(); m != nil {
		list = append(list, fact{"most_human", string(m.ID)})
	}
	if !s.LastAt.After(now) { // else the clock went back
		s.LastAt = time.Time{}
	}
	return leaves(list, "", reflect.ValueOf(s))
}

// changes says what is different in the second of two views.
func changes(a, b []fact) (out []string) {
	was := map[string]string{}
	for _, f := range a {
		was[f.path] = f.value
	}
	for _, f := range b {
		if old, ok := was[f.path]; !ok || old != f.value {
			out = append(out, f.path+" "+f.value)
		}
		delete(was, f.path)
	}
	for _, f := range a {
		if _, gone := was[f.path]; gone {
			out = append(out, f.path+" -")
		}
	}
	return out
}

// since writes a time as what has passed since the history began.
func since(t time.Time) string { return "+" + t.Sub(began).String() }

var timeType = reflect.TypeFor[time.Time]()

func leaves(list []fact, path string, v reflect.Value) []fact {
	switch {
	case v.IsZero():
		return list
	case v.Type() == timeType:
		return append(list, fact{path, since(v.Interface().(time.Time))})
	}
	switch v.Kind() {
	case reflect.Pointer:
		return leaves(list, path, v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			field := v.Type().Field(i)
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			if field.Anonymous {
				list = leaves(list, path, v.Field(i))
				continue
			}
			if name == "" {
				name = field.Name
			}
			if path != "" {
				name = path + "." + name
			}
			list = leaves(list, name, v.Field(i))
		}
		return list
	case reflect.Slice:
		if v.Type().Elem().Kind() != reflect.Struct {
			var words []string
			for i := range v.Len() {
				words = append(words, leaf(v.Index(i)))
			}
			return append(list, fact{path, strings.Join(words, ",")})
		}
		for i := range v.Len() {
			name := fmt.Sprintf("%s[%d]", path, i)
			if id := v.Index(i).FieldByName("ID"); id.IsValid() {
				name = fmt.Sprintf("%s[%s]", path, id)
				if path == "matters" {
					name = id.String()
				}
			}
			list = leaves(list, name, v.Index(i))
		}
		return list
	}
	return append(list, fact{path, leaf(v)})
}

func leaf(v reflect.Value) string {
	if v.Kind() == reflect.Uint64 { // a signature
		return strconv.FormatUint(v.Uint(), 16)
	}
	return fmt.Sprint(v.Interface())
}

// lean writes JSON without the fields that are zero.
func lean(v reflect.Value) string {
	switch {
	case v.Type() == timeType:
		return string(must(json.Marshal(v.Interface())))
	case v.Kind() == reflect.Pointer:
		return lean(v.Elem())
	case v.Kind() == reflect.Struct:
		var fields []string
		leanFields(&fields, v)
		return "{" + strings.Join(fields, ",") + "}"
	case v.Kind() == reflect.Slice:
		var items []string
		for i := range v.Len() {
			items = append(items, lean(v.Index(i)))
		}
		return "[" + strings.Join(items, ",") + "]"
	}
	return string(must(json.Marshal(v.Interface())))
}

func leanFields(out *[]string, v reflect.Value) {
	for i := range v.NumField() {
		field, x := v.Type().Field(i), v.Field(i)
		if x.IsZero() {
			continue
		}
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "" {
			name = field.Name
		}
		*out = append(*out, strconv.Quote(name)+":"+lean(x))
	}
}
