package judge_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/coding-judge/judge"

// layers says which packages of the module a package may import: only what is upstream of it in the flow of data, so
// that no stage knows the next. Tests are free; the packages that only tests import stand at the end.
var layers = map[string][]string{
	"testcases/value":  {},
	"testcases":        {"testcases/value"},
	"testcases/sealed": {},
	"problems/rng":     {},
	"problems/data":    {"testcases/value", "problems/rng"},
	"problems/script":  {"testcases", "testcases/value", "problems/rng"},
	"problems/kattis":  {"testcases", "testcases/value", "problems"},
	"problems":         {"testcases", "testcases/sealed", "testcases/value", "problems/data", "problems/script"},

	"runners":             {"testcases", "testcases/value", "problems"},
	"runners/cell/wire":   {},
	"runners/cell":        {"runners", "runners/cell/wire"},
	"runners/cell/docker": {"runners", "runners/cell", "runners/cell/wire"},
	"runners/cell/native": {"runners", "runners/cell", "runners/cell/wire"},
	"runners/python":      {"testcases", "testcases/value", "problems", "runners", "runners/cell", "runners/cell/wire"},
	"runners/sql/server":  {"runners", "runners/cell", "runners/cell/docker", "runners/cell/native"}, // what servers live in
	"runners/sql":         {"testcases", "testcases/value", "problems", "runners", "runners/sql/server"},

	"judge/statement": {"judge"},
	"judge/history":   {"judge"},

	"judge/compare":  {"testcases/value"},
	"judge/smallest": {"testcases/value", "problems"},
	"judge/growth":   {},
	"judge":          {"testcases", "testcases/value", "problems", "problems/script", "runners", "judge/compare", "judge/growth", "judge/smallest"},
	"judge/report":   {"judge", "judge/compare", "judge/grade"},
	"judge/jsonl":    {"testcases", "testcases/value", "problems", "runners"},
	"judge/skeleton": {},
	"judge/mutant":   {"testcases", "testcases/value", "problems", "runners", "judge"},
	"judge/batch":    {"testcases", "problems", "judge"},
	"judge/grade":    {"testcases", "problems", "judge"},
	"judge/verify":   {"testcases", "testcases/sealed", "testcases/value", "problems", "problems/script", "runners", "judge", "judge/compare", "judge/mutant"},
	"cmd/judge": {
		"testcases", "testcases/sealed", "testcases/value", "problems", "problems/kattis", "runners", "runners/cell", "runners/cell/docker", "runners/cell/native",
		"runners/python", "runners/sql", "runners/sql/server", "judge", "judge/batch", "judge/grade", "judge/report", "judge/statement", "judge/history", "judge/jsonl", "judge/skeleton", "judge/mutant", "judge/verify",
	},

	"judge/report/reporttest":        {"judge", "judge/report"},
	"runners/cell/celltest":          {"runners", "runners/cell", "runners/cell/wire"},
	"runners/cell/docker/dockertest": {"runners/cell", "runners/cell/docker"},
	"runners/cell/native/nativetest": {"runners/cell", "runners/cell/native"},
	"runners/runnertest":             {"testcases", "testcases/value", "problems", "runners"},
}

// edges says which packages alone may import what belongs to one edge of the program, by the beginning of its path.
var edges = map[string][]string{
	"github.com/docker/docker":   {"runners/cell/docker", "runners/cell/docker/dockertest"},
	"github.com/moby/":           {"runners/sql/server"}, // testcontainers' own hook takes its types
	"github.com/testcontainers/": {"runners/sql", "runners/sql/server"},
	"github.com/jackc/":          {"runners/sql", "runners/sql/server"},
	"github.com/spf13/":          {"cmd/judge"},
	"net/http":                   {},
}

// testOnly are the packages that hold what tests share.
var testOnly = []string{"runners/cell/celltest", "runners/cell/docker/dockertest", "runners/cell/native/nativetest", "runners/runnertest"}

func TestLayers(t *testing.T) {
	t.Parallel()
	for pkg, files := range productionFiles(t) {
		allowed, known := layers[pkg]
		if !known {
			t.Errorf("package %s is not known here: add it to the table, with the packages upstream of it", pkg)
			continue
		}
		for name, file := range files {
			for _, spec := range file.Imports {
				imported, err := strconv.Unquote(spec.Path.Value)
				if err != nil {
					t.Fatal(err)
				}
				if own, ok := strings.CutPrefix(imported, module+"/"); ok {
					if !slices.Contains(allowed, own) {
						t.Errorf("%s imports %s, which is not upstream of %s", name, own, pkg)
					}
					continue
				}
				for edge, users := range edges {
					if strings.HasPrefix(imported, edge) && !slices.Contains(users, pkg) {
						t.Errorf("%s imports %s, which only %v may", name, imported, users)
					}
				}
				if first, _, _ := strings.Cut(imported, "/"); pkg == "runners/cell/wire" && strings.Contains(first, ".") {
					t.Errorf("%s imports %s; the protocol needs the standard library alone", name, imported)
				}
			}
		}
	}
}

// The table itself has no way round: what a package may import stands above it.
func TestLayersTable(t *testing.T) {
	t.Parallel()
	var upstream func(pkg string, seen []string)
	upstream = func(pkg string, seen []string) {
		if slices.Contains(seen, pkg) {
			t.Fatalf("%v goes in a circle", append(seen, pkg))
		}
		for _, above := range layers[pkg] {
			if _, ok := layers[above]; !ok {
				t.Errorf("%s may import %s, which the table does not know", pkg, above)
			}
			if slices.Contains(testOnly, above) && !slices.Contains(testOnly, pkg) {
				t.Errorf("%s may import %s, which is for tests", pkg, above)
			}
			upstream(above, append(seen, pkg))
		}
	}
	for pkg := range layers {
		upstream(pkg, nil)
	}
}

func TestPackageComments(t *testing.T) {
	t.Parallel()
	for pkg, files := range productionFiles(t) {
		var documented []string
		for _, name := range slices.Sorted(maps.Keys(files)) {
			if doc := files[name].Doc; doc != nil && strings.TrimSpace(doc.Text()) != "" {
				documented = append(documented, name)
			}
		}
		if len(documented) != 1 {
			t.Errorf("package %s has its comment in %d files, %v; it belongs in one", pkg, len(documented), documented)
			continue
		}
		doc := files[documented[0]]
		want := "Package " + doc.Name.Name + " "
		if doc.Name.Name == "main" {
			want = "Command " + path.Base(pkg) + " "
		}
		if !strings.HasPrefix(doc.Doc.Text(), want) {
			t.Errorf("%s: the package's comment begins with %q, not with %q", documented[0], strings.SplitN(doc.Doc.Text(), "\n", 2)[0], want)
		}
	}
}

// productionFiles parses the module's files but tests, whatever they are built for, by package and name. It does so in
// this process: the cache of go test sees what it read.
func productionFiles(t *testing.T) map[string]map[string]*ast.File {
	t.Helper()
	packages := map[string]map[string]*ast.File{}
	root := ".."
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() {
			if file != root && (strings.HasPrefix(name, ".") || slices.Contains([]string{"testdata", "bin", "build", "tools"}, name)) {
				return filepath.SkipDir
			}
			return nil
		}
		if filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly|parser.ParseComments)
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		relative = filepath.ToSlash(relative)
		pkg := path.Dir(relative)
		if packages[pkg] == nil {
			packages[pkg] = map[string]*ast.File{}
		}
		packages[pkg][relative] = parsed
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(packages) < 8 {
		t.Fatalf("only %d packages were found", len(packages))
	}
	return packages
}
