package python_test

import (
	"os/exec"
	"testing"
)

// The cell's programs have unit tests of their own, in Python.
func TestParts(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"/usr/bin/python3", "python3"} {
		python, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		if out, err := exec.CommandContext(t.Context(), python, "-B", "parts_test.py").CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
		return
	}
	t.Skip("needs a Python interpreter")
}
