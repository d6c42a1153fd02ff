package python_test

import (
	"context"
	"maps"
	"testing"
	"time"

	"github.com/coding-judge/judge/runners/cell"
	"github.com/coding-judge/judge/runners/cell/native/nativetest"
	"github.com/coding-judge/judge/runners/python"
)

// weakerEnds says which attacks end otherwise where an engine guarantees less. None of them gets a verdict that it should
// not get, and what comes after it is judged as ever.
var weakerEnds = map[cell.Weakness]map[string]string{
	cell.NoGroup: {
		"memory_mmap.py":            "raised", // by the limit of address space, which is an error and no end
		"memory_children.py":        "wall",   // each has as much as a whole case may have
		"memory_copies_of_forks.py": "wall",   // likewise
	},
	cell.OneUser: {
		"files_scratch_itself.py": `answered ["setxattr","chown","chmod"]`, // for it is its own; it is made what it was afterwards
	},
	cell.LooseScratch: {
		"files_many.py": "cpu", // there is no end to them
		"files_run.py":  `answered ["run\n"]`,
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

// BenchmarkNativeBoot measures a native cell from nothing until it is ready for a case. "boots/container" is how many are
// ready in the time in which one container is.
func BenchmarkNativeBoot(b *testing.B) {
	contained := newRunner(b)
	runner := &python.Runner{Engine: nativetest.Open(b)}
	boot := func(r *python.Runner) time.Duration {
		start := time.Now()
		session, err := r.Prepare(context.Background(), small(), nil)
		if err != nil {
			b.Fatal(err)
		}
		took := time.Since(start)
		if err := session.Close(); err != nil {
			b.Fatal(err)
		}
		return took
	}
	var own, others time.Duration
	for b.Loop() {
		own += boot(runner)
		others += boot(contained)
	}
	b.ReportMetric(own.Seconds()*1000/float64(b.N), "ms/boot")
	b.ReportMetric(others.Seconds()/own.Seconds(), "boots/container")
	b.ReportMetric(0, "ns/op")
}
