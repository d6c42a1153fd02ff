// Package problems holds what a problem is, how it is read from its folder, and the library of problems.
//
// A problem stands in problems/<slug>/ (problem.yaml, statement.md, a starter, submissions/ by expected
// verdict, problem.star where it has programs) and its cases in testcases/<slug>/. Mistakes in these files are
// *testcases.FileError: the author's, never a learner's.
package problems

import (
	"time"

	"github.com/coding-judge/judge/problems/data"
	"github.com/coding-judge/judge/problems/script"
	"github.com/coding-judge/judge/testcases"
)

// Kind says what a submission to a problem is.
type Kind string

// The kinds of problems.
const (
	Function Kind = "function" // a Python function that is called once a case
	Class    Kind = "class"    // a Python class, of which a case makes an object and calls its methods
	Stdin    Kind = "stdin"    // a whole Python program, which reads a case's input and writes its answer
	Query    Kind = "query"    // one SQL statement that reads a case's tables
	Script   Kind = "script"   // SQL statements that change a case's database, of which probes then ask
	// Concurrent is a script, mostly of functions, that sessions call at the same time before the probes ask.
	Concurrent Kind = "concurrent"
	Index      Kind = "index" // SQL statements that add indexes, of which the plans of a workload are measured
)

// Language is the language that submissions to problems of the kind are written in.
func (k Kind) Language() Language {
	switch k {
	case Function, Class, Stdin:
		return Python
	}
	return SQL
}

// Language is what a submission is written in.
type Language string

// The languages.
const (
	Python Language = "python"
	SQL    Language = "sql"
)

// Ext is the extension of the language's files, with its dot.
func (l Language) Ext() string {
	if l == SQL {
		return ".sql"
	}
	return ".py"
}

// Problem is one problem with its cases.
type Problem struct {
	Slug       string
	Name       string
	Aliases    []string
	Keywords   []string
	Difficulty string
	Kind       Kind
	Signature  Signature // kind function
	Class      ClassSpec // kind class
	Schema     string    // for SQL: DDL that makes a case's empty tables
	Probes     []Probe   // kinds script and concurrent: what the answer consists of
	// Concurrency is of kind concurrent: how sessions call what a submission defines.
	Concurrency Concurrency
	IndexTask         // kind index
	Plan        *Plan // kind query: cases whose plan counts; nil for none
	Compare     Compare
	// Compares are the rules of cases that have their own, by the cases' names; only packages of other judges have such.
	Compares  map[string]Compare
	Validator *Validator // of RuleValidator
	Limits    Limits
	Statement string   // Markdown
	Starter   string   // what a learner starts from, in the problem's language
	Hints     []string // Markdown, to be told one at a time: each says more than the one before

	// Reference is the solution whose answers are right; nil where no case asks for it.
	Reference *Solution
	// Seconds are further reference solutions, which must give the same answers as Reference; judging does not ask them.
	Seconds []Solution
	// Data declares how a SQL problem's tables are filled; nil where problem.star makes them, or nothing does.
	Data *data.Spec
	// Scaling says how inputs are made that grow; nil where nobody said.
	Scaling *Scaling
	// Script is problem.star; nil where the problem has none.
	Script *script.Program
	Cases  []testcases.Case
	// Sealed says that the hidden cases come from a sealed file, so that nothing of them is to be kept; Locked that there was no key
	// for it, and the cases are the samples alone.
	Sealed, Locked bool
	Groups         []Group // of Cases, in their order; nil where all cases are scored alike
	// Unsupported says what a package of another judge has that this one does without.
	Unsupported []string
	// Dir is where the problem was read, for messages.
	Dir string
}

// Solution is a submission that ships with a problem.
type Solution struct {
	File   string // relative to the problem's folder
	Source []byte
}

// Signature is the function that a submission defines.
type Signature struct {
	Name    string  `yaml:"name"`
	Params  []Param `yaml:"params"`
	Returns string  `yaml:"returns"`
}

// Param is one parameter; Type is a Python annotation.
type Param struct {
	Name string `yaml:"name"`
	Type string `yaml:"type"`
}

// String writes the signature as Python does.
func (s Signature) String() string {
	out := s.Name + "("
	for i, p := range s.Params {
		if i > 0 {
			out += ", "
		}
		out += p.Name
		if p.Type != "" {
			out += ": " + p.Type
		}
	}
	out += ")"
	if s.Returns != "" {
		out += " -> " + s.Returns
	}
	return out
}

// Limits bound one case. Sizes are in bytes.
type Limits struct {
	CPU       time.Duration // processor time of the case's processes; for SQL of the server process that runs the statement
	Wall      time.Duration // guards against waiting; WallFor(CPU) where a problem says nothing
	Memory    int64         // of all the case's processes together
	Output    int64         // of each of stdout and stderr
	Answer    int64         // of the answer that is compared, which is stdout for kind stdin
	Processes int           // at the same time, threads included
	OpenFiles int           // for each process
	FileSize  int64         // of each file
	Scratch   int64         // of all files in the scratch folder

	// Auto says that CPU was not chosen but measured, on a machine on which the calibration took so long; zero where it was not
	// measured yet. Judge scales CPU by what the calibration takes where it judges.
	Auto        bool
	Calibration time.Duration
}

// DefaultLimits are the limits of a problem that says nothing.
func DefaultLimits() Limits {
	l := Limits{
		CPU:       2 * time.Second,
		Memory:    256 << 20,
		Output:    1 << 20,
		Answer:    16 << 20,
		Processes: 64,
		OpenFiles: 128,
		FileSize:  16 << 20,
		Scratch:   16 << 20,
	}
	l.Wall = WallFor(l.CPU)
	return l
}

// CPUGuard is the processor time at which a run is ended. It lies beyond the limit, so that a run near the limit ends by
// itself and can be measured again before it counts.
func (l Limits) CPUGuard() time.Duration { return l.CPU + l.CPU/4 }

// WallGuard is how long a run may last at most. Time in which it is ready to run and has no processor is the machine's fault and
// does not count as waiting, within reason; supervisor.py has the same factor.
func (l Limits) WallGuard() time.Duration { return 10 * l.Wall }

// WallFor gives the wall time after which a run with that CPU limit is taken to be waiting. It is far above
// the CPU limit so that a busy machine does not turn a fast run into a slow one.
func WallFor(cpu time.Duration) time.Duration { return 5*cpu + 5*time.Second }
