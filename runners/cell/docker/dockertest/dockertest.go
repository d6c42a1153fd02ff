// Package dockertest gives tests the Docker engine of the machine.
package dockertest

import (
	"context"
	"os"
	"testing"

	"github.com/coding-judge/judge/runners/cell/docker"
)

// Open gives an engine that answers, closed when the test ends. Without one, and under -short, the test is skipped; where
// JUDGE_REQUIRE_CONTAINERS is set, as in CI, it fails instead. JUDGE_TEST_RUNTIME names a runtime to run the tests' cells with.
func Open(t testing.TB) *docker.Engine {
	t.Helper()
	required := os.Getenv("JUDGE_REQUIRE_CONTAINERS") != ""
	if testing.Short() && !required {
		t.Skip("needs a Docker engine, which -short leaves out")
	}
	e, err := docker.Open(context.Background())
	if err != nil && !required {
		t.Skipf("needs a Docker engine: %v", err)
	}
	if err != nil {
		t.Fatalf("JUDGE_REQUIRE_CONTAINERS is set, but %v", err)
	}
	e.Runtime = os.Getenv("JUDGE_TEST_RUNTIME")
	t.Cleanup(func() { _ = e.Close() })
	return e
}
