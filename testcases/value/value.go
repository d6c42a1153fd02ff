// Package value is judge's model of the values that cases and answers are made of.
//
// A value is what a Python literal can say, and the types that learners mix up are kept apart: a tuple
// is not a list, True is not 1, 1 is not 1.0, None is not missing. Values cross three borders, each in a
// file of its own: JSON between host and cell (json.go), YAML in case files (yaml.go), and Python literals
// in messages (python.go).
package value

import (
	"math/big"
)

// Value is one of None, Bool, Int, BigInt, Decimal, Float, Str, Bytes, List, Tuple, Set, FrozenSet, Dict and Object.
type Value interface{ isValue() }

type (
	// None is Python's None, YAML's and SQL's null.
	None struct{}
	// Bool is True or False, and never equal to an integer.
	Bool bool
	// Int is an integer of at most 64 bits.
	Int int64
	// BigInt is an integer beyond 64 bits; NewInt makes sure that a small one is never a BigInt.
	BigInt struct{ N *big.Int }
	// Decimal is an exact number as SQL's numeric has it, in digits: "-2500.50". ParseDecimal makes one.
	Decimal string
	// Float is a double, NaN and the infinities included.
	Float float64
	// Str is text in UTF-8.
	Str string
	// Bytes is Python's bytes or bytearray.
	Bytes []byte
	// List is ordered.
	List []Value
	// Tuple is ordered, and not equal to a list.
	Tuple []Value
	// Set holds its members in the order in which they came.
	Set []Value
	// FrozenSet is kept apart from Set only to be shown as what it is.
	FrozenSet []Value
	// Dict holds its entries in the order in which they came.
	Dict []Entry
	// Object stands for anything else that a submission returned: only its type's name and its repr arrive.
	Object struct{ Type, Repr string }
)

// Entry is one key of a Dict with its value.
type Entry struct{ Key, Value Value }

func (None) isValue()      {}
func (Bool) isValue()      {}
func (Int) isValue()       {}
func (BigInt) isValue()    {}
func (Decimal) isValue()   {}
func (Float) isValue()     {}
func (Str) isValue()       {}
func (Bytes) isValue()     {}
func (List) isValue()      {}
func (Tuple) isValue()     {}
func (Set) isValue()       {}
func (FrozenSet) isValue() {}
func (Dict) isValue()      {}
func (Object) isValue()    {}

// NewInt gives n as an Int where it fits 64 bits and as a BigInt elsewhere.
func NewInt(n *big.Int) Value {
	if n.IsInt64() {
		return Int(n.Int64())
	}
	return BigInt{n}
}

// Get finds the value of a string key; ok is false where there is none.
func (d Dict) Get(key string) (v Value, ok bool) {
	for _, e := range d {
		if e.Key == Str(key) {
			return e.Value, true
		}
	}
	return nil, false
}

// TypeName is the name that Python has for v's type.
func TypeName(v Value) string {
	switch v := v.(type) {
	case None:
		return "None"
	case Bool:
		return "bool"
	case Int, BigInt:
		return "int"
	case Decimal:
		return "Decimal"
	case Float:
		return "float"
	case Str:
		return "str"
	case Bytes:
		return "bytes"
	case List:
		return "list"
	case Tuple:
		return "tuple"
	case Set:
		return "set"
	case FrozenSet:
		return "frozenset"
	case Dict:
		return "dict"
	case Object:
		return v.Type
	}
	return "unknown"
}

// Ordered gives the members of a list or tuple; ok is false for anything else.
func Ordered(v Value) (items []Value, ok bool) {
	switch v := v.(type) {
	case List:
		return v, true
	case Tuple:
		return v, true
	}
	return nil, false
}

// Items gives the members of a list, tuple, set or frozenset; ok is false for anything else.
func Items(v Value) (items []Value, ok bool) {
	switch v := v.(type) {
	case List:
		return v, true
	case Tuple:
		return v, true
	case Set:
		return v, true
	case FrozenSet:
		return v, true
	}
	return nil, false
}
