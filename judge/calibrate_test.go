package judge

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

func TestScale(t *testing.T) {
	t.Parallel()
	const s, ms = time.Second, time.Millisecond
	for _, tt := range []struct{ cpu, there, here, want time.Duration }{
		{s, 80 * ms, 80 * ms, s},
		{s, 80 * ms, 160 * ms, 2 * s},
		{s, 80 * ms, 40 * ms, s / 2},
		{s, 80 * ms, 81 * ms, 1020 * ms}, // rounded up
		{s, ms, s, 8 * s},                // bounded
		{s, s, ms, 130 * ms},
	} {
		if got := Scale(tt.cpu, tt.there, tt.here); got != tt.want {
			t.Errorf("%+v: %v", tt, got)
		}
	}
}

// A limit that was measured elsewhere is scaled by what the calibration takes here, which runs once.
func TestScaledLimit(t *testing.T) {
	t.Parallel()
	calibrated := 0
	f := &fakeRunner{run: func(_ int, c testcases.Case) (runners.Outcome, error) {
		if c.Name == "calibration" {
			calibrated++
			o := answer(0)
			o.CPU = time.Duration(90-calibrated) * time.Millisecond
			return o, nil
		}
		o := double(c)
		o.CPU = 1500 * time.Millisecond
		return o, nil
	}}
	j := newJudge(t, f)
	j.Machine = "here"
	p, err := j.Library.Load("double")
	if err != nil {
		t.Fatal(err)
	}
	limited := *p
	limited.Limits.CPU, limited.Limits.Auto, limited.Limits.Calibration = time.Second, true, 170*time.Millisecond/4
	for range 2 {
		r, err := j.SubmitTo(t.Context(), &limited, twice)
		if err != nil || r.Verdict != Accepted || r.Limits.CPU != 2000 {
			t.Fatalf("%+v %v", r, err)
		}
	}
	again := &Judge{Library: j.Library, Runners: j.Runners, Cache: Cache{Dir: j.Cache.Dir}, Machine: "here"}
	if took, err := again.Calibration(t.Context(), problems.Python); err != nil || took != 85*time.Millisecond || calibrated != calibrations {
		t.Errorf("%v after %d runs: %v", took, calibrated, err)
	}
	again.Machine = "there"
	again.speeds.known = nil
	if _, err := again.Calibration(t.Context(), problems.Python); err != nil || calibrated != 2*calibrations {
		t.Errorf("%d runs: %v", calibrated, err)
	}

	limited.Limits.Calibration = 0
	var fault *testcases.FileError
	if _, err := j.SubmitTo(t.Context(), &limited, twice); !errors.As(err, &fault) || !strings.Contains(err.Error(), "judge verify --measure double") {
		t.Error(err)
	}
	f.run = func(int, testcases.Case) (runners.Outcome, error) { return runners.Outcome{End: runners.Exited}, nil }
	if _, err := (&Judge{Runners: j.Runners}).Calibration(t.Context(), problems.Python); err == nil || !strings.Contains(err.Error(), "gave no answer (run_time_error)") {
		t.Error(err)
	}
}
