package sql_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write docs/hostile-sql.md anew")

const tableHead = `# Hostile SQL

Each is a file in runners/sql/testdata/hostile, and each is run on servers of every source: twice where it gets an answer, and
with a plain submission after it on the same server, which must be judged rightly, where it was not refused. Its ends for a problem of
kind query are in its first line. Where several are given, each is right. An end that is "answered" is only an answer: the judge
compares it outside. This page is written by
` + "`go test ./runners/sql -run TestHostileTable -update`" + `.

Ends are what package runners calls them, with PostgreSQL's SQLSTATE where it has one: 42501 is a privilege that is missing,
25006 a transaction that may only read, 42601 a syntax error, 53400 the limit of temporary files. A statement that gives no rows is
not run at all: no_result.

| case | what it tries | end | where the source guarantees less |
|---|---|---|---|
`

// attack is a file in testdata/hostile.
type attack struct {
	name, source string
	ends         []string // any of which is right
	tries        string   // in words
}

// attacks reads all files. The first line says how a submission to a problem of that kind ends, and the comment below what
// it tries:
//
//	-- expect query: raised 42501, answered [[1]]
//	-- Reads what it should not.
func attacks(t *testing.T) []attack {
	t.Helper()
	files, err := filepath.Glob("testdata/hostile/*.sql")
	if err != nil || len(files) < 180 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	out := make([]attack, len(files))
	for i, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(source), "\n")
		ends, ok1 := strings.CutPrefix(lines[0], "-- expect query: ")
		tries, ok2 := strings.CutPrefix(lines[1], "-- ")
		if !ok1 || !ok2 {
			t.Fatalf("%s: the first line says what to expect, the next ones what it tries", file)
		}
		for _, line := range lines[2:] {
			more, ok := strings.CutPrefix(line, "-- ")
			if !ok {
				break
			}
			tries += " " + more
		}
		out[i] = attack{strings.TrimSuffix(filepath.Base(file), ".sql"), string(source), strings.Split(ends, ", "), tries}
	}
	return out
}

// The page lists what the tests hold servers to.
func TestHostileTable(t *testing.T) {
	t.Parallel()
	var page strings.Builder
	page.WriteString(tableHead)
	cell := strings.NewReplacer("|", `\|`, "[", `\[`, "<", "&lt;")
	for _, a := range attacks(t) {
		var weaker []string
		for _, source := range slices.Sorted(maps.Keys(weakerEnds)) {
			if ends := weakerEnds[source][a.name]; ends != "" {
				weaker = append(weaker, ends+" ("+source+")")
			}
		}
		fmt.Fprintf(&page, "| %s | %s | %s | %s |\n", a.name, cell.Replace(a.tries), cell.Replace(strings.Join(a.ends, ", ")), cell.Replace(strings.Join(weaker, "; ")))
	}
	const name = "../../docs/hostile-sql.md"
	if *update {
		if err := os.WriteFile(name, []byte(page.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if was, err := os.ReadFile(name); err != nil || string(was) != page.String() {
		t.Errorf("%s is not current (%v): run this test with -update", name, err)
	}
}
