package judge

import (
	"context"
	"strings"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// inspect adds to an error what is there where it is. The verdict stands before, and what goes wrong here says nothing of it. It is
// never asked about a hidden case, whose content is in the values.
func (j *Judge) inspect(ctx context.Context, s *seat, c testcases.Case, e *Error) {
	session, ok := s.session.(runners.Inspector)
	if !ok || e == nil || e.Line == 0 || c.Hidden || s.problem.Interactive() { // where the input is the validator's
		return
	}
	j.measuring.RLock()
	defer j.measuring.RUnlock()
	seen, err := session.Inspect(ctx, c)
	if err != nil || seen.Line != e.Line { // it does something else each time
		return
	}
	for _, c := range seen.Callers {
		e.Callers = append(e.Callers, Caller{c.Line, Clean(c.Function)})
	}
	for _, l := range seen.Locals {
		e.Locals = append(e.Locals, Local{Clean(l.Name), Clean(strings.Join(strings.Fields(l.Value), " "))})
	}
}
