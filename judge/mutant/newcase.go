package mutant

import (
	"fmt"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases/value"
)

// File is the case as a file of the problem's. What is wanted is left to the reference solution, or to the checker, where there is
// one.
func (c NewCase) File(p *problems.Problem) ([]byte, error) {
	about := "found by judge strengthen; fails "
	for i, t := range c.Kills {
		const few = 3
		if i == few {
			about += fmt.Sprintf(" and %d more", len(c.Kills)-few)
			break
		}
		if i > 0 {
			about += "; "
		}
		about += t.Name
	}
	type line struct {
		key string
		v   value.Value
	}
	input, err := value.ParseJSON(c.Input.Bytes())
	if err != nil {
		return nil, fmt.Errorf("write the case: %w", err)
	}
	lines := []line{{"about", value.Str(about)}, {"input", input}}
	switch {
	case p.Reference != nil:
		lines = append(lines, line{"want", value.Str("reference")})
	case p.Compare.Rule != problems.RuleChecker:
		want, err := value.ParseJSON(c.Want.Bytes())
		if err != nil {
			return nil, fmt.Errorf("write the case: %w", err)
		}
		lines = append(lines, line{"want", want})
	}
	var out []byte
	for _, l := range lines {
		out = append(out, l.key+": "...)
		if out, err = value.AppendYAML(out, l.v); err != nil {
			return nil, fmt.Errorf("write the case: %w", err)
		}
		out = append(out, '\n')
	}
	return out, nil
}
