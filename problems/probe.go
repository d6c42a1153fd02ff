package problems

import (
	"fmt"

	"github.com/coding-judge/judge/testcases/value"
)

// Probe is a query that is asked of a case's database when a submission has changed it. The answer to a case is a value.Dict:
// for each probe's name the table that it gave.
//
// Its query names tables with their schema (public.accounts): it runs where nothing that a submission defines can stand
// in for what it means.
type Probe struct {
	Name      string `yaml:"name"`
	Query     string `yaml:"query"`
	TableRule `yaml:",inline"`
}

func probeMistakes(probes []Probe) []mistake {
	all := []mistake{when(len(probes) == 0, "probes", "is missing; name the queries that tell whether a submission did right")}
	seen := map[string]bool{}
	for _, p := range probes {
		all = append(all,
			when(!slugPattern.MatchString(p.Name), "probes", fmt.Sprintf("%q is not a name; %s", p.Name, slugRule)),
			when(seen[p.Name], "probes", fmt.Sprintf("%s is there twice", p.Name)),
			when(p.Query == "", "probes", fmt.Sprintf("%s has no query", p.Name)),
		)
		for _, m := range p.mistakes() {
			all = append(all, when(m.message != "", "probes", fmt.Sprintf("%s: %s: %s", p.Name, m.key, m.message)))
		}
		seen[p.Name] = true
	}
	return all
}

// ParseTables reads the answers of probes, {name: {columns: […], rows: […]}, …}, of which there must be these.
func ParseTables(v value.Value, probes []Probe) error {
	dict, ok := v.(value.Dict)
	if !ok {
		return fmt.Errorf("expected a table for each probe, got a %s", value.TypeName(v))
	}
	known := map[string]bool{}
	for _, p := range probes {
		known[p.Name] = true
		table, ok := dict.Get(p.Name)
		if !ok {
			return fmt.Errorf("the probe %s has no table", p.Name)
		}
		if err := p.check(table); err != nil {
			return fmt.Errorf("%s: %w", p.Name, err)
		}
	}
	for _, e := range dict {
		if name, ok := e.Key.(value.Str); !ok || !known[string(name)] {
			return fmt.Errorf("there is no probe called %s", e.Key)
		}
	}
	return nil
}
