package problems

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/coding-judge/judge/testcases/value"
)

// Compare says how answers to the problem are compared.
type Compare struct {
	Rule      string   `yaml:"rule"` // one of the Rule constants
	Abs       *float64 `yaml:"abs"`  // of RuleFloat and RuleTokens: as in Tolerance; nil for none
	Rel       *float64 `yaml:"rel"`
	TableRule `yaml:",inline"`

	CaseSensitive  bool `yaml:"case_sensitive"`  // of RuleTokens: A is not a
	SpaceSensitive bool `yaml:"space_sensitive"` // of RuleTokens: white space between words must be the same, too
}

// The comparison rules.
const (
	RuleExact     = "exact"     // the same value, types included
	RuleFloat     = "float"     // numbers within a tolerance, wherever they are, and else as exact
	RuleUnordered = "unordered" // a list's items in any order
	RuleSet       = "set"       // a list's items in any order and each as often as it likes
	RuleRows      = "rows"      // the same rows, typed
	RuleTokens    = "tokens"    // the same words, with a tolerance of numbers where there is one
	RuleLines     = "lines"     // the same lines, but for white space at their ends
	RuleChecker   = "checker"   // check in problem.star decides
	RuleValidator = "validator" // a program of a package decides; judge's own problems have none
)

// TableRule says what about a table counts, under RuleRows. What a probe leaves out is as for the problem, but for OrderBy.
type TableRule struct {
	OrderBy     []string   `yaml:"order_by"`     // "column" or "column desc", what the answer must be sorted on
	Columns     string     `yaml:"columns"`      // ColumnsExact, ColumnsAnyCase or ColumnsIgnored; any_case where it is empty
	ColumnOrder string     `yaml:"column_order"` // ColumnsExact or ColumnsIgnored; exact where it is empty
	Tolerance   *Tolerance `yaml:"tolerance"`    // nil for none
}

// How columns' names, or their order, are compared.
const (
	ColumnsExact   = "exact"
	ColumnsAnyCase = "any_case" // names only
	ColumnsIgnored = "ignored"
)

// Tolerance is how far two numbers may be apart that are not both integers. One of the bounds is enough.
type Tolerance struct {
	Abs float64 `yaml:"abs"` // the difference
	Rel float64 `yaml:"rel"` // the difference as a part of the larger number; less than 1
}

// Numbers is the tolerance of RuleFloat.
func (c Compare) Numbers() Tolerance {
	var t Tolerance
	if c.Abs != nil {
		t.Abs = *c.Abs
	}
	if c.Rel != nil {
		t.Rel = *c.Rel
	}
	return t
}

// numberMistakes finds what is wrong with the tolerance of a rule's numbers, or that there is one of a rule that has none.
func (c Compare) numberMistakes(rule string) []mistake {
	if rule != RuleFloat && rule != RuleTokens {
		const message = "is for rules float and tokens only"
		return []mistake{when(c.Abs != nil, "compare.abs", message), when(c.Rel != nil, "compare.rel", message)}
	}
	t := c.Numbers()
	return []mistake{
		when(c.Abs != nil && !t.absFits(), "compare.abs", "must be a number that is not negative, such as 1e-6"),
		when(c.Rel != nil && !t.relFits(), "compare.rel", "must be a number from 0 to less than 1, such as 1e-9"),
		when(rule == RuleFloat && !t.fits(), "compare.rule", "is float, which needs abs: or rel:, such as {rule: float, abs: 1e-6}"),
	}
}

func (t Tolerance) absFits() bool { return t.Abs >= 0 && !math.IsInf(t.Abs, 1) }
func (t Tolerance) relFits() bool { return t.Rel >= 0 && t.Rel < 1 }
func (t Tolerance) fits() bool    { return t.absFits() && t.relFits() && t.Abs+t.Rel > 0 }

// textMistakes finds the keys of RuleTokens that are there without it.
func (c Compare) textMistakes(rule string) []mistake {
	const message = "is for rule tokens only"
	return []mistake{
		when(c.CaseSensitive && rule != RuleTokens, "compare.case_sensitive", message),
		when(c.SpaceSensitive && rule != RuleTokens, "compare.space_sensitive", message),
	}
}

// check says what is wrong with an expected table that an author wrote.
func (r TableRule) check(want value.Value) error {
	t, err := ParseTable(want)
	if err != nil {
		return err
	}
	for _, column := range r.OrderBy {
		if i := strings.LastIndexByte(column, ' '); i > 0 && (strings.EqualFold(column[i+1:], "desc") || strings.EqualFold(column[i+1:], "asc")) {
			column = column[:i]
		}
		if !slices.ContainsFunc(t.Columns, func(c string) bool { return strings.EqualFold(c, column) }) {
			return fmt.Errorf("there is no column %s, which order_by names", column)
		}
	}
	return nil
}

// notOfRows finds the keys that are there though the rule is not RuleRows.
func (r TableRule) notOfRows() []mistake {
	const message = "is for rule rows only"
	return []mistake{
		when(len(r.OrderBy) > 0, "compare.order_by", message),
		when(r.Columns != "", "compare.columns", message),
		when(r.ColumnOrder != "", "compare.column_order", message),
		when(r.Tolerance != nil, "compare.tolerance", message),
	}
}

// Within completes a probe's rule by the problem's.
func (r TableRule) Within(problem TableRule) TableRule {
	if r.Columns == "" {
		r.Columns = problem.Columns
	}
	if r.ColumnOrder == "" {
		r.ColumnOrder = problem.ColumnOrder
	}
	if r.Tolerance == nil {
		r.Tolerance = problem.Tolerance
	}
	return r
}

// mistakes finds what is wrong, at keys of the rule.
func (r TableRule) mistakes() []mistake {
	var all []mistake
	if r.Columns != "" {
		all = append(all, oneOf("columns", r.Columns, ColumnsExact, ColumnsAnyCase, ColumnsIgnored))
	}
	if r.ColumnOrder != "" {
		all = append(all,
			oneOf("column_order", r.ColumnOrder, ColumnsExact, ColumnsIgnored),
			when(r.ColumnOrder == ColumnsIgnored && r.Columns == ColumnsIgnored, "column_order",
				"is ignored, and so are the names: nothing would tell the columns apart"),
		)
	}
	if t := r.Tolerance; t != nil {
		all = append(all, when(!t.fits(), "tolerance",
			"needs abs: or rel:, such as {abs: 1e-6}; neither is negative, and rel is less than 1"))
	}
	return all
}
