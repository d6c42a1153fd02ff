package testcases_test

import (
	"errors"
	"testing"
	"testing/fstest"

	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// Whatever stands in a file, it is a case that can be written and read again, or a mistake with the file's name.
func FuzzLoad(f *testing.F) {
	for _, seed := range []string{
		"input: {a: 1}\nwant: !tuple [1, .nan]\n", "generate: {seed: 7}\nwant: reference\npoints: 2\n", "input: {a: [[}\n", "stdin: |\n  a\nwant: !bytes /w==\n", "calls: [[A, []], [b, [.inf]]]\nwant: [null, 1]\n",
		"about: |\n  x\ninput:\n  a:\n    - - 1\n    - {b: 'c'}\n", "? [1]\n: 2\n", "input: &a {b: *a}\n", "%YAML 1.2\n---\n...\n", "\ufeff- !!x\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		cases, err := testcases.Load(fstest.MapFS{"sample/1.yaml": {Data: data}}, "dir")
		var e *testcases.FileError
		if err != nil {
			if !errors.As(err, &e) || e.File != "dir/sample/1.yaml" {
				t.Fatalf("%q: %v", data, err)
			}
			return
		}
		for _, blob := range []testcases.Blob{cases[0].Input, cases[0].Generate, cases[0].Want} {
			if blob.IsZero() {
				continue
			}
			if _, err := value.ParseJSON(blob.Bytes()); err != nil {
				t.Fatalf("%q is read as %q: %v", data, blob.Bytes(), err)
			}
		}
	})
}
