package batch_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/coding-judge/judge/judge/batch"
)

// Whatever comes in, each line that is not empty has one result, which is one line of JSON with its number.
func FuzzLines(f *testing.F) {
	f.Add([]byte(submission(1, "right") + "\n\r\n{\n" + submission("a", "wrong")))
	f.Add([]byte(`{"id":"\ud800","problem":"one","source":"\ud800"}` + "\r" + `{"id":-0,"problem":"ONE","language":null,"source":""}`))
	f.Add([]byte("{\"id\":1e1,\"\\u0069d\":2,\"source\":[[[\xff\x00"))
	f.Add([]byte(`{"id": "a" ,"problem":"one","source":"x"}}` + "\n\x0b\n\u2028\n"))
	lib := library(f)
	f.Fuzz(func(t *testing.T, in []byte) {
		b, _ := newBatchIn(lib, 2)
		var out bytes.Buffer
		if _, err := b.Run(t.Context(), bytes.NewReader(in), &out); err != nil {
			t.Fatal(err)
		}
		var want []int
		n := 0
		for line := range bytes.Lines(in) {
			if n++; len(bytes.TrimSpace(line)) > 0 {
				want = append(want, n)
			}
		}
		for line := range bytes.Lines(out.Bytes()) {
			var r batch.Result
			if err := json.Unmarshal(line, &r); err != nil || len(want) == 0 || r.Line != want[0] || (r.Report == nil) == (r.Error == nil) {
				t.Fatalf("%v: %s; want the result of one of the lines %v", err, line, want)
			}
			want = want[1:]
		}
		if len(want) > 0 {
			t.Fatalf("the lines %v have no results", want)
		}
	})
}
