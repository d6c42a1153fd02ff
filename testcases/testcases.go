// Package testcases holds the cases that submissions are judged by: what a case is, how it is read from
// its YAML file, and how hidden content is kept from being printed by accident.
//
// A problem's cases stand in testcases/<slug>/sample/*.yaml and testcases/<slug>/hidden/*.yaml, or in folders of these, one case a
// file, in the order of the files' names.
package testcases

import "fmt"

// The two groups of cases; a group is the folder that a case's file stands in. Further ones are folders in these: "hidden/small".
const (
	Sample = "sample" // shown to learners
	Hidden = "hidden" // never shown, in no part
)

// Case is one test case.
type Case struct {
	Name   string // group and file name: "sample/01-basic"
	Group  string // Sample, Hidden, or a folder in one of them
	Hidden bool   // whether Input, Want and the submission's output on it must never be shown
	Points int    // what the case is worth; 1 unless its file says otherwise

	// Input is a value in its JSON form: a value.Dict of arguments by parameter name, of tables by name, or of calls: alone; for
	// a whole program what it reads, a value.Str or, where that is not UTF-8, value.Bytes.
	// It is zero for a case that is made by the problem's generator.
	Input Blob
	// Want is the expected answer, a value in its JSON form; zero where a checker or the reference decides.
	Want Blob
	// Generate holds the generator's parameters, seed included, as a value.Dict; zero for a stored case.
	Generate Blob
	// FromReference says that the expected answer is what the problem's reference solution gives.
	FromReference bool

	About       string // the author's note on what the case is for; not shown for a hidden case
	Explanation string // why the answer is what it is, for learners; empty for a hidden case

	// For messages to authors: where the case was read, and where in it input: or generate:, want: and points: stand.
	File                      string
	InputAt, WantAt, PointsAt Place
	text                      string // of the file; empty for a hidden case
}

// Errorf gives a *FileError at a place in the case's file, with the lines that stand there unless the case is hidden.
func (c Case) Errorf(at Place, format string, args ...any) *FileError {
	return &FileError{File: c.File, Line: at.Line, Column: at.Column, Message: fmt.Sprintf(format, args...), Snippet: Snippet(c.text, at)}
}

// Place is a line and a column in a file, from 1; zero where it is not known.
type Place struct{ Line, Column int }
