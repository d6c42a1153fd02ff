package script

import (
	"fmt"
	"unicode/utf8"

	"go.starlark.net/starlark"
	"go.starlark.net/starlarkstruct"

	"github.com/coding-judge/judge/testcases/value"
)

// toStarlark gives a program the value that Python would have. A set or dict with members that Starlark cannot
// hash (a submission may return anything) comes as an opaque struct, as do objects.
func toStarlark(v value.Value) starlark.Value {
	switch v := v.(type) {
	case value.None:
		return starlark.None
	case value.Bool:
		return starlark.Bool(v)
	case value.Int:
		return starlark.MakeInt64(int64(v))
	case value.BigInt:
		return starlark.MakeBigInt(v.N)
	case value.Float:
		return starlark.Float(v)
	case value.Str:
		return starlark.String(v)
	case value.Bytes:
		return starlark.Bytes(v)
	case value.List:
		return starlark.NewList(toItems(v))
	case value.Tuple:
		return starlark.Tuple(toItems(v))
	case value.Set:
		return toSet(v, v)
	case value.FrozenSet:
		return toSet(v, v)
	case value.Dict:
		dict := starlark.NewDict(len(v))
		for _, e := range v {
			if err := dict.SetKey(toStarlark(e.Key), toStarlark(e.Value)); err != nil {
				return opaque(v)
			}
		}
		return dict
	}
	return opaque(v)
}

func toItems(items []value.Value) []starlark.Value {
	out := make([]starlark.Value, len(items))
	for i, item := range items {
		out[i] = toStarlark(item)
	}
	return out
}

func toSet(v value.Value, items []value.Value) starlark.Value {
	set := starlark.NewSet(len(items))
	for _, item := range items {
		if err := set.Insert(toStarlark(item)); err != nil {
			return opaque(v)
		}
	}
	return set
}

// opaque has the attributes type and repr.
func opaque(v value.Value) starlark.Value {
	return starlarkstruct.FromStringDict(starlark.String("object"), starlark.StringDict{
		"type": starlark.String(value.TypeName(v)),
		"repr": starlark.String(value.Python(v, 200)),
	})
}

// maxValues bounds what a program may return. A list may hold another one twice, and that one a third, so that few
// lists say very many values.
const maxValues = 5_000_000

// fromStarlark reads what a program returned. A list that holds itself is as an endless one.
func fromStarlark(v starlark.Value) (value.Value, error) {
	r := reader{left: maxValues}
	return r.value(v, 0)
}

type reader struct{ left int }

func (r *reader) value(v starlark.Value, depth int) (value.Value, error) {
	if depth > value.MaxDepth {
		return nil, fmt.Errorf("a value that is nested deeper than %d, or holds itself", value.MaxDepth)
	}
	if r.left--; r.left < 0 {
		return nil, fmt.Errorf("more than %d values", maxValues)
	}
	switch v := v.(type) {
	case starlark.NoneType:
		return value.None{}, nil
	case starlark.Bool:
		return value.Bool(v), nil
	case starlark.Int:
		if i, ok := v.Int64(); ok {
			return value.Int(i), nil
		}
		return value.NewInt(v.BigInt()), nil
	case starlark.Float:
		return value.Float(v), nil
	case starlark.String:
		if !utf8.ValidString(string(v)) {
			return nil, fmt.Errorf("a string that is not UTF-8: %s", v)
		}
		return value.Str(v), nil
	case starlark.Bytes:
		return value.Bytes(v), nil
	case *starlark.List:
		items, err := r.items(v, depth)
		return value.List(items), err
	case starlark.Tuple:
		items, err := r.items(v, depth)
		return value.Tuple(items), err
	case *starlark.Set:
		items, err := r.items(v, depth)
		return value.Set(items), err
	case *starlark.Dict:
		dict := make(value.Dict, 0, v.Len())
		for _, item := range v.Items() {
			pair, err := r.items(item, depth)
			if err != nil {
				return nil, err
			}
			dict = append(dict, value.Entry{Key: pair[0], Value: pair[1]})
		}
		return dict, nil
	}
	return nil, fmt.Errorf("a %s, which is not a value of a case", v.Type())
}

func (r *reader) items(v starlark.Iterable, depth int) ([]value.Value, error) {
	items := []value.Value{}
	for item := range starlark.Elements(v) {
		got, err := r.value(item, depth+1)
		if err != nil {
			return nil, err
		}
		items = append(items, got)
	}
	return items, nil
}
