package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/report"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

func (a *app) watchCommand() *cobra.Command {
	var problem string
	cmd := &cobra.Command{
		Use:   "watch FILE",
		Short: "Judge a solution whenever you save it",
		Long: `Judge a solution whenever you save it: the sample cases first, then the hidden ones. Its cells stay, so that a verdict takes no longer
than the cases do. What is being judged when you save again is ended. Ctrl-C ends it all.

On a terminal there is one screen, which always shows the last; elsewhere one report comes after the other.`,
		Example: "  judge watch topk.py\n  judge watch -p second-highest-salary answer.sql --all",
		Args:    oneArgument("a file to watch"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.watch(cmd.Context(), args[0], problem)
		},
	}
	cmd.Flags().StringVarP(&problem, "problem", "p", "", "the problem that FILE solves, as of judge submit")
	cmd.Flags().Bool("all", false, "run all cases, not only up to the first that fails")
	return cmd
}

// watched is what judge watch is at work on.
type watched struct {
	*app
	judge   *started
	problem *problems.Problem
	desk    *judge.Desk
	file    string
	screen  *screen // nil where reports come one after the other

	saved   time.Time // when what is being judged was
	started time.Time
	verdict time.Duration // from when it was saved to its verdict; zero before
	// judged is told of each verdict, for who measures; nil for nobody.
	judged func(*judge.Report)
}

// cellsOfWatch is how many cases run at the same time, where each has a processor.
const cellsOfWatch = 2

func (a *app) watch(ctx context.Context, file, name string) error {
	source, err := readSource(file)
	if err != nil {
		return err
	}
	w, err := a.newWatched(ctx, file, name, source)
	if err != nil {
		return err
	}
	if w.screen = newScreen(a.stdout); w.screen != nil {
		resized := make(chan os.Signal, 1)
		signal.Notify(resized, syscall.SIGWINCH)
		done := make(chan struct{})
		go func() {
			defer close(done)
			for range resized {
				w.screen.redraw()
			}
		}()
		defer func() {
			signal.Stop(resized)
			close(resized)
			<-done
			w.screen.close()
		}()
	}
	err = w.loop(ctx, source)
	return errors.Join(err, w.close())
}

// newWatched finds a file's problem and makes all ready for it. Who has it closes it.
func (a *app) newWatched(ctx context.Context, file, name string, source []byte) (*watched, error) {
	s, err := judge.NewSubmission(file, source)
	if err != nil {
		return nil, err
	}
	named := a.problemNamed(name)
	j, err := a.judgeMany(ctx, cellsOfWatch)
	if err != nil {
		return nil, err
	}
	w := &watched{app: a, judge: j, file: file}
	if w.problem, err = j.Library.Find(named, s.File, s.Source); err == nil {
		a.noteUnsupported(w.problem)
		cells := min(cellsOfWatch, runtime.NumCPU())
		if w.problem.Kind.Language() == problems.SQL || w.problem.Interactive() {
			cells = 1 // a server, or two cells
		}
		w.desk, err = j.Desk(ctx, w.problem, cells)
	}
	if err != nil {
		return nil, errors.Join(err, j.Close())
	}
	j.Watch = w.progress
	return w, nil
}

func (w *watched) close() error {
	w.desk.Close()
	return w.judge.Close()
}

// loop judges what the file holds, and again whenever that changes, until the context ends.
func (w *watched) loop(ctx context.Context, source []byte) error {
	following, stop := context.WithCancel(ctx)
	defer stop()
	all, err := watchFile(following, w.file, source)
	if err != nil {
		return usageError{err}
	}
	next := saved{at: time.Now(), source: source}
	for {
		running, end := context.WithCancel(ctx)
		done := make(chan error, 1)
		go func() { done <- w.one(running, next) }()
		var err error
		ended := false
		select {
		case err = <-done:
			ended = true
		case next = <-all:
		case <-ctx.Done():
		}
		end()
		if !ended {
			err = <-done
		}
		if err != nil || ctx.Err() != nil {
			if ctx.Err() != nil { // as a person ends it
				return nil
			}
			return err
		}
		if ended {
			select {
			case next = <-all:
			case <-ctx.Done():
				return nil
			}
		}
	}
}

// one judges what was saved. The error is one that no other save mends.
func (w *watched) one(ctx context.Context, from saved) error {
	w.saved, w.started, w.verdict = from.at, time.Now(), 0
	if from.err != nil {
		return w.say(from.err)
	}
	s, err := judge.NewSubmission(w.file, from.source)
	if err != nil {
		return w.say(err)
	}
	s.All = w.config.All
	r, err := w.desk.Submit(ctx, s)
	var broken *testcases.FileError
	switch {
	case err == nil:
		w.remember(ctx, r, s.Source)
	case ctx.Err() != nil: // the next save is being judged, or nothing more
		return nil //nolint:nilerr // it says so
	case errors.As(err, &broken), errors.Is(err, runners.ErrUnavailable):
		return err
	case err != nil && r == nil:
		return w.say(err)
	}
	return w.show(r)
}

// progress is told of what comes next. A verdict is shown at once; before it only what takes a while is worth to be looked at.
func (w *watched) progress(p judge.Progress) {
	const calm = 150 * time.Millisecond
	if p.Report.Verdict != "" {
		if w.verdict == 0 {
			w.verdict = time.Since(w.saved)
			if w.judged != nil {
				w.judged(p.Report)
			}
		}
		var b bytes.Buffer
		if w.screen != nil && report.Text(&b, p.Report) == nil {
			w.screen.show(b.Bytes(), w.foot(p.Explains))
		}
		return
	}
	if w.screen == nil || time.Since(w.started) < calm {
		return
	}
	var b bytes.Buffer
	if report.Live(&b, p.Report, caseOf(p)) == nil {
		w.screen.show(b.Bytes(), w.foot(false))
	}
}

// show shows a report.
func (w *watched) show(r *judge.Report) error {
	if w.screen == nil {
		if err := showText(w.stdout, r); err != nil {
			return err
		}
		_, err := fmt.Fprintf(w.stdout, "%s\n\n", w.foot(false))
		return err
	}
	for _, c := range r.Cases {
		fit(w.stdout, c.Sample)
	}
	var b bytes.Buffer
	if err := report.Text(&b, r); err != nil {
		return err
	}
	w.screen.show(b.Bytes(), w.foot(false))
	return nil
}

// say shows why there is no report.
func (w *watched) say(why error) error {
	text := judge.Clean(why.Error())
	if w.screen != nil {
		width, _ := w.screen.size()
		w.screen.show([]byte(ansi.Wrap(text, width, "")+"\n"), w.foot(false))
		return nil
	}
	_, err := io.WriteString(w.stdout, text+"\n"+w.foot(false)+"\n\n")
	return err
}

// foot is the line below: when, how long it took, and how it goes on.
func (w *watched) foot(explains bool) string {
	took := ""
	if w.verdict > 0 {
		took = fmt.Sprintf("  %d ms to the verdict", w.verdict.Milliseconds())
	}
	what := "watching " + judge.Clean(filepath.Base(w.file)) + ", Ctrl-C ends"
	if explains {
		what = "looking for a small counterexample …"
	}
	return lipgloss.NewStyle().Faint(true).Render(fmt.Sprintf("%s%s  %s", w.started.Format(time.TimeOnly), took, what))
}
