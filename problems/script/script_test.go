package script_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

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
