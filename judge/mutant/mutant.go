// Package mutant measures how strong a problem's cases are: it makes small mistakes in solutions that are right, and counts how
// many of these mutants the cases find.
//
// A mutant is one edit of a source. Those of Python are made by a program that runs in a cell, with the source as its input;
// those of SQL from the source's words, for the bodies of functions, in which much of a submission stands, are only text to
// a parser. What does not compile does not count.
package mutant

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
)

// Mutant is a submission with one edit.
type Mutant struct {
	Operator string // what kind of mistake it is: "boundary", "join"
	Line     int    // in the original, from 1
	Source   []byte
	original []byte
}

// maxMutants is how many are made of one source; of more, some from everywhere are kept.
const maxMutants = 1000

// edit puts a text in the place of source[start:end].
type edit struct {
	operator   string
	start, end int
	text       string
}

// Make makes the mutants of a source, each text once. The runner is that of the kind's language; it serves Python alone.
func Make(ctx context.Context, runner runners.Runner, kind problems.Kind, source []byte) ([]Mutant, error) {
	if kind.Language() == problems.Python {
		return makePython(ctx, runner, kind, source)
	}
	return apply(source, sqlEdits(string(source))), nil
}

// apply makes mutants of edits, in the order of their places.
func apply(source []byte, edits []edit) []Mutant {
	slices.SortStableFunc(edits, func(a, b edit) int { return a.start - b.start })
	seen := map[string]bool{string(source): true}
	var all []Mutant
	for _, e := range edits {
		text := slices.Concat(source[:e.start], []byte(e.text), source[e.end:])
		if seen[string(text)] {
			continue
		}
		seen[string(text)] = true
		m := Mutant{Operator: e.operator, Source: text, original: source}
		m.Line, _, _ = m.change()
		all = append(all, m)
	}
	if n := len(all); n > maxMutants {
		for i := range maxMutants {
			all[i] = all[i*n/maxMutants]
		}
		all = all[:maxMutants]
	}
	return all
}

// Diff shows the edit as a unified diff against a file of that name.
func (m Mutant) Diff(file string) string {
	edits := udiff.Strings(string(m.original), string(m.Source))
	diff, err := udiff.ToUnified(file, fmt.Sprintf("%s (%s)", file, m.Operator), string(m.original), edits, 1)
	if err != nil {
		return "" // only of edits that don't fit the text
	}
	return diff
}

// change gives the number of the first line that the edit changes, and the line before and after, without the space around them.
func (m Mutant) change() (line int, before, after string) {
	old, mutated := strings.Split(string(m.original), "\n"), strings.Split(string(m.Source), "\n")
	for i := range max(len(old), len(mutated)) {
		line, before, after = i+1, lineOf(old, i), lineOf(mutated, i)
		if before != after {
			break
		}
	}
	return line, strings.TrimSpace(before), strings.TrimSpace(after)
}

// repeats says whether the original has a line more than once.
func (m Mutant) repeats(line string) bool {
	n := 0
	for l := range strings.Lines(string(m.original)) {
		if strings.TrimSpace(l) == line {
			n++
		}
	}
	return n > 1
}

func lineOf(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}
