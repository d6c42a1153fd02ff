package testcases

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/coding-judge/judge/testcases/value"
)

// caseFile is a case as its author writes it.
type caseFile struct {
	About       string  `yaml:"about"`
	Input       literal `yaml:"input"`
	Generate    literal `yaml:"generate"`
	Want        literal `yaml:"want"`
	Explanation string  `yaml:"explanation"`
	Points      *Int    `yaml:"points"`
}

// literal is a value in a YAML file; nil where its key is not there, and where it is null.
type literal struct{ value.Value }

// UnmarshalYAML keeps the node's own types: a plain decode would lose tags and the order of keys.
func (l *literal) UnmarshalYAML(node ast.Node) (err error) {
	l.Value, err = value.FromYAML(node)
	return err
}

// Load reads the cases of a problem from a folder of cases: samples first, each group in the order of file
// names. dir is the folder's name for messages. A problem needs at least one sample. Mistakes in a file are *FileErrors.
func Load(fsys fs.FS, dir string) ([]Case, error) {
	cases, errs := LoadAll(fsys, dir)
	if len(errs) > 0 {
		return nil, errs[0]
	}
	return cases, nil
}

// LoadAll is Load that goes on after a file that is wrong: it gives the cases that can be read, and all mistakes.
func LoadAll(fsys fs.FS, dir string) ([]Case, []error) {
	var (
		cases   []Case
		errs    []error
		samples bool
	)
	for _, group := range []string{Sample, Hidden} {
		files, err := fs.ReadDir(fsys, group)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, append(errs, fmt.Errorf("read cases: %w", err))
		}
		for _, f := range files {
			if strings.HasPrefix(f.Name(), ".") {
				continue
			}
			samples = samples || group == Sample
			c, err := load(fsys, dir, group, f)
			if err == nil && len(cases) > 0 && cases[len(cases)-1].Name == c.Name {
				err = &FileError{File: c.File, Message: "the case " + c.Name + " is there twice; one of the files is too many"}
			}
			if err != nil {
				errs = append(errs, err)
				continue
			}
			cases = append(cases, c)
		}
	}
	if !samples {
		errs = append(errs, &FileError{File: path.Join(dir, Sample), Message: "no sample case; a problem needs at least one"})
	}
	return cases, errs
}

// load reads one case's file.
func load(fsys fs.FS, dir, group string, f fs.DirEntry) (Case, error) {
	name := f.Name()
	file := path.Join(dir, group, name)
	if f.IsDir() || !slices.Contains([]string{".yaml", ".yml"}, path.Ext(name)) {
		return Case{}, &FileError{File: file, Message: "not a case; cases are .yaml files, one case a file"}
	}
	data, err := fs.ReadFile(fsys, path.Join(group, name))
	if err != nil {
		return Case{}, fmt.Errorf("read case: %w", err)
	}
	c, err := parse(file, group, data)
	return c, hide(group, err)
}

// hide leaves the lines of a hidden case out of an error: whoever submits may come to see it.
func hide(group string, err error) error {
	var e *FileError
	if group == Hidden && errors.As(err, &e) {
		e.Snippet = ""
	}
	return err
}

func parse(file, group string, data []byte) (Case, error) {
	var f caseFile
	doc, err := DecodeYAML(file, data, &f)
	if err != nil {
		return Case{}, err
	}
	c := Case{
		Name:        path.Join(group, strings.TrimSuffix(path.Base(file), path.Ext(file))),
		Group:       group,
		Hidden:      group == Hidden,
		Points:      1,
		About:       f.About,
		Explanation: f.Explanation,
		File:        file,
	}
	if f.Points != nil {
		c.Points = int(*f.Points)
	}
	if c.Points < 0 {
		return Case{}, doc.Errorf("points", "points: must not be negative")
	}
	switch {
	case f.Input.Value == nil && f.Generate.Value == nil:
		return Case{}, doc.Errorf("", "a case has either input: or generate:, and this one has neither")
	case f.Input.Value != nil && f.Generate.Value != nil:
		return Case{}, doc.Errorf("generate", "a case has either input: or generate:, and this one has both")
	}
	for _, part := range []struct {
		key string
		lit literal
		to  *Blob
	}{{"input", f.Input, &c.Input}, {"generate", f.Generate, &c.Generate}} {
		if part.lit.Value == nil {
			continue
		}
		if _, ok := part.lit.Value.(value.Dict); !ok {
			return Case{}, doc.Errorf(part.key, "%s: is a mapping by name, not %s", part.key, value.TypeName(part.lit.Value))
		}
		*part.to = NewBlob(value.AppendJSON(nil, part.lit.Value))
		c.InputAt = doc.Place(part.key)
	}
	c.WantAt = doc.Place("want")
	if doc.isNull("want") {
		f.Want.Value = value.None{}
	}
	switch f.Want.Value {
	case nil:
		if c.WantAt.Line > 0 {
			return Case{}, doc.Errorf("want", "want: has no value; write want: null for None, or leave the key out")
		}
	case value.Str("reference"):
		c.FromReference = true
	default:
		c.Want = NewBlob(value.AppendJSON(nil, f.Want.Value))
	}
	return c, nil
}
