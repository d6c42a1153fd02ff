// Package data makes the tables of SQL cases from what a problem declares about them:
//
//	data:
//	  departments:                  # tables; one that is referred to stands above the one that refers to it
//	    rows: 5                     # where a case asks for no other number
//	    columns:
//	      id: {serial: 1}
//	      name: {choice: [Sales, Legal, "", "O'Brien"], distinct: true}
//	  employees:
//	    rows: 20
//	    columns:
//	      id: {serial: 1}
//	      department_id: {references: departments.id, null: 0.1, skew: 1.2}
//	      salary: {int: [0, 9000], null: 0.1, ties: 0.4, boundary: 0.1, literals: 0.2}
//	    unique: [[department_id, salary]]
//
// and a case asks for by "generate: {seed: 7, employees: 200}". docs/sql-data.md describes every key.
//
// What is made depends on the declaration, the sizes and the seed alone, and is the same on every machine and in every
// version: each column draws from a stream of package rng that is named after it. Never change how something is drawn; stored
// answers depend on it.
package data

import (
	"fmt"
	"math"

	"github.com/coding-judge/judge/testcases/value"
)

// The bounds of one data set. The bytes are those of its texts and decimals.
const (
	maxRows   = 1_000_000 // of one table
	maxValues = 8_000_000
	maxBytes  = 256 << 20
)

// Spec is a declaration. It is read from YAML, and does not change once Bind has been called.
type Spec struct {
	tables []*table
	source string
}

type table struct {
	name    string
	rows    int
	columns []*column
	unique  []key
}

func (t *table) column(name string) *column {
	for _, c := range t.columns {
		if c.name == name {
			return c
		}
	}
	return nil
}

// key is columns whose values together are of one row only, unless one of them is NULL.
type key []*column

// column is one column of a table. Exactly one of serial, ref and domain is set.
type column struct {
	name   string
	serial *serial
	ref    *reference
	domain domain

	// Shares of the rows, together at most 1: of NULLs, of copies of an earlier value, of the domain's edges, of literals.
	null, ties, boundary, literals float64

	nullable bool // null: is there, though it may be 0
	distinct bool
	fitting  []value.Value // the reference's literals that fit the column, and their neighbors; Bind finds them
}

// serial counts up.
type serial struct {
	start  int64
	prefix *string // makes texts of the numbers, where it is set
}

// reference is a column whose values are those of a column of another table, or of earlier rows of its own.
type reference struct {
	table  *table
	target *column
	self   bool
	leader *column // with which it shares the row that it refers to; nil for a column that chooses by itself
	skew   float64 // the s of Zipf's law
	unused float64 // the share of rows that are never referred to
}

// single says that no two rows have the same value in the column.
func (c *column) single() bool { return c.serial != nil || c.distinct }

// Error is a demand that can't be met.
type Error struct {
	Table, Column string // Column is empty where it is about the whole table
	Message       string
}

func (e *Error) Error() string {
	if e.Column == "" {
		return fmt.Sprintf("table %s: %s", e.Table, e.Message)
	}
	return fmt.Sprintf("table %s, column %s: %s", e.Table, e.Column, e.Message)
}

// Key is where the demand stands in problem.yaml.
func (e *Error) Key() string {
	if e.Column == "" {
		return "data." + e.Table
	}
	return "data." + e.Table + ".columns." + e.Column
}

// Source is a text that changes with everything that data depends on beside sizes and seed; empty for a nil Spec.
func (s *Spec) Source() string {
	if s == nil {
		return ""
	}
	text := []byte(s.source)
	for _, t := range s.tables {
		for _, c := range t.columns {
			text = value.AppendJSON(text, value.List(c.fitting))
		}
	}
	return string(text)
}

// Bind takes the literals that columns ask for from the reference solution, whose source is empty where there is none.
// The error is an *Error.
func (s *Spec) Bind(reference string) error {
	found := lex(reference)
	for _, t := range s.tables {
		for _, c := range t.columns {
			if c.literals == 0 {
				continue
			}
			c.fitting = c.domain.(literate).fit(found)
			switch {
			case reference == "":
				return &Error{t.name, c.name, "literals: problem.yaml names no reference: to take them from"}
			case len(c.fitting) == 0:
				return &Error{t.name, c.name, "literals: the reference solution has no literal that fits the column"}
			}
		}
	}
	return nil
}

// Params reads what a case asks for: the seed, which must be there, and numbers of rows by table.
func (s *Spec) Params(params value.Dict) (seed int64, sizes map[string]int, err error) {
	sizes, seeded := map[string]int{}, false
	for _, e := range params {
		name, ok := e.Key.(value.Str)
		n, isInt := e.Value.(value.Int)
		switch {
		case ok && name == "seed" && isInt:
			seed, seeded = int64(n), true
		case ok && name == "seed":
			return 0, nil, fmt.Errorf("seed: is an integer of at most 64 bits, not %s", value.TypeName(e.Value))
		case !ok || s.table(string(name)) == nil:
			return 0, nil, fmt.Errorf("%s is no table of the problem's data", value.Python(e.Key, 40))
		case !isInt || n < 0 || n > maxRows:
			return 0, nil, fmt.Errorf("%s: its number of rows is an integer from 0 to %d", name, maxRows)
		default:
			sizes[string(name)] = int(n)
		}
	}
	if !seeded {
		return 0, nil, fmt.Errorf("seed is missing; write generate: {seed: 1}, with any integer")
	}
	return seed, sizes, s.bound(sizes)
}

// bound keeps a data set within its bounds.
func (s *Spec) bound(sizes map[string]int) error {
	total := 0
	for _, t := range s.tables {
		n := t.size(sizes)
		if n < 0 || n > maxRows {
			return &Error{t.name, "", fmt.Sprintf("%d rows; 0 to %d are possible", n, maxRows)}
		}
		total += n * len(t.columns)
	}
	if total > maxValues {
		return fmt.Errorf("the tables have %d values together; %d are possible", total, maxValues)
	}
	return nil
}

func (t *table) size(sizes map[string]int) int {
	if n, ok := sizes[t.name]; ok {
		return n
	}
	return t.rows
}

func (s *Spec) table(name string) *table {
	for _, t := range s.tables {
		if t.name == name {
			return t
		}
	}
	return nil
}

// times multiplies, and stays at the greatest number where there is no greater one.
func times(a, b uint64) uint64 {
	if a != 0 && b > math.MaxUint64/a {
		return math.MaxUint64
	}
	return a * b
}
