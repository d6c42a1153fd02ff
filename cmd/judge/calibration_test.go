package main

import (
	"io"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
)

// Each language has a program that its cells can be calibrated by.
func TestCalibration(t *testing.T) {
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
	for _, language := range []problems.Language{problems.Python, problems.SQL} {
		took, err := j.Calibration(t.Context(), language)
		if err != nil || took < time.Millisecond {
			t.Errorf("%s: %v %v", language, took, err)
		}
		t.Logf("%s: %v", language, took)
	}
}
