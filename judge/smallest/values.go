package smallest

import (
	"unicode/utf8"

	"github.com/coding-judge/judge/testcases/value"
)

// Values is the Space of the arguments of a function, or with Calls of the calls of a class's methods. Its parts are the calls but
// the first, the items of lists, tuples, sets and dicts, and the characters of texts; the arguments themselves stay.
type Values struct{ Calls bool }

// Parts counts them.
func (s Values) Parts(in value.Dict) int {
	n := 0
	s.rebuild(in, func() bool { n++; return true }, nil)
	return n
}

// Without leaves parts out, with all that is in them.
func (s Values) Without(in value.Dict, parts []int) value.Dict {
	at := -1
	return s.rebuild(in, func() bool {
		at++
		if len(parts) > 0 && parts[0] == at {
			parts = parts[1:]
			return false
		}
		return true
	}, nil)
}

// site is where a number or a text stands: in which argument, and whether it is in a list or the like there.
type site struct {
	argument string // its name, or of a call the method and the argument's number
	inner    bool
}

// rebuild makes an input of the parts that are kept, with other numbers and texts. keep is asked of every part in order, of those too
// that are in a part which goes; either may be nil.
func (s Values) rebuild(in value.Dict, keep func() bool, change func(at site, v value.Value) value.Value) value.Dict {
	b := builder{keep, change}
	if keep == nil {
		b.keep = func() bool { return true }
	}
	if change == nil {
		b.change = func(_ site, v value.Value) value.Value { return v }
	}
	if !s.Calls {
		out := make(value.Dict, len(in))
		for i, e := range in {
			name, _ := e.Key.(value.Str)
			out[i] = value.Entry{Key: e.Key, Value: b.value(site{argument: string(name)}, e.Value)}
		}
		return out
	}
	calls, _ := in.Get("calls")
	items, _ := calls.(value.List)
	kept := value.List{}
	for i, item := range items {
		keeps := i == 0 || b.keep()
		if call := b.call(item); keeps {
			kept = append(kept, call)
		}
	}
	return value.Dict{{Key: value.Str("calls"), Value: kept}}
}

type builder struct {
	keep   func() bool
	change func(at site, v value.Value) value.Value
}

// call rebuilds the arguments of [name, [argument, …]].
func (b builder) call(v value.Value) value.Value {
	pair, _ := value.Ordered(v)
	if len(pair) != 2 {
		return v
	}
	name, _ := pair[0].(value.Str)
	args, _ := value.Ordered(pair[1])
	made := make(value.List, len(args))
	for i, arg := range args {
		made[i] = b.value(site{argument: string(name) + "/" + string(rune('0'+i))}, arg)
	}
	return value.List{name, made}
}

func (b builder) value(at site, v value.Value) value.Value {
	switch v := v.(type) {
	case value.List:
		return value.List(b.items(at, v))
	case value.Tuple:
		return value.Tuple(b.items(at, v))
	case value.Set:
		return value.Set(b.items(at, v))
	case value.FrozenSet:
		return value.FrozenSet(b.items(at, v))
	case value.Dict:
		at.inner = true
		out := value.Dict{}
		for _, e := range v {
			keeps := b.keep()
			if made := b.value(at, e.Value); keeps {
				out = append(out, value.Entry{Key: e.Key, Value: made})
			}
		}
		return out
	case value.Str:
		var kept []byte
		for _, r := range string(v) {
			if b.keep() {
				kept = utf8.AppendRune(kept, r)
			}
		}
		return b.change(at, value.Str(kept))
	}
	return b.change(at, v)
}

func (b builder) items(at site, items []value.Value) []value.Value {
	at.inner = true
	out := []value.Value{}
	for _, item := range items {
		keeps := b.keep()
		if made := b.value(at, item); keeps {
			out = append(out, made)
		}
	}
	return out
}
