package conversation

import (
	"encoding/binary"
	"fmt"
	"reflect"
	"testing"
	"time"
)

// exact writes every field of a state, so that two states have the same bytes
// only when they are equal. It costs a tenth of reflect.DeepEqual, which the
// random histories would spend most of their time in.
func exact(b []byte, s *State) []byte {
	b = flags(b, s.Opened, s.LangAsked, s.Unanswered, s.Turn.Reshow, s.Confirm != nil)
	b = words(b, s.Market, s.Language, s.Customer, string(s.Turn.Matter), string(s.Asking))
	b = numbers(b, int64(s.Level), moment(s.LastAt), int64(s.Turn.N), moment(s.Turn.Due), int64(s.Stalls), int64(s.Misread), int64(s.Chat),
		int64(len(s.Turn.Heard)), int64(len(s.Matters)), int64(len(s.Acts)), int64(len(s.Said)))
	b = words(b, s.Turn.Heard...)
	for _, x := range s.Said {
		b = binary.LittleEndian.AppendUint64(b, x)
	}
	for i := range s.Matters {
		b = exactMatter(b, &s.Matters[i])
	}
	if c := s.Confirm; c != nil {
		b = words(flags(b, c.Code, c.Aside), c.Digest, c.Message, string(c.Matter), string(c.By), c.Expert)
		b = numbers(b, int64(len(c.Acts)))
		for i := range c.Acts {
			b = exactAct(b, &c.Acts[i])
		}
	}
	for i := range s.Acts {
		b = exactAct(b, &s.Acts[i])
	}
	return b
}

func exactMatter(b []byte, m *Matter) []byte {
	b = flags(b, m.Sensitive, m.Possible, m.Asked, m.Meanwhile, m.Place != nil, m.Flow != nil, m.HandBack, m.Closed)
	b = words(b, string(m.ID), m.Topic, string(m.ClosedBy), m.Outcome, m.Expert)
	b = numbers(b, moment(m.ClosedAt), moment(m.Due), int64(len(m.News)))
	for i := range m.News {
		n := &m.News[i]
		b = words(flags(exactAct(b, &n.Act), n.Told), n.Result, n.Code)
	}
	if f := m.Flow; f != nil {
		b = flags(numbers(words(b, f.Flow, f.Step, f.Memory, f.Edition), int64(f.Version)), f.Free)
	}
	p := m.Place
	if p == nil {
		return b
	}
	b = flags(b, p.Owes, p.Dated, p.Connected, p.Offer != nil)
	b = words(b, string(p.By), p.Expert, string(p.Mode), string(p.Why), string(p.Others), p.Team)
	b = numbers(b, moment(p.Since), moment(p.Due), moment(p.WarnAt), moment(p.OwedAt), int64(p.Priority), moment(p.ActiveAt), moment(p.PushDue),
		int64(p.Nudges), int64(p.Broken), int64(len(p.Refused)))
	if o := p.Offer; o != nil {
		b = numbers(words(b, o.ID, o.Expert), moment(o.Expires))
	}
	return words(b, p.Refused...)
}

func exactAct(b []byte, a *Act) []byte {
	b = words(b, a.ID, string(a.Matter), a.Tool, string(a.Class), a.Args, a.Digest, a.Key, string(a.Amount.Currency), string(a.By), a.Consent)
	return numbers(flags(b, a.Parked), int64(a.Needs), a.Amount.Minor, int64(a.Tries))
}

func flags(b []byte, list ...bool) []byte {
	for _, f := range list {
		c := byte('0')
		if f {
			c = '1'
		}
		b = append(b, c)
	}
	return b
}

func words(b []byte, list ...string) []byte {
	for _, s := range list {
		b = append(binary.AppendUvarint(b, uint64(len(s))), s...)
	}
	return b
}

func numbers(b []byte, list ...int64) []byte {
	for _, n := range list {
		b = binary.AppendVarint(b, n)
	}
	return b
}

func moment(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixNano()
}

// A field that exact forgets would hide a change from every property test.
func TestExactSeesEveryField(t *testing.T) {
	var s State
	fill(reflect.ValueOf(&s).Elem())
	before := string(exact(nil, &s))
	var n int
	var walk func(v reflect.Value, path string)
	walk = func(v reflect.Value, path string) {
		switch {
		case v.Type() == reflect.TypeFor[time.Time]():
		case v.Kind() == reflect.Pointer:
			walk(v.Elem(), path)
			return
		case v.Kind() == reflect.Struct:
			for i := range v.NumField() {
				walk(v.Field(i), path+"."+v.Type().Field(i).Name)
			}
			return
		case v.Kind() == reflect.Slice:
			walk(v.Index(0), path+"[0]")
			old := reflect.ValueOf(v.Interface())
			v.Set(reflect.Append(old, reflect.Zero(v.Type().Elem())))
			if string(exact(nil, &s)) == before {
				t.Errorf("%s: another length is not seen", path)
			}
			v.Set(old)
			return
		}
		old := reflect.ValueOf(v.Interface())
		v.Set(reflect.Zero(v.Type()))
		if string(exact(nil, &s)) == before {
			t.Errorf("%s is not seen", path)
		}
		v.Set(old)
		n++
	}
	walk(reflect.ValueOf(&s).Elem(), "State")
	if n < 60 || string(exact(nil, &s)) != before {
		t.Fatalf("%d fields walked", n)
	}
	c := s.Clone()
	if !reflect.DeepEqual(c, s) || string(exact(nil, &c)) != before {
		t.Fatal("Clone is not equal")
	}
}

// fill sets every leaf to something that is not its zero.
func fill(v reflect.Value) {
	switch {
	case v.Type() == reflect.TypeFor[time.Time]():
		v.Set(reflect.ValueOf(time.Unix(1, 0)))
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case v.Kind() == reflect.String:
		v.SetString("x")
	case v.Kind() == reflect.Bool:
		v.SetBool(true)
	case v.CanInt():
		v.SetInt(1)
	case v.CanUint():
		v.SetUint(1)
	case v.CanFloat():
		v.SetFloat(1)
	default:
		panic(fmt.Sprintf("fill: %s", v.Type()))
	}
}

// Changing a copy must never change what it was copied from: two decisions on
// one state would disturb each other.
func TestCloneSharesNothing(t *testing.T) {
	var s State
	fill(reflect.ValueOf(&s).Elem())
	before := string(exact(nil, &s))
	c := s.Clone()
	var wipe func(v reflect.Value)
	wipe = func(v reflect.Value) {
		switch {
		case v.Type() == reflect.TypeFor[time.Time]():
		case v.Kind() == reflect.Pointer:
			wipe(v.Elem())
			return
		case v.Kind() == reflect.Struct:
			for i := range v.NumField() {
				wipe(v.Field(i))
			}
			return
		case v.Kind() == reflect.Slice:
			wipe(v.Index(0))
			return
		}
		v.Set(reflect.Zero(v.Type()))
	}
	wipe(reflect.ValueOf(&c).Elem())
	if string(exact(nil, &s)) != before {
		t.Fatal("the original changed with its copy")
	}
}
