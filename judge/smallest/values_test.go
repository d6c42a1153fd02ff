package smallest_test

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/coding-judge/judge/judge/smallest"
	"github.com/coding-judge/judge/testcases/value"
)

// parsed reads an input in its JSON form.
func parsed(t *testing.T, json string) value.Dict {
	t.Helper()
	v, err := value.ParseJSON([]byte(json))
	if err != nil {
		t.Fatal(err)
	}
	return v.(value.Dict)
}

func written(in value.Dict) string { return string(value.AppendJSON(nil, in)) }

func TestShrinkValues(t *testing.T) {
	t.Parallel()
	list := func(in value.Dict, name string) []value.Value {
		v, _ := in.Get(name)
		items, _ := value.Items(v)
		return items
	}
	for name, tt := range map[string]struct {
		start, want string
		calls       bool
		fails       func(in value.Dict) bool
	}{
		"anything": {`{"dict":[["nums",[7,2,9]],["s","word"],["k",3]]}`, `{"dict":[["nums",[]],["s",""],["k",0]]}`, false,
			func(value.Dict) bool { return true }},
		"two that are equal": {`{"dict":[["nums",[7,2,9,2]],["k",3]]}`, `{"dict":[["nums",[0,0]],["k",0]]}`, false, func(in value.Dict) bool {
			n := list(in, "nums")
			return len(n) > 1 && n[0] == n[1]
		}},
		"not in order": {`{"dict":[["nums",[70,20,90,45]]]}`, `{"dict":[["nums",[1,0]]]}`, false, func(in value.Dict) bool {
			n := list(in, "nums")
			for i := range n {
				if i > 0 && n[i].(value.Int) < n[i-1].(value.Int) {
					return true
				}
			}
			return false
		}},
		"below zero": {`{"dict":[["nums",[-70,20]]]}`, `{"dict":[["nums",[-1]]]}`, false, func(in value.Dict) bool {
			for _, n := range list(in, "nums") {
				if n.(value.Int) < 0 {
					return true
				}
			}
			return false
		}},
		"a number that counts the items": {`{"dict":[["nums",[5,6,7]],["k",3]]}`, `{"dict":[["nums",[0]],["k",1]]}`, false, func(in value.Dict) bool {
			k, _ := in.Get("k")
			return len(list(in, "nums")) > 0 && int(k.(value.Int)) == len(list(in, "nums"))
		}},
		"lists in a list": {`{"dict":[["lists",[[3],[1,2],[]]]]}`, `{"dict":[["lists",[[],[0]]]]}`, false, func(in value.Dict) bool {
			all := list(in, "lists")
			if len(all) < 2 {
				return false
			}
			last, _ := value.Items(all[len(all)-1])
			first, _ := value.Items(all[len(all)-2])
			return len(first)+len(last) > 0
		}},
		"a capital": {`{"dict":[["s","some Word"]]}`, `{"dict":[["s","A"]]}`, false, func(in value.Dict) bool {
			s, _ := in.Get("s")
			return strings.ToLower(string(s.(value.Str))) != string(s.(value.Str))
		}},
		"a get after a put of the same": {
			`{"dict":[["calls",[["LRU",[3]],["put",[7,70]],["put",[8,80]],["get",[9]],["get",[8]]]]]}`,
			`{"dict":[["calls",[["LRU",[0]],["put",[0,0]],["get",[0]]]]]}`, true,
			func(in value.Dict) bool {
				put := map[value.Value]bool{}
				for _, c := range list(in, "calls") {
					call, _ := value.Items(c)
					args, _ := value.Items(call[1])
					if call[0] == value.Str("put") {
						put[args[0]] = true
					}
					if call[0] == value.Str("get") && put[args[0]] {
						return true
					}
				}
				return false
			}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			space := smallest.Values{Calls: tt.calls}
			got, err := smallest.Shrink(t.Context(), space, parsed(t, tt.start), func(_ context.Context, in value.Dict) (bool, error) {
				return tt.fails(in), nil
			})
			if name == "lists in a list" && space.Parts(got) == 3 && err == nil {
				return // whichever of the two has the item
			}
			if err != nil || written(got) != tt.want {
				t.Errorf("%v: got %s, want %s", err, written(got), tt.want)
			}
		})
	}
}

func TestShrinkText(t *testing.T) {
	t.Parallel()
	text := func(in value.Dict) string {
		v, _ := in.Get("stdin")
		return string(v.(value.Str))
	}
	for name, tt := range map[string]struct {
		start, want string
		fails       func(s string) bool
	}{
		"anything":        {"some words\nand more\n", "\n", func(string) bool { return true }},
		"two lines":       {"  first of  three\nsecond\nthird one\n", "a\na\n", func(s string) bool { return strings.Count(strings.TrimSpace(s), "\n") > 0 }},
		"a mark":          {"The end, they said.\n", ",\n", func(s string) bool { return strings.Contains(s, ",") }},
		"a number":        {"370 5\n", "200\n", func(s string) bool { return len(s) > 0 && number(strings.Fields(s)) > 100 }},
		"a count of rest": {"3\n10 20 30\n", "1 0\n", func(s string) bool { f := strings.Fields(s); return len(f) > 1 && number(f[:1]) == len(f)-1 }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			start := value.Dict{{Key: value.Str("stdin"), Value: value.Str(tt.start)}}
			got, err := smallest.Shrink(t.Context(), smallest.Text{}, start, func(_ context.Context, in value.Dict) (bool, error) { return tt.fails(text(in)), nil })
			if err != nil || text(got) != tt.want {
				t.Errorf("%v: got %q, want %q", err, text(got), tt.want)
			}
		})
	}
	bytes := value.Dict{{Key: value.Str("stdin"), Value: value.Bytes("\xff")}}
	if got := (smallest.Text{}).Without(bytes, []int{0}); written(got) != written(bytes) {
		t.Errorf("what is no text became %s", written(got))
	}
}

func number(words []string) int {
	n := 0
	for _, w := range words[:min(1, len(words))] {
		for _, r := range w {
			if r < '0' || r > '9' {
				return -1
			}
			n = 10*n + int(r-'0')
		}
	}
	return n
}

// Without leaves out what it is told to, with what is in it, and what is varied is of the same form.
func TestValuesParts(t *testing.T) {
	t.Parallel()
	in := parsed(t, `{"dict":[["a",[[1,2],{"tuple":["xy"]},{"dict":[[1,2.5]]}]],["b",true]]}`)
	if n := (smallest.Values{}).Parts(in); n != 9 {
		t.Errorf("%d parts", n)
	}
	for part, want := range []string{
		`[{"tuple":["xy"]},{"dict":[[1,2.5]]}]`, `[[2],{"tuple":["xy"]},{"dict":[[1,2.5]]}]`, `[[1],{"tuple":["xy"]},{"dict":[[1,2.5]]}]`,
		`[[1,2],{"dict":[[1,2.5]]}]`, `[[1,2],{"tuple":[]},{"dict":[[1,2.5]]}]`, `[[1,2],{"tuple":["y"]},{"dict":[[1,2.5]]}]`,
		`[[1,2],{"tuple":["x"]},{"dict":[[1,2.5]]}]`, `[[1,2],{"tuple":["xy"]}]`, `[[1,2],{"tuple":["xy"]},{"dict":[]}]`,
	} {
		got := written(smallest.Values{}.Without(in, []int{part}))
		if want := `{"dict":[["a",` + want + `],["b",true]]}`; got != want {
			t.Errorf("without %d: %s, want %s", part, got, want)
		}
	}
	rng := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // to be the same each time
	for range 100 {
		if out := (smallest.Values{}).Vary(in, rng); len(out) != 2 || (smallest.Values{}).Parts(out) < 9 {
			t.Errorf("varied to %s", written(out))
		}
	}
}
