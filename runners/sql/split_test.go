package sql

import (
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/coding-judge/judge/runners"
)

func TestStatements(t *testing.T) {
	t.Parallel()
	for source, want := range map[string][]string{
		"":                             nil,
		" ;; -- nothing; here\n":       nil,
		"select 1":                     {"select 1"},
		"a; b ;\n\tc":                  {"a; ", "b ;", "c"},
		"a 'x;''y'; b":                 {"a 'x;'", "b"},
		`a ";"; b`:                     {`a ";"; `, "b"},
		`a E'\';'; b`:                  {`a E'\';`, "b"},
		`a '\'; b`:                     {`a '\'; `, "b"},
		"/* ; /* ; */ ; */ a; b":       {"a; b", "b"},
		"do $$ begin; end $$; b":       {"do $$ b", "b"},
		"do $x$ $$;$y$;$ $x$; b":       {"do $x$ ", "b"},
		"select a$b$; select $1; c$1$": {"select ", "select ", "c$1$"},
		"a 'never closed; b":           {"a 'neve"},
		"-- first\nä; b":               {"ä; b", "b"},
	} {
		starts := statements(source)
		if len(starts) != len(want) {
			t.Errorf("%q: %d statements, want %d", source, len(starts), len(want))
			continue
		}
		for i, start := range starts {
			if !strings.HasPrefix(source[start:], want[i]) {
				t.Errorf("%q: statement %d is %q; want %q", source, i, source[start:], want[i])
			}
		}
	}
}

func TestPlaceStatement(t *testing.T) {
	t.Parallel()
	const source = "begin;\n\n-- moves them\nupdate t\nset n = 1;\ndo\n$$\nbegin\n  perform 1 / 0;\nend\n$$;\ncommit;\n"
	for _, c := range []struct {
		done  int
		where string
		want  int
	}{
		{0, "", 1},
		{1, "", 4},
		{2, "", 6},
		{2, "SQL statement \"select 1 / 0\"\nPL/pgSQL function inline_code_block line 3 at PERFORM", 9},
		{2, "PL/pgSQL function f() line 3 at PERFORM", 6},
		{3, "", 12},
		{4, "", 0},
	} {
		f := &runners.Fault{}
		if placeStatement(f, &pgconn.PgError{Where: c.where}, source, c.done); f.Line != c.want {
			t.Errorf("after %d, %q: line %d; want %d", c.done, c.where, f.Line, c.want)
		}
	}
	f := &runners.Fault{Line: 5}
	if placeStatement(f, &pgconn.PgError{}, source, 0); f.Line != 5 {
		t.Errorf("a place that is known became line %d", f.Line)
	}
}

// FuzzStatements holds that offsets are in order and within the source, whatever it is.
func FuzzStatements(f *testing.F) {
	for _, seed := range []string{"a;b", "'", "$", "$$", "$a$ $a", "/*", "/**/", "E'\\", "\"", "--", "\x00;\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		last := -1
		for _, start := range statements(source) {
			if start <= last || start >= len(source) {
				t.Fatalf("%q: %d after %d", source, start, last)
			}
			last = start
			placeStatement(&runners.Fault{}, &pgconn.PgError{Where: "PL/pgSQL function inline_code_block line 3 at RAISE"}, source, 0)
		}
	})
}
