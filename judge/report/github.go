package report

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/coding-judge/judge/judge"
)

// What GitHub keeps of a step: so many annotations of each kind, each of a bounded size.
const (
	maxAnnotations = 10
	maxAnnotation  = 4 << 10
)

// GitHub writes workflow commands, one a line, which GitHub Actions shows at the submission's lines: an error for each case that
// failed, and a notice with what it comes to. What is beyond ten errors is told by Markdown, as the job's summary.
func GitHub(w io.Writer, r *judge.Report) error {
	r = safe(r)
	var b bytes.Buffer
	shown, more := 0, 0
	for i, c := range r.Cases {
		if !failed(c.Verdict) {
			continue
		}
		if shown == maxAnnotations {
			more++
			continue
		}
		shown++
		properties := []property{{"file", r.File}}
		if e := c.Error; e != nil && e.Line > 0 {
			properties = append(properties, property{"line", fmt.Sprint(e.Line)})
			if e.Column > 0 {
				properties = append(properties, property{"col", fmt.Sprint(e.Column)}, property{"endColumn", fmt.Sprint(e.Column + max(e.Width, 1))})
			}
		}
		properties = append(properties, property{"title", c.Name + ": " + words(c.Verdict)})
		command(&b, "error", properties, cmp.Or(shorten(body(r, i), maxAnnotation), words(c.Verdict)))
	}
	title := []property{{"title", r.Name}}
	if r.Verdict == judge.JudgeError {
		command(&b, "error", title, shorten(headline(r)+"\n"+r.Message, maxAnnotation))
	} else {
		command(&b, "notice", title, shorten(strings.Join(append([]string{headline(r)}, caveats(r)...), "\n"), maxAnnotation))
	}
	if more > 0 {
		command(&b, "notice", title, count(more, "more case")+" failed; the job's summary lists them")
	}
	_, err := w.Write(b.Bytes())
	return err
}

type property struct{ name, value string }

// command writes a workflow command. Its line ends at the end of a line, so that these are escaped, as is what ends a property.
func command(b *bytes.Buffer, name string, properties []property, message string) {
	data := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	value := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	separator := " "
	b.WriteString("::" + name)
	for _, p := range properties {
		if p.value != "" {
			b.WriteString(separator + p.name + "=" + value.Replace(p.value))
			separator = ","
		}
	}
	b.WriteString("::" + data.Replace(message) + "\n")
}
