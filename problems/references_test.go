package problems_test

import (
	"strings"
	"testing"
)

func TestReferences(t *testing.T) {
	t.Parallel()
	const second = "problems/sum/solutions/second.py"
	for name, tt := range map[string]struct {
		references string
		want       string // the files, or a part of the error
	}{
		"one":           {"reference: solutions/sum.py", "solutions/sum.py"},
		"two":           {"references: [solutions/second.py, solutions/sum.py]", "solutions/second.py solutions/sum.py"},
		"both keys":     {"reference: solutions/sum.py\nreferences: [solutions/sum.py, solutions/second.py]", "references: is there beside reference:"},
		"one in a list": {"references: [solutions/sum.py]", "two at least"},
		"twice":         {"references: [solutions/sum.py, solutions/sum.py]", "names a file twice"},
		"not there":     {"references: [solutions/sum.py, solutions/none.py]", "references: there is no file solutions/none.py"},
		"outside":       {"references: [solutions/sum.py, ../sum.py]", `references: "../sum.py" is not a file`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := with(function, second, "def total(nums, start): ...\n")
			const yaml = "problems/sum/problem.yaml"
			files[yaml] = strings.Replace(files[yaml], "reference: solutions/sum.py", tt.references, 1)
			p, err := open(t, library(t, files)).Load("sum")
			if err != nil {
				if !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "problem.yaml:") {
					t.Errorf("got %v", err)
				}
				return
			}
			got := p.Reference.File
			for _, s := range p.Seconds {
				got += " " + s.File
				if string(s.Source) == string(p.Reference.Source) {
					t.Errorf("the source of %s is the other's", s.File)
				}
			}
			if got != tt.want {
				t.Errorf("got %s", got)
			}
		})
	}
}
