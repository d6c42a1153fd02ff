package problems_test

import (
	"fmt"
	"io/fs"
	"maps"
	"math"
	"os"
	"path"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/goccy/go-yaml/parser"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// schema compiles one of the published schemas.
func schema(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	s, err := jsonschema.NewCompiler().Compile(filepath.Join("schema", name+".schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// document reads a YAML file as a schema sees it, in which tags make no difference.
func document(data string) (any, error) {
	file, err := parser.ParseBytes([]byte(data), 0)
	if err != nil {
		return nil, err
	}
	if len(file.Docs) != 1 {
		return nil, fmt.Errorf("%d documents", len(file.Docs))
	}
	v, err := value.FromYAML(file.Docs[0].Body)
	if err != nil {
		return nil, err
	}
	return plain(v), nil
}

func plain(v value.Value) any {
	switch v := v.(type) {
	case value.None:
		return nil
	case value.Bool:
		return bool(v)
	case value.Int:
		return int64(v)
	case value.Float:
		if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
			return "not a number of JSON"
		}
		return float64(v)
	case value.Str:
		return string(v)
	case value.Dict:
		out := map[string]any{}
		for _, e := range v {
			key := fmt.Sprint(plain(e.Key))
			if _, null := e.Key.(value.None); null { // as a share of a column's rows
				key = "null"
			}
			out[key] = plain(e.Value)
		}
		return out
	}
	if items, ok := value.Items(v); ok {
		out := make([]any, len(items))
		for i, item := range items {
			out[i] = plain(item)
		}
		return out
	}
	return fmt.Sprint(v)
}

// All problems that ship, and all of their cases, are what the schemas describe.
func TestSchemasOfShipped(t *testing.T) {
	t.Parallel()
	problem, caseOf := schema(t, "problem"), schema(t, "case")
	seen := map[*jsonschema.Schema]int{}
	check := func(file string, s *jsonschema.Schema) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := document(string(data))
		if err == nil {
			err = s.Validate(doc)
		}
		if err != nil {
			t.Errorf("%s: %v", file, err)
		}
		seen[s]++
	}
	files, err := filepath.Glob("*/problem.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		check(file, problem)
		err := filepath.WalkDir(filepath.Join("..", "testcases", filepath.Dir(file)), func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				check(name, caseOf)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
	if seen[problem] < 8 || seen[caseOf] < 50 {
		t.Errorf("only %d problems and %d cases were seen", seen[problem], seen[caseOf])
	}
}

// archive gives the files of testdata/schema.
func archive(t *testing.T, name string) map[string]string {
	t.Helper()
	a, err := txtar.ParseFile(filepath.Join("testdata", "schema", name+".txtar"))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range a.Files {
		if files[f.Name] != "" {
			t.Errorf("%s is in %s twice", f.Name, name)
		}
		files[f.Name] = string(f.Data)
	}
	if len(files) < 10 {
		t.Errorf("%s has only %d files", name, len(files))
	}
	return files
}

// The schemas and the loader agree on what is good and bad, but for what only the loader can tell.
func TestSchemasAndLoader(t *testing.T) {
	t.Parallel()
	loaders := map[string]func(t *testing.T, text string) error{
		"problem": headerError,
		"case": func(_ *testing.T, text string) error {
			_, err := testcases.Load(fstest.MapFS{"sample/1.yaml": {Data: []byte(text)}}, "dir")
			return err
		},
	}
	for _, of := range []string{"problem", "case"} {
		s := schema(t, of)
		for kind, agrees := range map[string]func(schema, loader error) bool{
			"good":   func(schema, loader error) bool { return schema == nil && loader == nil },
			"bad":    func(schema, loader error) bool { return schema != nil && loader != nil },
			"beyond": func(schema, loader error) bool { return schema == nil && loader != nil },
		} {
			for _, name := range slices.Sorted(maps.Keys(archive(t, of+"-"+kind))) {
				text := archive(t, of+"-"+kind)[name]
				t.Run(path.Join(of, kind, name), func(t *testing.T) {
					t.Parallel()
					doc, err := document(text)
					if err == nil {
						err = s.Validate(doc)
					} else if kind == "beyond" { // a schema has no say in how YAML is read
						err = nil
					}
					if loader := loaders[of](t, text); !agrees(err, loader) {
						t.Errorf("%s\nthe schema says: %v\nthe loader says: %v", text, err, loader)
					}
				})
			}
		}
	}
}

// headerError says what is wrong with a problem.yaml.
func headerError(t *testing.T, text string) error {
	t.Helper()
	const slug = "one-of-a-test"
	for _, p := range open(t, library(t, map[string]string{"problems/" + slug + "/problem.yaml": text})).List() {
		if p.Slug == slug {
			return p.Err
		}
	}
	t.Fatal("the problem is not listed")
	return nil
}
