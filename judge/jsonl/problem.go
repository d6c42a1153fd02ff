package jsonl

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// Import makes a problem of each task, in a library's folder: problems/<slug>/ and testcases/<slug>/. It tells of each task, with the
// number of its cases or why it is not made a problem: a *RefusedError. Nothing that is there is written over.
func Import(ctx context.Context, runner runners.Runner, tasks []Task, library string, tell func(t Task, cases int, err error)) error {
	next := 0
	return convert(ctx, runner, tasks, func(c converted, err error) error {
		t := tasks[next]
		next++
		var files []file
		if err == nil {
			files, err = c.files()
		}
		if err == nil {
			err = write(library, t, files)
		}
		var refused *RefusedError
		if err != nil && !errors.As(err, &refused) {
			return err
		}
		tell(t, len(files)-made, err)
		return nil
	})
}

// file is one file of a problem, below the library's folder.
type file struct {
	name    string
	content []byte
}

const (
	made        = 4 // files of a problem beside its cases
	sampleCases = 2 // where the text shows no example
)

// write writes a problem's files, all or none.
func write(library string, t Task, files []file) error {
	for _, folder := range []string{"problems", "testcases"} {
		dir := filepath.Join(library, folder, t.Slug())
		if _, err := os.Lstat(dir); !errors.Is(err, fs.ErrNotExist) {
			return &RefusedError{t, dir + " is there already, and nothing is written over"}
		}
	}
	var err error
	for _, f := range files {
		name := filepath.Join(library, filepath.FromSlash(f.name))
		if err = os.MkdirAll(filepath.Dir(name), 0o777); err == nil {
			err = os.WriteFile(name, f.content, 0o666)
		}
		if err != nil {
			break
		}
	}
	if err != nil {
		for _, folder := range []string{"problems", "testcases"} {
			err = errors.Join(err, os.RemoveAll(filepath.Join(library, folder, t.Slug())))
		}
	}
	return err
}

// files are the files of the problem that a task becomes.
func (c converted) files() ([]file, error) {
	slug := c.Slug()
	if slug == "" {
		return nil, &RefusedError{c.Task, "its task_id is no name"}
	}
	if len(c.params) == 0 {
		return nil, &RefusedError{c.Task, "its function takes no arguments, so there is nothing to judge it by"}
	}
	samples, hidden := c.groups()
	compare, err := c.compare()
	if err != nil {
		return nil, err
	}
	problem := "problems/" + slug
	files := []file{
		{problem + "/problem.yaml", c.problemYAML(compare)},
		{problem + "/statement.md", c.statement(samples)},
		{problem + "/starter.py", c.starter()},
		{problem + "/submissions/accepted/set.py", []byte(c.Solution)},
	}
	for i, p := range slices.Concat(samples, hidden) {
		group, n := testcases.Sample, i+1
		if i >= len(samples) {
			group, n = testcases.Hidden, n-len(samples)
		}
		content, err := caseYAML(p)
		if err != nil {
			return nil, &RefusedError{c.Task, "in one of its tests " + err.Error()}
		}
		files = append(files, file{fmt.Sprintf("testcases/%s/%s/%03d.yaml", slug, group, n), content})
	}
	return files, nil
}

// groups are the pairs that are shown and those that are hidden, each input once.
func (c converted) groups() (samples, hidden []pair) {
	seen := map[string]bool{}
	fresh := func(p pair) bool {
		key := string(value.AppendJSON(nil, p.args))
		defer func() { seen[key] = true }()
		return !seen[key]
	}
	for _, p := range c.examples {
		if fresh(p) {
			samples = append(samples, p)
		}
	}
	for _, p := range c.pairs {
		switch {
		case !fresh(p):
		case len(c.examples) == 0 && len(samples) < sampleCases:
			samples = append(samples, p)
		default:
			hidden = append(hidden, p)
		}
	}
	return samples, hidden
}

// compare is the rule that all tests agree on. Exact answers also satisfy the tolerance that some of the tests ask for.
func (c converted) compare() (string, error) {
	rules := map[string]bool{}
	var abs, rel float64
	for _, p := range c.pairs {
		rules[p.rule] = true
		abs, rel = max(abs, p.abs), max(rel, p.rel)
	}
	switch {
	case len(rules) == 1 && !rules["float"]:
		return c.pairs[0].rule, nil
	case !rules["unordered"] && !rules["set"] && (abs > 0 || rel > 0) && rel < 1:
		out := "float"
		if abs > 0 {
			out += fmt.Sprintf(", abs: %v", abs)
		}
		if rel > 0 {
			out += fmt.Sprintf(", rel: %v", rel)
		}
		return out, nil
	}
	return "", &RefusedError{c.Task, "its tests compare answers in more than one way"}
}

func (c converted) problemYAML(compare string) []byte {
	text := func(s string) string {
		b, _ := value.AppendYAML(nil, value.Str(s)) // text can always be written
		return string(b)
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "format: 1\nname: %s\ndifficulty: medium # the set does not say\nkind: function\nsignature:\n", text(c.name()))
	fmt.Fprintf(&b, "  name: %s\n  params:\n", text(c.Function))
	for _, p := range c.params {
		fmt.Fprintf(&b, "    - {name: %s, type: %s}\n", text(p.Name), text(cmp.Or(p.Type, "Any")))
	}
	fmt.Fprintf(&b, "  returns: %s\ncompare: {rule: %s}\n", text(c.returns), compare)
	return b.Bytes()
}

// name is the function's, as a title.
func (c converted) name() string {
	words := strings.Fields(strings.ReplaceAll(c.Function, "_", " "))
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, " ")
}

func (c converted) statement(samples []pair) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n\n", c.name())
	if c.Test == "" {
		fmt.Fprintf(&b, "%s\n\nWrite a function `%s`.\n", strings.TrimSpace(c.Prompt), c.Function)
	} else {
		fmt.Fprintf(&b, "Complete the function `%s`.\n\n%s\n", c.Function, fenced(strings.TrimSpace(c.Prompt)))
	}
	if len(c.examples) == 0 {
		b.WriteString("\n## Examples\n")
		for _, p := range samples {
			call := value.Call(c.Function, p.args, maxExample) + "  # " + value.Python(p.want, maxExample)
			fmt.Fprintf(&b, "\n%s\n", fenced(call))
		}
	}
	return b.Bytes()
}

const maxExample = 2000 // characters of an example's parts

// fenced puts code in a fence that is longer than any in it.
func fenced(code string) string {
	fence := "```"
	for strings.Contains(code, fence) {
		fence += "`"
	}
	return fence + "python\n" + code + "\n" + fence
}

func (c converted) starter() []byte {
	if c.Test != "" {
		return []byte(strings.TrimRight(c.Prompt, " \n") + "\n    ...\n")
	}
	names := make([]string, len(c.params))
	for i, p := range c.params {
		names[i] = p.Name
	}
	return fmt.Appendf(nil, "def %s(%s):\n    ...\n", c.Function, strings.Join(names, ", "))
}

// caseYAML writes a case.
func caseYAML(p pair) ([]byte, error) {
	if p.want == value.Str("reference") {
		return nil, errors.New("the word reference is expected, which in a case means that a solution is to be asked")
	}
	b, err := value.AppendYAML([]byte("input: "), p.args)
	if err != nil {
		return nil, err
	}
	b, err = value.AppendYAML(append(b, "\nwant: "...), p.want)
	if err != nil {
		return nil, err
	}
	return slices.Concat(b, []byte("\n")), nil
}
