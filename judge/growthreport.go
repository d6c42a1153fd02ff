package judge

import (
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/coding-judge/judge/judge/growth"
	"github.com/coding-judge/judge/problems"
)

// GrowthReport is how a submission's time grows with the size of its input, beside the reference solution's. It has no part in the
// verdict. Its times are what the judge's side of the cell saw, of inputs that the problem's generator made: no case is among them.
type GrowthReport struct {
	Message    string       `json:"message,omitempty"`   // why nothing was measured
	Parameter  string       `json:"parameter,omitempty"` // of the generator, which the size is: n in what is said
	Sizes      []GrowthSize `json:"sizes,omitempty"`     // in ascending order
	Submission *GrowthRate  `json:"submission,omitempty"`
	Reference  *GrowthRate  `json:"reference,omitempty"`
	Ratio      *GrowthRatio `json:"ratio,omitempty"` // where both were measured at one size at least
	Claim      *GrowthClaim `json:"claim,omitempty"` // where a comment of the submission says how it grows
	Says       []string     `json:"says,omitempty"`  // all of it in sentences
}

// GrowthSize is what was measured at a size.
type GrowthSize struct {
	Size       int         `json:"size"`
	Overhead   float64     `json:"overhead_ms"`          // what a program takes that does nothing with the same input
	Submission *GrowthTime `json:"submission,omitempty"` // where it was run
	Reference  *GrowthTime `json:"reference,omitempty"`
}

// GrowthTime is the least of some runs' processor time.
type GrowthTime struct {
	CPU     float64 `json:"cpu_ms"`   // without the overhead, which may make it negative
	Noise   float64 `json:"noise_ms"` // how far it may be off
	Runs    int     `json:"runs"`
	Verdict Verdict `json:"verdict"` // accepted, wrong_answer, or why there is no time
	Fit     bool    `json:"fit"`     // it is one of those that the exponent is of
}

// GrowthRate is a power of the size.
type GrowthRate struct {
	Known    bool    `json:"known"`
	Exponent float64 `json:"exponent"`
	Margin   float64 `json:"margin"`         // 95 %
	Sizes    int     `json:"sizes"`          // of which it is made
	From     int     `json:"from,omitempty"` // the smallest of these, where it is not so for smaller ones
	// Small and Large are the exponents at the smallest and the largest size, where these differ: it is no power then.
	Small   float64 `json:"small,omitempty"`
	Large   float64 `json:"large,omitempty"`
	Message string  `json:"message,omitempty"` // why it is not known
}

// GrowthRatio is how many times as long as the reference solution the submission takes.
type GrowthRatio struct {
	Size  int     `json:"size"` // the largest at which both were measured
	Times float64 `json:"times"`
}

// GrowthClaim is what a comment of the submission says, and how that stands to what was measured.
type GrowthClaim struct {
	Text        string             `json:"text"`
	Line        int                `json:"line"`
	Consistency growth.Consistency `json:"consistency"`
}

// report puts into words what was measured.
func (g *grower) report(source string) *GrowthReport {
	r := &GrowthReport{Parameter: g.problem.Scaling.Parameter}
	for _, size := range g.measured {
		row := GrowthSize{Size: size.size, Overhead: ms(size.idle.best())}
		row.Submission, row.Reference = size.time(size.submission), size.time(size.reference)
		r.Sizes = append(r.Sizes, row)
	}
	mine, mineErr := fitRate(r, &r.Submission, func(s GrowthSize) *GrowthTime { return s.Submission })
	_, _ = fitRate(r, &r.Reference, func(s GrowthSize) *GrowthTime { return s.Reference })
	r.Ratio = ratioOf(r)
	r.Says = append(r.Says, rateWords(r), ratioWords(r))
	r.Says = append(r.Says, g.doubts(r)...)
	if c := growth.FindClaim(source, g.problem.Scaling.Parameter); c != nil {
		how, says := c.Compare(mine, mineErr)
		r.Claim = &GrowthClaim{Text: Clean(c.Text), Line: c.Line, Consistency: how}
		r.Says = append(r.Says, Clean(fmt.Sprintf("you say %s (line %d), %s", c.Text, c.Line, says)))
	}
	said := r.Says[:0]
	for _, s := range r.Says {
		if s != "" {
			said = append(said, s)
		}
	}
	r.Says = said
	return r
}

// fitRate fits the times of one of both.
func fitRate(r *GrowthReport, into **GrowthRate, of func(GrowthSize) *GrowthTime) (growth.Power, error) {
	var points []growth.Point
	for _, s := range r.Sizes {
		if t := of(s); t != nil && timed(t.Verdict) {
			points = append(points, growth.Point{Size: s.Size, Time: t.CPU, Noise: t.Noise})
		}
	}
	p, err := growth.Fit(points)
	rate := &GrowthRate{Known: err == nil, Exponent: round(p.Exponent, 3), Margin: round(p.Margin, 3), Sizes: len(p.Points), Small: round(p.Small, 2), Large: round(p.Large, 2)}
	if p.Late {
		rate.From = p.Points[0].Size
	}
	var doubt *growth.DoubtError
	if errors.As(err, &doubt) {
		rate.Message = doubt.Reason
	}
	*into = rate
	for i, s := range r.Sizes {
		for _, point := range p.Points {
			if t := of(r.Sizes[i]); point.Size == s.Size && t != nil {
				t.Fit = true
			}
		}
	}
	return p, err
}

func round(v float64, digits int) float64 {
	scale := math.Pow10(digits)
	return math.Round(v*scale) / scale
}

// timed says whether a run with that verdict has a time to speak of: it ended by itself within its limits, with an answer.
func timed(v Verdict) bool { return v == Accepted || v == WrongAnswer }

func ratioOf(r *GrowthReport) *GrowthRatio {
	for i := len(r.Sizes) - 1; i >= 0; i-- {
		s := r.Sizes[i]
		if stands(s.Submission, s.Size) && stands(s.Reference, s.Size) {
			return &GrowthRatio{Size: s.Size, Times: round(s.Submission.CPU/s.Reference.CPU, 2)}
		}
	}
	return nil
}

func stands(t *GrowthTime, size int) bool {
	return t != nil && timed(t.Verdict) && growth.Point{Size: size, Time: t.CPU, Noise: t.Noise}.Stands()
}

// rateWords are such as "grows like n^1.98 (± 0.05); reference n^1.03 (± 0.04)".
func rateWords(r *GrowthReport) string {
	said := "how it grows can't be said"
	switch {
	case r.Submission.Known && r.Submission.bent():
		said = "grows like no power of n: " + r.Submission.words()
	case r.Submission.Known:
		said = "grows like " + r.Submission.words()
	case r.Submission.Message != "":
		said += ": " + r.Submission.Message
	}
	switch {
	case r.Reference.Known:
		said += "; reference " + r.Reference.words()
	case r.Submission.Known && r.Reference.Message != "":
		said += "; that of the reference can't be said: " + r.Reference.Message
	}
	return said
}

func (r *GrowthRate) bent() bool { return r.Small != 0 || r.Large != 0 }

func (r *GrowthRate) words() string {
	if r.bent() {
		return fmt.Sprintf("from n^%.1f at the smallest sizes to n^%.1f at the largest", r.Small, r.Large)
	}
	said := fmt.Sprintf("n^%.2f (± %.2f)", r.Exponent, r.Margin)
	if r.From > 0 {
		said += fmt.Sprintf(" from n = %s on", rowCount(float64(r.From)))
	}
	return said
}

func ratioWords(r *GrowthReport) string {
	if r.Ratio == nil {
		return ""
	}
	at := fmt.Sprintf("at n = %s you ", rowCount(float64(r.Ratio.Size)))
	switch times := r.Ratio.Times; {
	case times >= 9.95:
		return at + fmt.Sprintf("take %s times as long", rowCount(times))
	case times >= 1.25:
		return at + fmt.Sprintf("take %.1f times as long", times)
	case times > 0.8:
		return at + "take about as long as the reference"
	default:
		return at + fmt.Sprintf("take %.2g of the reference's time", times)
	}
}

// doubts say what what was measured does not cover.
func (g *grower) doubts(r *GrowthReport) []string {
	var all []string
	wrong := 0
	for _, s := range r.Sizes {
		if s.Submission != nil && s.Submission.Verdict == WrongAnswer {
			wrong++
		}
	}
	if wrong > 0 {
		all = append(all, fmt.Sprintf("its answers are wrong at %d of %d sizes: what was measured is no solution", wrong, len(r.Sizes)))
	}
	for _, who := range []struct {
		name string
		rate *GrowthRate
		time func(GrowthSize) *GrowthTime
	}{
		{"it", r.Submission, func(s GrowthSize) *GrowthTime { return s.Submission }},
		{"the reference", r.Reference, func(s GrowthSize) *GrowthTime { return s.Reference }},
	} {
		for _, s := range r.Sizes {
			t := who.time(s)
			if t == nil || timed(t.Verdict) {
				continue
			}
			all = append(all, fmt.Sprintf("at n = %s %s %s: %s", rowCount(float64(s.Size)), who.name, ending(t.Verdict, g.problem.Limits), leftOut(who.rate)))
		}
	}
	if g.late {
		all = append(all, fmt.Sprintf("the sizes from n = %s on were not measured: it took more than %s up to there",
			rowCount(float64(g.problem.Scaling.Sizes[len(r.Sizes)])), duration(growthBudget)))
	}
	return all
}

func leftOut(r *GrowthRate) string {
	if r.Known {
		return fmt.Sprintf("what is said is of %d smaller sizes, which ended", r.Sizes)
	}
	return "larger sizes were not run"
}

func ending(v Verdict, l problems.Limits) string {
	switch v {
	case TimeLimitExceeded:
		return "reached the time limit of " + duration(l.CPU)
	case MemoryLimitExceeded:
		return "reached the memory limit of " + size(l.Memory)
	case OutputLimitExceeded:
		return "wrote more than it may"
	}
	return "ended with a run-time error"
}

// growthBudget is how much time the measuring takes at most, but for what runs when it is over.
const growthBudget = 60 * time.Second
