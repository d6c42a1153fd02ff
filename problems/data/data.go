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

	"github.com/coding-judge/judge/testcases/value"
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
