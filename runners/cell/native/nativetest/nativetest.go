// Package nativetest gives tests the native engine of the machine.
package nativetest

import (
	"os"
	"testing"

	"github.com/coding-judge/judge/runners/cell/native"
)

// Open gives the engine. Without bubblewrap, and under -short, the test is skipped; where JUDGE_REQUIRE_CONTAINERS is set, as
// in CI, it fails instead.
func Open(t testing.TB) *native.Engine {
	t.Helper()
	required := os.Getenv("JUDGE_REQUIRE_CONTAINERS") != ""
	if testing.Short() && !required {
		t.Skip("needs bubblewrap, which -short leaves out")
	}
	e, err := native.Open()
	if err != nil && !required {
		t.Skipf("needs bubblewrap: %v", err)
	}
	if err != nil {
		t.Fatalf("JUDGE_REQUIRE_CONTAINERS is set, but %v", err)
	}
	return e
}
