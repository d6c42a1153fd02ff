package problems

import (
	"embed"
	"path"
)

//go:embed schema/*.json
var schemas embed.FS

// JSONSchema is the JSON Schema of "problem", which is problem.yaml, or of "case", for editors; docs/problem-format.md says how they
// find it. ok is false for anything else.
func JSONSchema(of string) (schema []byte, ok bool) {
	schema, err := schemas.ReadFile(path.Join("schema", of+".schema.json"))
	return schema, err == nil
}
