package sql

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/jackc/pgerrcode"

	"github.com/coding-judge/judge/runners"
)

// suggest says which names there are, where the submission has one that is none: the nearest, or else all. PostgreSQL itself
// does so for columns that are very near. Names are the problem's, and no secret of a case.
func suggest(f *runners.Fault, source string, tables []named) {
	if f == nil || f.Line == 0 || f.Hint != "" {
		return
	}
	name := identifier(source, f.Line, f.Column)
	var known []string
	switch f.Code {
	case pgerrcode.UndefinedTable:
		if !strings.HasPrefix(f.Message, "relation ") { // but a name that the statement itself gives, or forgets to
			return
		}
		for _, t := range tables {
			known = append(known, t.name)
		}
	case pgerrcode.UndefinedColumn:
		for _, t := range tables {
			known = append(known, t.Columns...)
		}
	default:
		return
	}
	slices.Sort(known)
	known = slices.Compact(known)
	if best := nearest(name, known); best != "" {
		f.Hint = best
	} else if f.Code == pgerrcode.UndefinedTable {
		f.Hint = "the tables are " + strings.Join(known, ", ")
	} else {
		f.Hint = columnsOf(tables)
	}
}

// nearest gives the name that another may mean; empty where none is near.
func nearest(name string, known []string) string {
	if name == "" || len(known) == 0 {
		return ""
	}
	distance := func(k string) int {
		a, b := strings.ToLower(k), strings.ToLower(name)
		if len(b) >= 3 && (strings.Contains(a, b) || strings.Contains(b, a)) {
			return 1
		}
		return levenshtein.ComputeDistance(a, b)
	}
	best := slices.MinFunc(known, func(a, b string) int { return cmp.Compare(distance(a), distance(b)) })
	if distance(best) > max(1, len(name)/3) {
		return ""
	}
	return best
}

func columnsOf(tables []named) string {
	var all []string
	for _, t := range tables {
		all = append(all, fmt.Sprintf("the columns of %s are %s", t.name, strings.Join(t.Columns, ", ")))
	}
	return strings.Join(all, "; ")
}

// identifier gives the last part of the name at a place in the source: column of alias.column.
func identifier(source string, line, column int) string {
	lines := strings.Split(source, "\n")
	if line > len(lines) {
		return ""
	}
	text := []rune(lines[line-1])
	if column < 1 || column > len(text) {
		return ""
	}
	text = text[column-1:]
	for {
		n := word(text)
		part, rest := text[:n], text[n:]
		if len(rest) < 2 || rest[0] != '.' {
			return strings.Trim(string(part), `"`)
		}
		text = rest[1:]
	}
}
