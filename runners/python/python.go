// Package python runs Python submissions: it gives a cell its supervisor, speaks to it over the wire, and reads what
// comes back as an outcome.
package python

import (
	"cmp"
	"context"
	_ "embed" // the cell's programs
	"fmt"
	"time"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell"
)

// The programs of a cell: cell.py starts it and says what the others are. Only its last line runs anything, so the order of
// a program's parts does not matter.
var (
	//go:embed cell.py
	first string
	//go:embed supervisor.py
	supervisor string
	//go:embed dialog.py
	dialog string
	//go:embed cgroup.py
	cgroup string
	//go:embed cleaner.py
	cleaner string
	//go:embed wire.py
	wireSide string
	//go:embed zygote.py
	zygote string
	//go:embed seccomp.py
	seccomp string
	//go:embed harness.py
	harness string
	//go:embed nodes.py
	nodes string
	//go:embed design.py
	design string
	//go:embed whole.py
	whole string
	//go:embed frames.py
	frames string
)

// command is the command line of a cell's first process.
func command(idle time.Duration) []string {
	return []string{
		"python3", "-s", "-c", first + "\n\nmain()\n",
		supervisor + dialog + cgroup + cleaner + wireSide, zygote + seccomp, harness + nodes + design + whole + frames, fmt.Sprint(idle.Seconds()),
	}
}

// What a cell needs beside what the limits give a case.
const (
	ownMemory    = 64 << 20 // supervisor and zygote
	ownProcesses = 8        // the same, and a container runtime's threads before it becomes the supervisor
)

// Timeouts of our own, each named in its error.
const (
	bootTimeout = 60 * time.Second // from a present image
	caseGrace   = 30 * time.Second // beyond the longest that a case may last, for the supervisor to answer
)

// DefaultImages are what a cell is made of, in order of preference: the official image, and the one that
// scripts/images/build makes where there is no registry.
func DefaultImages() []string { return []string{"python:3.13-slim", "judge-python:debian"} }

// Runner runs Python submissions in cells of an engine.
type Runner struct {
	Engine cell.Engine
	Images []string      // in order of preference
	Idle   time.Duration // after which a cell that nobody has spoken to ends itself; zero for DefaultIdle
}

// DefaultIdle is how long a cell waits to be spoken to.
const DefaultIdle = 10 * time.Minute

// program is the header of the wire's program frame, for harness.py. One of its first three fields is set.
type program struct {
	Function string `json:"function,omitempty"`
	Class    string `json:"class,omitempty"`
	Stdin    bool   `json:"stdin,omitempty"`
	Inspect  bool   `json:"inspect,omitempty"` // of an error, tell what is there where it is

	Nodes map[string]problems.Nodes `json:"nodes,omitempty"` // by function or method, the class's own name for its constructor

	Profile string  `json:"profile,omitempty"` // profile.py, where the lines are to be watched
	After   float64 `json:"after,omitempty"`   // seconds of processor time after which the interpreter says where it is
}

func newProgram(p *problems.Problem) program {
	switch p.Kind {
	case problems.Class:
		all := append([]problems.Signature{p.Class.Constructor()}, p.Class.Methods...)
		return program{Class: p.Class.Name, Nodes: nodesOf(all...)}
	case problems.Stdin:
		return program{Stdin: true}
	}
	return program{Function: p.Signature.Name, Nodes: nodesOf(p.Signature)}
}

func nodesOf(functions ...problems.Signature) map[string]problems.Nodes {
	out := map[string]problems.Nodes{}
	for _, f := range functions {
		if n, ok := f.Nodes(); ok {
			out[f.Name] = n
		}
	}
	return out
}

// Prepare boots a cell and gives it the submission. The cell is ready before a case comes; nothing of the submission
// has run.
func (r *Runner) Prepare(ctx context.Context, p *problems.Problem, source []byte) (runners.Session, error) {
	s := &session{
		engine: r.Engine, spec: r.spec(p.Limits), limits: p.Limits, program: newProgram(p), source: source,
	}
	if err := s.boot(ctx); err != nil {
		return nil, err
	}
	return s, nil
}

// spec is the cell that a problem's limits ask for.
func (r *Runner) spec(l problems.Limits) cell.Spec {
	return cell.Spec{
		Images:  r.Images,
		Command: command(cmp.Or(r.Idle, DefaultIdle)),
		Env: []string{
			"PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/tmp", "LANG=C.UTF-8", "PYTHONUTF8=1",
			"PYTHONHASHSEED=0", // the same submission, the same order of its sets
			"PYTHONDONTWRITEBYTECODE=1",
			"LD_BIND_NOW=1", // once in the zygote, and not in each case anew
		},
		Memory:    l.Memory + ownMemory,
		Processes: l.Processes + ownProcesses,
		Scratch:   l.Scratch,
	}
}

// Close does nothing: a cell serves one submission and goes with its session.
func (r *Runner) Close() error { return nil }
