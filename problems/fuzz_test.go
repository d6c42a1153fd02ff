package problems

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/coding-judge/judge/testcases"
)

// Whatever stands in a problem.yaml, it is read, or each mistake is told with the file's name and in bounds. So it is with the
// case, which is checked against it.
func FuzzLoad(f *testing.F) {
	const function = "format: 1\nname: Sum\ndifficulty: easy\nkind: function\nsignature: {name: total, params: [{name: nums, type: 'ListNode'}], returns: int}\ncompare: {rule: float, abs: 1e-6}\nlimits: {cpu: 1s, memory: 1MiB}\n"
	for _, seed := range [][2]string{
		{function, "input: {nums: [1]}\nwant: 1.0\n"},
		{"format: 1\nname: C\ndifficulty: easy\nkind: class\nclass: {name: C, methods: [{name: f, returns: TreeNode}]}\ncompare: {rule: exact}\n", "calls: [[C, []], [f, []]]\nwant: [null, [1]]\n"},
		{"format: 1\nname: W\ndifficulty: hard\nkind: stdin\ncompare: {abs: 1, case_sensitive: true}\n", "stdin: |\n  a\nwant: !bytes /w==\n"},
		{"format: 1\nname: Q\ndifficulty: easy\nkind: query\nschema: problem.yaml\ncompare: {rule: rows, order_by: [a desc]}\ndata: {t: {rows: 2, columns: {a: {int: [0, 9], null: 0.5}}}}\n", "generate: {seed: 1, t: 3}\nwant: {columns: [a], rows: [[1]]}\n"},
		{"format: 1\nname: K\ndifficulty: easy\nkind: concurrent\nschema: problem.yaml\nprobes: [{name: t, query: select 1}]\ncompare: {rule: rows}\ngroups: [{name: hidden/a, score: all}]\n", "input: {tables: {}, schedule: [{1: begin}]}\nwant: reference\n"},
		{"kind: [", "input: 1"}, {"", ""}, {"format: 1.5\nlimits: {cpu: -1s}", "calls: {}"},
	} {
		f.Add([]byte(seed[0]), []byte(seed[1]))
	}
	f.Fuzz(func(t *testing.T, problem, c []byte) {
		files := fstest.MapFS{"problem.yaml": {Data: problem}, "statement.md": {}, "starter.py": {}, "starter.sql": {}}
		cases := fstest.MapFS{"sample/1.yaml": {Data: c}}
		p, errs := loader{fsys: files, dir: "dir"}.load("slug", cases, "cases")
		for _, err := range errs {
			var e *testcases.FileError
			if !errors.As(err, &e) || !strings.HasPrefix(e.File, "dir") && !strings.HasPrefix(e.File, "cases") {
				t.Errorf("%q, %q: %v", problem, c, err)
			}
			if len(err.Error()) > 8000 {
				t.Errorf("%q, %q: a mistake of %d bytes", problem, c, len(err.Error()))
			}
		}
		if errs != nil {
			return
		}
		for _, c := range p.Cases {
			if c.Input.IsZero() {
				continue
			}
			if in, err := p.Input(c); err != nil || p.Stored(in).IsZero() {
				t.Errorf("%q, %q: %v", problem, c.Input.Bytes(), err)
			}
		}
	})
}
