package problems

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/docker/go-units"
	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"github.com/coding-judge/judge/problems/data"
	"github.com/coding-judge/judge/testcases"
)

// problemFile is problem.yaml as its author writes it.
type problemFile struct {
	Format      testcases.Int `yaml:"format"`
	Name        string        `yaml:"name"`
	Aliases     []string      `yaml:"aliases"`
	Keywords    []string      `yaml:"keywords"`
	Difficulty  string        `yaml:"difficulty"`
	Hints       []string      `yaml:"hints"`
	Kind        Kind          `yaml:"kind"`
	Signature   *Signature    `yaml:"signature"`
	Class       *ClassSpec    `yaml:"class"`
	Schema      string        `yaml:"schema"`
	Probes      []Probe       `yaml:"probes"`
	Concurrency *Concurrency  `yaml:"concurrency"`
	Data        *data.Spec    `yaml:"data"`
	Reference   string        `yaml:"reference"`
	References  []string      `yaml:"references"`
	Groups      []groupFile   `yaml:"groups"`
	Compare     Compare       `yaml:"compare"`
	Limits      limitsFile    `yaml:"limits"`
	Plan        *Plan         `yaml:"plan"`
	Scaling     *scalingFile  `yaml:"scaling"`
	IndexTask   `yaml:",inline"`

	doc *testcases.Document
}

type limitsFile struct {
	CPU       *cpuLimit      `yaml:"cpu"`
	Wall      *duration      `yaml:"wall"`
	Memory    *size          `yaml:"memory"`
	Output    *size          `yaml:"output"`
	Processes *testcases.Int `yaml:"processes"`
}

type duration time.Duration

func (d *duration) UnmarshalYAML(node ast.Node) error {
	v, err := time.ParseDuration(node.GetToken().Value)
	if err != nil || v <= 0 {
		return &yaml.SyntaxError{Message: "expected a time such as 1.5s or 300ms", Token: node.GetToken()}
	}
	*d = duration(v)
	return nil
}

type size int64

func (s *size) UnmarshalYAML(node ast.Node) error {
	v, err := units.RAMInBytes(node.GetToken().Value)
	if err != nil || v <= 0 {
		return &yaml.SyntaxError{Message: "expected a size such as 256MiB or 64KiB", Token: node.GetToken()}
	}
	*s = size(v)
	return nil
}

func (f *limitsFile) limits() Limits {
	l := DefaultLimits()
	if f.CPU != nil && f.CPU.auto {
		l.Auto = true
	} else if f.CPU != nil {
		l.setCPU(time.Duration(f.CPU.time), nil)
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
		l.Processes = int(*f.Processes)
	}
	return l
}

// check tells what is wrong with the file beyond its syntax, each at the key that is wrong.
func (f *problemFile) check() []error {
	var all []error
	for _, m := range f.mistakes() {
		if m.message != "" {
			all = append(all, f.doc.Errorf(m.key, "%s: %s", m.key, m.message))
		}
	}
	return all
}

// mistake is a key with what is wrong about it, which is nothing where the message is empty.
type mistake struct{ key, message string }

func (f *problemFile) mistakes() []mistake {
	all := []mistake{
		when(f.Format != 1, "format", fmt.Sprintf("%d is not known; write format: 1", f.Format)),
		when(f.Name == "", "name", "is missing"),
		oneOf("kind", string(f.Kind), string(Function), string(Class), string(Stdin), string(Query), string(Script), string(Concurrent), string(Index)),
		oneOf("difficulty", f.Difficulty, "easy", "medium", "hard"),
	}
	for _, alias := range f.Aliases {
		all = append(all, when(!slugPattern.MatchString(alias), "aliases", fmt.Sprintf("%q is not a name; %s", alias, slugRule)))
	}
	for i, hint := range f.Hints {
		all = append(all,
			when(strings.TrimSpace(hint) == "", "hints", fmt.Sprintf("hint %d is empty", i+1)),
			when(slices.Contains(f.Hints[:i], hint), "hints", fmt.Sprintf("hint %d is there before; each says more than the last", i+1)),
		)
	}
	switch f.Kind {
	case Function, Class, Stdin:
		all = append(all, when(f.Schema != "", "schema", "is for SQL problems only"), when(f.Data != nil, "data", "is for SQL problems only"))
		all = append(all, f.pythonMistakes()...)
	case Query, Script, Concurrent, Index:
		all = append(all,
			when(f.Schema == "", "schema", "is missing; a SQL problem names the file with its tables' DDL"),
			when(f.Signature != nil, "signature", "is for function problems only"),
			when(f.Class != nil, "class", "is for class problems only"),
			oneOf("compare.rule", f.Compare.Rule, RuleRows),
		)
		for _, m := range f.Compare.mistakes() {
			all = append(all, mistake{"compare." + m.key, m.message})
		}
	}
	if f.Kind == Script || f.Kind == Concurrent {
		all = append(all, probeMistakes(f.Probes)...)
		all = append(all, when(len(f.Compare.OrderBy) > 0, "compare.order_by", "is of each probe, not of the whole"))
	} else {
		all = append(all, when(len(f.Probes) > 0, "probes", "is for script and concurrent problems only"))
	}
	if f.Kind == Concurrent {
		all = append(all, f.Concurrency.mistakes(f.Probes)...)
		all = append(all, when(f.Data != nil, "data", "makes tables and no schedule; generate(rng, …) in problem.star makes both"))
	} else {
		all = append(all, when(f.Concurrency != nil, "concurrency", "is for concurrent problems only"))
	}
	if f.Kind == Index {
		all = append(all, f.IndexTask.mistakes()...)
	} else {
		all = append(all, f.absent()...)
	}
	all = append(all, when(f.Kind != Query && f.Plan != nil, "plan", "is for query problems only"))
	all = append(all, f.Plan.mistakes()...)
	all = append(all, f.Compare.numberMistakes(f.rule())...)
	all = append(all, f.Compare.textMistakes(f.rule())...)
	all = append(all, f.referenceMistakes()...)
	all = append(all, f.Scaling.mistakes(f.Kind)...)
	if f.Compare.Rule != RuleRows {
		all = append(all, f.Compare.notOfRows()...)
	}
	limits := f.Limits.limits()
	return append(all,
		when(limits.Wall < limits.CPU, "limits.wall", fmt.Sprintf("%v is less than the cpu limit, %v", limits.Wall, limits.CPU)),
		when(limits.Processes < 1, "limits.processes", "must be at least 1"),
	)
}

// pythonMistakes finds what is wrong with what a submission in Python is to define, and how its answers are compared.
func (f *problemFile) pythonMistakes() []mistake {
	var all []mistake
	if f.Kind == Function {
		all = append(all, f.Signature.mistakes()...)
	} else {
		all = append(all, when(f.Signature != nil, "signature", "is for function problems only"))
	}
	if f.Kind == Class {
		all = append(all, f.Class.mistakes()...)
	} else {
		all = append(all, when(f.Class != nil, "class", "is for class problems only"))
	}
	rules := []string{RuleExact, RuleFloat, RuleUnordered, RuleSet, RuleChecker}
	if f.Kind == Stdin {
		rules = []string{RuleTokens, RuleLines, RuleExact, RuleChecker}
	}
	return append(all, oneOf("compare.rule", f.rule(), rules...))
}

// rule is the comparison rule, which a whole program's problem need not name.
func (f *problemFile) rule() string {
	if f.Kind == Stdin {
		return cmp.Or(f.Compare.Rule, RuleTokens)
	}
	return f.Compare.Rule
}

// identifier is a name in Python, as far as problems need them.
var identifier = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

func (s *Signature) mistakes() []mistake {
	if s == nil {
		return []mistake{{"signature", "is missing; a function problem needs its function's name and params"}}
	}
	all := []mistake{
		when(!identifier.MatchString(s.Name), "signature.name", fmt.Sprintf("%q is not a function's name", s.Name)),
		when(len(s.Params) == 0, "signature.params", "is missing; a function takes at least one"),
	}
	all = append(all, s.typeMistakes("signature")...)
	return append(all, paramMistakes("signature.params", s.Params)...)
}

func paramMistakes(key string, params []Param) (all []mistake) {
	seen := map[string]bool{}
	for _, p := range params {
		all = append(all,
			when(!identifier.MatchString(p.Name), key, fmt.Sprintf("%q is not a parameter's name", p.Name)),
			when(seen[p.Name], key, fmt.Sprintf("%s is there twice", p.Name)),
		)
		seen[p.Name] = true
	}
	return all
}

func when(wrong bool, key, message string) mistake {
	if !wrong {
		return mistake{}
	}
	return mistake{key, message}
}

func oneOf(key, got string, known ...string) mistake {
	return when(!slices.Contains(known, got), key, fmt.Sprintf("%q is not known; it is one of %s", got, strings.Join(known, ", ")))
}
