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
)

// loader reads one problem's folder; dir is the folder's name for messages.
type loader struct {
	fsys fs.FS
	dir  string
}

func (l loader) errorf(file, format string, args ...any) error {
	return &testcases.FileError{File: path.Join(l.dir, file), Message: fmt.Sprintf(format, args...)}
}

// header reads problem.yaml alone, which is all that a listing needs.
func (l loader) header(slug string) (*Problem, *problemFile, error) {
	if !slugPattern.MatchString(slug) {
		return nil, nil, l.errorf("", "the folder's name is the problem's slug; %s", slugRule)
	}
	data, err := fs.ReadFile(l.fsys, "problem.yaml")
	if err != nil {
		return nil, nil, l.errorf("problem.yaml", "cannot be read: %v", err)
	}
	var f problemFile
	if f.doc, err = testcases.DecodeYAML(path.Join(l.dir, "problem.yaml"), data, &f); err != nil {
		return nil, nil, err
	}
	if err := f.check(); err != nil {
		return nil, nil, err
	}
	p := &Problem{
		Slug: slug, Name: f.Name, Aliases: f.Aliases, Keywords: f.Keywords, Difficulty: f.Difficulty,
		Kind: f.Kind, Probes: f.Probes, Concurrency: f.concurrency(), Data: f.Data, Plan: f.Plan, IndexTask: f.IndexTask, Compare: f.Compare, Limits: f.Limits.limits(), Dir: l.dir,
	}
	if f.Signature != nil {
		p.Signature = *f.Signature
	}
	if p.Compare.Columns == "" {
		p.Compare.Columns = ColumnsAnyCase
	}
	return p, &f, nil
}

// load reads the whole problem, and its cases from their own folder.
func (l loader) load(slug string, cases fs.FS, casesDir string) (*Problem, error) {
	p, f, err := l.header(slug)
	if err != nil {
		return nil, err
	}
	if p.Statement, err = l.text("statement.md"); err != nil {
		return nil, err
	}
	if p.Starter, err = l.text("starter" + p.Kind.Language().Ext()); err != nil {
		return nil, err
	}
	if f.Schema != "" {
		if p.Schema, err = l.named(f, "schema", f.Schema); err != nil {
			return nil, err
		}
	}
	if f.Reference != "" {
		source, err := l.named(f, "reference", f.Reference)
		if err != nil {
			return nil, err
		}
		p.Reference = &Solution{File: f.Reference, Source: []byte(source)}
	}
	if err := l.loadScript(p, f); err != nil {
		return nil, err
	}
	if err := p.bindData(f); err != nil {
		return nil, err
	}
	if p.Cases, err = testcases.Load(cases, casesDir); err != nil {
		return nil, err
	}
	if err := p.checkPlan(f); err != nil {
		return nil, err
	}
	for _, c := range p.Cases {
		if err := p.checkCase(c); err != nil {
			return nil, err
		}
	}
	return p, nil
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
