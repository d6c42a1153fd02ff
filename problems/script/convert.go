package script

import (
	"fmt"

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

func fromStarlark(v starlark.Value) (value.Value, error) {
	switch v := v.(type) {
	case starlark.NoneType:
		return value.None{}, nil
	case starlark.Bool:
		return value.Bool(v), nil
	case starlark.Int:
		return value.NewInt(v.BigInt()), nil
	case starlark.Float:
		return value.Float(v), nil
	case starlark.String:
		return value.Str(v), nil
	case starlark.Bytes:
		return value.Bytes(v), nil
	case *starlark.List:
		items, err := fromItems(v)
		return value.List(items), err
	case starlark.Tuple:
		items, err := fromItems(v)
		return value.Tuple(items), err
	case *starlark.Set:
		items, err := fromItems(v)
		return value.Set(items), err
	case *starlark.Dict:
		dict := make(value.Dict, 0, v.Len())
		for _, item := range v.Items() {
			key, err := fromStarlark(item[0])
			if err != nil {
				return nil, err
			}
			val, err := fromStarlark(item[1])
			if err != nil {
				return nil, err
			}
			dict = append(dict, value.Entry{Key: key, Value: val})
		}
		return dict, nil
	}
	return nil, fmt.Errorf("a %s, which is not a value of a case", v.Type())
}

func fromItems(v starlark.Iterable) ([]value.Value, error) {
	items := []value.Value{}
	for item := range starlark.Elements(v) {
		got, err := fromStarlark(item)
		if err != nil {
			return nil, err
		}
		items = append(items, got)
	}
	return items, nil
}
