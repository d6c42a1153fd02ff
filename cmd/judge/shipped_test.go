package main

import (
	"io"
	"os"
	"os/exec"
	"path"
	"runtime"
	"strconv"
	"testing"

	"github.com/spf13/pflag"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
)

// Every submission that ships with a problem gets the verdict that its folder is named for. With JUDGE_ROUNDS all of them are
// judged so many times, while every core is kept busy: make stability.
func TestShippedSubmissions(t *testing.T) {
	dockertest.Open(t)
	rounds, _ := strconv.Atoi(os.Getenv("JUDGE_ROUNDS"))
	if rounds > 1 {
		keepBusy(t)
	}
	a := newApp(io.Discard, io.Discard)
	var err error
	if a.config, err = readConfig("../../config.yaml", pflag.NewFlagSet("", pflag.ContinueOnError)); err != nil {
		t.Fatal(err)
	}
	a.config.Cache = t.TempDir()
	a.config.Cells.Spare = 0
	a.config.Explain.Budget = 0 // TestCounterexamples looks at those
	j, err := a.judge(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := j.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, p := range j.Library.List() {
		submissions, err := j.Library.Submissions(p.Slug)
		if err != nil {
			t.Fatal(err)
		}
		if len(submissions) == 0 {
			t.Errorf("%s ships no submissions", p.Slug)
		}
		for file, source := range submissions {
			t.Run(path.Join(p.Slug, file), func(t *testing.T) {
				t.Parallel()
				s, err := judge.NewSubmission(file, source)
				if err != nil {
					t.Fatal(err)
				}
				s.Problem = p.Slug
				for range max(rounds, 1) {
					judgeShipped(t, j.Judge, s, judge.Verdict(path.Dir(file)))
				}
			})
		}
	}
}

func judgeShipped(t *testing.T, j *judge.Judge, s judge.Submission, want judge.Verdict) {
	t.Helper()
	r, err := j.Submit(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	if r.Verdict != want {
		t.Errorf("got %s, want %s", r.Verdict, want)
		for _, c := range r.Cases {
			t.Logf("%s: %s, %s, CPU %v ms, wall %v ms", c.Name, c.Verdict, c.Message, c.CPU, c.Wall)
		}
	}
}

// keepBusy loads every core until the test ends.
func keepBusy(t *testing.T) {
	for range runtime.NumCPU() {
		busy := exec.Command("sh", "-c", "while :; do :; done")
		if err := busy.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			_ = busy.Process.Kill()
			_ = busy.Wait()
		})
	}
}
