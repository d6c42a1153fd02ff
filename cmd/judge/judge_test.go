package main

import (
	"io"
	"testing"

	"github.com/spf13/pflag"
)

// judgeForTest is the judge of this repository's settings, but for what change makes of them, which leaves and finds nothing that
// outlives the test.
func judgeForTest(t *testing.T, change func(c *Config)) *started {
	t.Helper()
	config, err := readConfig("../../config.yaml", pflag.NewFlagSet("", pflag.ContinueOnError))
	if err != nil {
		t.Fatal(err)
	}
	config.Cache, config.Cells.Spare = t.TempDir(), 0
	change(&config)
	a := newApp(io.Discard, io.Discard)
	a.config = config
	j, err := a.judge(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := j.Close(); err != nil {
			t.Error(err)
		}
	})
	return j
}
