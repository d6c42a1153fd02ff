package main

import (
	"testing"
	"time"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
)

// Each language has a program that its cells can be calibrated by.
func TestCalibration(t *testing.T) {
	dockertest.Open(t)
	j := judgeForTest(t, func(*Config) {})
	for _, language := range []problems.Language{problems.Python, problems.SQL} {
		took, err := j.Calibration(t.Context(), language)
		if err != nil || took < time.Millisecond {
			t.Errorf("%s: %v %v", language, took, err)
		}
		t.Logf("%s: %v", language, took)
	}
}
