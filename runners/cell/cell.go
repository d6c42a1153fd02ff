// Package cell is the contract between a runner and what boots sandboxes.
//
// A cell is one sandbox that serves one submission. Its first process is a supervisor, given by the runner, that
// speaks the protocol of package wire on its standard input and output.
package cell

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
)

// Engine boots cells. It may be used from several goroutines.
type Engine interface {
	// Name is what reports call the engine.
	Name() string
	// Boot starts a cell and returns once its supervisor runs. The error wraps runners.ErrUnavailable where
	// the engine or the image is not there.
	Boot(ctx context.Context, s Spec) (Cell, error)
}

// Cell is a running sandbox. Read and Write are the supervisor's standard output and input.
type Cell interface {
	io.ReadWriteCloser // Close destroys the sandbox with all that runs in it; twice does no harm
	// Diagnose says what is known of why the cell died: the supervisor's last words, an exit status.
	Diagnose() string
}

// Ender is a Cell that knows of its end before somebody speaks to it.
type Ender interface {
	Ended() bool // its stream has ended, with all that runs in it
}

// Spec is what a cell is made of. Sizes are in bytes.
type Spec struct {
	Images    []string // names in order of preference; what is there wins
	Command   []string // the supervisor's command line
	Env       []string // "NAME=value", and nothing else is in the environment
	Memory    int64    // of the whole cell, supervisor included; there is no swap
	Processes int      // at the same time, supervisor and threads included
	Scratch   int64    // of the folder /tmp
}

// Key is the same for specs that are alike, and says nothing of them.
func (s Spec) Key() string {
	text, err := json.Marshal(s)
	if err != nil {
		panic(err) // strings and numbers always can be written
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}
