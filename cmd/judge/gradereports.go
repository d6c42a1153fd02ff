package main

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/grade"
	"github.com/coding-judge/judge/judge/report"
)

// sheets are the files that the summary of a grading goes to.
type sheets struct {
	sinks  []*sink
	writes []func(io.Writer, grade.Summary) error // for each sink
	stdout bool                                   // one of them is shown in place of the table
}

// openSheets opens the files, so that one that can't be written is told before anything is judged.
func openSheets(asked []summary) (*sheets, error) {
	all := &sheets{}
	for _, s := range asked {
		if *s.path == "" {
			continue
		}
		out := &sink{path: *s.path}
		switch {
		case *s.path != "-":
			if err := out.create(); err != nil {
				all.close()
				return nil, usagef("--%s=%s: %w", s.name, *s.path, err)
			}
		case all.stdout:
			all.close()
			return nil, usagef("--%s: stdout takes one summary; give the others a file, such as --%s=FILE", s.name, s.name)
		default:
			all.stdout = true
		}
		all.sinks, all.writes = append(all.sinks, out), append(all.writes, s.write)
	}
	return all, nil
}

func (all *sheets) write(stdout io.Writer, s grade.Summary) error {
	var errs []error
	for i, out := range all.sinks {
		if err := out.fill(stdout, func(w io.Writer) error { return all.writes[i](w, s) }); err != nil {
			errs = append(errs, fmt.Errorf("write the summary: %w", err))
		}
	}
	if !all.stdout {
		errs = append(errs, shielded(stdout, func(w io.Writer) error { return report.Grades(w, s) }))
	}
	return errors.Join(errs...)
}

func (all *sheets) close() {
	for _, s := range all.sinks {
		s.close()
	}
}

// reportFolders are the folders that reports of many submissions go to, in a file each.
type reportFolders struct{ all []reportFolder }

// reportFolder is one of them. What is written to it can't leave it, whatever a student is called and whatever links are in it.
type reportFolder struct {
	format report.Format
	root   *os.Root
}

// openFolders takes FORMAT=DIR apart and makes the folders. None is in a folder that is graded, where the next grading would find its
// files.
func openFolders(asked, graded []string) (*reportFolders, error) {
	f := &reportFolders{}
	for _, s := range asked {
		if err := f.open(s, graded); err != nil {
			f.close()
			return nil, usageError{err}
		}
	}
	return f, nil
}

func (f *reportFolders) open(asked string, graded []string) error {
	format, dir, err := formatAsked(asked)
	if err != nil {
		return err
	}
	if dir == "-" {
		return fmt.Errorf("--report %s: there is a report for each submission; name a folder", asked)
	}
	for _, other := range graded {
		if info, err := os.Stat(other); err == nil && info.IsDir() && within(dir, other) {
			return fmt.Errorf("--report %s: the folder is in %s, which is graded; name one elsewhere", asked, other)
		}
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fmt.Errorf("--report %s: %w", asked, err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("--report %s: %w", asked, err)
	}
	f.all = append(f.all, reportFolder{format, root})
	return nil
}

// within says whether a path is in a folder, or is it.
func within(file, dir string) bool {
	file, err := filepath.Abs(file)
	dir, other := filepath.Abs(dir)
	rel, none := filepath.Rel(dir, file)
	return errors.Join(err, other, none) == nil && filepath.IsLocal(rel)
}

// write writes the reports of a submission. Where there is none, one of an earlier grading goes.
func (f *reportFolders) write(row grade.Row, r *judge.Report) error {
	e := row.Entry()
	for _, to := range f.all {
		name := path.Join(plainName(e.Student), plainName(e.File)+"."+to.format.Ext)
		var err error
		if r == nil {
			if err = to.root.Remove(name); errors.Is(err, fs.ErrNotExist) {
				err = nil
			}
		} else {
			err = to.write(name, r)
		}
		if err != nil {
			return fmt.Errorf("write %s report: %w", to.format.Name, err)
		}
	}
	return nil
}

// write writes a report to a file, which is whole at any moment.
func (f reportFolder) write(name string, r *judge.Report) error {
	if err := f.root.MkdirAll(path.Dir(name), 0o777); err != nil {
		return err
	}
	temporary := path.Join(path.Dir(name), ".new-"+strings.ToLower(rand.Text()[:8]))
	file, err := f.root.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	err = errors.Join(f.format.Write(file, r), file.Close())
	if err == nil {
		err = f.root.Rename(temporary, name)
	}
	if err != nil {
		_ = f.root.Remove(temporary)
	}
	return err
}

func (f *reportFolders) close() {
	for _, one := range f.all {
		_ = one.root.Close() // nothing is written through it
	}
}

// plainName makes the name of a file of a name that somebody else chose; of other names, other ones. Letters and digits of any script
// stay, and dots, dashes and underscores within.
func plainName(name string) string {
	const most = 120
	var b strings.Builder
	for i, size := 0, 0; i < len(name); i += size {
		var r rune
		r, size = utf8.DecodeRuneInString(name[i:])
		if r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_' || r == '.' && i > 0) {
			b.WriteRune(r)
			continue
		}
		for _, c := range []byte(name[i : i+size]) {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	out := b.String()
	if len(out) <= most {
		return out
	}
	sum := sha256.Sum256([]byte(name))
	return strings.ToValidUTF8(out[:most], "") + "~" + hex.EncodeToString(sum[:4])
}
