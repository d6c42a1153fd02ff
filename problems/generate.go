package problems

import (
	"context"
	"fmt"
	"maps"
	"path"
	"slices"

	"github.com/coding-judge/judge/problems/script"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// Generates says whether inputs can be made: from declared data, or by generate(rng, …) in problem.star.
func (p *Problem) Generates() bool { return p.Data != nil || p.Script.Has(script.Generate) }

// Draw makes an input from a seed. Sizes are numbers of rows by table where the problem declares its data, and parameters of
// generate(rng, …) elsewhere; what is not named has its default. The input is valid: where the problem's own valid(input) refuses
// what was made, that is the error, and another seed may do better.
func (p *Problem) Draw(ctx context.Context, seed int64, sizes map[string]int) (testcases.Blob, error) {
	if !p.Generates() {
		return testcases.Blob{}, fmt.Errorf("problem %s: it neither declares data: nor has generate(rng, …) in problem.star", p.Slug)
	}
	params := value.Dict{{Key: value.Str("seed"), Value: value.Int(seed)}}
	for _, name := range slices.Sorted(maps.Keys(sizes)) {
		params = append(params, value.Entry{Key: value.Str(name), Value: value.Int(sizes[name])})
	}
	c, err := p.Materialize(ctx, testcases.Case{
		Name: fmt.Sprintf("seed %d", seed), File: path.Join(p.Dir, "problem.yaml"), Generate: testcases.NewBlob(value.AppendJSON(nil, params)),
	})
	return c.Input, err
}

// Sizes are the sizes that Draw takes, each with what it is where nothing is said: the tables of the declared data, or those
// parameters of generate(rng, …) that are integers by default.
func (p *Problem) Sizes() map[string]int {
	if p.Data != nil {
		return p.Data.Sizes()
	}
	return p.Script.Integers(script.Generate)
}

// generate makes a case's input from its parameters.
func (p *Problem) generate(ctx context.Context, c testcases.Case) (value.Value, error) {
	v, err := value.ParseJSON(c.Generate.Bytes())
	params, ok := v.(value.Dict)
	if err != nil || !ok {
		return nil, c.Errorf(c.InputAt, "generate: not a mapping by name")
	}
	if p.Data == nil {
		made, err := p.Script.Generate(ctx, params)
		return made, withhold(c, err)
	}
	seed, sizes, err := p.Data.Params(params)
	if err != nil {
		return nil, withhold(c, c.Errorf(c.InputAt, "generate: %v", err))
	}
	made, err := p.Data.Make(ctx, seed, sizes)
	if err != nil && ctx.Err() == nil {
		err = withhold(c, c.Errorf(c.InputAt, "generate: %v", err))
	}
	return made, err
}

// checkGenerate checks at load what a case asks of the generator.
func (p *Problem) checkGenerate(c testcases.Case) error {
	if !p.Generates() {
		return c.Errorf(c.InputAt, "generate: problem.star defines no generate(rng, …), and problem.yaml declares no data:")
	}
	if p.Data == nil {
		return nil
	}
	v, err := value.ParseJSON(c.Generate.Bytes())
	if params, ok := v.(value.Dict); ok && err == nil {
		_, _, err = p.Data.Params(params)
	}
	if err != nil {
		return withhold(c, c.Errorf(c.InputAt, "generate: %v", err))
	}
	return nil
}
