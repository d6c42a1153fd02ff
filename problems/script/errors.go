package script

import (
	"errors"
	"fmt"

	"go.starlark.net/resolve"
	"go.starlark.net/starlark"
	"go.starlark.net/syntax"

	"github.com/coding-judge/judge/testcases"
)

// fileError places an error of the interpreter: where it was raised, in the innermost call that stands in the file.
func (p *Program) fileError(err error) *testcases.FileError {
	var (
		syn      syntax.Error
		resolved resolve.ErrorList
		eval     *starlark.EvalError
	)
	switch {
	case errors.As(err, &syn):
		return p.errorAt(syn.Pos, syn.Msg)
	case errors.As(err, &resolved):
		return p.errorAt(resolved[0].Pos, resolved[0].Msg)
	case errors.As(err, &eval):
		for i := range eval.CallStack {
			if pos := eval.CallStack.At(i).Pos; pos.Filename() == p.file && pos.Line > 0 {
				return p.errorAt(pos, eval.Msg)
			}
		}
		return p.errorAt(syntax.Position{}, eval.Msg)
	}
	return p.errorAt(syntax.Position{}, err.Error())
}

// errorIn says what is wrong with a function as a whole, at its def.
func (p *Program) errorIn(name, format string, args ...any) *testcases.FileError {
	var pos syntax.Position
	if fn, ok := p.globals[name].(*starlark.Function); ok {
		pos = fn.Position()
	}
	return p.errorAt(pos, name+": "+fmt.Sprintf(format, args...))
}

func (p *Program) errorAt(pos syntax.Position, message string) *testcases.FileError {
	if pos.Line == 0 {
		return &testcases.FileError{File: p.file, Message: message}
	}
	at := testcases.Place{Line: int(pos.Line), Column: int(pos.Col)}
	return &testcases.FileError{
		File: p.file, Line: at.Line, Column: at.Column, Message: message, Snippet: testcases.Snippet(p.source, at),
	}
}
