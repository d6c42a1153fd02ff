package problems

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"github.com/coding-judge/judge/problems/data"
	"github.com/coding-judge/judge/problems/script"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/sealed"
)

// loader reads one problem's folder; dir is the folder's name for messages.
type loader struct {
	fsys fs.FS
	dir  string
	keys sealed.Keys
}

func (l loader) errorf(file, format string, args ...any) error {
	return &testcases.FileError{File: path.Join(l.dir, file), Message: fmt.Sprintf(format, args...)}
}

// header reads problem.yaml alone, which is all that a listing needs. The errors are all of its mistakes.
func (l loader) header(slug string) (*Problem, *problemFile, []error) {
	if !slugPattern.MatchString(slug) {
		return nil, nil, []error{l.errorf("", "the folder's name is the problem's slug; %s", slugRule)}
	}
	data, err := fs.ReadFile(l.fsys, "problem.yaml")
	if err != nil {
		return nil, nil, []error{l.errorf("problem.yaml", "cannot be read: %v", err)}
	}
	var f problemFile
	if f.doc, err = testcases.DecodeYAML(path.Join(l.dir, "problem.yaml"), data, &f); err != nil {
		return nil, nil, []error{err}
	}
	if errs := f.check(); errs != nil {
		return nil, nil, errs
	}
	p := &Problem{
		Slug: slug, Name: f.Name, Aliases: f.Aliases, Keywords: f.Keywords, Difficulty: f.Difficulty, Hints: f.Hints,
		Kind: f.Kind, Probes: f.Probes, Concurrency: f.concurrency(), Data: f.Data, Plan: f.Plan, IndexTask: f.IndexTask, Compare: f.Compare, Limits: f.Limits.limits(), Dir: l.dir,
	}
	if f.Signature != nil {
		p.Signature = *f.Signature
	}
	if f.Class != nil {
		p.Class = *f.Class
	}
	if f.Kind == Stdin && f.Limits.Output != nil {
		p.Limits.Answer = p.Limits.Output
	}
	p.Compare.Rule = f.rule()
	if p.Compare.Columns == "" {
		p.Compare.Columns = ColumnsAnyCase
	}
	return p, &f, nil
}

// load reads the whole problem, and its cases from their own folder. The errors are all that is wrong with it, as far as one
// mistake does not hide another.
func (l loader) load(slug string, cases fs.FS, casesDir string) (*Problem, []error) {
	p, f, faults := l.header(slug)
	if faults != nil { // what else is there can be read as files, but not be understood
		_, err := l.text("statement.md")
		_, more := testcases.LoadAll(cases, casesDir)
		return nil, append(keep(faults, err), more...)
	}
	var err error
	p.Statement, err = l.text("statement.md")
	faults = keep(faults, err)
	p.Starter, err = l.text("starter" + p.Kind.Language().Ext())
	faults = keep(faults, err)
	if f.Schema != "" {
		p.Schema, err = l.named(f, "schema", f.Schema)
		faults = keep(faults, err)
	}
	faults = append(faults, l.loadReferences(p, f)...)
	faults = keep(faults, l.loadMeasured(p, f))
	faults = keep(faults, l.loadScript(p, f))
	readable := len(faults) == 0
	if readable {
		faults = keep(faults, p.bindData(f))
		faults = keep(faults, p.loadScaling(f))
	}
	var more []error
	cases, err = l.unsealed(p, cases, casesDir)
	faults = keep(faults, err)
	p.Cases, more = testcases.LoadAll(cases, casesDir)
	faults = append(faults, more...)
	if len(more) == 0 && !p.Locked && err == nil { // or else hidden cases that are named only seem to be missing
		faults = append(faults, p.loadGroups(f)...)
		faults = keep(faults, p.checkPlan(f))
	}
	for _, c := range p.Cases {
		if readable { // or else what a case asks for may only seem to be missing
			faults = keep(faults, p.checkCase(c))
		}
	}
	return p, faults
}

// keep adds an error, where there is one.
func keep(all []error, err error) []error {
	if err == nil {
		return all
	}
	return append(all, err)
}

// named reads a file that a key of problem.yaml names.
func (l loader) named(f *problemFile, key, file string) (string, error) {
	if !fs.ValidPath(file) {
		return "", f.doc.Errorf(key, "%s: %q is not a file of the problem's folder", key, file)
	}
	if _, err := fs.Stat(l.fsys, file); err != nil {
		return "", f.doc.Errorf(key, "%s: there is no file %s in the problem's folder", key, file)
	}
	return l.text(file)
}

func (l loader) text(file string) (string, error) {
	data, err := fs.ReadFile(l.fsys, file)
	if errors.Is(err, fs.ErrNotExist) {
		return "", l.errorf(file, "is missing; every problem has one")
	}
	if err != nil {
		return "", l.errorf(file, "cannot be read: %v", errors.Unwrap(err))
	}
	return string(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))), nil
}

func (l loader) loadScript(p *Problem, f *problemFile) error {
	const file = "problem.star"
	data, err := fs.ReadFile(l.fsys, file)
	if err == nil {
		p.Script, err = script.Load(path.Join(l.dir, file), data)
	} else if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	if err != nil {
		return err
	}
	if p.Compare.Rule == RuleChecker && !p.Script.Has(script.Check) {
		return f.doc.Errorf("compare.rule", "compare.rule: is checker, so problem.star must define check(input, want, got)")
	}
	return nil
}

// bindData gives declared data the literals of the reference solution.
func (p *Problem) bindData(f *problemFile) error {
	if p.Data == nil {
		return nil
	}
	if p.Script.Has(script.Generate) {
		return f.doc.Errorf("data", "data: and generate(rng, …) in problem.star both make inputs; keep one of them")
	}
	reference := ""
	if p.Reference != nil {
		reference = string(p.Reference.Source)
	}
	var e *data.Error
	if err := p.Data.Bind(reference); errors.As(err, &e) {
		return f.doc.Errorf(e.Key()+".literals", "%v", e)
	}
	return nil
}
