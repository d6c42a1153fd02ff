package problems

import (
	"fmt"
	"maps"
	"math"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"github.com/coding-judge/judge/problems/script"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// Scaling says how the problem's generator makes inputs that grow, on which it can be measured how a submission's time grows.
type Scaling struct {
	Parameter string             // of generate(rng, …), which is the size
	Sizes     []int              // in ascending order
	Along     map[string]float64 // parameters that grow along: each is so many times the size
	With      value.Dict         // parameters that stay the same
	Seed      int64
	Place     testcases.Place // in problem.yaml
}

// GrownGroup is the group of cases that Grown makes, which no problem has.
const GrownGroup = "grown"

// Grown is a case of a size, which Materialize makes. It has no expected answer.
func (p *Problem) Grown(size int) testcases.Case {
	s := p.Scaling
	params := value.Dict{{Key: value.Str("seed"), Value: value.Int(s.Seed)}, {Key: value.Str(s.Parameter), Value: value.Int(size)}}
	for _, name := range slices.Sorted(maps.Keys(s.Along)) {
		along := max(1, int(math.Round(s.Along[name]*float64(size))))
		params = append(params, value.Entry{Key: value.Str(name), Value: value.Int(along)})
	}
	params = append(params, s.With...)
	return testcases.Case{
		Name: fmt.Sprintf("%s/%s-%d", GrownGroup, s.Parameter, size), Group: GrownGroup, File: path.Join(p.Dir, "problem.yaml"),
		Generate: testcases.NewBlob(value.AppendJSON(nil, params)), InputAt: s.Place,
	}
}

// scalingFile is scaling: as its author writes it.
type scalingFile struct {
	Parameter string             `yaml:"parameter"`
	Sizes     []testcases.Int    `yaml:"sizes"`
	Along     map[string]float64 `yaml:"along"`
	With      *parameters        `yaml:"with"`
	Seed      testcases.Int      `yaml:"seed"`
}

// parameters are values by name.
type parameters struct{ value.Dict }

func (p *parameters) UnmarshalYAML(node ast.Node) error {
	v, err := value.FromYAML(node)
	if err != nil {
		return err
	}
	dict, ok := v.(value.Dict)
	if !ok {
		return &yaml.SyntaxError{Message: "expected parameters by name, got " + value.TypeName(v), Token: node.GetToken()}
	}
	p.Dict = dict
	return nil
}

// What is asked of sizes. The times of so few can't be told from chance, and those of so many cost more time than they tell.
const (
	leastSizes = 5
	mostSizes  = 20
	greatest   = 5000000
)

func (f *scalingFile) mistakes(kind Kind) []mistake {
	if f == nil {
		return nil
	}
	all := []mistake{
		when(kind.Language() != Python, "scaling", "is for Python problems only"),
		when(!identifier.MatchString(f.Parameter) || f.Parameter == "seed", "scaling.parameter", fmt.Sprintf("%q is not a parameter's name", f.Parameter)),
		when(len(f.Sizes) < leastSizes || len(f.Sizes) > mostSizes, "scaling.sizes", fmt.Sprintf("has %d sizes; write %d to %d of them, each about twice the one before", len(f.Sizes), leastSizes, mostSizes)),
	}
	last := testcases.Int(0)
	for _, size := range f.Sizes {
		all = append(all,
			when(size < 1 || size > greatest, "scaling.sizes", fmt.Sprintf("%d is no size; they are from 1 to %d", size, greatest)),
			when(size >= 1 && size <= last, "scaling.sizes", fmt.Sprintf("%d does not come after %d; write them in ascending order", size, last)),
		)
		last = size
	}
	for _, name := range slices.Sorted(maps.Keys(f.Along)) {
		all = append(all,
			when(name == f.Parameter || name == "seed", "scaling.along."+name, "is said already"),
			when(!(f.Along[name] > 0 && f.Along[name] <= 1000), "scaling.along."+name, "is how many times the size it is, such as 0.5; not more than 1000"),
		)
	}
	if f.With != nil {
		for _, e := range f.With.Dict {
			name, ok := e.Key.(value.Str)
			_, along := f.Along[string(name)]
			all = append(all, when(!ok || string(name) == f.Parameter || name == "seed" || along, "scaling.with."+string(name), "is no name, or said already"))
		}
	}
	return all
}

// loadScaling takes what the file says, and sees that there is a generator with these parameters.
func (p *Problem) loadScaling(f *problemFile) error {
	s := f.Scaling
	if s == nil {
		return nil
	}
	if !p.Script.Has(script.Generate) {
		return f.doc.Errorf("scaling", "scaling: problem.star defines no generate(rng, …), which would make the inputs")
	}
	p.Scaling = &Scaling{Parameter: s.Parameter, Along: s.Along, Seed: int64(s.Seed), Place: f.doc.Place("scaling.sizes")}
	for _, size := range s.Sizes {
		p.Scaling.Sizes = append(p.Scaling.Sizes, int(size))
	}
	names := map[string]string{s.Parameter: "scaling.parameter"}
	for name := range s.Along {
		names[name] = "scaling.along." + name
	}
	if s.With != nil {
		p.Scaling.With = s.With.Dict
		for _, e := range s.With.Dict {
			name, _ := e.Key.(value.Str)
			names[string(name)] = "scaling.with." + string(name)
		}
	}
	has := p.Script.Parameters(script.Generate)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if !slices.Contains(has, name) {
			return f.doc.Errorf(names[name], "%s: generate(rng, …) in problem.star has no parameter %s; it has %s", names[name], name, strings.Join(has, ", "))
		}
	}
	return nil
}
