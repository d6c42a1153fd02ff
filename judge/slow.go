package judge

import (
	"context"
	"fmt"
	"math"
	"time"

	"github.com/coding-judge/judge/judge/smallest"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// The manners of a submission that takes too long: it works, or it waits.
const (
	slow  = "slow"
	waits = "waits"
)

// lagging is how many times as long as the reference solution a submission must take, at least, for an input to show that it is slow.
// What is measured while other things run can be twice as long, so that less would say nothing.
const lagging = 3

func (e *explorer) timed() bool { return e.manner == slow || e.manner == waits }

// lags says whether the submission was ended at the limits of a try, on an input that takes the reference solution a small part of
// these.
func (e *explorer) lags(r runs) bool {
	if e.manner == waits {
		return r.got.End == runners.WallEnded && lagging*r.want.Wall <= r.got.Wall
	}
	return r.got.End == runners.CPUEnded && lagging*r.want.CPU <= r.got.CPU
}

// lag says so in words.
func (e *explorer) lag(r runs, parts int) string {
	items := fmt.Sprintf("%d items", parts)
	if parts == 1 {
		items = "1 item"
	}
	if e.manner == waits {
		return fmt.Sprintf("still waited after %s, for %s; the reference solution takes %s", duration(r.got.Wall), items, duration(r.want.Wall))
	}
	return fmt.Sprintf("took more than %s for %s; the reference solution takes %s", duration(r.got.CPU), items, duration(r.want.CPU))
}

// steps is in how many sizes between the generator's usual one and the case's an input is made.
const steps = 8

// grow gives an input that fails, of those that the problem's generator makes with parameters between its usual ones and those of the
// case, and not on the smaller of two neighbors. The case's own are not among them.
func (e *explorer) grow(ctx context.Context, f *failure, fails smallest.Fails) (value.Dict, error) {
	v, err := value.ParseJSON(f.Generate.Bytes())
	params, ok := v.(value.Dict)
	if !ok || err != nil {
		return nil, nil //nolint:nilerr // the case was not made by the generator
	}
	seed := int64(firstSeed)
	try := func(step float64) (value.Dict, bool, error) {
		if time.Now().After(e.until) {
			return nil, false, errOver
		}
		seed++
		making, stop := context.WithDeadline(ctx, e.until)
		defer stop()
		c := testcases.Case{Name: "a draw", File: f.File, Generate: testcases.NewBlob(value.AppendJSON(nil, e.between(params, seed, step)))}
		c, err := e.problem.Materialize(making, c)
		if ctx.Err() != nil {
			return nil, false, context.Cause(ctx)
		}
		if err != nil { // not every step gives an input
			return nil, false, nil
		}
		in, err := e.problem.Input(c)
		if err != nil {
			return nil, false, err
		}
		ok, err := fails(ctx, in)
		return in, ok, err
	}
	var found value.Dict
	from, to := 0.0, 0.0
	for step := 1; step < steps && found == nil; step++ {
		from, to = to, float64(step)/steps
		in, ok, err := try(to)
		if err != nil {
			return nil, err
		}
		if ok {
			found = in
		}
	}
	for range 2 {
		if found == nil {
			break
		}
		mid := (from + to) / 2
		in, ok, err := try(mid)
		switch {
		case err != nil: // there is no more time, or something broke; what was found stands
			return found, over(err)
		case ok:
			found, to = in, mid
		default:
			from = mid
		}
	}
	return found, nil
}

// between gives parameters on the way from the generator's usual ones, at 0, to others, at 1, on which sizes grow by the same factor
// with each step.
func (e *explorer) between(params value.Dict, seed int64, step float64) value.Dict {
	usual := e.problem.Sizes()
	out := value.Dict{{Key: value.Str("seed"), Value: value.Int(seed)}}
	for _, p := range params {
		name, _ := p.Key.(value.Str)
		n, ok := p.Value.(value.Int)
		switch {
		case name == "seed":
			continue
		case ok && n > 0:
			from := float64(max(usual[string(name)], 1))
			p.Value = value.Int(math.Round(from * math.Pow(float64(n)/from, step)))
		}
		out = append(out, p)
	}
	return out
}
