package verify

import (
	"encoding/json"
	"io"
)

// SchemaName names the form of the results in JSON. Fields may be added to it, never changed.
const SchemaName = "judge.verify/v1"

// JSON writes the results for programs.
func JSON(w io.Writer, results []*Result) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(struct {
		Schema   string    `json:"schema"`
		OK       bool      `json:"ok"`
		Problems []*Result `json:"problems"`
	}{SchemaName, OK(results), results})
}

// OK says that nothing is wrong.
func OK(results []*Result) bool {
	for _, r := range results {
		if !r.OK {
			return false
		}
	}
	return true
}
