package report

import (
	"encoding/json"
	"io"

	"github.com/coding-judge/judge/judge"
)

// JSON writes the report as one indented JSON object.
func JSON(w io.Writer, r *judge.Report) error { return writeJSON(w, safe(r)) }

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
