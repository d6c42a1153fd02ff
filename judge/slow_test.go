package judge

import (
	"testing"
	"time"

	"github.com/coding-judge/judge/judge/smallest"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// A submission lags where it was ended at the limit, and not where it only takes as long: the reference solution may, too.
func TestLags(t *testing.T) {
	t.Parallel()
	const limit = 250 * time.Millisecond
	ended := func(end runners.End, cpu, wall time.Duration) runners.Outcome {
		return runners.Outcome{End: end, CPU: cpu, Wall: wall}
	}
	quick := ended(runners.Answered, time.Millisecond, 2*time.Millisecond)
	for name, tt := range map[string]struct {
		manner    string
		got, want runners.Outcome
		lags      bool
	}{
		"works":                   {slow, ended(runners.CPUEnded, limit, limit), quick, true},
		"so does the reference":   {slow, ended(runners.CPUEnded, limit, limit), ended(runners.Answered, limit/2, limit/2), false},
		"ends by itself":          {slow, ended(runners.Answered, limit, limit), quick, false},
		"waits, which it did not": {slow, ended(runners.WallEnded, 0, time.Second), quick, false},
		"waits":                   {waits, ended(runners.WallEnded, 0, time.Second), quick, true},
		"both wait":               {waits, ended(runners.WallEnded, 0, time.Second), ended(runners.Answered, 0, time.Second/2), false},
		"works, which it did not": {waits, ended(runners.CPUEnded, limit, limit), quick, false},
	} {
		if got := (&explorer{manner: tt.manner}).lags(runs{want: tt.want, got: tt.got}); got != tt.lags {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestManner(t *testing.T) {
	t.Parallel()
	l := problems.DefaultLimits()
	fault := func(f runners.Fault) runners.Outcome { return runners.Outcome{End: runners.Raised, Fault: &f} }
	for name, tt := range map[string]struct {
		o    runners.Outcome
		want string
	}{
		"an error":           {fault(runners.Fault{Type: "KeyError"}), "error KeyError "},
		"a name":             {fault(runners.Fault{Type: "NameError"}), ""},
		"before any input":   {fault(runners.Fault{Type: "SyntaxError", Static: true}), ""},
		"an exit":            {runners.Outcome{End: runners.Exited, Code: 3}, "exit"},
		"a signal":           {runners.Outcome{End: runners.Signaled, Code: 11}, "signal 11"},
		"a broken cell":      {runners.Outcome{End: runners.Broke}, ""},
		"too much memory":    {runners.Outcome{End: runners.MemoryEnded}, ""},
		"too much time":      {runners.Outcome{End: runners.CPUEnded, CPU: 3 * l.CPU}, slow},
		"too slow by little": {runners.Outcome{End: runners.Answered, CPU: l.CPU + 1}, slow},
		"waiting":            {runners.Outcome{End: runners.WallEnded, CPU: l.CPU / 2}, waits},
	} {
		if got := manner(tt.o, nil, l); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestCode(t *testing.T) {
	t.Parallel()
	for class, want := range map[string]string{"LRUCache": "lru", "Stack": "stack", "MinStack": "min", "LRU": "lru", "X": "x", "my_queue": "my", "": ""} {
		if got := initials(class); got != want {
			t.Errorf("%s: %q, want %q", class, got, want)
		}
	}
	var calls []problems.Call
	for range 30 {
		calls = append(calls, problems.Call{Signature: problems.Signature{Name: "Stack"}})
	}
	if got, want := code(calls[:3], 2), "stack = Stack()\nstack.Stack()"; got != want {
		t.Errorf("%q", got)
	}
	if got := code(calls, 0); len(got) > 20*20 {
		t.Errorf("of many calls too many are shown: %q", got)
	}
}

// What a generator makes that is the input of a hidden case is not tried, unless it is as good as nothing.
func TestSecretsAreNotTried(t *testing.T) {
	t.Parallel()
	p := &problems.Problem{Kind: problems.Function, Signature: problems.Signature{Name: "f", Params: []problems.Param{{Name: "nums"}}}}
	input := func(json string) testcases.Blob { return testcases.NewBlob([]byte(`{"dict":[["nums",` + json + `]]}`)) }
	p.Cases = []testcases.Case{{Hidden: true, Input: input("[4, 7,1,1]")}, {Hidden: true, Input: input("[5]")}, {Input: input("[1,2,3,4]")}, {Hidden: true}}
	e := &explorer{problem: p}
	e.keep(smallest.Values{}, testcases.Case{Hidden: true, Input: input("[9,9,9,9]")})
	for json, tells := range map[string]bool{"[4,7,1,1]": true, "[9,9,9,9]": true, "[5]": false, "[1,2,3,4]": false, "[4,7,1,0]": false} {
		in, err := p.Input(testcases.Case{Input: input(json)})
		if err != nil {
			t.Fatal(err)
		}
		if got := e.tells(e.asCase(in), in); got != tells {
			t.Errorf("%s: %v", json, got)
		}
	}
}

// Sizes grow by the same factor with each step, from the generator's usual ones to the case's; what is no size stays, and the seed is
// another one.
func TestBetween(t *testing.T) {
	t.Parallel()
	lib, err := problems.NewLibrary()
	if err != nil {
		t.Fatal(err)
	}
	p, err := lib.Load("top-k-frequent") // whose generator makes 8 of 4 numbers
	if err != nil {
		t.Fatal(err)
	}
	v, err := value.ParseJSON([]byte(`{"dict":[["seed",81],["n",80000],["distinct",4],["skew",0.5],["k",100]]}`))
	if err != nil {
		t.Fatal(err)
	}
	for step, want := range map[float64]string{
		0:    "{'seed': 7, 'n': 8, 'distinct': 4, 'skew': 0.5, 'k': 1}",
		0.25: "{'seed': 7, 'n': 80, 'distinct': 4, 'skew': 0.5, 'k': 3}",
		0.5:  "{'seed': 7, 'n': 800, 'distinct': 4, 'skew': 0.5, 'k': 10}",
	} {
		if got := value.Python((&explorer{problem: p}).between(v.(value.Dict), 7, step), 200); got != want {
			t.Errorf("at %v: %s, want %s", step, got, want)
		}
	}
}
