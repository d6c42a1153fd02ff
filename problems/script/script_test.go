package script_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coding-judge/judge/problems/script"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

func load(t testing.TB, source string) *script.Program {
	t.Helper()
	p, err := script.Load("dir/problem.star", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func seed(n int64, params ...value.Entry) value.Dict {
	return append(value.Dict{{Key: value.Str("seed"), Value: value.Int(n)}}, params...)
}

func TestHas(t *testing.T) {
	t.Parallel()
	p := load(t, "def check(input, want, got): return True\nvalid = 5\n")
	if !p.Has(script.Check) || p.Has(script.Valid) || p.Has(script.Generate) {
		t.Error("it defines check alone")
	}
	var none *script.Program
	if none.Has(script.Check) {
		t.Error("no program defines check")
	}
}

// Whatever goes wrong names the file, the line and the column, and shows the line.
func TestErrors(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ source, want string }{
		"syntax":               {"x = 1\ndef f(:\n", "2:8: got ':', want ')'\n    1 | x = 1\n>   2 | def f(:"},
		"unclosed":             {"x = [1,\n", "2:1: got end of file"},
		"indentation":          {"def f():\n    return 1\n  return 2\n", "3:3: unindent does not match any outer indentation level"},
		"undefined":            {"x = 1\ny = x + nope\n", "2:9: undefined: nope"},
		"no while":             {"while True: pass\n", "1:1: "},
		"reassigned":           {"x = 1\nx = 2\n", "2:1: cannot reassign global x"},
		"load":                 {"load('os', 'system')\n", "1:1: load not implemented"},
		"top level":            {"x = [1]\ny = x[3]\n", "2:6: list index 3 out of range"},
		"top level in a call":  {"def f():\n  return 1 // 0\nf()\n", "2:12: floored division by zero"},
		"endless at top level": {"def f():\n  for i in range(1 << 40): pass\nf()\n", "too many steps"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := script.LoadBounded("dir/problem.star", []byte(tt.source), 100_000, 1<<40)
			wantPlaced(t, err, tt.want)
		})
	}
	for name, tt := range map[string]struct{ body, want string }{
		"raised":               {"  x = {}\n  return x['a']", `3:11: key "a" not in dict`},
		"fail":                 {"  fail('the input is odd')", "2:7: fail: the input is odd"},
		"in a call":            {"  return inner(got)\ndef inner(x):\n  return x.nope", "4:11: int has no .nope"},
		"in a builtin":         {"  return sorted([1, 'a'])", "2:16: string < int not implemented"},
		"recursion":            {"  return check(input, want, got)", "2:10: function check called recursively"},
		"unbounded":            {"  for i in range(1 << 40): pass", "too many steps"},
		"a list":               {"  return [1]", "1:1: check: it must return True, False or a message, not list"},
		"None":                 {"  pass", "1:1: check: it must return True, False or a message, not NoneType"},
		"an int":               {"  return 1", "1:1: check: it must return True, False or a message, not int"},
		"frozen globals":       {"  CACHE.append(1)\nCACHE = []", "2:15: append: cannot append to frozen list"},
		"a string repeated":    {"  return 'x' * (10 * 1000 * 1000 * 1000)", "2:14: repeat count 10000000000 too large"},
		"a list of very many":  {"  return [0] * (2 * 1000 * 1000 * 1000)", "2:14: excessive repeat"},
		"a shift":              {"  return 1 << 100000", "2:12: shift count too large"},
		"a module that is not": {"  return math.nope", "2:14: module has no .nope field or method"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, err := script.LoadBounded("dir/problem.star", []byte("def check(input, want, got):\n"+tt.body+"\n"), 100_000, 1<<40)
			if err != nil {
				t.Fatal(err)
			}
			_, err = p.Check(t.Context(), value.Dict{}, value.None{}, value.Int(1))
			wantPlaced(t, err, tt.want)
		})
	}
}

func wantPlaced(t *testing.T, err error, want string) {
	t.Helper()
	var e *testcases.FileError
	if !errors.As(err, &e) || !strings.HasPrefix(e.Error(), "dir/problem.star:") || !strings.Contains(e.Error(), want) {
		t.Fatalf("got  %v\nwant dir/problem.star:%s", err, want)
	}
	if e.Line < 1 || e.Column < 1 || !strings.Contains(e.Snippet, fmt.Sprintf("> %3d | ", e.Line)) || strings.Contains(e.Message, "\n") {
		t.Errorf("%d:%d, snippet %q, message %q", e.Line, e.Column, e.Snippet, e.Message)
	}
}

func TestGenerateErrors(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		source string
		params value.Dict
		want   string
	}{
		"no seed":             {"def generate(rng): return {}", value.Dict{}, "1:1: generate: the parameter seed, an integer of at most 64 bits, is missing"},
		"seed is text":        {"def generate(rng): return {}", value.Dict{{Key: value.Str("seed"), Value: value.Str("1")}}, "1:1: generate: the parameter seed"},
		"name is a number":    {"def generate(rng): return {}", seed(1, value.Entry{Key: value.Int(1), Value: value.Int(1)}), "1:1: generate: a parameter's name is a string, not int"},
		"unknown parameter":   {"\ndef generate(rng, n = 1): return {}", seed(1, value.Entry{Key: value.Str("m"), Value: value.Int(1)}), `2:1: function generate got an unexpected keyword argument "m"`},
		"missing parameter":   {"def generate(rng, n): return {}", seed(1), "1:1: function generate missing 1 argument (n)"},
		"no rng":              {"def generate(n = 1): return {}", seed(1, value.Entry{Key: value.Str("n"), Value: value.Int(1)}), `got multiple values for parameter "n"`},
		"a function":          {"def generate(rng): return {'f': generate}", seed(1), "1:1: generate: it returned a function, which is not a value of a case"},
		"a range":             {"def generate(rng): return {'f': range(3)}", seed(1), "1:1: generate: it returned a range, which"},
		"the rng":             {"def generate(rng): return [rng]", seed(1), "1:1: generate: it returned a module, which"},
		"a cycle":             {"def generate(rng):\n  x = [1]\n  x.append(x)\n  return {'x': x}", seed(1), "nested deeper than 1000, or holds itself"},
		"a cycle of dicts":    {"def generate(rng):\n  x = {}\n  x['x'] = (x,)\n  return x", seed(1), "nested deeper than 1000, or holds itself"},
		"deep":                {"def generate(rng):\n  x = []\n  for i in range(100000): x = [x]\n  return x", seed(1), "nested deeper than 1000, or holds itself"},
		"one list very often": {"def generate(rng):\n  x = [1]\n  for i in range(60): x = [x, x]\n  return x", seed(1), "1:1: generate: it returned more than 5000000 values"},
		"half a character":    {"def generate(rng): return {'s': 'é'[:1]}", seed(1), "1:1: generate: it returned a string that is not UTF-8"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := load(t, tt.source).Generate(t.Context(), tt.params)
			wantPlaced(t, err, tt.want)
		})
	}
}

// What goes in comes out as it was.
func TestConversion(t *testing.T) {
	t.Parallel()
	p := load(t, "def generate(rng, v): return {'v': v}\ndef valid(input): return '%s %r' % (type(input), input)\n")
	for name, v := range map[string]value.Value{
		"None": value.None{}, "bool": value.Bool(true), "int": value.Int(-5), "float": value.Float(-0.5), "string": value.Str("é\x00'"),
		"bytes": value.Bytes("\xff"), "list": value.List{value.Int(1), value.List{}}, "tuple": value.Tuple{value.Int(1)},
		"set": value.Set{value.Int(2), value.Int(1)}, "dict": value.Dict{{Key: value.Tuple{value.Int(1)}, Value: value.Str("x")}},
	} {
		made, err := p.Generate(t.Context(), seed(1, value.Entry{Key: value.Str("v"), Value: v}))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got, _ := made.(value.Dict).Get("v")
		if string(value.AppendJSON(nil, got)) != string(value.AppendJSON(nil, v)) {
			t.Errorf("%s: %#v came back as %#v", name, v, got)
		}
	}
	// What Starlark can't hold comes as a struct with type and repr.
	for _, v := range []value.Value{
		value.Object{Type: "Node", Repr: "<Node>"}, value.Set{value.List{}}, value.Dict{{Key: value.List{}, Value: value.None{}}},
		value.FrozenSet{value.Float(math.NaN()), value.Set{}},
	} {
		judgement, err := p.Valid(t.Context(), v)
		if err != nil || !strings.HasPrefix(judgement.Message, `struct `) && !strings.HasPrefix(judgement.Message, `set `) {
			t.Errorf("%#v: %+v, %v", v, judgement, err)
		}
	}
}

func TestCount(t *testing.T) {
	t.Parallel()
	for expression, want := range map[string]string{
		"count([3, 1, 3, 'a', 3, (1,), (1,)])": `{"dict":[[3,3],[1,1],["a",1],[{"tuple":[1]},2]]}`,
		"count([])":                            `{"dict":[]}`,
		"count(count([5, 5, 6]).values())":     `{"dict":[[2,1],[1,1]]}`,
		"count('abca'.elems())":                `{"dict":[["a",2],["b",1],["c",1]]}`,
	} {
		v, err := generate(t, 1, expression)
		if err != nil || string(value.AppendJSON(nil, v)) != want {
			t.Errorf("%s: %v, %v; want %s", expression, v, err, want)
		}
	}
	for expression, want := range map[string]string{
		"count([[1]])":        "unhashable type: list",
		"count(5)":            "for parameter items: got int, want iterable",
		"count(range(1<<60))": "count: 1152921504606846976 items at once; 5000000 are possible",
	} {
		_, err := generate(t, 1, expression)
		wantPlaced(t, err, want)
	}
	load(t, "def count(x): return x\ndef check(input, want, got): return count(True)\n") // a program may have its own
}

func TestJudgement(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]script.Judgement{
		"True": {OK: true}, "False": {}, "''": {}, "'too few'": {Message: "too few"}, "1 == 1": {OK: true}, "'é'[:1]": {Message: "�"},
	} {
		p := load(t, "def valid(input): return "+source+"\ndef check(input, want, got): return valid(input)\n")
		if got, err := p.Valid(t.Context(), value.None{}); err != nil || got != want {
			t.Errorf("valid returns %s: %+v, %v", source, got, err)
		}
		if got, err := p.Check(t.Context(), value.None{}, value.None{}, value.None{}); err != nil || got != want {
			t.Errorf("check returns %s: %+v, %v", source, got, err)
		}
	}
}

// A call leaves nothing behind for the next, though it changes all that it was given; and calls may run at once.
func TestCallsAreApart(t *testing.T) {
	t.Parallel()
	p := load(t, `
def check(input, want, got):
    if input != {"a": [1]} or got != [3, 2, 1]:
        return "it got %r and %r" % (input, got)
    input["a"].append(2)
    input["b"] = 1
    got.clear()
    got.append(sorted([3, 1, 2]))
    return True
def generate(rng, n):
    return {"x": rng.ints(n, 0, 1000000)}
`)
	input := value.Dict{{Key: value.Str("a"), Value: value.List{value.Int(1)}}}
	got := value.List{value.Int(3), value.Int(2), value.Int(1)}
	var all sync.WaitGroup
	made := make([]string, 16)
	for i := range made {
		all.Go(func() {
			judgement, err := p.Check(t.Context(), input, value.None{}, got)
			if err != nil || !judgement.OK {
				t.Errorf("call %d: %+v, %v", i, judgement, err)
			}
			v, err := p.Generate(t.Context(), seed(5, value.Entry{Key: value.Str("n"), Value: value.Int(100)}))
			if err != nil {
				t.Errorf("call %d: %v", i, err)
				return
			}
			made[i] = string(value.AppendJSON(nil, v))
		})
	}
	all.Wait()
	for _, text := range made {
		if text != made[0] {
			t.Errorf("one seed, two inputs:\n%s\n%s", text, made[0])
		}
	}
}

func TestMemory(t *testing.T) {
	t.Parallel()
	for _, body := range []string{"[i for i in range(1 << 40)]", "{i: i for i in range(1 << 40)}", "[count(range(100000)) for i in range(1 << 40)]"} {
		p, err := script.LoadBounded("dir/problem.star", []byte("def valid(input):\n  return "+body+"\n"), 1<<40, 64<<20)
		if err != nil {
			t.Fatal(err)
		}
		_, err = p.Valid(t.Context(), value.None{})
		wantPlaced(t, err, "too much memory")
	}
}

func TestCancel(t *testing.T) {
	t.Parallel()
	p := load(t, "def valid(input):\n  for i in range(1 << 40): pass\n")
	reason := errors.New("the judge is closing")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(reason)
	if _, err := p.Valid(ctx, value.None{}); !errors.Is(err, reason) {
		t.Errorf("canceled before: %v", err)
	}
	ctx, cancelTimeout := context.WithTimeoutCause(t.Context(), time.Millisecond, reason)
	defer cancelTimeout()
	if _, err := p.Valid(ctx, value.None{}); !errors.Is(err, reason) {
		t.Errorf("canceled while it runs: %v", err)
	}
}
