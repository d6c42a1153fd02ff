package verify

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"sync"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

// entries judges the submissions and says which verdicts are none that their folders allow.
func (v *Verifier) entries(ctx context.Context, s *subject) error {
	err := each(s.entries, func(e *entry) error { return v.judgeEntry(ctx, s, e) })
	if err != nil {
		return err
	}
	for _, e := range s.entries {
		if len(e.reports) == 0 { // a fault of the problem, which has been told
			continue
		}
		s.verdict(e)
		s.stable(e)
	}
	return nil
}

// each does something for every entry at the same time, and gives the first error.
func each(entries []*entry, do func(*entry) error) error {
	errs := make([]error, len(entries))
	var wait sync.WaitGroup
	for i, e := range entries {
		wait.Go(func() { errs[i] = do(e) })
	}
	wait.Wait()
	return errors.Join(errs...)
}

// judgeEntry judges one submission, as often as is asked for. One that is to be too slow is judged under a limit that is higher by
// the margin first: where that is too low for it, so is the limit, and its verdict is known.
func (v *Verifier) judgeEntry(ctx context.Context, s *subject, e *entry) error {
	if e.slow() {
		r, err := v.judged(ctx, s, raised(s.problem), e, "raised")
		if err != nil {
			return s.blame(e, err)
		}
		e.raised = r
		if r.Verdict == judge.TimeLimitExceeded && v.rounds() == 1 {
			e.reports = []*judge.Report{r}
			return nil
		}
		if v.rounds() == 1 {
			v.expect(1)
		}
	}
	for round := range v.rounds() {
		r, err := v.judged(ctx, s, s.problem, e, strconv.Itoa(round))
		if err != nil {
			return s.blame(e, err)
		}
		e.reports = append(e.reports, r)
	}
	return nil
}

// blame tells of an error that is the problem's. Any other is given back.
func (s *subject) blame(e *entry, err error) error {
	var placed *testcases.FileError
	if !errors.As(err, &placed) {
		return fmt.Errorf("%s, %s: %w", s.result.Problem, e.File, err)
	}
	s.result.fault(Schema, err)
	return nil
}

// judged judges a submission, or finds what came of it before.
func (v *Verifier) judged(ctx context.Context, s *subject, p *problems.Problem, e *entry, round string) (*judge.Report, error) {
	key := v.key(s, p, e, round)
	if r, ok := v.kept(key); ok {
		v.done(true)
		return r, nil
	}
	select {
	case v.seats <- struct{}{}:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	defer func() { <-v.seats }()
	v.alone.RLock()
	defer v.alone.RUnlock()
	return v.judge(ctx, p, e, key)
}

// key is what all that decides a submission's verdict makes, and the round.
func (v *Verifier) key(s *subject, p *problems.Problem, e *entry, round string) string {
	return judge.ReportKey("verify "+v.Machine, s.digest, p, e.Submission, round)
}

// judge judges a submission and keeps what came of it.
func (v *Verifier) judge(ctx context.Context, p *problems.Problem, e *entry, key string) (*judge.Report, error) {
	r, err := v.Judge.SubmitTo(ctx, p, e.Submission)
	if err != nil {
		return nil, err
	}
	v.done(false)
	v.Judge.Cache.PutReport(key, r)
	return r, nil
}

func (v *Verifier) kept(key string) (*judge.Report, bool) {
	if v.Fresh {
		return nil, false
	}
	return v.Judge.Cache.GetReport(key)
}

// verdict says what is wrong with a submission's verdict.
func (s *subject) verdict(e *entry) {
	r := e.reports[0]
	ok := slices.Contains(e.allowed, r.Verdict)
	if e.starter {
		if !ok {
			s.result.find(Starter, e.File, "leave out of it what solves the problem, or add a case that it fails", "the starter is accepted as it is")
		}
		return
	}
	missed := unmet(s.problem, r, e.expected)
	ok = ok && missed == ""
	s.result.add(Judged{File: e.File, Allowed: e.allowed, Verdict: r.Verdict, OK: ok, CPU: longest(r)})
	if ok {
		return
	}
	advice := fmt.Sprintf("mend it, or move it to submissions/%s/ if that is what it deserves", r.Verdict)
	switch {
	case r.Verdict == judge.Accepted:
		advice = "add a case that it fails, for no case tells it from a right solution; or move it to submissions/accepted/"
	case e.right():
		advice = "mend the solution, or the case, or the limits"
	}
	if missed != "" {
		s.result.find(Submission, e.File, "mend it, or what submissions.yaml or its folder says of it", "%s", missed)
		return
	}
	s.result.find(Submission, e.File, advice, "got %s, and %s allows %s%s",
		r.Verdict, path.Base(path.Dir(e.File)), joined(e.allowed), where(s.problem, r))
}

// where tells of the case that a verdict comes from.
func where(p *problems.Problem, r *judge.Report) string {
	for i, c := range r.Cases {
		if c.Verdict == r.Verdict && c.Verdict != judge.Accepted {
			said := named(p, c, p.Cases[i].File)
			if c.Message != "" {
				said += ": " + c.Message
			}
			return " (case " + said + ")"
		}
	}
	return ""
}

// named is what an author knows a case by: of a hidden one a report tells the number alone, which need not be that in its file's name.
// Of sealed cases the names are sealed too.
func named(p *problems.Problem, c judge.CaseReport, file string) string {
	if !c.Hidden || p.Sealed {
		return c.Name
	}
	return c.Name + ", " + file
}

// stable compares the rounds.
func (s *subject) stable(e *entry) {
	first := verdicts(e.reports[0])
	for i, r := range e.reports[1:] {
		if again := verdicts(r); again != first {
			s.result.find(Stable, e.File, "make the cases decide it: a limit is too near, or an order or a moment is left open",
				"its verdicts are not the same every time: %s, and %s in round %d", first, again, i+2)
			return
		}
	}
}

// verdicts says in a few words what a report comes to.
func verdicts(r *judge.Report) string {
	for _, c := range r.Cases {
		if c.Verdict == r.Verdict && c.Verdict != judge.Accepted {
			return fmt.Sprintf("%s on %s", r.Verdict, c.Name)
		}
	}
	return string(r.Verdict)
}

// longest is the processor time of the case that took longest, in milliseconds.
func longest(r *judge.Report) float64 {
	most := 0.0
	for _, c := range r.Cases {
		most = max(most, c.CPU)
	}
	return most
}
