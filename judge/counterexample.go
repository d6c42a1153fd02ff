package judge

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/judge/smallest"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// Counterexample is a small input on which a submission fails in the manner in which it failed a case. Nothing in it comes from
// a hidden case.
type Counterexample struct {
	Case     string       `json:"case"`             // that failed
	Origin   Origin       `json:"origin"`           // where the input comes from
	Call     string       `json:"call,omitempty"`   // of a function
	Calls    string       `json:"calls,omitempty"`  // of a class, as Python has them, up to the first that goes wrong; Expected and Got are its results
	Stdin    string       `json:"stdin,omitempty"`  // of a whole program
	Tables   []NamedTable `json:"tables,omitempty"` // of SQL
	Probe    string       `json:"probe,omitempty"`  // of a script: what Expected and Got are answers to
	Slow     bool         `json:"slow,omitempty"`   // the submission takes long on it; there are no answers
	Expected *Answer      `json:"expected,omitempty"`
	Got      *Answer      `json:"got,omitempty"`   // nil where there is an error
	Error    *Error       `json:"error,omitempty"` // that the submission ended with
	Note     string       `json:"note"`            // what is wrong, in words
	Items    int          `json:"items"`           // what the input is made of: rows, items and characters, calls, or words
	Tries    int          `json:"tries"`           // inputs that were tried
	Time     float64      `json:"time_ms"`         // that it took, the start of a server for the reference solution aside
}

// Origin says where a counterexample's input comes from.
type Origin string

// The origins.
const (
	OfSample Origin = "sample"   // it is what is needed of a sample case
	Drawn    Origin = "drawn"    // the problem's generator made it
	Reshaped Origin = "reshaped" // it has the shape of a hidden case, and none of its values
)

// Answer is one of a counterexample's: a table, or a Python value in its own form.
type Answer struct {
	Table *compare.Table
	Value string
}

// MarshalJSON writes what there is.
func (a Answer) MarshalJSON() ([]byte, error) {
	if a.Table != nil {
		return json.Marshal(a.Table)
	}
	return json.Marshal(a.Value)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (a *Answer) UnmarshalJSON(text []byte) error {
	*a = Answer{}
	if bytes.HasPrefix(text, []byte(`"`)) {
		return json.Unmarshal(text, &a.Value)
	}
	return json.Unmarshal(text, &a.Table)
}

// failure is a case that a submission failed.
type failure struct {
	testcases.Case
	outcome runners.Outcome
	diff    *compare.Diff
	at      int // among the report's cases
}

// explain looks for the smallest counterexample, for as long as j.Explain says. What goes wrong in it says nothing of the
// submission, so the error is the context's only.
func (j *Judge) explain(ctx context.Context, r *Report, cell *seat, f *failure) error {
	if j.Explain <= 0 || f == nil {
		return nil
	}
	e := &explorer{judge: j, problem: cell.problem, submission: cell, manner: manner(f.outcome, f.diff, cell.problem.Limits)}
	if !e.explorable(f.Case) {
		return nil
	}
	if j.Watch != nil {
		j.Watch(Progress{Explains: true, Report: r})
	}
	e.reference = &seat{runner: cell.runner, problem: e.problem, source: e.problem.Reference.Source}
	defer e.reference.leave()
	found, err := e.search(ctx, f)
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	switch {
	case found != nil:
		found.Case = shownName(e.problem, f.Case)
		r.Counterexample = found
	case !f.Hidden: // it is shown already
	case err != nil:
		r.NoCounterexample = "the search for a small example broke off; the hidden case stays hidden"
	default:
		r.NoCounterexample = fmt.Sprintf("no small example was found in %.1f s; the hidden case stays hidden", time.Since(e.started).Seconds())
	}
	return nil
}

// search finds a small input; nil where there is none, or where a sample itself is as small.
func (e *explorer) search(ctx context.Context, f *failure) (*Counterexample, error) {
	space, err := e.open(ctx)
	if err != nil {
		return nil, err
	}
	e.keep(space, f.Case)
	e.started = time.Now()
	e.until = e.started.Add(e.judge.Explain - e.reserve())
	origin, start, fails, err := e.start(ctx, space, f)
	if start == nil || err != nil {
		return nil, over(err)
	}
	small, err := smallest.Shrink(ctx, space, start, fails)
	if err = over(err); err != nil {
		return nil, err
	}
	if origin == OfSample && space.Parts(small) == space.Parts(start) {
		return nil, nil
	}
	found, err := e.confirm(ctx, space, small)
	if found == nil && err == nil && e.timed() { // the small one is at the edge, and what it was made of may be beyond
		small = start
		found, err = e.confirm(ctx, space, small)
	}
	if found != nil {
		found.Origin, found.Items, found.Tries, found.Time = origin, space.Parts(small), e.tries, ms(time.Since(e.started))
	}
	return found, err
}

// reserve is how much of the time is left for what was found to be confirmed.
func (e *explorer) reserve() time.Duration {
	if !e.timed() {
		return 0
	}
	const tries = 500 * time.Millisecond // one that may just have begun, and one to confirm
	return min(tries, e.judge.Explain/3)
}

// start finds an input that fails in the manner, and says how those that are made of it are tried; nil for none.
func (e *explorer) start(ctx context.Context, space smallest.Space, f *failure) (Origin, value.Dict, smallest.Fails, error) {
	fails := smallest.Remember(e.fails)
	if !f.Hidden {
		in, err := e.problem.Input(f.Case)
		if err != nil {
			return "", nil, nil, err
		}
		ok, err := fails(ctx, in)
		if !ok {
			in = nil
		}
		return OfSample, in, fails, err
	}
	in, err := e.made(ctx, space, f, fails)
	if in != nil || err != nil {
		return Drawn, in, fails, err
	}
	tables, ok := space.(smallest.Tables)
	if !ok {
		return "", nil, nil, nil
	}
	return e.reshape(ctx, tables, f, fails)
}

// sizes are those of the inputs that are drawn, with how many are.
var sizes = []struct{ rows, draws int }{{1, 8}, {2, 20}, {3, 30}, {4, 40}, {6, 40}, {8, 40}, {12, 40}, {20, 40}, {40, 40}}

// firstSeed is where the seeds of draws begin. A case's own seed makes the case's own rows, and none is as large as that.
const firstSeed = 0x5eed_0000_0000_0000

// made gives an input that fails of those that the problem's generator makes. Where it is time that matters, it is mostly a matter of
// size, so that those that grow come before many small ones.
func (e *explorer) made(ctx context.Context, space smallest.Space, f *failure, fails smallest.Fails) (in value.Dict, err error) {
	draw := func() (value.Dict, error) { return e.draw(ctx, space, f, fails) }
	grow := func() (value.Dict, error) { return e.grow(ctx, f, fails) }
	ways := []func() (value.Dict, error){draw, grow}
	if _, varied := space.(smallest.Varied); !varied {
		ways = ways[:1]
	}
	if e.timed() {
		slices.Reverse(ways)
	}
	for _, way := range ways {
		if in, err = way(); in != nil || err != nil {
			return in, err
		}
	}
	return nil, nil
}

// draw gives the first input that fails of those that the problem's generator makes, small ones before large ones. Where the space
// can change an input, that is done to each of them, and they are drawn again and again for as long as there is time.
func (e *explorer) draw(ctx context.Context, space smallest.Space, f *failure, fails smallest.Fails) (value.Dict, error) {
	if !e.problem.Generates() {
		return nil, nil
	}
	varied, _ := space.(smallest.Varied)
	part := time.Until(e.until) / 2 // the rest is for another way, and to shrink
	if varied != nil && f.Generate.IsZero() {
		part += part / 2 // there is no other
	}
	end := time.Now().Add(part)
	seed := int64(firstSeed)
	for {
		for _, size := range sizes {
			draws := size.draws
			switch {
			case e.timed(): // a small input that takes long is mostly one of many
				draws = (draws + 9) / 10
			case varied != nil:
				draws = (draws + 3) / 4
			}
			for range draws {
				if time.Now().After(end) {
					return nil, nil
				}
				seed++
				in, err := e.firstOf(ctx, seed, size.rows, varied, fails)
				if in != nil || err != nil {
					return in, err
				}
			}
		}
		if varied == nil || e.timed() {
			return nil, nil
		}
	}
}

// variants is how many inputs are made of each draw by changing it.
const variants = 2

// firstOf tries a draw, and what is made of it.
func (e *explorer) firstOf(ctx context.Context, seed int64, rows int, varied smallest.Varied, fails smallest.Fails) (value.Dict, error) {
	rng := rand.New(rand.NewPCG(uint64(seed), 0)) //nolint:gosec // to be the same each time
	wanted := map[string]int{}
	most := e.problem.Sizes()
	for _, name := range slices.Sorted(maps.Keys(most)) {
		if wanted[name] = rows; e.problem.Data == nil { // some may be no sizes at all
			wanted[name] = min(rows, most[name])
		}
		if varied != nil && seed%2 == 0 && wanted[name] > 1 { // or what is large in each would never meet what is small
			wanted[name] = 1 + rng.IntN(wanted[name])
		}
	}
	in, err := e.drawn(ctx, seed, wanted)
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if err != nil || in == nil { // not every seed gives an input
		return nil, nil //nolint:nilerr // and the next may
	}
	tries := []value.Dict{in}
	for i := 0; varied != nil && !e.timed() && i < variants; i++ {
		tries = append(tries, varied.Vary(in, rng))
	}
	for _, in := range tries {
		if ok, err := fails(ctx, in); ok || err != nil {
			return in, err
		}
	}
	return nil, nil
}

func (e *explorer) drawn(ctx context.Context, seed int64, sizes map[string]int) (value.Dict, error) {
	input, err := e.problem.Draw(ctx, seed, sizes)
	if err != nil {
		return nil, err
	}
	return e.problem.Input(testcases.Case{Name: "a draw", Input: input})
}

// maxReshaped is how many rows a hidden case may have of which the shape is tried.
const maxReshaped = 3000

// reshape gives an input of the hidden case's shape that fails. Nothing that tells of the case passes.
func (e *explorer) reshape(ctx context.Context, space smallest.Tables, f *failure, fails smallest.Fails) (Origin, value.Dict, smallest.Fails, error) {
	in, err := e.problem.Input(f.Case)
	if err != nil || space.Parts(in) > maxReshaped {
		return "", nil, nil, err
	}
	secret := space.Hide(in)
	silent := func(ctx context.Context, in value.Dict) (bool, error) {
		if secret.Tells(in) {
			return false, nil
		}
		return fails(ctx, in)
	}
	for fresh := range secret.Fresh(rand.New(rand.NewPCG(firstSeed, 0))) { //nolint:gosec // to be the same each time
		if ok, err := silent(ctx, fresh); ok || err != nil {
			return Reshaped, fresh, silent, err
		}
	}
	return "", nil, nil, nil
}
