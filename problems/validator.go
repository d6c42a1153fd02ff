package problems

import "github.com/coding-judge/judge/testcases"

// Validator is a program that judges what submissions print, as packages of other judges have it. It is run with three
// arguments, the files of the case's input and of its answer and a folder for what it has to say, and then with the case's flags;
// what a submission printed is its standard input; or it speaks with the submission while both run. It ends with status 42 where that is right, and with 43 where it is wrong.
type Validator struct {
	Files  map[string][]byte   // by their paths in the program's folder
	Main   string              // the file that is run, in Python
	File   string              // the same in the package, for messages
	Flags  map[string][]string // by the cases' names
	Limits Limits
	// Compiled says that the files are a program in C++.
	Compiled bool
	// Interactive says that it speaks with the submission, whose input is what it writes to its standard output.
	Interactive bool
}

// Interactive says whether submissions speak with the problem's validator.
func (p *Problem) Interactive() bool { return p.Validator != nil && p.Validator.Interactive }

// CompareOf says how answers to a case are compared.
func (p *Problem) CompareOf(c testcases.Case) Compare {
	if rule, ok := p.Compares[c.Name]; ok {
		return rule
	}
	return p.Compare
}
