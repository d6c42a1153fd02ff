package problems

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/docker/go-units"
	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"github.com/coding-judge/judge/problems/script"
	"github.com/coding-judge/judge/testcases"
)

// problemFile is problem.yaml as its author writes it.
type problemFile struct {
	Format     int        `yaml:"format"`
	Name       string     `yaml:"name"`
	Aliases    []string   `yaml:"aliases"`
	Keywords   []string   `yaml:"keywords"`
	Difficulty string     `yaml:"difficulty"`
	Kind       Kind       `yaml:"kind"`
	Signature  *Signature `yaml:"signature"`
	Schema     string     `yaml:"schema"`
	Reference  string     `yaml:"reference"`
	Compare    Compare    `yaml:"compare"`
	Limits     limitsFile `yaml:"limits"`
}

type limitsFile struct {
	CPU       *duration `yaml:"cpu"`
	Wall      *duration `yaml:"wall"`
	Memory    *size     `yaml:"memory"`
	Output    *size     `yaml:"output"`
	Processes *int      `yaml:"processes"`
}

type duration time.Duration

func (d *duration) UnmarshalYAML(node ast.Node) error {
	v, err := time.ParseDuration(node.String())
	if err != nil || v <= 0 {
		return &yaml.SyntaxError{Message: "expected a time such as 1.5s or 300ms", Token: node.GetToken()}
	}
	*d = duration(v)
	return nil
}

type size int64

func (s *size) UnmarshalYAML(node ast.Node) error {
	v, err := units.RAMInBytes(node.String())
	if err != nil || v <= 0 {
		return &yaml.SyntaxError{Message: "expected a size such as 256MiB or 64KiB", Token: node.GetToken()}
	}
	*s = size(v)
	return nil
}

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
	data, err := fs.ReadFile(l.fsys, "problem.yaml")
	if err != nil {
		return nil, nil, l.errorf("problem.yaml", "cannot be read: %v", err)
	}
	var f problemFile
	if err := testcases.DecodeYAML(path.Join(l.dir, "problem.yaml"), data, &f); err != nil {
		return nil, nil, err
	}
	p := &Problem{
		Slug: slug, Name: f.Name, Aliases: f.Aliases, Keywords: f.Keywords, Difficulty: f.Difficulty,
		Kind: f.Kind, Compare: f.Compare, Limits: f.Limits.limits(), Dir: l.dir,
	}
	if f.Signature != nil {
		p.Signature = *f.Signature
	}
	if msg := f.mistake(); msg != "" {
		return nil, nil, l.errorf("problem.yaml", "%s", msg)
	}
	if p.Compare.Columns == "" {
		p.Compare.Columns = ColumnsAnyCase
	}
	return p, &f, nil
}

// mistake says what is wrong with the file beyond its syntax, or nothing.
func (f *problemFile) mistake() string {
	oneOf := func(key, got string, known ...string) string {
		if slices.Contains(known, got) {
			return ""
		}
		return fmt.Sprintf("%s: %q is not known; it is one of %s", key, got, strings.Join(known, ", "))
	}
	msgs := []string{
		oneOf("kind", string(f.Kind), string(Function), string(Query)),
		oneOf("difficulty", f.Difficulty, "easy", "medium", "hard"),
	}
	if f.Format != 1 {
		msgs = append(msgs, fmt.Sprintf("format: %d is not known; write format: 1", f.Format))
	}
	if f.Name == "" {
		msgs = append(msgs, "name: is missing")
	}
	switch f.Kind {
	case Function:
		if f.Signature == nil || f.Signature.Name == "" || len(f.Signature.Params) == 0 {
			msgs = append(msgs, "signature: a function problem needs its function's name and params")
		}
		if f.Schema != "" {
			msgs = append(msgs, "schema: is for query problems only")
		}
		msgs = append(msgs, oneOf("compare.rule", f.Compare.Rule, RuleExact, RuleChecker))
	case Query:
		if f.Schema == "" {
			msgs = append(msgs, "schema: a query problem names the file with its tables' DDL")
		}
		if f.Signature != nil {
			msgs = append(msgs, "signature: is for function problems only")
		}
		msgs = append(msgs, oneOf("compare.rule", f.Compare.Rule, RuleRows))
		if f.Compare.Columns != "" {
			msgs = append(msgs, oneOf("compare.columns", f.Compare.Columns, ColumnsExact, ColumnsAnyCase, ColumnsIgnored))
		}
	}
	if f.Compare.Rule != RuleRows && (len(f.Compare.OrderBy) > 0 || f.Compare.Columns != "") {
		msgs = append(msgs, "compare: order_by and columns are for rule rows only")
	}
	for _, m := range msgs {
		if m != "" {
			return m
		}
	}
	return ""
}

func (f *limitsFile) limits() Limits {
	l := DefaultLimits()
	if f.CPU != nil {
		l.CPU = time.Duration(*f.CPU)
		l.Wall = WallFor(l.CPU)
	}
	if f.Wall != nil {
		l.Wall = time.Duration(*f.Wall)
	}
	if f.Memory != nil {
		l.Memory = int64(*f.Memory)
	}
	if f.Output != nil {
		l.Output = int64(*f.Output)
	}
	if f.Processes != nil {
		l.Processes = *f.Processes
	}
	return l
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
		if p.Schema, err = l.text(f.Schema); err != nil {
			return nil, err
		}
	}
	if f.Reference != "" {
		source, err := l.text(f.Reference)
		if err != nil {
			return nil, err
		}
		p.Reference = &Solution{File: f.Reference, Source: []byte(source)}
	}
	if err := l.loadScript(p); err != nil {
		return nil, err
	}
	if p.Cases, err = testcases.Load(cases, casesDir); err != nil {
		return nil, err
	}
	for _, c := range p.Cases {
		if err := p.checkCase(c); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func (l loader) text(file string) (string, error) {
	if !fs.ValidPath(file) {
		return "", l.errorf("problem.yaml", "%q is not a file of the problem's folder", file)
	}
	data, err := fs.ReadFile(l.fsys, file)
	if err != nil {
		return "", l.errorf(file, "cannot be read: %v", errors.Unwrap(err))
	}
	return string(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))), nil
}

func (l loader) loadScript(p *Problem) error {
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
		return l.errorf(file, "compare.rule is checker, so problem.star must define check(input, want, got)")
	}
	return nil
}
