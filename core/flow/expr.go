package flow

import (
	"fmt"
	"reflect"
	"regexp"
	"sort"
	"strings"
	"time"

	"encoding/json"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"

	"samtal/core/money"
)

// Expr is one CEL expression, compiled once when the file is loaded.
type Expr struct {
	At    Pos
	Src   string
	Names []string // slots and results that it reads, sorted
	want  *cel.Type
	prog  cel.Program
}

// costLimit bounds one evaluation. An expression over a list of a few hundred
// rows stays far below; anything above is a mistake in the file.
const costLimit = 100_000

var moneyType = cel.OpaqueType("money")

// baseEnv holds what every flow may use beside its own names.
var baseEnv = must(cel.NewEnv(
	cel.CustomTypeAdapter(adapter{}),
	cel.CrossTypeNumericComparisons(true),
	cel.Variable("today", cel.TimestampType),
	cel.Variable("customer.signed_in", cel.BoolType),
	cel.Function("days", cel.Overload("days_int", []*cel.Type{cel.IntType}, cel.DurationType, cel.UnaryBinding(days))),
	cel.Function("date", cel.Overload("date_string", []*cel.Type{cel.StringType}, cel.TimestampType, cel.UnaryBinding(dateOf))),
	cel.Function("money", cel.Overload("money_string", []*cel.Type{cel.StringType}, moneyType, cel.UnaryBinding(moneyOf))),
	compare(operators.Less, "less_money"), compare(operators.LessEquals, "less_equals_money"),
	compare(operators.Greater, "greater_money"), compare(operators.GreaterEquals, "greater_equals_money"),
))

func must(env *cel.Env, err error) *cel.Env {
	if err != nil {
		panic("flow: the expression language is broken: " + err.Error()) // only a wrong build gets here
	}
	return env
}

func compare(op, id string) cel.EnvOption {
	return cel.Function(op, cel.Overload(id, []*cel.Type{moneyType, moneyType}, cel.BoolType))
}

func days(v ref.Val) ref.Val {
	n, ok := v.(types.Int)
	if !ok || n > 36_600 || n < -36_600 {
		return types.NewErr("days: %v is not a number of days", v)
	}
	return types.Duration{Duration: time.Duration(n) * 24 * time.Hour}
}

func dateOf(v ref.Val) ref.Val {
	s, _ := v.(types.String)
	d, err := time.Parse(time.DateOnly, string(s))
	if err != nil {
		return types.NewErr("date: %q is not a date", string(s))
	}
	return types.Timestamp{Time: d}
}

func moneyOf(v ref.Val) ref.Val {
	s, _ := v.(types.String)
	m, err := money.Parse(string(s), "")
	if err != nil {
		return types.NewErr("money: %v", err)
	}
	return moneyVal{m}
}

// moneyVal is an amount inside an expression. Amounts of different currencies
// are never compared: 100 EUR is not less than 500 SEK.
type moneyVal struct{ m money.Money }

func (v moneyVal) ConvertToNative(t reflect.Type) (any, error) {
	return nil, fmt.Errorf("money has no native form as %v", t)
}
func (v moneyVal) ConvertToType(t ref.Type) ref.Val {
	if t == types.StringType {
		return types.String(v.m.String())
	}
	return types.NewErr("money can't become %v", t)
}
func (v moneyVal) Equal(other ref.Val) ref.Val {
	o, ok := other.(moneyVal)
	return types.Bool(ok && o.m == v.m)
}
func (v moneyVal) Type() ref.Type { return moneyRef }
func (v moneyVal) Value() any     { return v.m }

// Compare orders two amounts of one currency.
func (v moneyVal) Compare(other ref.Val) ref.Val {
	o, ok := other.(moneyVal)
	if !ok || o.m.Currency != v.m.Currency {
		return types.NewErr("money: %s can't be compared with %v", v.m, other.Value())
	}
	switch {
	case v.m.Minor < o.m.Minor:
		return types.IntNegOne
	case v.m.Minor > o.m.Minor:
		return types.IntOne
	}
	return types.IntZero
}

var moneyRef = types.NewOpaqueType("money").WithTraits(traits.ComparerType)

// adapter turns decoded JSON into CEL values, one field at a time and only
// when an expression reads it.
type adapter struct{}

func (a adapter) NativeToValue(v any) ref.Val {
	switch v := v.(type) {
	case ref.Val:
		return v
	case string:
		switch t := typedText(v); t.kind {
		case kindDate:
			return types.Timestamp{Time: t.date}
		case kindMoney:
			return moneyVal{t.money}
		}
		return types.String(v)
	case json.Number:
		if n, err := v.Int64(); err == nil {
			return types.Int(n)
		}
		f, err := v.Float64()
		if err != nil {
			return types.NewErr("%q is not a number", v.String())
		}
		return types.Double(f)
	case map[string]any:
		if t := typedObject(v); t.kind == kindMoney {
			return moneyVal{t.money}
		}
		return types.NewStringInterfaceMap(a, v)
	case []any:
		return types.NewDynamicList(a, v)
	case nil:
		return types.NullValue
	}
	return types.DefaultTypeAdapter.NativeToValue(v)
}

// slotTypes are the types that slots have inside expressions.
var slotTypes = map[SlotType]*cel.Type{
	TypeText: cel.StringType, TypeMoney: moneyType, TypeDate: cel.TimestampType, TypeYesNo: cel.BoolType,
	TypeChoice: cel.StringType, TypeNumber: cel.DynType, TypeReference: cel.StringType,
}

// env declares a flow's own names on top of the base.
func (f *Flow) env(saved []string) (*cel.Env, error) {
	var opts []cel.EnvOption
	for _, s := range f.Slots {
		t, ok := slotTypes[s.Type]
		if !ok {
			t = cel.DynType // its type is the fault, not every expression that reads it
		}
		opts = append(opts, cel.Variable(s.Name, t))
	}
	for _, n := range saved {
		opts = append(opts, cel.Variable(n, cel.DynType))
	}
	for _, n := range f.Params {
		opts = append(opts, cel.Variable(n, cel.StringType))
	}
	return baseEnv.Extend(opts...)
}

var undeclared = regexp.MustCompile(`undeclared reference to '([^']+)'`)

// compile checks one expression against the flow's names.
func (e *Expr) compile(env *cel.Env, known []string, fs *faults) {
	ast, issues := env.Compile(e.Src)
	if issues.Err() != nil {
		for _, err := range issues.Errors() {
			at := e.At
			if err.Location.Line() == 1 {
				at.Column += err.Location.Column()
			}
			if m := undeclared.FindStringSubmatch(err.Message); m != nil {
				fs.add(at, "unknown_name", m[1], didYouMean(m[1], known))
			} else {
				fs.add(at, "bad_expression", err.Message)
			}
			return // one fault is enough; the rest follow from it
		}
	}
	if out := ast.OutputType(); e.want != nil && !out.IsExactType(cel.DynType) && !e.want.IsAssignableType(out) {
		fs.add(e.At, "bad_expression", fmt.Sprintf("it gives %s, not %s", out, e.want))
		return
	}
	seen := map[string]bool{}
	for _, r := range ast.NativeRep().ReferenceMap() {
		if r.Name != "" && contains(known, r.Name) && !seen[r.Name] {
			seen[r.Name] = true
			e.Names = append(e.Names, r.Name)
		}
	}
	sort.Strings(e.Names)
	prog, err := env.Program(ast, cel.CostLimit(costLimit), cel.EvalOptions(cel.OptOptimize))
	if err != nil {
		fs.add(e.At, "bad_expression", err.Error())
		return
	}
	e.prog = prog
}

// eval runs the expression; ok is false when it could not be worked out, for
// example because the tool left out a field.
func (e *Expr) eval(sc *scope) (ref.Val, bool) {
	if e == nil || e.prog == nil {
		return nil, false
	}
	v, _, err := e.prog.Eval(cel.Activation(sc))
	if err != nil || types.IsUnknownOrError(v) {
		return nil, false
	}
	return v, true
}

// truth is eval for conditions.
func (e *Expr) truth(sc *scope) (is, ok bool) {
	v, ok := e.eval(sc)
	if !ok {
		return false, false
	}
	b, ok := v.(types.Bool)
	return bool(b), ok
}

// native turns a CEL value back into JSON for a tool's argument.
func native(v ref.Val) (any, bool) {
	switch v := v.(type) {
	case types.String:
		return string(v), true
	case types.Bool:
		return bool(v), true
	case types.Int:
		return json.Number(fmt.Sprint(int64(v))), true
	case types.Uint:
		return json.Number(fmt.Sprint(uint64(v))), true
	case types.Double:
		b, err := json.Marshal(float64(v))
		return json.Number(b), err == nil
	case types.Timestamp:
		return v.UTC().Format(time.DateOnly), true
	case moneyVal:
		return v.m.String(), true
	case traits.Lister:
		return nativeList(v)
	}
	return nil, false
}

func nativeList(l traits.Lister) (any, bool) {
	out := []any{}
	for it := l.Iterator(); it.HasNext() == types.True; {
		n, ok := native(it.Next())
		if !ok {
			return nil, false
		}
		out = append(out, n)
	}
	return out, true
}

// plainPath reports whether the expression is only a path such as quote.id;
// its literal value is then passed on untouched, never through arithmetic.
func (e *Expr) plainPath() ([]string, bool) {
	if !pathForm.MatchString(e.Src) {
		return nil, false
	}
	return strings.Split(e.Src, "."), true
}
