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
	About       string   `yaml:"about"`
	Input       *literal `yaml:"input"`
	Generate    *literal `yaml:"generate"`
	Want        *literal `yaml:"want"`
	Explanation string   `yaml:"explanation"`
	Points      *int     `yaml:"points"`
}

// literal is a value in a YAML file, with its place for messages.
type literal struct {
	value  value.Value
	line   int
	column int
}

// UnmarshalYAML keeps the node's own types: a plain decode would lose tags and the order of keys.
func (l *literal) UnmarshalYAML(node ast.Node) error {
	v, err := value.FromYAML(node)
	if err != nil {
		return err
	}
	l.value = v
	if tk := node.GetToken(); tk != nil {
		l.line, l.column = tk.Position.Line, tk.Position.Column
	}
	return nil
}

// Load reads the cases of a problem from a folder of cases: samples first, each group in the order of file
// names. dir is the folder's name for messages. A problem needs at least one sample. Mistakes in a file are *FileErrors.
func Load(fsys fs.FS, dir string) ([]Case, error) {
	var cases []Case
	for _, group := range []string{Sample, Hidden} {
		files, err := fs.ReadDir(fsys, group)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("read cases: %w", err)
		}
		for _, f := range files {
			name := f.Name()
			if strings.HasPrefix(name, ".") {
				continue
			}
			file := path.Join(dir, group, name)
			if f.IsDir() || !slices.Contains([]string{".yaml", ".yml"}, path.Ext(name)) {
				return nil, &FileError{File: file, Message: "not a case; cases are .yaml files, one case a file"}
			}
			data, err := fs.ReadFile(fsys, path.Join(group, name))
			if err != nil {
				return nil, fmt.Errorf("read case: %w", err)
			}
			c, err := parse(file, group, data)
			if err != nil {
				return nil, err
			}
			cases = append(cases, c)
		}
	}
	if len(cases) == 0 || cases[0].Group != Sample {
		return nil, &FileError{File: path.Join(dir, Sample), Message: "no sample case; a problem needs at least one"}
	}
	return cases, nil
}

func parse(file, group string, data []byte) (Case, error) {
	var f caseFile
	if err := DecodeYAML(file, data, &f); err != nil {
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
		c.Points = *f.Points
	}
	if c.Points < 0 {
		return Case{}, &FileError{File: file, Message: "points must not be negative"}
	}
	if (f.Input == nil) == (f.Generate == nil) {
		return Case{}, &FileError{File: file, Message: "a case has either input: or generate:"}
	}
	for _, part := range []struct {
		key string
		lit *literal
		to  *Blob
	}{{"input", f.Input, &c.Input}, {"generate", f.Generate, &c.Generate}} {
		if part.lit == nil {
			continue
		}
		if _, ok := part.lit.value.(value.Dict); !ok {
			return Case{}, &FileError{
				File: file, Line: part.lit.line, Column: part.lit.column,
				Message: fmt.Sprintf("%s: is a mapping by name, not %s", part.key, value.TypeName(part.lit.value)),
			}
		}
		*part.to = NewBlob(value.AppendJSON(nil, part.lit.value))
	}
	switch {
	case f.Want == nil:
	case f.Want.value == value.Str("reference"):
		c.FromReference = true
	default:
		c.Want = NewBlob(value.AppendJSON(nil, f.Want.value))
	}
	return c, nil
}
