package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/spf13/cobra"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell/docker"
	"github.com/coding-judge/judge/runners/python"
	"github.com/coding-judge/judge/runners/sql"
)

func (a *app) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Check what judge needs, and say what to do where it is missing",
		Long: `Check what judge needs: a Docker engine, an image for each language, a cell that starts, problems that can be read.
Nothing is pulled and nothing is removed. The exit code is 0 where all is well and 3 where something is missing.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.doctor(cmd.Context()) },
	}
}

// errUnwell ends doctor when it has said all there is to say.
var errUnwell = errors.New("something is missing, as said above")

func (a *app) doctor(ctx context.Context) error {
	d := &doctor{app: a}
	d.good("judge %s", versionName())
	d.library()
	d.engine(ctx)
	if d.unwell && ctx.Err() == nil {
		return errUnwell
	}
	return ctx.Err()
}

// doctor prints one line for each thing that it looks at.
type doctor struct {
	*app
	unwell bool
}

var (
	goodMark = lipgloss.NewStyle().Foreground(lipgloss.Green).Render("✓")
	badMark  = lipgloss.NewStyle().Foreground(lipgloss.Red).Render("✗")
)

func (d *doctor) good(format string, args ...any) {
	fmt.Fprintln(d.stdout, goodMark, fmt.Sprintf(format, args...))
}

func (d *doctor) bad(format string, args ...any) {
	d.unwell = true
	fmt.Fprintln(d.stdout, badMark, judge.Clean(fmt.Sprintf(format, args...)))
}

func (d *doctor) library() {
	lib, err := d.app.library()
	if err != nil {
		d.bad("%v", err)
		return
	}
	readable := 0
	for _, p := range lib.List() {
		if _, err := lib.Load(p.Slug); err != nil {
			d.bad("problem %s: %v", p.Slug, err)
			continue
		}
		readable++
	}
	d.good("%d problems", readable)
}

func (d *doctor) engine(ctx context.Context) {
	engine, err := docker.Open(ctx)
	if err != nil {
		d.bad("%v", err)
		return
	}
	defer engine.Close()
	version, err := engine.Version(ctx)
	if err != nil {
		d.bad("Docker engine at %s: %v", engine.Host(), err)
		return
	}
	d.good("Docker engine %s at %s", version, engine.Host())
	d.runner(ctx, engine, &python.Runner{Engine: engine, Images: d.config.Images.Python}, d.config.Images.Python, problems.Function)
	d.runner(ctx, engine, &sql.Runner{Engine: engine, Images: d.config.Images.Postgres}, d.config.Images.Postgres, problems.Query)
	d.leftovers(ctx, engine)
}

// runner boots one cell, which is the only proof that it can be done.
func (d *doctor) runner(ctx context.Context, engine *docker.Engine, r runners.Runner, images []string, kind problems.Kind) {
	image, err := engine.Present(ctx, images)
	switch {
	case err != nil:
		d.bad("%v", err)
		return
	case image == "":
		d.bad("no image for %s: run scripts/setup, or docker pull %s", kind.Language(), strings.Join(images[:1], " "))
		return
	}
	defer r.Close()
	session, err := r.Prepare(ctx, &problems.Problem{Kind: kind, Limits: problems.DefaultLimits()}, nil)
	if err != nil {
		d.bad("%s in %s: %v", kind.Language(), image, err)
		return
	}
	defer session.Close()
	runtime := string(kind.Language())
	if s, ok := session.(runners.Described); ok {
		_, runtime = s.Describe()
	}
	d.good("%s in %s: a cell starts", runtime, image)
}

func (d *doctor) leftovers(ctx context.Context, engine *docker.Engine) {
	containers, err := engine.Containers(ctx)
	if err != nil {
		d.bad("%v", err)
		return
	}
	for _, c := range containers {
		if c.Left {
			d.bad("container %s (%s, %s) outlived its judge: docker rm -f %s", c.ID, c.Kind, c.Status, c.ID)
		}
	}
}
