package grade

import (
	"cmp"
	"slices"
	"strings"

	"github.com/coding-judge/judge/judge"
)

// Schema names the form of a Summary in JSON. Fields may be added to it, never changed.
const Schema = "judge.grade/v1"

// Status says what became of a submission.
type Status string

// What becomes of submissions.
const (
	Judged   Status = "judged"   // it has a verdict
	Refused  Status = "refused"  // it is none that could be judged: its own fault
	Unjudged Status = "unjudged" // it was not judged: the judge's fault, or the problem's, or there was no time
	Missing  Status = "missing"  // nothing was submitted
)

// Row is what is told of one submission. Its texts are safe to show.
type Row struct {
	Student   string              `json:"student"`
	File      string              `json:"file"`    // below the student's folder; empty where there is none
	Problem   string              `json:"problem"` // slug; empty where it is not known
	Status    Status              `json:"status"`
	Verdict   judge.Verdict       `json:"verdict,omitempty"` // where it was judged
	Points    int                 `json:"points"`
	MaxPoints int                 `json:"max_points"` // zero where the problem is not known
	Groups    []judge.GroupReport `json:"groups,omitempty"`
	Message   string              `json:"message,omitempty"` // why it was not judged
	// SamplesOnly says that hidden cases are sealed, and there was no key for them.
	SamplesOnly bool `json:"samples_only,omitempty"`
	Kept        bool `json:"kept,omitempty"` // it had been judged before

	entry *Entry
}

// Entry is the submission of the row, with its names as they are.
func (r Row) Entry() *Entry { return r.entry }

// student is the student's name as it is: two that differ may look the same when they are shown.
func (r Row) student() string {
	if r.entry != nil {
		return r.entry.Student
	}
	return r.Student
}

func (r *Row) take(report *judge.Report) {
	r.Status, r.Verdict = Judged, report.Verdict
	r.Points, r.MaxPoints, r.Groups, r.SamplesOnly = report.Points, report.MaxPoints, report.Groups, report.SamplesOnly
}

// Summary is what is told of all submissions.
type Summary struct {
	Schema      string  `json:"schema"`
	Submissions []Row   `json:"submissions"` // by student and file
	Students    []Total `json:"students"`    // by name
	Accepted    int     `json:"accepted"`
	NotAccepted int     `json:"not_accepted"`
	Refused     int     `json:"refused"`
	Unjudged    int     `json:"unjudged"`
	Missing     int     `json:"missing"`
}

// Total is what a student has: for each problem the most points that one submission got.
type Total struct {
	Student   string `json:"student"`
	Points    int    `json:"points"`
	MaxPoints int    `json:"max_points"` // of all problems that anybody's submission was judged by
	Complete  bool   `json:"complete"`   // none of the student's submissions is unjudged
}

// Sum adds rows up.
func Sum(rows []Row) Summary {
	s := Summary{Schema: Schema, Submissions: slices.Clone(rows), Students: []Total{}}
	slices.SortStableFunc(s.Submissions, func(a, b Row) int {
		return cmp.Or(cmp.Compare(a.student(), b.student()), cmp.Compare(a.File, b.File), cmp.Compare(a.Problem, b.Problem))
	})
	worth := map[string]int{} // by problem
	for _, r := range s.Submissions {
		s.count(r)
		worth[r.Problem] = max(worth[r.Problem], r.MaxPoints)
	}
	best := map[[2]string]int{} // points by student and problem
	last := ""                  // the student before
	for _, r := range s.Submissions {
		if n := len(s.Students); n == 0 || last != r.student() {
			last = r.student()
			s.Students = append(s.Students, Total{Student: r.Student, Complete: true})
			for _, w := range worth {
				s.Students[n].MaxPoints += w
			}
		}
		t := &s.Students[len(s.Students)-1]
		t.Complete = t.Complete && r.Status != Unjudged
		key := [2]string{last, r.Problem}
		if r.Points > best[key] {
			t.Points += r.Points - best[key]
			best[key] = r.Points
		}
	}
	return s
}

func (s *Summary) count(r Row) {
	switch {
	case r.Status == Refused:
		s.Refused++
	case r.Status == Unjudged:
		s.Unjudged++
	case r.Status == Missing:
		s.Missing++
	case r.Verdict == judge.Accepted:
		s.Accepted++
	default:
		s.NotAccepted++
	}
}

// maxShown is how much of a name is shown, in characters.
const maxShown = 200

// Shown is a name as it may be shown: in one line, without what moves a cursor.
func Shown(name string) string {
	name = strings.NewReplacer("\n", `\n`, "\t", `\t`).Replace(judge.Clean(name))
	if r := []rune(name); len(r) > maxShown {
		return string(r[:maxShown]) + "…"
	}
	return name
}
