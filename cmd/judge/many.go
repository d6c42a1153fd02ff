package main

import (
	"context"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners/cell"
	"github.com/coding-judge/judge/runners/python"
)

// judgeMany puts a judge together that judges so many submissions at a time, of which each finds a cell booted. It leaves no spares.
func (a *app) judgeMany(ctx context.Context, jobs int) (*started, error) {
	a.config.Cells.Spare = 0
	s, err := a.judge(ctx)
	if err != nil {
		return nil, err
	}
	if r, ok := s.Runners[problems.Python].(*python.Runner); ok {
		// Two sorts of cells: submissions to problems whose limits differ come in turns.
		s.pool = &cell.Pool{Engine: r.Engine, Ahead: jobs, Specs: 2}
		r.Engine = s.pool
	}
	return s, nil
}
