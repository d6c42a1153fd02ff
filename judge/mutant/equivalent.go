package mutant

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// EquivalentFile stands in a problem's folder, and says which mutants are no mistakes.
const EquivalentFile = "submissions/equivalent.yaml"

// Equivalents are the mutants of which their author says that they do what the original does. Each is told by its submission and
// by the first line that it changes, before and after.
//
//	equivalent:
//	  - submission: accepted/heap.py
//	    line: "elif count > best[0][0]:"
//	    becomes: "elif count >= best[0][0]:"
//	    reason: of numbers that are equally frequent any may be returned
//
// Where the submission has such a line more than once, at: says which is meant, by its number.
type Equivalents struct {
	file    string
	text    string
	entries []equivalent
}

type equivalent struct {
	Submission words         `yaml:"submission"`
	Line       words         `yaml:"line"`
	At         testcases.Int `yaml:"at"`
	Becomes    words         `yaml:"becomes"`
	Reason     words         `yaml:"reason"`
	found      int           // how many mutants it told of
	killed     bool          // a case killed one of these
}

// words are a text that knows where it stands.
type words struct {
	string
	at testcases.Place
}

// Entry is what the author may say of a survivor, but for the reason.
func (s Survivor) Entry() string {
	entry := "  - submission: " + s.Submission + "\n"
	if s.mutant.repeats(s.Text) {
		entry += fmt.Sprintf("    at: %d\n", s.Line)
	}
	for _, part := range [][2]string{{"line", s.Text}, {"becomes", s.Becomes}} {
		text, _ := value.AppendYAML(nil, value.Str(part[1])) // a string can always be written
		entry += "    " + part[0] + ": " + string(text) + "\n"
	}
	return entry + "    reason: …\n"
}

// UnmarshalYAML takes strings alone.
func (w *words) UnmarshalYAML(node ast.Node) error {
	v, err := value.FromYAML(node)
	if err != nil {
		return err
	}
	s, ok := v.(value.Str)
	if !ok {
		return &yaml.SyntaxError{Message: "expected text, got " + value.TypeName(v) + "; put it in quotes", Token: node.GetToken()}
	}
	position := node.GetToken().Position
	*w = words{string(s), testcases.Place{Line: position.Line, Column: position.Column}}
	return nil
}

// ReadEquivalents reads the file strictly. Every entry says why.
func ReadEquivalents(file string, data []byte) (*Equivalents, error) {
	e := &Equivalents{file: file, text: string(data)}
	var f struct {
		Equivalent []equivalent `yaml:"equivalent"`
	}
	doc, err := testcases.DecodeYAML(file, data, &f)
	if err != nil {
		return nil, err
	}
	if len(f.Equivalent) == 0 {
		return nil, doc.Errorf("equivalent", "equivalent: is missing or empty; without equivalent mutants there is no file")
	}
	e.entries = f.Equivalent
	seen := map[string]bool{}
	for i := range e.entries {
		x := &e.entries[i]
		x.Line.string, x.Becomes.string = strings.TrimSpace(x.Line.string), strings.TrimSpace(x.Becomes.string)
		for _, part := range []struct {
			key string
			words
		}{{"submission", x.Submission}, {"line", x.Line}, {"becomes", x.Becomes}, {"reason", x.Reason}} {
			if part.at.Line == 0 || part.key != "becomes" && strings.TrimSpace(part.string) == "" {
				return nil, doc.Errorf("equivalent", "equivalent: entry %d has no %s:; each has submission, line, becomes and reason", i+1, part.key)
			}
		}
		key := fmt.Sprintf("%q %q %q %d", x.Submission.string, x.Line.string, x.Becomes.string, x.At)
		if seen[key] {
			return nil, e.errorf(x, "this mutant is named twice; one of the entries is too many")
		}
		seen[key] = true
	}
	return e, nil
}

func (e *Equivalents) errorf(x *equivalent, format string, args ...any) error {
	at := x.Line.at
	return &testcases.FileError{File: e.file, Line: at.Line, Column: at.Column, Message: fmt.Sprintf(format, args...), Snippet: testcases.Snippet(e.text, at)}
}

// find gives the entry of a mutant; nil for none.
func (e *Equivalents) find(submission string, m Mutant) *equivalent {
	if e == nil {
		return nil
	}
	line, before, after := m.change()
	for i := range e.entries {
		x := &e.entries[i]
		if x.At != 0 && int(x.At) != line {
			continue
		}
		if x.Submission.string == submission && x.Line.string == before && x.Becomes.string == after {
			return x
		}
	}
	return nil
}

// mistakes are what the entries say that is not so.
func (e *Equivalents) mistakes() []error {
	if e == nil {
		return nil
	}
	var all []error
	for i := range e.entries {
		switch x := &e.entries[i]; {
		case x.found == 0:
			all = append(all, e.errorf(x, "%s has no mutant that changes this line to %q; correct the entry, or remove it", x.Submission.string, x.Becomes.string))
		case x.killed:
			all = append(all, e.errorf(x, "this mutant is no equivalent: a case tells it from the original; remove the entry, or say with at: which line is meant, where there are several"))
		}
	}
	return all
}
