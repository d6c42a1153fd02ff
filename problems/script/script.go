// Package script runs the programs that authors write for their problems in Starlark: generate(rng, …) makes a
// case's input, valid(input) checks one, check(input, want, got) judges an answer.
//
// They run in the judge's own process, so expected answers never enter a cell. They have no I/O and no clock, and a
// bound on their steps. An error here is a problem fault.
package script

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"go.starlark.net/lib/json"
	"go.starlark.net/lib/math"
	"go.starlark.net/starlark"
	"go.starlark.net/syntax"

	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// The functions that judge calls.
const (
	Generate = "generate"
	Valid    = "valid"
	Check    = "check"
)

// maxSteps bounds one call: about twenty seconds on a slow machine.
const maxSteps = 200_000_000

// Program is a loaded problem.star. Its methods may be called from several goroutines at once: the globals
// are frozen.
type Program struct {
	file    string
	globals starlark.StringDict
}

// Judgement is what valid and check say.
type Judgement struct {
	OK      bool
	Message string // for the learner (check) or the author (valid); may hold parts of the input
}

// Load reads and runs the program's top level. file is its name for messages.
func Load(file string, source []byte) (*Program, error) {
	thread := &starlark.Thread{Name: file, Print: func(*starlark.Thread, string) {}}
	thread.SetMaxExecutionSteps(maxSteps)
	predeclared := starlark.StringDict{"math": math.Module, "json": json.Module}
	opts := &syntax.FileOptions{Set: true, GlobalReassign: false}
	globals, err := starlark.ExecFileOptions(opts, thread, file, source, predeclared)
	if err != nil {
		return nil, fileError(file, source, err)
	}
	globals.Freeze()
	return &Program{file, globals}, nil
}

// fileError places an error of the interpreter.
func fileError(file string, source []byte, err error) error {
	out := &testcases.FileError{File: file, Message: err.Error()}
	var (
		pos    syntax.Position
		syn    syntax.Error
		eval   *starlark.EvalError
		listed interface{ Unwrap() error }
	)
	switch {
	case errors.As(err, &syn):
		pos, out.Message = syn.Pos, syn.Msg
	case errors.As(err, &eval):
		out.Message = eval.Msg
		for i := len(eval.CallStack) - 1; i >= 0; i-- {
			if p := eval.CallStack[i].Pos; p.Filename() == file && p.Line > 0 {
				pos = p
				break
			}
		}
	case errors.As(err, &listed):
	}
	out.Line, out.Column = int(pos.Line), int(pos.Col)
	if lines := strings.Split(string(source), "\n"); out.Line > 0 && out.Line <= len(lines) {
		out.Snippet = fmt.Sprintf("> %d | %s", out.Line, lines[out.Line-1])
	}
	return out
}

// Has says whether the program defines a function; a nil program defines none.
func (p *Program) Has(name string) bool {
	if p == nil {
		return false
	}
	_, ok := p.globals[name].(starlark.Callable)
	return ok
}

// Generate calls generate(rng, **params). The parameter seed, which must be there, seeds rng and is not passed on.
func (p *Program) Generate(ctx context.Context, params value.Dict) (value.Value, error) {
	var kwargs []starlark.Tuple
	var seed *value.Int
	for _, e := range params {
		name, ok := e.Key.(value.Str)
		if !ok {
			return nil, fmt.Errorf("generate: a parameter's name is a string, not %s", value.TypeName(e.Key))
		}
		if s, ok := e.Value.(value.Int); ok && name == "seed" {
			seed = &s
			continue
		}
		kwargs = append(kwargs, starlark.Tuple{starlark.String(name), toStarlark(e.Value)})
	}
	if seed == nil {
		return nil, errors.New("generate: the parameter seed (an integer) is missing")
	}
	result, err := p.call(ctx, Generate, starlark.Tuple{newRNG(uint64(*seed))}, kwargs)
	if err != nil {
		return nil, err
	}
	made, err := fromStarlark(result)
	if err != nil {
		return nil, fmt.Errorf("%s: generate returned %w", p.file, err)
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
		return Judgement{Message: string(r)}, nil
	}
	return Judgement{}, fmt.Errorf("%s: %s must return True, False or a message, not %s", p.file, name, result.Type())
}

func (p *Program) call(ctx context.Context, name string, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	thread := &starlark.Thread{Name: name, Print: func(*starlark.Thread, string) {}}
	thread.SetMaxExecutionSteps(maxSteps)
	stop := context.AfterFunc(ctx, func() { thread.Cancel(context.Cause(ctx).Error()) })
	defer stop()
	result, err := starlark.Call(thread, p.globals[name], args, kwargs)
	if err != nil {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		return nil, fileError(p.file, nil, err)
	}
	return result, nil
}
