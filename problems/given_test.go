package problems_test

import (
	"strings"
	"testing"

	"github.com/coding-judge/judge/problems"
)

func TestGiven(t *testing.T) {
	t.Parallel()
	function := func(params ...problems.Param) *problems.Problem {
		return &problems.Problem{Kind: problems.Function, Signature: problems.Signature{Name: "f", Params: params}}
	}
	two := function(problems.Param{Name: "nums", Type: "list[int]"}, problems.Param{Name: "k", Type: "int"})
	one := func(annotation string) *problems.Problem {
		return function(problems.Param{Name: "x", Type: annotation})
	}
	class := &problems.Problem{Kind: problems.Class, Class: problems.ClassSpec{
		Name: "C", Params: []problems.Param{{Name: "n", Type: "int"}}, Methods: []problems.Signature{{Name: "get", Returns: "int"}},
	}}
	stdin := &problems.Problem{Kind: problems.Stdin}
	tests := []struct {
		problem *problems.Problem
		texts   []string
		want    string // its JSON form, or what the error says
	}{
		{two, []string{`{"nums": [4, 7], "k": 1}`}, `{"dict":[["nums",[4,7]],["k",1]]}`},
		{two, []string{`{k: 1, nums: [4, 7]}`}, `{"dict":[["k",1],["nums",[4,7]]]}`},
		{two, []string{"[4, 7]", "1"}, `{"dict":[["nums",[4,7]],["k",1]]}`},
		{two, []string{`{"nums": [4, 7]}`}, "the argument k is missing\nthe input is the arguments by their names, {nums: list[int], k: int}"},
		{two, []string{`{"nums": [4, 7], "k": 1, "j": 2}`}, "j is no argument of f("},
		{two, []string{`{"nums": 4, "k": 1}`}, "nums is list[int], not int 4"},
		{two, []string{`{"nums": [4, "a"], "k": 1}`}, "item 2 is int, not str 'a'"},
		{two, []string{"[4]", "true"}, "k is int, not bool True"},
		{two, []string{"[4]"}, "the only input is a list, not arguments by their names, and there are 2 parameters"},
		{two, []string{"[4]", "1", "2"}, "3 inputs are given, and the number of parameters is 2"},
		{two, []string{"{nums: [4], k: "}, "value:1:"},
		{two, []string{"{nums: [4], nums: [4], k: 1}"}, "nums"},
		{two, []string{""}, "the input is empty"},
		{two, []string{"\x1b[2J"}, "control character"},
		{one("dict[str, int]"), []string{"{a: 1}"}, `{"dict":[["x",{"dict":[["a",1]]}]]}`},
		{one("dict[str, int]"), []string{"{x: 1}"}, "x is dict[str, int], not int 1"}, // it could be either; the name is taken for the parameter's
		{one("Optional[int]"), []string{"null"}, `{"dict":[["x",null]]}`},
		{one("int | None"), []string{"None"}, `{"dict":[["x",null]]}`},
		{one("str"), []string{"None of these"}, `{"dict":[["x","None of these"]]}`},
		{one("float"), []string{"1"}, `{"dict":[["x",1]]}`},
		{one("int"), []string{"1.5"}, "x is int, not float 1.5"},
		{one("tuple[int, int]"), []string{"!tuple [1, 2]"}, `{"dict":[["x",{"tuple":[1,2]}]]}`},
		{one("tuple[int, ...]"), []string{"!tuple [1, a]"}, "item 2 is int, not str 'a'"},
		{one("tuple[int, int]"), []string{"[1, 2]"}, "x is tuple[int, int], not list [1, 2]"},
		{one("list[list[int]]"), []string{"[[1], [2, [3]]]"}, "item 2 is list[int], not list [2, [3]]: item 2 is int"},
		{one("Optional[ListNode]"), []string{"[1, 2]"}, `{"dict":[["x",[1,2]]]}`},
		{one("ListNode"), []string{"3"}, "is a list of values"},
		{one("Whatever[int"), []string{"3"}, `{"dict":[["x",3]]}`},
		{one(""), []string{"3"}, `{"dict":[["x",3]]}`},
		{class, []string{"[[C, [1]], [get, []]]"}, `{"dict":[["calls",[["C",[1]],["get",[]]]]]}`},
		{class, []string{"{calls: [[C, [1]]]}"}, `{"dict":[["calls",[["C",[1]]]]]}`},
		{class, []string{"[[get, []]]"}, "the first call is of C(n: int)"},
		{class, []string{"[[C, [1]], [set, []]]"}, "no method of C"},
		{stdin, []string{"a b"}, `"a b\n"`},
		{stdin, []string{"a\n"}, `"a\n"`},
		{stdin, []string{""}, `""`},
		{stdin, []string{"\xff"}, `{"bytes":"/wo="}`},
		{stdin, []string{"a", "b"}, "2 inputs are given, and it is one\nthe input is the text that the program reads"},
		{&problems.Problem{Kind: problems.Query}, []string{"x"}, "name a sample case with --case"},
	}
	for _, tt := range tests {
		c, err := tt.problem.Given(tt.texts)
		if err != nil {
			if !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%q: %v; want %s", tt.texts, err, tt.want)
			}
			continue
		}
		if got := string(c.Input.Bytes()); got != tt.want {
			t.Errorf("%q: %s; want %s", tt.texts, got, tt.want)
		}
	}
}
