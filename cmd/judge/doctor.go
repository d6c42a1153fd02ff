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
	"github.com/coding-judge/judge/runners/cell/native"
	"github.com/coding-judge/judge/runners/python"
	"github.com/coding-judge/judge/runners/sql"
	"github.com/coding-judge/judge/runners/sql/server"
)

func (a *app) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Check what judge needs, and say what to do where it is missing",
		Long: `Check what judge needs: an engine (Docker, or bubblewrap for the native one), an image for each language, a cell that starts,
problems that can be read; and say what the native engine guarantees less than a container.
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
	d.engines(ctx)
	d.dsn(ctx)
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

// note says what is neither good nor bad.
func (d *doctor) note(format string, args ...any) {
	fmt.Fprintln(d.stdout, "·", judge.Clean(fmt.Sprintf(format, args...)))
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

// engines looks at both engines. One that is missing is bad only where the settings leave no other.
func (d *doctor) engines(ctx context.Context) {
	names, missing := []string{dockerEngine, nativeEngine}, []error{d.docker(ctx), d.native(ctx)}
	for i, err := range missing {
		switch {
		case err == nil:
		case d.config.Engine == names[i], d.config.Engine == autoEngine && missing[1-i] != nil:
			d.bad("%v", err)
		default:
			d.note("%v", err)
		}
	}
}

// docker looks at the Docker engine and what it has. The error says that there is none.
func (d *doctor) docker(ctx context.Context) error {
	engine, err := docker.Open(ctx)
	if err != nil {
		return err
	}
	defer engine.Close()
	engine.Runtime = d.config.Docker.Runtime
	version, err := engine.Version(ctx)
	if err != nil {
		return fmt.Errorf("Docker engine at %s: %w", engine.Host(), err) //nolint:staticcheck // a name
	}
	d.good("Docker engine %s at %s", version, engine.Host())
	d.image(ctx, engine, &python.Runner{Engine: engine, Images: d.config.Images.Python}, d.config.Images.Python, problems.Function)
	d.image(ctx, engine, d.sqlInContainers(engine), d.config.Images.Postgres, problems.Query)
	d.checker(ctx, engine)
	d.leftovers(ctx, engine)
	return nil
}

// native looks at bubblewrap, and says what is guaranteed less with it. The error says that it cannot be used.
func (d *doctor) native(ctx context.Context) error {
	engine, err := native.Open()
	if err != nil {
		return err
	}
	defer engine.Close()
	version, err := engine.Version(ctx)
	if err != nil {
		return err
	}
	runtime, weaker, err := cellStarts(ctx, &python.Runner{Engine: engine}, problems.Function)
	if err != nil {
		return err
	}
	d.good("native engine, %s, with %s: a cell starts", version, runtime)
	for _, w := range weaker {
		d.note("native: %s", w)
	}
	if err := compiles(ctx, &python.Runner{Engine: engine}); err == nil { // without, only packages with such validators can't be judged
		d.good("native engine: validators in C++ compile")
	} else {
		d.note("native: %v", err)
	}
	d.programs(ctx, engine)
	return nil
}

// programs looks at what SQL is judged with where there is no container. It may be missing: Python can do without.
func (d *doctor) programs(ctx context.Context, engine *native.Engine) {
	bin, err := server.FindPrograms(d.config.SQL.Bindir)
	if err != nil {
		d.note("native: no SQL: %v", err)
		return
	}
	source := server.Native{Engine: engine, Bindir: d.config.SQL.Bindir}
	runtime, weaker, err := cellStarts(ctx, &sql.Runner{Source: source}, problems.Query)
	if err != nil {
		d.bad("%v", err)
		return
	}
	d.good("native engine, with %s of %s: a cell starts", runtime, bin)
	for _, w := range weaker {
		d.note("native, SQL: %s", w)
	}
}

// dsn looks at the server that is named, which is then the only one that is used.
func (d *doctor) dsn(ctx context.Context) {
	if d.config.SQL.DSN == "" {
		return
	}
	runtime, weaker, err := cellStarts(ctx, d.sqlRunner(nil), problems.Query)
	if err != nil {
		d.bad("%v", err)
		return
	}
	d.good("%s at sql.dsn, where all SQL is judged", runtime)
	for _, w := range weaker {
		d.note("sql.dsn: %s", w)
	}
}

// image looks for an image of a language, and tries it.
func (d *doctor) image(ctx context.Context, engine *docker.Engine, r runners.Runner, images []string, kind problems.Kind) {
	image, _, err := engine.Present(ctx, images)
	switch {
	case err != nil:
		d.bad("%v", err)
		return
	case image == "":
		d.bad("no image for %s: run scripts/setup, or docker pull %s", kind.Language(), strings.Join(images[:1], " "))
		return
	}
	runtime, weaker, err := cellStarts(ctx, r, kind)
	if err != nil {
		d.bad("%s in %s: %v", kind.Language(), image, err)
		return
	}
	d.good("%s in %s: a cell starts", runtime, image)
	for _, w := range weaker {
		d.note("docker, %s: %s", kind.Language(), w)
	}
}

// checker looks at the image for packages with validators in C++, which the settings need not name.
func (d *doctor) checker(ctx context.Context, engine *docker.Engine) {
	images := d.config.Images.Checker
	if len(images) == 0 {
		return
	}
	image, _, err := engine.Present(ctx, images)
	if err == nil && image == "" {
		err = fmt.Errorf("no image for validators in C++: %s is missing; scripts/images/build makes judge-checker:debian", strings.Join(images, " and "))
	}
	if err == nil {
		err = compiles(ctx, &python.Runner{Engine: engine, Images: []string{image}})
	}
	if err != nil {
		d.bad("%v", err)
		return
	}
	d.good("validators in C++ compile in %s", image)
}

// compiles has a validator compiled. The error says why that can't be done.
func compiles(ctx context.Context, r runners.Runner) error {
	defer r.Close()
	return (&judge.Judge{Compiler: r}).Compiles(ctx)
}

// sqlInContainers is how SQL is judged with the engine, whatever else the settings name.
func (d *doctor) sqlInContainers(engine *docker.Engine) runners.Runner {
	return &sql.Runner{Source: server.Container{Engine: engine, Images: d.config.Images.Postgres, Runtime: engine.Runtime}}
}

// cellStarts boots one cell, which is the only proof that it can be done. It gives what runs there, and what is guaranteed
// less than in a container.
func cellStarts(ctx context.Context, r runners.Runner, kind problems.Kind) (runtime string, weaker []string, err error) {
	defer r.Close()
	session, err := r.Prepare(ctx, &problems.Problem{Kind: kind, Limits: problems.DefaultLimits()}, nil)
	if err != nil {
		return "", nil, err
	}
	defer session.Close()
	if s, ok := session.(runners.Described); ok {
		_, runtime = s.Describe()
	}
	if s, ok := session.(runners.Weaker); ok {
		weaker = s.Weaker()
	}
	return runtime, weaker, nil
}

func (d *doctor) leftovers(ctx context.Context, engine *docker.Engine) {
	containers, err := engine.Containers(ctx)
	if err != nil {
		d.bad("%v", err)
		return
	}
	for _, c := range containers {
		if c.Left {
			d.bad("container %s (%s, %s) outlived its judge: docker rm -f %s", c.Name, c.Kind, c.Status, c.Name)
		}
	}
}
