package statement

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"

	"github.com/coding-judge/judge/judge"
)

var (
	//go:embed page.tmpl
	pageSource string
	//go:embed page.css
	pageStyle string

	pageTemplate = template.Must(template.New("statement").Parse(pageSource))
)

// Page is a problem as a page shows it. Its texts need not be safe.
type Page struct {
	Title     string
	Statement string // Markdown
	Starter   string
	Samples   []Sample
	Facts     []string // a sentence each
}

// Sample is a sample case, shown as text.
type Sample struct{ Name, Text string }

// HTML writes a page that needs nothing else, and may do nothing else: its policy allows its one style sheet and nothing more, neither
// scripts nor pictures nor forms.
func HTML(w io.Writer, p Page) error {
	var body bytes.Buffer
	if err := markdown.Convert(bounded(p.Statement), &body); err != nil {
		return fmt.Errorf("read the statement: %w", err)
	}
	// The parser takes entities for what they stand for, so that only what came of it can be looked through.
	statement := judge.Clean(body.String())
	digest := sha256.Sum256([]byte(pageStyle))
	p.Title, p.Starter = judge.Clean(p.Title), judge.Clean(p.Starter)
	samples := make([]Sample, len(p.Samples))
	for i, s := range p.Samples {
		samples[i] = Sample{judge.Clean(s.Name), judge.Clean(s.Text)}
	}
	p.Samples = samples
	return pageTemplate.Execute(w, struct {
		Page
		Policy string
		Style  template.CSS
		Body   template.HTML
	}{
		p,
		"default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(digest[:]) + "'",
		template.CSS(pageStyle),  //nolint:gosec // ours
		template.HTML(statement), //nolint:gosec // what goldmark wrote without HTML of the statement's own
	})
}
