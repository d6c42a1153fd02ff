package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/report"
	"github.com/coding-judge/judge/judge/report/reporttest"
	"github.com/coding-judge/judge/judge/verify"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
	"github.com/coding-judge/judge/runners/cell/native/nativetest"
)

// Nothing is wrong with any problem that ships: every submission gets the verdict that its folder is named for, and a report of it can be
// read in every format; the statements show the samples. Whether the limits have room is for judge verify to say: it depends on the
// machine, and a test must not.
func TestShippedProblems(t *testing.T) {
	dockertest.Open(t)
	cache := ""
	j := judgeForTest(t, func(c *Config) {
		c.Explain.Budget = 0 // TestCounterexamples looks at those
		cache = c.Cache
	})
	slugs, err := slugsOf(j.Library, nil, true)
	if err != nil {
		t.Fatal(err)
	}
	v := &verify.Verifier{Judge: j.Judge, Jobs: 2 * runtime.GOMAXPROCS(0)}
	results, err := v.Verify(t.Context(), slugs)
	if err != nil {
		t.Fatal(err)
	}
	submissions := 0
	for _, r := range results {
		t.Logf("%s: %d submissions, limits %+v", r.Problem, len(r.Submissions), r.Limits)
		submissions += len(r.Submissions)
		for _, f := range r.Findings {
			say := t.Errorf
			if f.Check == verify.Limit {
				say = t.Logf
			}
			say("%s: %s: %s:%d: %s", r.Problem, f.Check, f.File, f.Line, f.Message)
		}
	}
	reports := reportsIn(t, cache)
	if len(reports) < submissions {
		t.Fatalf("%d reports of %d submissions are kept", len(reports), submissions)
	}
	for _, r := range reports {
		readable(t, r)
	}
}

// reportsIn are the reports that a cache folder holds.
func reportsIn(t *testing.T, cache string) (all []*judge.Report) {
	t.Helper()
	files, err := os.ReadDir(cache)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(cache, f.Name()))
		if err != nil {
			continue // a folder
		}
		r := new(judge.Report)
		if json.Unmarshal(data, r) == nil && r.Schema == judge.Schema {
			all = append(all, r)
		}
	}
	return all
}

// readable fails where a format can't be read as its platform does.
func readable(t *testing.T, r *judge.Report) {
	t.Helper()
	for _, f := range report.Formats() {
		reporttest.Read(t, f, r)
	}
}

// What attacks the judge is as readable in every format, whatever it says. Of the attacks there are those that leave a text of theirs.
// What holds them is not what this is about, so they run in the cells that start sooner.
func TestHostileReports(t *testing.T) {
	nativetest.Open(t)
	j := judgeForTest(t, func(c *Config) { c.Engine, c.Explain.Budget = nativeEngine, 0 })
	for problem, patterns := range map[string][]string{
		"top-k-frequent":        {"python/testdata/hostile/compile_*", "python/testdata/hostile/forge_*", "python/testdata/hostile/output_*", "python/testdata/hostile/recursion*"},
		"second-highest-salary": {"sql/testdata/hostile/answers_*", "sql/testdata/hostile/output_*", "sql/testdata/hostile/role_*", "sql/testdata/hostile/shadow_*"},
	} {
		var files []string
		for _, p := range patterns {
			found, err := filepath.Glob("../../runners/" + p)
			if err != nil || len(found) == 0 {
				t.Fatal(p, err)
			}
			files = append(files, found...)
		}
		for _, file := range files {
			t.Run(filepath.Base(file), func(t *testing.T) {
				t.Parallel()
				source, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				s := judge.Submission{File: filepath.Base(file), Problem: problem, Language: problems.SQL, Source: source}
				if filepath.Ext(file) == ".py" {
					s.Language = problems.Python
					s.Source = append(s.Source, "\nattack = k_frequent\ndef k_frequent(nums, k): return attack(nums, 1)\n"...) // when they attack
				}
				r, err := j.Submit(t.Context(), s)
				if err != nil {
					t.Fatal(err)
				}
				if r.Verdict == judge.Accepted || r.Verdict == judge.JudgeError {
					t.Errorf("%s", r.Verdict)
				}
				readable(t, r)
			})
		}
	}
}
