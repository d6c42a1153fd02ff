package python

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell"
	"github.com/coding-judge/judge/runners/cell/wire"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// session is a submission with the cell it is in. A cell that breaks, or cannot be proven clean after a case, is
// destroyed, and the next run gets a fresh one.
type session struct {
	engine  cell.Engine
	spec    cell.Spec
	limits  problems.Limits
	program program
	source  []byte

	cell   cell.Cell // nil between the end of one and the boot of the next
	host   *wire.Host
	hello  wire.Hello
	closed bool

	// checked tells that the submission was compiled before it saw a case; refused is what came of it, nil where it
	// compiles. Only then is it sure that what the compiler says holds nothing of a case.
	checked bool
	refused *runners.Outcome
}

// errBroken marks the end of a cell during a run: it died, fell silent, or does not keep to the protocol.
var errBroken = runners.ErrBroke

// Describe names the engine and the interpreter.
func (s *session) Describe() (engine, version string) { return s.engine.Name(), s.hello.Runtime }

// Weaker says what the engine does not guarantee, and what this cell turned out to lack.
func (s *session) Weaker() []string {
	list := cell.Weaknesses(s.engine)
	add := func(w cell.Weakness, lacks bool) {
		if lacks && !slices.Contains(list, w) {
			list = append(list, w)
		}
	}
	add(cell.NoGroup, s.hello.Cgroup == 0)
	add(cell.OneUser, !s.hello.Uids)
	add(cell.NoFilter, !s.hello.Filter)
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = string(w)
	}
	return out
}

// Close destroys the cell.
func (s *session) Close() error {
	s.closed = true
	if s.cell == nil {
		return nil
	}
	return s.cell.Close()
}

// Replace gives the cell another source. What an earlier one left is gone with its cases, as after each of them.
func (s *session) Replace(ctx context.Context, source []byte) error {
	if s.closed {
		return errors.New("replace: the session is closed")
	}
	s.source, s.checked, s.refused = source, false, nil
	if s.cell == nil { // the next run boots one
		return nil
	}
	ctx, cancel := context.WithTimeoutCause(ctx, caseGrace, fmt.Errorf("the cell took no source for %v", caseGrace))
	defer cancel()
	err := s.guarded(ctx, func() error { return s.host.Program(s.program, source) })
	if err != nil {
		return errors.Join(err, s.discard())
	}
	return nil
}

// boot gets a cell ready and gives it the submission.
func (s *session) boot(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, bootTimeout, fmt.Errorf("the cell was not ready after %v", bootTimeout))
	defer cancel()
	box, err := s.engine.Boot(ctx, s.spec)
	if err != nil {
		return fmt.Errorf("boot cell: %w", err)
	}
	s.cell, s.host = box, wire.NewHost(box)
	err = s.guarded(ctx, func() (err error) {
		if s.hello, err = s.host.Hello(); err != nil {
			return err
		}
		return s.host.Program(s.program, s.source)
	})
	if err != nil {
		return fmt.Errorf("boot cell: %w", errors.Join(err, s.discard()))
	}
	return nil
}

// discard destroys the cell, so that the next run boots another.
func (s *session) discard() error {
	err := s.cell.Close()
	s.cell = nil
	return err
}

// Run runs one case in a process of its own. A cell that breaks is replaced, and the case run again: if it breaks that
// one too, and a third one can be booted, it is the submission that does it.
func (s *session) Run(ctx context.Context, c testcases.Case) (runners.Outcome, error) {
	if s.closed {
		return runners.Outcome{}, errors.New("run: the session is closed")
	}
	for try := 1; ; try++ {
		if s.cell == nil {
			if err := s.boot(ctx); err != nil {
				return runners.Outcome{}, err
			}
		}
		if try > 2 {
			return runners.Outcome{End: runners.Broke}, nil
		}
		o, err := s.run(ctx, c)
		if !errors.Is(err, errBroken) {
			return o, err
		}
		if err := s.discard(); err != nil {
			return runners.Outcome{}, err
		}
	}
}

// run compiles the submission if that has not been done yet, and runs the case if it compiles.
func (s *session) run(ctx context.Context, c testcases.Case) (runners.Outcome, error) {
	if err := s.compile(ctx); err != nil {
		return runners.Outcome{}, err
	}
	if s.refused != nil {
		return *s.refused, nil
	}
	input, err := s.input(c)
	if err != nil {
		return runners.Outcome{}, err
	}
	r, err := s.exchange(ctx, input)
	if err != nil {
		return runners.Outcome{}, err
	}
	return s.outcome(r), nil
}

// compile compiles the submission before it sees a case, once.
func (s *session) compile(ctx context.Context) error {
	if s.checked {
		return nil
	}
	r, err := s.exchange(ctx, nil)
	if err != nil {
		return err
	}
	s.checked, s.refused = true, s.compiled(r)
	return nil
}

// input is a case's input as harness.py has it.
func (s *session) input(c testcases.Case) ([]byte, error) {
	if !s.program.Stdin {
		return c.Input.Bytes(), nil
	}
	v, err := value.ParseJSON(c.Input.Bytes())
	switch v := v.(type) {
	case value.Str:
		return append([]byte{'<'}, v...), nil
	case value.Bytes:
		return append([]byte{'<'}, v...), nil
	}
	return nil, errors.Join(errors.New("the case's input is no text"), err)
}

// result is what came back of one exchange with the cell.
type result struct {
	wire.Result
	answer, stdout, stderr []byte
}

// exchange has the cell run the harness on an input, and destroys a cell that is not clean afterwards. The error wraps
// errBroken where it is the cell's.
func (s *session) exchange(ctx context.Context, input []byte) (result, error) {
	return s.limited(ctx, func(l wire.Limits) (r result, err error) {
		r.Result, r.answer, r.stdout, r.stderr, err = s.host.Run(l, input)
		return r, err
	})
}

// limited has the cell do something within the limits, as exchange says.
func (s *session) limited(ctx context.Context, do func(l wire.Limits) (result, error)) (r result, err error) {
	if s.cell == nil { // a check left the last one unclean
		if err := s.boot(ctx); err != nil {
			return r, err
		}
	}
	l := s.limits
	limits := wire.Limits{
		CPU: l.CPUGuard().Microseconds(), Wall: l.Wall.Microseconds(),
		Stdout: l.Output, Stderr: l.Output, Answer: l.Answer,
		FileSize: l.FileSize, OpenFiles: l.OpenFiles,
	}
	if s.program.Stdin { // what it prints is the answer
		limits.Stdout = l.Answer
	}
	if s.hello.Cgroup == 0 { // nothing else holds them
		limits.Memory, limits.Processes = l.Memory+ownMemory, l.Processes
	}
	timeout := l.WallGuard() + caseGrace
	guard, cancel := context.WithTimeoutCause(ctx, timeout, fmt.Errorf("the cell did not answer for %v", timeout))
	defer cancel()
	err = s.guarded(guard, func() (err error) {
		r, err = do(limits)
		return err
	})
	switch {
	case ctx.Err() != nil && err != nil:
		return r, context.Cause(ctx)
	case err != nil:
		return r, fmt.Errorf("%w: %w", errBroken, err)
	}
	if !r.Clean { // the next case must not see what is left
		return r, s.discard()
	}
	return r, nil
}

// guarded runs f, which waits for the cell, and closes the cell when the context ends, so that f ends too.
func (s *session) guarded(ctx context.Context, f func() error) error {
	box := s.cell
	stop := context.AfterFunc(ctx, func() { _ = box.Close() })
	defer stop()
	err := f()
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return context.Cause(ctx)
	}
	return fmt.Errorf("%w (%s)", err, box.Diagnose())
}
