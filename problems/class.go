package problems

import (
	"fmt"

	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// ClassSpec is the class that a submission to a problem of kind Class defines.
type ClassSpec struct {
	Name    string      `yaml:"name"`
	Params  []Param     `yaml:"params"` // of its constructor
	Methods []Signature `yaml:"methods"`
}

// Call is one call of a case: of the constructor, which comes first, or of a method.
type Call struct {
	Signature
	Args []value.Value // as many as the signature has parameters
}

// Void says whether what the call gives does not count, because its method is declared to return nothing.
func (c Call) Void() bool { return c.Returns == "" || c.Returns == "None" }

// String writes the call as Python does, cut to about limit bytes.
func (c Call) String(limit int) string {
	args := make(value.Dict, len(c.Args))
	for i, arg := range c.Args {
		args[i].Value = arg
	}
	return value.Call(c.Name, args, limit)
}

// CallsOf reads the calls of a case's input, {calls: [[name, [argument, …]], …]}.
func (p *Problem) CallsOf(input value.Dict) ([]Call, error) {
	v, _ := input.Get("calls")
	items, ok := v.(value.List)
	if !ok || len(input) != 1 {
		return nil, fmt.Errorf("expected calls:, a list, and nothing else")
	}
	calls := make([]Call, len(items))
	for i, item := range items {
		call, err := p.callOf(item, i == 0)
		if err != nil {
			return nil, fmt.Errorf("calls: call %d: %w", i+1, err)
		}
		calls[i] = call
	}
	if len(calls) == 0 {
		return nil, fmt.Errorf("calls: is empty; the first call is of %s", p.Class.Name)
	}
	return calls, nil
}

func (p *Problem) callOf(v value.Value, first bool) (Call, error) {
	pair, _ := value.Ordered(v)
	if len(pair) != 2 {
		return Call{}, fmt.Errorf("expected [name, [argument, …]], such as [%s, []]", p.Class.Name)
	}
	name, ok1 := pair[0].(value.Str)
	args, ok2 := value.Ordered(pair[1])
	if !ok1 || !ok2 {
		return Call{}, fmt.Errorf("expected a name and a list of arguments, got %s and %s", value.TypeName(pair[0]), value.TypeName(pair[1]))
	}
	s, err := p.Class.signature(string(name), first)
	if err == nil && len(args) != len(s.Params) {
		err = fmt.Errorf("%s takes %d arguments, and here are %d", s, len(s.Params), len(args))
	}
	for i := 0; i < len(args) && err == nil; i++ {
		kind, _ := NodeType(s.Params[i].Type)
		if wrong := checkNodes(kind, args[i]); wrong != nil {
			err = fmt.Errorf("%s: the argument %s %w", s, s.Params[i].Name, wrong)
		}
	}
	return Call{s, args}, err
}

// Constructor is the signature of the class itself.
func (c *ClassSpec) Constructor() Signature { return Signature{Name: c.Name, Params: c.Params} }

// signature finds the constructor, which is the first call and only that, or a method.
func (c *ClassSpec) signature(name string, first bool) (Signature, error) {
	constructor := c.Constructor()
	switch {
	case first && name != c.Name:
		return Signature{}, fmt.Errorf("%q; the first call is of %s", name, constructor)
	case first:
		return constructor, nil
	}
	for _, m := range c.Methods {
		if m.Name == name {
			return m, nil
		}
	}
	return Signature{}, fmt.Errorf("%q is no method of %s that problem.yaml declares", name, c.Name)
}

// checkResults checks that what a case expects has a result for each call.
func (p *Problem) checkResults(c testcases.Case, want value.Value) error {
	results, ok := want.(value.List)
	if !ok {
		return fmt.Errorf("is a list with one result for each call, not %s", value.TypeName(want))
	}
	if c.Input.IsZero() {
		return nil
	}
	input, err := p.Input(c)
	if err != nil {
		return err
	}
	calls, err := p.CallsOf(input)
	if err == nil && len(results) != len(calls) {
		err = fmt.Errorf("has %d results for %d calls; what returns nothing, as the constructor, has null", len(results), len(calls))
	}
	for i := 0; i < len(calls) && err == nil; i++ {
		kind, _ := NodeType(calls[i].Returns)
		if wrong := checkNodes(kind, results[i]); wrong != nil {
			err = fmt.Errorf("the result of call %d %w", i+1, wrong)
		}
	}
	return err
}

func (c *ClassSpec) mistakes() []mistake {
	if c == nil {
		return []mistake{{"class", "is missing; a class problem needs its class's name and methods"}}
	}
	all := []mistake{
		when(!identifier.MatchString(c.Name), "class.name", fmt.Sprintf("%q is not a class's name", c.Name)),
		when(len(c.Methods) == 0, "class.methods", "is missing; a class has at least one"),
	}
	all = append(all, paramMistakes("class.params", c.Params)...)
	all = append(all, c.Constructor().typeMistakes("class")...)
	seen := map[string]bool{c.Name: true}
	for _, m := range c.Methods {
		all = append(all,
			when(!identifier.MatchString(m.Name), "class.methods", fmt.Sprintf("%q is not a method's name", m.Name)),
			when(seen[m.Name], "class.methods", fmt.Sprintf("%s is there twice", m.Name)),
		)
		seen[m.Name] = true
		all = append(all, paramMistakes("class.methods", m.Params)...)
		all = append(all, m.typeMistakes("class.methods")...)
	}
	return all
}
