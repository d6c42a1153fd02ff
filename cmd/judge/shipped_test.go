package main

import (
	"io"
	"path"
	"testing"

	"github.com/spf13/pflag"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
)

// Every submission that ships with a problem gets the verdict that its folder is named for.
func TestShippedSubmissions(t *testing.T) {
	dockertest.Open(t)
	a := newApp(io.Discard, io.Discard)
	var err error
	if a.config, err = readConfig("../../config.yaml", pflag.NewFlagSet("", pflag.ContinueOnError)); err != nil {
		t.Fatal(err)
	}
	a.config.Cache = t.TempDir()
	a.config.Cells.Spare = 0
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
				r, err := j.Submit(t.Context(), s)
				if err != nil {
					t.Fatal(err)
				}
				if want := judge.Verdict(path.Dir(file)); r.Verdict != want {
					t.Errorf("got %s, want %s", r.Verdict, want)
					for _, c := range r.Cases {
						t.Logf("%s: %s, %s", c.Name, c.Verdict, c.Message)
					}
				}
			})
		}
	}
}
