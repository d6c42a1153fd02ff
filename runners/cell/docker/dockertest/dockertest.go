// Package dockertest gives tests the Docker engine of the machine.
package dockertest

import (
	"context"
	"os"
	"slices"
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

// OpenGVisor gives an engine that runs containers with gVisor's runsc, and nil where it has no such runtime: scripts/setup --tests
// registers it where it can and where a container starts with it, and says why where not. So that is no test left out.
func OpenGVisor(t testing.TB) *docker.Engine {
	t.Helper()
	const name = "runsc"
	e := Open(t)
	known, err := e.Runtimes(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(known, name) {
		t.Logf("the engine has no runtime %s, only %v, so nothing is tested with it", name, known)
		return nil
	}
	e.Runtime = name
	return e
}
