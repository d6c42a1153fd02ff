package testcases

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/coding-judge/judge/testcases/value"
)

// caseFile is a case as its author writes it.
type caseFile struct {
	About       string  `yaml:"about"`
	Input       literal `yaml:"input"`
	Stdin       literal `yaml:"stdin"`
	Calls       literal `yaml:"calls"`
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
// names, and a folder of a group after the files beside it. dir is the folder's name for messages. A problem needs at least one sample. Mistakes in a file are *FileErrors.
func Load(fsys fs.FS, dir string) ([]Case, error) {
	cases, errs := LoadAll(fsys, dir)
	if len(errs) > 0 {
		return nil, errs[0]
	}
	return cases, nil
}

// LoadAll is Load that goes on after a file that is wrong: it gives the cases that can be read, and all mistakes.
func LoadAll(fsys fs.FS, dir string) ([]Case, []error) {
	l := loader{fsys: fsys, dir: dir}
	for _, group := range []string{Sample, Hidden} {
		if err := l.group(group, true); err != nil {
			return nil, append(l.errs, err)
		}
	}
	if !l.samples {
		l.errs = append(l.errs, &FileError{File: path.Join(dir, Sample), Message: "no sample case; a problem needs at least one"})
	}
	return l.cases, l.errs
}

// groupName is what a folder of a group is called: it is shown in reports.
var groupName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]*$`)

// loader reads a folder of cases; dir is its name for messages.
type loader struct {
	fsys    fs.FS
	dir     string
	cases   []Case
	errs    []error
	samples bool // there is one, though it may be one that can't be read
}

// group reads the cases of a folder, and then those of the folders in it where it may have any.
func (l *loader) group(group string, folders bool) error {
	files, err := fs.ReadDir(l.fsys, group)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read cases: %w", err)
	}
	var below []string
	beside := folder{l.fsys, group, map[string]bool{}}
	for _, f := range files {
		if f.Type().IsRegular() && !isCase(f) {
			beside.files[f.Name()] = false
		}
	}
	for _, f := range files {
		_, other := beside.files[f.Name()]
		switch {
		case other, strings.HasPrefix(f.Name(), "."):
		case f.IsDir() && folders && !groupName.MatchString(f.Name()):
			l.errs = append(l.errs, &FileError{File: path.Join(l.dir, group, f.Name()), Message: "a group's name is made of letters, digits, - and _"})
		case f.IsDir() && folders:
			below = append(below, path.Join(group, f.Name()))
		default:
			l.samples = l.samples || !hidden(group)
			if err := l.add(group, f, beside); err != nil {
				l.errs = append(l.errs, err)
			}
		}
	}
	l.unread(beside)
	for _, folder := range below {
		if err := l.group(folder, false); err != nil {
			return err
		}
	}
	return nil
}

// unread tells of files that no case reads. Where a case is wrong, it may be the one that does.
func (l *loader) unread(beside folder) {
	if len(l.errs) > 0 {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(beside.files)) {
		if !beside.files[name] && !strings.HasPrefix(name, ".") {
			l.errs = append(l.errs, &FileError{
				File: path.Join(l.dir, beside.group, name), Message: "not a case, and no case reads it; cases are .yaml files, one case a file",
			})
		}
	}
}

// isCase tells whether a file is a case by its name.
func isCase(f fs.DirEntry) bool {
	return slices.Contains([]string{".yaml", ".yml"}, path.Ext(f.Name()))
}

// hidden says whether the cases of a group are.
func hidden(group string) bool { return group == Hidden || path.Dir(group) == Hidden }

// add reads one case's file.
func (l *loader) add(group string, f fs.DirEntry, beside folder) error {
	name := f.Name()
	file := path.Join(l.dir, group, name)
	if f.IsDir() || !isCase(f) {
		return &FileError{File: file, Message: "not a case; cases are .yaml files, one case a file"}
	}
	data, err := fs.ReadFile(l.fsys, path.Join(group, name))
	if err != nil {
		return fmt.Errorf("read case: %w", err)
	}
	c, err := parse(file, beside, data)
	if err != nil {
		return hide(group, err)
	}
	if last := len(l.cases) - 1; last >= 0 && l.cases[last].Name == c.Name {
		return &FileError{File: file, Message: "the case " + c.Name + " is there twice; one of the files is too many"}
	}
	l.cases = append(l.cases, c)
	return nil
}

// hide leaves the lines of a hidden case out of an error: whoever submits may come to see it.
func hide(group string, err error) error {
	var e *FileError
	if hidden(group) && errors.As(err, &e) {
		e.Snippet = ""
	}
	return err
}

func parse(file string, beside folder, data []byte) (Case, error) {
	var f caseFile
	group := beside.group
	doc, err := DecodeYAML(file, data, &f)
	if err != nil {
		return Case{}, err
	}
	c := Case{
		Name:        path.Join(group, strings.TrimSuffix(path.Base(file), path.Ext(file))),
		Group:       group,
		Hidden:      hidden(group),
		Points:      1,
		About:       f.About,
		Explanation: f.Explanation,
		File:        file,
	}
	if !c.Hidden {
		c.text = doc.source.text
	}
	if f.Points != nil {
		c.Points, c.PointsAt = int(*f.Points), doc.Place("points")
	}
	if c.Points < 0 {
		return Case{}, doc.Errorf("points", "points: must not be negative")
	}
	if f.Stdin.Value, err = beside.stdin(doc, f.Stdin.Value); err != nil {
		return Case{}, err
	}
	if err := f.given(doc, &c); err != nil {
		return Case{}, err
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

// inputs are the keys that give a case its input, of which it has one, and what each takes.
var inputs = []struct {
	key, form string
	takes     func(v value.Value) bool
}{
	{"input", "a mapping by name", isA[value.Dict]},
	{"stdin", "text, below `stdin: |` or in quotes, or {file: NAME}", func(v value.Value) bool { return isA[value.Str](v) || isA[value.Bytes](v) }},
	{"calls", "a list of calls, such as [name, [argument, …]]", isA[value.List]},
	{"generate", "a mapping by name", isA[value.Dict]},
}

func isA[T value.Value](v value.Value) bool {
	_, ok := v.(T)
	return ok
}

// given sets the case's input, or what it is made from.
func (f *caseFile) given(doc *Document, c *Case) error {
	found := ""
	for i, given := range []value.Value{f.Input.Value, f.Stdin.Value, f.Calls.Value, f.Generate.Value} {
		key := inputs[i].key
		switch {
		case given == nil:
			continue
		case found != "":
			return doc.Errorf(key, "a case has one of input:, stdin:, calls: and generate:, and this one has %s: as well as %s:", key, found)
		case !inputs[i].takes(given):
			return doc.Errorf(key, "%s: takes %s, not %s", key, inputs[i].form, value.TypeName(given))
		}
		found = key
		c.InputAt = doc.Place(key)
		switch key {
		case "generate":
			c.Generate = NewBlob(value.AppendJSON(nil, given))
		case "calls":
			given = value.Dict{{Key: value.Str(key), Value: given}}
			fallthrough
		default:
			c.Input = NewBlob(value.AppendJSON(nil, given))
		}
	}
	if found == "" {
		return doc.Errorf("", "a case has one of input:, stdin:, calls: and generate:, and this one has none")
	}
	return nil
}
