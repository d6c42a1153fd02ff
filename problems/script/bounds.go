package script

import (
	"runtime/metrics"

	"go.starlark.net/starlark"
)

// The bounds of one call. Steps are the same on every machine. Memory is that of the whole process, looked at now and
// then, so the bound is far above what a call needs, and only stops a program that would fill the machine. One single step
// can still take more: Starlark itself refuses no list below 2^30 elements. Whoever runs problems of authors they don't
// trust limits the judge's memory from outside.
const (
	maxSteps   = 200_000_000 // about twenty seconds on a slow machine
	maxMemory  = 2 << 30     // bytes that the process may grow by
	watchEvery = 200_000     // steps
)

// newThread gives a thread that prints nothing and keeps to the bounds.
func (p *Program) newThread(name string) *starlark.Thread {
	thread := &starlark.Thread{Name: name, Print: func(*starlark.Thread, string) {}}
	before := heap()
	watch := func(thread *starlark.Thread) {
		switch {
		case thread.Steps >= p.steps:
			thread.Cancel("too many steps")
		case heap() > before+p.memory:
			thread.Cancel("too much memory")
		}
		thread.SetMaxExecutionSteps(min(thread.Steps+watchEvery, p.steps))
	}
	thread.OnMaxSteps = watch
	thread.SetMaxExecutionSteps(min(watchEvery, p.steps))
	return thread
}

// heap gives the bytes of all objects, those included that are garbage by now.
func heap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
