package compare

import (
	"fmt"
	"strings"

	"github.com/coding-judge/judge/testcases/value"
)

// Tables compares several tables, each a dict by the tables' names. The options are by name too; a table without any is
// compared by the zero RowsOptions. The diff shows the first table that differs, and names the others.
func Tables(want, got value.Value, options map[string]RowsOptions) (Diff, error) {
	w, ok := want.(value.Dict)
	if !ok {
		return Diff{}, fmt.Errorf("the expected answer: not tables by name, but %s", article(typeName(want)))
	}
	g, ok := got.(value.Dict)
	if !ok {
		return Diff{Message: "the answer is not tables by name, but " + article(typeName(got)), Got: value.Python(got, ShowLimit)}, nil
	}
	first, all := Diff{Equal: true}, []string{}
	for _, e := range w {
		name := cell(e.Key)
		diff, err := oneOfTables(name, e, g, options)
		switch {
		case err != nil:
			return Diff{}, fmt.Errorf("%s: %w", name, err)
		case diff.Equal:
			continue
		case first.Equal:
			first = diff
			first.Message = name + ": " + diff.Message
		}
		all = append(all, name)
	}
	if len(all) > 1 {
		first.Message += "; also different: " + strings.Join(all[1:], ", ")
	}
	first.Tables = all
	return first, nil
}

func oneOfTables(name string, want value.Entry, got value.Dict, options map[string]RowsOptions) (Diff, error) {
	for _, e := range got {
		if cell(e.Key) == name {
			if o := options[name]; o.Bounds != nil {
				return bounded(want.Value, e.Value, o.Bounds)
			}
			return Rows(want.Value, e.Value, options[name])
		}
	}
	return Diff{Message: "there is no such table in the answer"}, nil
}
