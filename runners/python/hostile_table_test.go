package python_test

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

var update = flag.Bool("update", false, "write docs/hostile.md anew")

const tableHead = `# Hostile submissions

Each is a file in runners/python/testdata/hostile, and each is run twice in one cell, with a plain case after it that must be
judged rightly. Where several ends are given, each is right. An end that is "answered" is only an answer: the judge compares it
outside. This page is written by ` + "`go test ./runners/python -run TestHostileTable -update`" + `.

| case | what it tries | end | where the engine guarantees less |
|---|---|---|---|
`

// The page lists what the tests hold cells to.
func TestHostileTable(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/hostile/*.py")
	if err != nil {
		t.Fatal(err)
	}
	var page strings.Builder
	page.WriteString(tableHead)
	cell := strings.NewReplacer("|", `\|`, "[", `\[`, "<", "&lt;")
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(source), "\n")
		end, ok1 := strings.CutPrefix(lines[0], "# expect: ")
		tries, ok2 := strings.CutPrefix(lines[1], "# ")
		if !ok1 || !ok2 {
			t.Fatalf("%s: the first line says what to expect, the next ones what it tries", file)
		}
		for _, line := range lines[2:] {
			more, ok := strings.CutPrefix(line, "# ")
			if !ok {
				break
			}
			tries += " " + more
		}
		var weaker []string
		for _, w := range slices.Sorted(maps.Keys(weakerEnds)) {
			if other := weakerEnds[w][filepath.Base(file)]; other != "" {
				weaker = append(weaker, other+" ("+string(w)+")")
			}
		}
		name := strings.TrimSuffix(filepath.Base(file), ".py")
		fmt.Fprintf(&page, "| %s | %s | %s | %s |\n", name, cell.Replace(tries), cell.Replace(end), cell.Replace(strings.Join(weaker, "; ")))
	}
	const name = "../../docs/hostile.md"
	if *update {
		if err := os.WriteFile(name, []byte(page.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if was, err := os.ReadFile(name); err != nil || string(was) != page.String() {
		t.Errorf("%s is not current (%v): run this test with -update", name, err)
	}
}
