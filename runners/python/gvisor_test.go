package python_test

import (
	"testing"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
	"github.com/coding-judge/judge/runners/python"
)

// Submissions are judged on gVisor's kernel too, and what it does not guarantee is said.
func TestGVisorConformance(t *testing.T) {
	t.Parallel()
	engine := dockertest.OpenGVisor(t)
	if engine == nil {
		return
	}
	conformance(t, engine)
	session, err := (&python.Runner{Engine: engine, Images: python.DefaultImages()}).Prepare(t.Context(), small(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = session.Close() }()
	if said := session.(runners.Weaker).Weaker(); len(said) < len(engine.Weaker()) {
		t.Errorf("it is said only: %q", said)
	}
}
