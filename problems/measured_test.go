package problems_test

import (
	"strings"
	"testing"
	"time"

	"github.com/coding-judge/judge/problems"
)

func TestMeasured(t *testing.T) {
	t.Parallel()
	const (
		yaml     = "problems/sum/problem.yaml"
		measured = "problems/sum/limits.measured.yaml"
	)
	auto := strings.Replace(with(function)[yaml], `cpu: 1500ms, wall: "9s"`, "cpu: auto", 1)
	load := func(changed ...string) (problems.Limits, error) {
		p, err := open(t, library(t, with(function, changed...))).Load("sum")
		if err != nil {
			return problems.Limits{}, err
		}
		return p.Limits, nil
	}
	l, err := load(yaml, auto)
	if err != nil || !l.Auto || l.Calibration != 0 || l.CPU != problems.DefaultLimits().CPU {
		t.Errorf("not measured yet: %+v %v", l, err)
	}
	l, err = load(yaml, auto, measured, string(problems.Measured(400*time.Millisecond, 81234567)))
	if err != nil || !l.Auto || l.Calibration != 81230*time.Microsecond || l.CPU != 400*time.Millisecond || l.Wall != problems.WallFor(l.CPU) || l.Memory != 64<<20 {
		t.Errorf("measured: %+v %v", l, err)
	}
	l, err = load(yaml, strings.Replace(auto, "cpu: auto", "cpu: auto, wall: 9s", 1), measured, string(problems.Measured(time.Second, time.Second)))
	if err != nil || l.Wall != 9*time.Second {
		t.Errorf("with a wall limit: %+v %v", l, err)
	}
	for name, files := range map[string][]string{
		"limits.measured.yaml: is for problems whose limits.cpu is auto": {measured, "format: 1\ncpu: 1s\ncalibration: 1s\n"},
		"limits.measured.yaml:1:1: expected format: 1":                   {yaml, auto, measured, "format: 2\ncpu: 1s\ncalibration: 1s\n"},
		"limits.measured.yaml:2:6: expected a time":                      {yaml, auto, measured, "format: 1\ncpu: soon\ncalibration: 1s\n"},
		"problem.yaml:12:15: expected a time":                            {yaml, strings.Replace(auto, "auto", "automatic", 1)},
	} {
		if _, err := load(files...); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%v, not %s", err, name)
		}
	}
}
