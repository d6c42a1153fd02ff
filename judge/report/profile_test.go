package report_test

import (
	"strings"

	"github.com/coding-judge/judge/judge"
)

func profiling(p *judge.ProfileReport) *judge.Report {
	r := python(judge.TimeLimitExceeded, ok("sample/01-basic"), bad("hidden/01", judge.TimeLimitExceeded, "was ended after 2.5 s of processor time; the limit is 2 s", nil, nil))
	r.Profile = p
	return r
}

func profileReport() *judge.ProfileReport {
	return &judge.ProfileReport{
		Case: "sample/01-basic", Factor: 5, CPU: 10012.5, Partial: true, Total: 12345,
		Says: []string{"ended at its limit of 10 s of processor time: shown is what it did until then", "of the last 1.2 s nothing is known"},
		Lines: []judge.ProfileLine{
			{Line: 1, Source: "def f(nums):", Hits: 1},
			{Line: 2, Source: "\tfor n in nums:", Hits: 1234567, Time: 1201.5, Share: 0.12, Hot: true},
			{Line: 3, Source: "\t\ttotal += " + strings.Repeat("列表", 30), Hits: 123456789, Time: 8410.1, Share: 0.84, Hot: true},
			{Line: 4, Source: ""},
			{Line: 9999, Source: "    return x", Hits: 9999999, Share: 0.034},
			{Line: 10000, Source: strings.Repeat("x", 100)},
		},
	}
}
