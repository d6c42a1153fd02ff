package problems

import (
	"encoding/json"
	"maps"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
)

// The schema has each key that the loader reads, and no other, and docs/problem-format.md or a page that it refers to tells of it.
func TestSchemaHasAllKeys(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(filepath.Join("schema", "problem.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	var root map[string]any
	if err := json.Unmarshal(data, &root); err != nil {
		t.Fatal(err)
	}
	read, described := map[string]bool{}, map[string]bool{}
	keysOf(reflect.TypeFor[problemFile](), "", read)
	described = propertiesOf(root, root, "", described)
	if diff := cmp.Diff(slices.Sorted(maps.Keys(read)), slices.Sorted(maps.Keys(described))); diff != "" {
		t.Errorf("what is read and what is described differ (-read +described):\n%s", diff)
	}

	pages := ""
	for _, page := range []string{"problem-format", "groups", "sql-kinds", "sql-data", "sql-comparison", "growth"} {
		text, err := os.ReadFile(filepath.Join("..", "docs", page+".md"))
		if err != nil {
			t.Fatal(err)
		}
		pages += string(text)
	}
	for key := range described {
		if name := path.Base(key); !strings.Contains(pages, "`"+name+"`") && !strings.Contains(pages, name+":") {
			t.Errorf("no page tells of %s", key)
		}
	}
}

// keysOf finds the keys of a struct and of the structs in it, as paths.
func keysOf(typ reflect.Type, at string, found map[string]bool) {
	for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice {
		typ = typ.Elem()
	}
	if typ.Kind() != reflect.Struct || reflect.PointerTo(typ).Implements(reflect.TypeFor[yaml.NodeUnmarshaler]()) {
		return
	}
	for i := range typ.NumField() {
		field := typ.Field(i)
		name, option, _ := strings.Cut(field.Tag.Get("yaml"), ",")
		switch {
		case option == "inline":
			keysOf(field.Type, at, found)
		case name != "":
			found[at+name] = true
			keysOf(field.Type, at+name+"/", found)
		}
	}
}

// propertiesOf finds the properties of a schema in the same way, but for those of tables' data, which has a reader of its own.
func propertiesOf(root, schema map[string]any, at string, found map[string]bool) map[string]bool {
	if ref, ok := schema["$ref"].(string); ok {
		defs, _ := root["$defs"].(map[string]any)
		schema, _ = defs[path.Base(ref)].(map[string]any)
	}
	if items, ok := schema["items"].(map[string]any); ok {
		schema = items
		return propertiesOf(root, schema, at, found)
	}
	properties, _ := schema["properties"].(map[string]any)
	for name, property := range properties {
		found[at+name] = true
		if inner, ok := property.(map[string]any); ok && name != "data" {
			propertiesOf(root, inner, at+name+"/", found)
		}
	}
	return found
}
