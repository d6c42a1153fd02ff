//go:build !linux

package native

import (
	"context"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell"
)

// Engine is nothing here: there are no namespaces.
type Engine struct{}

// Open says that there is no such engine.
func Open() (*Engine, error) {
	return nil, runners.Unavailable("the native engine needs Linux")
}

// Boot is never called.
func (e *Engine) Boot(context.Context, cell.Spec) (cell.Cell, error) {
	_, err := Open()
	return nil, err
}

// BootWith is never called.
func (e *Engine) BootWith(context.Context, cell.Spec, Extra) (c cell.Cell, root string, err error) {
	_, err = Open()
	return nil, "", err
}

// Weaker is never called.
func (e *Engine) Weaker() []cell.Weakness { return nil }

// Version is never called.
func (e *Engine) Version(context.Context) (string, error) { _, err := Open(); return "", err }

// Sweep is never called.
func (e *Engine) Sweep(context.Context) error { return nil }

// Close is never called.
func (e *Engine) Close() error { return nil }
