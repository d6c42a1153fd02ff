package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/report"
)

// reports are those that a command writes to files, or in place of what it would show.
type reports struct {
	sinks  []*sink
	stdout bool // one of them is shown, so that nothing else is
	// summary is where GitHub Actions takes the summary of a step from; nil for no such report.
	summary *os.File
}

// sink is a report's file. A regular one has its new content under another name until that is whole.
type sink struct {
	format report.Format
	path   string
	file   *os.File // nil for stdout
	whole  bool     // file is to be renamed to path
}

// openReports takes FORMAT=PATH apart and opens the files, so that one that can't be written is told before anything is judged.
// Whoever has them closes them.
func openReports(asked []string) (*reports, error) {
	r := &reports{}
	for _, s := range asked {
		if err := r.open(s); err != nil {
			return nil, errors.Join(usageError{err}, r.close())
		}
	}
	return r, nil
}

func (r *reports) open(asked string) error {
	format, path, err := formatAsked(asked)
	if err != nil {
		return err
	}
	if path != "-" {
		path = filepath.Clean(path)
	}
	if slices.ContainsFunc(r.sinks, func(s *sink) bool { return s.path == path }) {
		if path == "-" {
			return fmt.Errorf("--report %s: stdout takes one report (--json is one)", asked)
		}
		return fmt.Errorf("--report %s: another report goes to the same file", asked)
	}
	s := &sink{format: format, path: path}
	if path == "-" {
		r.stdout = true
	} else if err := s.create(); err != nil {
		return fmt.Errorf("--report %s: %w", asked, err)
	}
	r.sinks = append(r.sinks, s)
	if summary := os.Getenv("GITHUB_STEP_SUMMARY"); format.Name == "github" && summary != "" && r.summary == nil {
		f, err := os.OpenFile(summary, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
		if err != nil {
			return fmt.Errorf("GITHUB_STEP_SUMMARY: %w", err)
		}
		r.summary = f
	}
	return nil
}

// formatAsked takes FORMAT=PATH apart.
func formatAsked(asked string) (report.Format, string, error) {
	name, path, ok := strings.Cut(asked, "=")
	if !ok || path == "" {
		return report.Format{}, "", fmt.Errorf("--report %s: it is FORMAT=PATH, such as junit=report.xml; the path - is stdout", asked)
	}
	formats := report.Formats()
	i := slices.IndexFunc(formats, func(f report.Format) bool { return f.Name == name })
	if i < 0 {
		var names []string
		for _, f := range formats {
			names = append(names, f.Name)
		}
		return report.Format{}, "", fmt.Errorf("--report %s: there is no format %q; there are %s", asked, name, strings.Join(names, ", "))
	}
	return formats[i], path, nil
}

func (s *sink) create() (err error) {
	info, err := os.Stat(s.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Stat(filepath.Dir(s.path)); err != nil {
			return err
		}
	case err == nil && info.IsDir():
		return errors.New("it is a folder; name a file")
	case err == nil && !info.Mode().IsRegular(): // a pipe or a device
		s.file, err = os.OpenFile(s.path, os.O_WRONLY, 0)
		return err
	case err == nil:
		f, err := os.OpenFile(s.path, os.O_WRONLY, 0) // one that is not to be changed can be renamed over
		if err != nil {
			return err
		}
		if err := f.Close(); err != nil {
			return err
		}
	}
	s.file, err = os.OpenFile(fmt.Sprintf("%s.%s", s.path, strings.ToLower(rand.Text()[:8])), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	s.whole = err == nil
	return err
}

// write writes all reports, those that can be.
func (r *reports) write(stdout io.Writer, of *judge.Report) error {
	var errs []error
	for _, s := range r.sinks {
		if err := s.write(stdout, of); err != nil {
			errs = append(errs, fmt.Errorf("write %s report: %w", s.format.Name, err))
		}
	}
	if r.summary != nil {
		if err := writeSummary(r.summary, of); err != nil {
			errs = append(errs, fmt.Errorf("write the job's summary: %w", err))
		}
	}
	return errors.Join(errs...)
}

func (s *sink) write(stdout io.Writer, of *judge.Report) error {
	return s.fill(stdout, func(w io.Writer) error { return s.format.Write(w, of) })
}

// fill gives the file its content, and its place.
func (s *sink) fill(stdout io.Writer, write func(io.Writer) error) error {
	if s.file == nil {
		return write(stdout)
	}
	err := write(s.file)
	if err = errors.Join(err, s.file.Close()); err == nil && s.whole {
		if err = os.Rename(s.file.Name(), s.path); err == nil {
			s.whole = false
		}
	}
	return err
}

// maxSummary is what GitHub takes as the summary of a step.
const maxSummary = 1 << 20

// writeSummary adds to the summary, unless it would be too long: GitHub then shows none of it.
func writeSummary(f *os.File, of *judge.Report) error {
	var b strings.Builder
	if err := report.Markdown(&b, of); err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil || info.Size()+int64(b.Len())+1 > maxSummary {
		return err
	}
	_, err = io.WriteString(f, "\n"+b.String())
	return err
}

// close gives up what was not written.
func (r *reports) close() error {
	for _, s := range r.sinks {
		s.close()
	}
	if r.summary != nil {
		return r.summary.Close()
	}
	return nil
}

func (s *sink) close() {
	if s.file == nil {
		return
	}
	_ = s.file.Close() // of one that is written, for the second time
	if s.whole {
		_ = os.Remove(s.file.Name())
	}
}

// showText shows a report to a person; it is written for programs before.
func showText(w io.Writer, of *judge.Report) error {
	for _, c := range of.Cases {
		fit(w, c.Sample)
	}
	return shielded(w, func(w io.Writer) error { return report.Text(w, of) })
}

// shielded lets write show what a submission may have a part in. In a log of GitHub Actions, lines of it could be commands, so that
// these are stopped for as long by a word that nobody can guess.
func shielded(w io.Writer, write func(io.Writer) error) error {
	if os.Getenv("GITHUB_ACTIONS") != "true" {
		return write(w)
	}
	word := rand.Text()
	if _, err := fmt.Fprintf(w, "::stop-commands::%s\n", word); err != nil {
		return err
	}
	err := write(w)
	_, end := fmt.Fprintf(w, "::%s::\n", word)
	return errors.Join(err, end)
}
