package verify

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

// draws is how many inputs are made anew to ask the reference solutions about.
const draws = 20

// cases checks what the cases hold: that every input is valid, that the statement shows the samples, and that reference solutions
// agree on the answers.
func (v *Verifier) cases(ctx context.Context, s *subject) error {
	key := judge.Key("verify-cases/v2", v.Machine, s.digest, judge.ReferenceText(s.problem))
	if !v.Fresh {
		var known []Finding
		if text, ok := v.Judge.Cache.Get(key); ok && json.Unmarshal(text.Bytes(), &known) == nil {
			for _, f := range known {
				s.result.keep(f)
			}
			return nil
		}
	}
	found := newResult(s.result.Problem)
	if err := v.look(ctx, s, found); err != nil {
		return err
	}
	if text, err := json.Marshal(found.Findings); err == nil {
		v.Judge.Cache.Put(key, testcases.NewBlob(text))
	}
	for _, f := range found.Findings {
		s.result.keep(f)
	}
	return nil
}

// look looks at each case once; large ones are not held.
func (v *Verifier) look(ctx context.Context, s *subject, found *Result) error {
	p := s.problem
	var shown []testcases.Case // the samples that their files write out
	for c, err := range v.Judge.Prepared(ctx, p) {
		if err == nil && c.Generate.IsZero() { // what a generator makes is checked when it is made
			err = p.Validate(ctx, c)
		}
		var placed *testcases.FileError
		switch {
		case errors.As(err, &placed):
			found.fault(Input, err)
		case err != nil:
			return err
		case !c.Hidden && c.Generate.IsZero():
			shown = append(shown, c)
		}
	}
	if err := grown(ctx, p, found); err != nil {
		return err
	}
	if !s.packaged {
		statement(p, shown, found)
	}
	if len(found.Findings) > 0 && found.Findings[0].Check == Input {
		return nil // solutions need not agree on what is no input
	}
	return v.agree(ctx, p, found)
}

// grown makes the smallest and the largest of the inputs on which growth is measured.
func grown(ctx context.Context, p *problems.Problem, found *Result) error {
	if p.Scaling == nil {
		return nil
	}
	for _, size := range []int{slices.Min(p.Scaling.Sizes), slices.Max(p.Scaling.Sizes)} {
		_, err := p.Materialize(ctx, p.Grown(size))
		var placed *testcases.FileError
		if errors.As(err, &placed) {
			found.fault(Input, err)
		} else if err != nil {
			return err
		}
	}
	return nil
}

// agree asks the reference solutions of a problem that has several.
func (v *Verifier) agree(ctx context.Context, p *problems.Problem, found *Result) error {
	disagreements, err := v.Judge.Agree(ctx, p, draws)
	var placed *testcases.FileError
	if errors.As(err, &placed) {
		found.fault(Reference, err)
	} else if err != nil {
		return err
	}
	for _, d := range disagreements {
		found.find(Reference, d.Second, "one of them is wrong, or the statement leaves open which is right",
			"it does not agree with %s on %s: %s (%s)", d.First, named(p, d.Case, d.File), d.Case.Verdict, d.Case.Message)
	}
	return nil
}
