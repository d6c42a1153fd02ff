package script_test

import (
	"context"
	"errors"
	"math"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coding-judge/judge/problems/script"
	"github.com/coding-judge/judge/testcases/value"
)

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
