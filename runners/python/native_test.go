package python_test

import (
	"maps"
	"testing"

	"github.com/coding-judge/judge/runners/cell"
	"github.com/coding-judge/judge/runners/cell/native/nativetest"
	"github.com/coding-judge/judge/runners/python"
)

// weakerEnds says which attacks end otherwise where an engine guarantees less. None of them gets a verdict that it should
// not get, and what comes after it is judged as ever.
var weakerEnds = map[cell.Weakness]map[string]string{
	cell.NoGroup: {
		"memory_mmap.py":     "raised", // by the limit of address space, which is an error and no end
		"memory_children.py": "wall",   // each has as much as a whole case may have
	},
	cell.OneUser: {
		"processes_kill_everything.py": "broke", // for everything is under its user
	},
	cell.LooseScratch: {
		"files_many.py": "cpu", // there is no end to them
	},
}

// The attacks on native cells.
func TestNativeHostile(t *testing.T) {
	t.Parallel()
	engine := nativetest.Open(t)
	ends := map[string]string{}
	for _, w := range engine.Weaker() {
		maps.Copy(ends, weakerEnds[w])
	}
	hostile(t, &python.Runner{Engine: engine}, ends)
}

// The same as a user without privileges, whose cells have one user and no control group.
func TestNativeHostileAsNobody(t *testing.T) {
	t.Parallel()
	nativetest.Open(t)
	nativetest.AsNobody(t, "TestNativeHostile")
}
