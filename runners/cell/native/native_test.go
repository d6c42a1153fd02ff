package native_test

import (
	"testing"

	"github.com/coding-judge/judge/runners/cell/celltest"
	"github.com/coding-judge/judge/runners/cell/native/nativetest"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	celltest.Test(t, nativetest.Open(t), nil)
}

// The same as a user without privileges, whose cells have one user.
func TestConformanceAsNobody(t *testing.T) {
	t.Parallel()
	nativetest.Open(t)
	nativetest.AsNobody(t, "TestConformance")
}
