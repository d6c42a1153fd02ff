package verify

import (
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/problems"
)

// subject is a problem that is being checked.
type subject struct {
	result  *Result
	problem *problems.Problem
	digest  string // of its files
	entries []*entry
	// packaged says that it is a package of another judge, which shows samples beside the statement by itself.
	packaged bool
	// calibration is what it took here, where the limit was measured just now; zero elsewhere.
	calibration time.Duration
}

// entry is a submission that ships with a problem, its starter included.
type entry struct {
	judge.Submission
	allowed []judge.Verdict // any but accepted for a starter
	starter bool
	// Of a package's submission: what is expected, and whether it is there to be too slow.
	expected []problems.Expectation
	tooSlow  bool
	reports  []*judge.Report // one a round
	raised   *judge.Report   // under a limit that is higher by the margin; of submissions that are to be too slow
}

// slow says that a submission is there to be too slow.
func (e *entry) slow() bool {
	return e.tooSlow || len(e.allowed) == 1 && e.allowed[0] == judge.TimeLimitExceeded
}

// right says that a submission is there to be accepted.
func (e *entry) right() bool {
	return len(e.allowed) == 1 && e.allowed[0] == judge.Accepted
}

// collect takes the submissions that can be judged, and says what is wrong with the others.
func (s *subject) collect(files map[string][]byte) {
	accepted := 0
	for _, file := range slices.Sorted(maps.Keys(files)) {
		allowed, err := Allowed(path.Dir(file), files[file])
		if err != nil {
			s.result.find(Submission, path.Join("submissions", file), "move it to a folder of that name", "%v", err)
			continue
		}
		e := s.take(path.Join("submissions", file), files[file], allowed)
		if e != nil && e.right() {
			accepted++
		}
	}
	if accepted == 0 {
		s.result.find(Submission, "submissions/accepted", "write a solution that is right, better two by different methods",
			"there is no accepted submission, so nobody knows whether the problem can be solved")
	}
	if r := s.problem.Reference; r != nil && !strings.HasPrefix(r.File, "submissions/") {
		s.take(r.File, r.Source, []judge.Verdict{judge.Accepted})
		accepted++
	}
	s.agree(accepted)
	starter := "starter" + s.problem.Kind.Language().Ext()
	if sub, err := judge.NewSubmission(starter, []byte(s.problem.Starter)); err == nil { // one that can't be judged does not pass
		s.entries = append(s.entries, &entry{Submission: sub, allowed: wrong, starter: true})
	}
}

// take adds a submission, unless it can't be judged.
func (s *subject) take(file string, source []byte, allowed []judge.Verdict) *entry {
	sub, err := judge.NewSubmission(file, source)
	if err != nil {
		s.result.find(Submission, file, "mend the file, or take it out of submissions/", "it can't be judged: %s", strings.TrimPrefix(err.Error(), file+": "))
		return nil
	}
	if want := s.problem.Kind.Language(); sub.Language != want {
		s.result.find(Submission, file, "take it out of submissions/", "it is %s, and the problem takes %s", sub.Language, want)
		return nil
	}
	e := &entry{Submission: sub, allowed: allowed}
	s.entries = append(s.entries, e)
	return e
}

// agree sees that what a reference solution says is right is said by a second solution too. Both are judged by the answers of the
// first, so they agree where both are accepted.
func (s *subject) agree(accepted int) {
	if accepted > 1 {
		return
	}
	for _, c := range s.problem.Cases {
		if c.FromReference {
			s.result.find(Reference, "submissions/accepted", "write a second solution, by another method",
				"what is right is what %s says, and there is no second solution to agree with it", s.problem.Reference.File)
			return
		}
	}
}

// runs is how many runs of submissions a check takes at least.
func (s *subject) runs(rounds int) int {
	n := 0
	for _, e := range s.entries {
		n += rounds
		if e.slow() && rounds > 1 {
			n++
		}
	}
	return n
}
