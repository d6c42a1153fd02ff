package judge

import (
	"encoding/json"
	"fmt"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

// ReportKey changes with everything that the report of a submission depends on. By names who keeps it and by what it was judged: the
// machine, the engine, its images and this program. digest is that of the problem's files (Library.Digest), and rest what else
// matters.
func ReportKey(by, digest string, p *problems.Problem, s Submission, rest ...string) string {
	return Key(append([]string{
		"report/v1", by, digest, ReferenceText(p), fmt.Sprint(p.Limits, p.Locked, s.All), string(s.Language), string(s.Source),
	}, rest...)...)
}

// ReferenceText is the text of the reference solutions, which may stand among the submissions.
func ReferenceText(p *problems.Problem) string {
	if p.Reference == nil {
		return ""
	}
	text := string(p.Reference.Source)
	for _, second := range p.Seconds {
		text += "\x00" + string(second.Source)
	}
	return text
}

// GetReport gives a report that is kept.
func (c *Cache) GetReport(key string) (*Report, bool) {
	text, ok := c.Get(key)
	if !ok {
		return nil, false
	}
	r := new(Report)
	if json.Unmarshal(text.Bytes(), r) != nil || r.Schema != Schema {
		return nil, false
	}
	return r, true
}

// PutReport keeps a report.
func (c *Cache) PutReport(key string, r *Report) {
	if text, err := json.Marshal(r); err == nil {
		c.Put(key, testcases.NewBlob(text))
	}
}
