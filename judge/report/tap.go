package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/coding-judge/judge/judge"
)

const maxTAP = 1 << 20

// TAP writes version 14 of the Test Anything Protocol: a test for each case, and below one that failed a block of YAML with what
// is wrong. A fault of the judge's ends the tests with a bail out.
func TAP(w io.Writer, r *judge.Report) error {
	r = safe(r)
	var b bytes.Buffer
	fmt.Fprintf(&b, "TAP version 14\n1..%d\n", len(r.Cases))
	for _, line := range append([]string{about(r), headline(r)}, caveats(r)...) {
		if line != "" {
			fmt.Fprintf(&b, "# %s\n", oneLine(line))
		}
	}
	for i, body := range bodies(r, maxTAP) {
		c := r.Cases[i]
		if c.Verdict == judge.JudgeError {
			break
		}
		name := tapText(c.Name)
		switch c.Verdict {
		case judge.Accepted:
			fmt.Fprintf(&b, "ok %d - %s\n", i+1, name)
		case judge.Skipped:
			fmt.Fprintf(&b, "ok %d - %s # SKIP not run\n", i+1, name)
		default:
			fmt.Fprintf(&b, "not ok %d - %s\n", i+1, name)
			fmt.Fprintf(&b, "  ---\n  verdict: %s\n  cpu_ms: %.3f\n  wall_ms: %.3f\n  memory_kib: %d\n", c.Verdict, c.CPU, c.Wall, c.Memory)
			if body = strings.TrimSpace(body); body != "" {
				b.WriteString("  message: |-\n") // a block that is taken as it stands, and as deep as its first line
				for line := range strings.SplitSeq(body, "\n") {
					b.WriteString(strings.TrimRight("    "+line, " \t") + "\n")
				}
			}
			b.WriteString("  ...\n")
		}
	}
	if r.Verdict == judge.JudgeError {
		fmt.Fprintf(&b, "Bail out! %s\n", tapText(oneLine(shorten(r.Message, maxAnnotation))))
	}
	_, err := w.Write(b.Bytes())
	return err
}

// tapText is a text in which nothing begins a directive.
func tapText(s string) string { return strings.NewReplacer(`\`, `\\`, "#", `\#`).Replace(s) }
