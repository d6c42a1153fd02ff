// Package script runs the programs that authors write for their problems in Starlark: generate(rng, …) makes a
// case's input, valid(input) checks one, check(input, want, got) judges an answer.
//
// A program has Starlark's built-ins, its modules math and json, and count(items), a dict of how often each item occurs.
//
// Programs run in the judge's own process, so expected answers never enter a cell. They have no I/O, no clock, no
// recursion, and bounds on their steps and memory (bounds.go). An error here is a problem fault.
package script

import (
	"context"
	"strings"

	"go.starlark.net/lib/json"
	"go.starlark.net/lib/math"
	"go.starlark.net/starlark"
	"go.starlark.net/syntax"

	"github.com/coding-judge/judge/testcases/value"
)

// The functions that judge calls.
const (
	Generate = "generate"
	Valid    = "valid"
	Check    = "check"
)

// Program is a loaded problem.star. Its methods may be called from several goroutines at once: the globals
// are frozen.
type Program struct {
	file, source string
	globals      starlark.StringDict

	steps, memory uint64 // the bounds of one call
}

// Judgement is what valid and check say.
type Judgement struct {
	OK      bool
	Message string // for the learner (check) or the author (valid); may hold parts of the input
}

// Load reads and runs the program's top level. file is its name for messages.
func Load(file string, source []byte) (*Program, error) {
	return load(file, source, maxSteps, maxMemory)
}

func load(file string, source []byte, steps, memory uint64) (*Program, error) {
	p := &Program{file: file, source: string(source), steps: steps, memory: memory}
	predeclared := starlark.StringDict{
		"math": math.Module, "json": json.Module, "count": starlark.NewBuiltin("count", count),
	}
	opts := &syntax.FileOptions{Set: true, GlobalReassign: false}
	globals, err := starlark.ExecFileOptions(opts, p.newThread(file), file, source, predeclared)
	if err != nil {
		return nil, p.fileError(err)
	}
	globals.Freeze()
	p.globals = globals
	return p, nil
}

// Source is the program's text; empty for a nil program.
func (p *Program) Source() string {
	if p == nil {
		return ""
	}
	return p.source
}

// Has says whether the program defines a function; a nil program defines none.
func (p *Program) Has(name string) bool {
	if p == nil {
		return false
	}
	_, ok := p.globals[name].(starlark.Callable)
	return ok
}

// Integers are the parameters of a function that are integers by default, with their defaults.
func (p *Program) Integers(name string) map[string]int {
	out := map[string]int{}
	if !p.Has(name) {
		return out
	}
	if f, ok := p.globals[name].(*starlark.Function); ok {
		for i := range f.NumParams() {
			param, _ := f.Param(i)
			var n int
			if d := f.ParamDefault(i); d != nil && starlark.AsInt(d, &n) == nil {
				out[param] = n
			}
		}
	}
	return out
}

// Parameters are the names of a function's parameters, but for the first, which the judge itself gives.
func (p *Program) Parameters(name string) []string {
	var out []string
	if !p.Has(name) {
		return nil
	}
	if f, ok := p.globals[name].(*starlark.Function); ok {
		for i := range f.NumParams() {
			if param, _ := f.Param(i); i > 0 {
				out = append(out, param)
			}
		}
	}
	return out
}

// Generate calls generate(rng, **params). The parameter seed, which must be there, seeds rng and is not passed on.
func (p *Program) Generate(ctx context.Context, params value.Dict) (value.Value, error) {
	var kwargs []starlark.Tuple
	var seed *value.Int
	for _, e := range params {
		name, ok := e.Key.(value.Str)
		if !ok {
			return nil, p.errorIn(Generate, "a parameter's name is a string, not %s", value.TypeName(e.Key))
		}
		if s, ok := e.Value.(value.Int); ok && name == "seed" {
			seed = &s
			continue
		}
		kwargs = append(kwargs, starlark.Tuple{starlark.String(name), toStarlark(e.Value)})
	}
	if seed == nil {
		return nil, p.errorIn(Generate, "the parameter seed, an integer of at most 64 bits, is missing")
	}
	result, err := p.call(ctx, Generate, starlark.Tuple{newRNG(uint64(*seed))}, kwargs)
	if err != nil {
		return nil, err
	}
	made, err := fromStarlark(result)
	if err != nil {
		return nil, p.errorIn(Generate, "it returned %v", err)
	}
	return made, nil
}

// Valid calls valid(input).
func (p *Program) Valid(ctx context.Context, input value.Value) (Judgement, error) {
	return p.judge(ctx, Valid, input)
}

// Check calls check(input, want, got); want is None where the case has no stored answer.
func (p *Program) Check(ctx context.Context, input, want, got value.Value) (Judgement, error) {
	return p.judge(ctx, Check, input, want, got)
}

func (p *Program) judge(ctx context.Context, name string, args ...value.Value) (Judgement, error) {
	tuple := make(starlark.Tuple, len(args))
	for i, a := range args {
		tuple[i] = toStarlark(a)
	}
	result, err := p.call(ctx, name, tuple, nil)
	if err != nil {
		return Judgement{}, err
	}
	switch r := result.(type) {
	case starlark.Bool:
		return Judgement{OK: bool(r)}, nil
	case starlark.String:
		return Judgement{Message: strings.ToValidUTF8(string(r), "�")}, nil
	}
	return Judgement{}, p.errorIn(name, "it must return True, False or a message, not %s", result.Type())
}

func (p *Program) call(ctx context.Context, name string, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	if err := ctx.Err(); err != nil {
		return nil, context.Cause(ctx)
	}
	thread := p.newThread(name)
	stop := context.AfterFunc(ctx, func() { thread.Cancel(context.Cause(ctx).Error()) })
	defer stop()
	result, err := starlark.Call(thread, p.globals[name], args, kwargs)
	switch {
	case err == nil:
		return result, nil
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	}
	return nil, p.fileError(err)
}
