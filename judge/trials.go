package judge

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"sync"
	"time"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// Trials judges very many sources against the cases of one problem, each only up to the first case that it fails. The cases are
// made ready once, and what is most likely to fail a source soonest comes first: what has failed many, and takes little time.
type Trials struct {
	Fresh bool // judge again what was judged before

	judge   *Judge
	problem *problems.Problem
	cases   []testcases.Case
	digest  string // of all that a verdict depends on, but the source

	mu    sync.Mutex
	fails []int           // by case, how many sources failed it
	took  []time.Duration // by case, how long it took last
}

// Trial is what a source came to.
type Trial struct {
	Verdict Verdict `json:"verdict"`
	// Case is the name of the case that it failed, which is not to be shown to learners; empty where it is accepted.
	Case string `json:"case,omitempty"`
	// Stillborn says that it is no program: it was refused before it could do anything.
	Stillborn bool `json:"stillborn,omitempty"`
	Kept      bool `json:"-"` // it was judged before
}

// Trials makes a problem's cases ready. Machine names what verdicts depend on besides, such as an engine and its images: what is kept is
// found again only by the same. The error is as of Submit.
func (j *Judge) Trials(ctx context.Context, p *problems.Problem, machine string) (*Trials, error) {
	t := &Trials{judge: j, problem: p}
	for c, err := range j.Prepared(ctx, p) {
		if err != nil {
			return nil, err
		}
		t.cases = append(t.cases, c)
	}
	about, err := json.Marshal([]any{
		p.Kind, p.Signature, p.Class, p.Schema, p.Probes, p.Concurrency, p.IndexTask, p.Plan, p.Compare, p.Limits,
		p.Compares, p.Validator,
	})
	if err != nil {
		return nil, err
	}
	parts := []string{machine, string(about), p.Script.Source()}
	if p.Reference != nil { // whose plans and costs may be what is compared with
		parts = append(parts, string(p.Reference.Source))
	}
	for _, c := range t.cases {
		parts = append(parts, c.Name, string(c.Input.Bytes()), string(c.Want.Bytes()))
	}
	t.digest = Key(parts...)
	t.fails, t.took = make([]int, len(t.cases)), make([]time.Duration, len(t.cases))
	for i, c := range t.cases { // until it is known: what is small is fast
		t.took[i] = time.Millisecond + time.Duration(len(c.Input.Bytes()))*time.Microsecond
	}
	return t, nil
}

// Digest changes with all that the verdicts depend on, but the sources.
func (t *Trials) Digest() string { return t.digest }

// Bench is one place in which sources are judged one after the other. It serves one goroutine.
type Bench struct {
	*Trials
	seat    *seat
	answers *assessor
}

// Bench takes a place; no cell is taken before it is needed.
func (t *Trials) Bench() *Bench {
	return &Bench{t, &seat{runner: t.judge.Runners[t.problem.Kind.Language()], problem: t.problem}, &assessor{judge: t.judge, problem: t.problem}}
}

// Close gives the place's cells up.
func (b *Bench) Close() {
	b.seat.leave()
	b.answers.close()
}

// Judge judges a source, or looks up what came of it before. The error is as of Submit.
func (b *Bench) Judge(ctx context.Context, source []byte) (Trial, error) {
	key := Key("trial/v1", b.digest, string(source))
	if kept, ok := b.judge.Cache.Get(key); ok && !b.Fresh {
		var t Trial
		if json.Unmarshal(kept.Bytes(), &t) == nil && t.Verdict != "" {
			t.Kept = true
			return t, nil
		}
	}
	b.seat.change(ctx, source)
	t, err := b.run(ctx)
	if err == nil {
		kept, _ := json.Marshal(t) // strings can always be written
		b.judge.Cache.Put(key, testcases.NewBlob(kept))
	}
	return t, err
}

func (b *Bench) run(ctx context.Context) (Trial, error) {
	for _, i := range b.order() {
		verdict, o, took, err := b.one(ctx, b.cases[i])
		if err != nil {
			b.seat.leave()
			return Trial{}, err
		}
		b.learn(i, verdict, took)
		if verdict != Accepted {
			return Trial{Verdict: verdict, Case: b.cases[i].Name, Stillborn: b.stillborn(i, verdict, o)}, nil
		}
	}
	return Trial{Verdict: Accepted}, nil
}

func (b *Bench) one(ctx context.Context, c testcases.Case) (Verdict, runners.Outcome, time.Duration, error) {
	o, err := b.answers.run(ctx, b.seat, c)
	if err == nil {
		c, err = b.judge.measured(ctx, b.problem, c, o, b.seat.runtime)
	}
	if err != nil {
		return "", o, 0, err
	}
	diff, err := b.answers.assess(ctx, c, o)
	return Decide(o, diff, b.problem.Limits), o, o.Wall, err
}

// order gives the numbers of the cases in the order in which they are run. The first of all stays the first in SQL, so that it does
// not depend on what was judged before whether a source counts as stillborn.
func (t *Trials) order() []int {
	t.mu.Lock()
	defer t.mu.Unlock()
	order := make([]int, len(t.cases))
	worth := make([]float64, len(t.cases))
	for i := range order {
		order[i] = i
		worth[i] = float64(1+t.fails[i]) / float64(max(t.took[i], time.Millisecond))
	}
	first := 0
	if t.problem.Kind.Language() == problems.SQL {
		first = 1
	}
	slices.SortStableFunc(order[first:], func(a, b int) int { return cmp.Compare(worth[b], worth[a]) })
	return order
}

func (t *Trials) learn(i int, v Verdict, took time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if v == Accepted {
		t.took[i] = took
		return
	}
	t.fails[i]++
}

// stillborn says whether a source that failed a case is no program: it does not compile, or PostgreSQL, which finds that only when
// it comes to a statement, refuses one for what it says. Of a statement that only some inputs lead to, the first case is not one.
func (t *Trials) stillborn(i int, v Verdict, o runners.Outcome) bool {
	if v == CompileError {
		return true
	}
	if i > 0 || v != RunTimeError || o.Fault == nil || len(o.Fault.Code) != 5 {
		return false
	}
	const insufficientPrivilege, notSupported = "42501", "0A000"
	return o.Fault.Code[:2] == "42" && o.Fault.Code != insufficientPrivilege || o.Fault.Code == notSupported
}
