package report_test

import "github.com/coding-judge/judge/judge"

func growing(g *judge.GrowthReport) *judge.Report {
	r := python(judge.TimeLimitExceeded, ok("sample/01-basic"), bad("hidden/01", judge.TimeLimitExceeded, "was ended after 2.5 s of processor time; the limit is 2 s", nil, nil))
	r.Scaling, r.Growth = "n", g
	return r
}

func grownSize(n int, mine, reference float64, of judge.Verdict) judge.GrowthSize {
	time := func(ms float64, v judge.Verdict) *judge.GrowthTime {
		return &judge.GrowthTime{CPU: ms, Noise: 0.2, Runs: 7, Verdict: v, Fit: ms > 0.6}
	}
	s := judge.GrowthSize{Size: n, Overhead: 2.5, Reference: time(reference, judge.Accepted)}
	if of != "" {
		s.Submission = time(mine, of)
	}
	return s
}

// grownReport has a time, one in the noise, two in the same place, and each reason for none.
func grownReport() *judge.GrowthReport {
	return &judge.GrowthReport{
		Parameter: "calls",
		Sizes: []judge.GrowthSize{
			grownSize(500, 0.3, 0.1, judge.Accepted), grownSize(1000, 2, 2.1, judge.WrongAnswer), grownSize(2000, 8, 4.2, judge.Accepted),
			grownSize(4000, 32, 8.1, judge.Accepted), grownSize(8000, 1128, 16, judge.Accepted), grownSize(16000, 0, 33, judge.TimeLimitExceeded),
			grownSize(32000, 0, 33, judge.MemoryLimitExceeded), grownSize(64000, 0, 33, judge.OutputLimitExceeded), grownSize(128000, 0, 33, judge.RunTimeError),
			grownSize(1000000, 0, 312, ""),
		},
		Submission: &judge.GrowthRate{Known: true, Exponent: 1.98, Margin: 0.05, Sizes: 4},
		Reference:  &judge.GrowthRate{Known: true, Exponent: 1.03, Margin: 0.04, Sizes: 9, From: 1000},
		Ratio:      &judge.GrowthRatio{Size: 8000, Times: 70.5},
		Claim:      &judge.GrowthClaim{Text: "O(n log n)", Line: 3, Consistency: "not_consistent"},
		Says: []string{
			"grows like n^1.98 (± 0.05); reference n^1.03 (± 0.04) from n = 1,000 on", "at n = 8,000 you take 71 times as long",
			"at n = 16,000 it reached the time limit of 2 s: what is said is of 4 smaller sizes, which ended",
			"you say O(n log n) (line 3), measured n^1.98: not consistent",
		},
	}
}
