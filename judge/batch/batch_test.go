package batch_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/batch"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// fakeRunner runs sources that say what they do: "wait" until the gate is open, "fault", "wrong"; all else is right.
type fakeRunner struct {
	gate chan struct{}

	mu        sync.Mutex
	now, most int // sessions at the same time
}

func (f *fakeRunner) Close() error { return nil }

func (f *fakeRunner) Prepare(_ context.Context, _ *problems.Problem, source []byte) (runners.Session, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.now++
	f.most = max(f.most, f.now)
	return &fakeSession{f, string(source)}, nil
}

type fakeSession struct {
	runner *fakeRunner
	source string
}

func (s *fakeSession) Close() error {
	s.runner.mu.Lock()
	defer s.runner.mu.Unlock()
	s.runner.now--
	return nil
}

func (s *fakeSession) Run(ctx context.Context, _ testcases.Case) (runners.Outcome, error) {
	switch s.source {
	case "wait":
		select {
		case <-s.runner.gate:
		case <-ctx.Done():
			return runners.Outcome{}, ctx.Err()
		}
	case "fault":
		return runners.Outcome{}, errors.New("the engine has gone")
	case "wrong":
		return runners.Outcome{Answer: []byte("3")}, nil
	}
	return runners.Outcome{Answer: []byte("2")}, nil
}

// library has the problem one, and broken, which can't be read.
func library(t testing.TB) *problems.Library {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"problems/one/problem.yaml":       "format: 1\nname: One\ndifficulty: easy\nkind: function\nsignature: {name: f, params: [{name: n, type: int}], returns: int}\ncompare: {rule: exact}\n",
		"problems/one/statement.md":       "Twice.\n",
		"problems/one/starter.py":         "def f(n): ...\n",
		"testcases/one/sample/01.yaml":    "input: {n: 1}\nwant: 2\n",
		"problems/broken/problem.yaml":    "format: 1\n",
		"testcases/broken/sample/01.yaml": "input: {n: 1}\nwant: 2\n",
	} {
		file := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o777), os.WriteFile(file, []byte(text), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	lib, err := problems.NewLibrary(dir)
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

func newBatch(t *testing.T, jobs int) (*batch.Batch, *fakeRunner) {
	t.Helper()
	return newBatchIn(library(t), jobs)
}

func newBatchIn(lib *problems.Library, jobs int) (*batch.Batch, *fakeRunner) {
	f := &fakeRunner{gate: make(chan struct{})}
	j := &judge.Judge{Library: lib, Runners: map[problems.Language]runners.Runner{problems.Python: f}}
	return &batch.Batch{Judge: j, Jobs: jobs}, f
}

func submission(id any, source string) string {
	text, _ := json.Marshal(map[string]any{"id": id, "problem": "one", "language": "python", "source": source})
	return string(text) + "\n"
}

// results takes what was written apart.
func results(t *testing.T, out []byte) []batch.Result {
	t.Helper()
	var all []batch.Result
	for line := range bytes.Lines(out) {
		var r batch.Result
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		all = append(all, r)
	}
	return all
}

func TestLines(t *testing.T) {
	t.Parallel()
	tests := []struct {
		line string
		id   string
		want string // the verdict, or the error's kind and a part of its message
	}{
		{submission("a", "right"), `"a"`, "accepted"},
		{submission(7, "wrong"), `7`, "wrong_answer"},
		{`{"source":"right","problem":"One","id":"-"}` + "\n", `"-"`, "accepted"},
		{submission("<&>", "right\r\n"), `"\u003c\u0026\u003e"`, "accepted"}, // as it is written there
		{submission(1, "fault"), `1`, "judge: the engine has gone"},
		{`{"id":1,"problem":"broken","source":"x"}` + "\n", `1`, "broken: "},
		{`{"id":1,"problem":"two","source":"x"}` + "\n", `1`, `problem: no problem is called "two"`},
		{`{"id":1,"problem":"one","language":"sql","source":"x"}` + "\n", `1`, "submission: "},
		{`{"id":1,"problem":"one","source":" \n"}` + "\n", `1`, "submission: submission.py: the file is empty"},
		{`{"id":1,"problem":"one","source":"a\u0000"}` + "\n", `1`, "submission: submission.py: line 1 holds a NUL character"},
		{`{"id":1,"problem":"one","source":"` + strings.Repeat("x", 1<<20+1) + `"}` + "\n", `1`, "submission: submission.py: larger than 1 MiB"},
		{`{"id":1,"problem":"one","source":"` + strings.Repeat(`\u0078`, 1<<20) + `"}` + "\n", `1`, "accepted"},
		{`{"id":1,"problem":"one","source":"` + strings.Repeat("x", 9<<20) + `"}` + "\n", `null`, "line: longer than 8 MiB"},
		{"\x1b[31m\n", `null`, "line: not a JSON object"},
		{`[]` + "\n", `null`, "line: not a JSON object"},
		{strings.Repeat("[", 100_000) + "\n", `null`, "line: not a JSON object"},
		{`{"id":` + strings.Repeat("[", 100_000) + "\n", `null`, "line: not JSON: "},
		{`{"id":1,"problem":"one","source":"x"` + "\n", `1`, "line: not JSON: it ends too early"},
		{`{"id":1,"problem":"one","source":"x"} {}` + "\n", `1`, "line: there is more behind the JSON object"},
		{`{"id":1,"problem":"one","source":"x","id":2}` + "\n", `2`, `line: it has "id" twice`},
		{`{"id":1,"problem":"one","Source":"x"}` + "\n", `1`, `line: there is no field "Source"`},
		{`{"\u001b]0;x":{"a":[1]},"id":3,"problem":"one","source":"x"}` + "\n", `3`, `line: there is no field "\x1b]0;x"`},
		{`{"id":1,"problem":"one"}` + "\n", `1`, `line: it has no "source"`},
		{`{"problem":"one","source":"x"}` + "\n", `null`, `line: it has no "id"`},
		{`{"id":null,"problem":"one","source":"x"}` + "\n", `null`, `line: "id" is a text or an integer`},
		{`{"id":1.5,"problem":"one","source":"x"}` + "\n", `null`, `line: "id" is a text or an integer`},
		{`{"id":"` + strings.Repeat("x", 300) + `","problem":"one","source":"x"}` + "\n", `null`, `line: "id" is a text or an integer`},
		{`{"id":1,"problem":"one","source":null}` + "\n", `1`, `line: "source" is a text`},
		{`{"id":1,"problem":["one"],"source":"x"}` + "\n", `1`, `line: "problem" is a text`},
		{`{"id":1,"problem":"` + strings.Repeat("o", 300) + `","source":"x"}` + "\n", `1`, `line: "problem" is the slug`},
		{`{"id":1,"problem":"one","language":"ruby","source":"x"}` + "\n", `1`, `line: "language" is "ruby"; it can be "python" or "sql"`},
		{"{\"id\":1,\"problem\":\"one\",\"source\":\"\xff\"}\n", `null`, "line: not UTF-8"},
		{submission("the end needs no line end", "right")[:len(submission("the end needs no line end", "right"))-1], `"the end needs no line end"`, "accepted"},
	}
	var in strings.Builder
	for _, tt := range tests {
		in.WriteString(" \r\n" + tt.line) // empty lines have no results, and a number
	}
	b, _ := newBatch(t, 3)
	var out bytes.Buffer
	counts, err := b.Run(t.Context(), strings.NewReader(in.String()), &out)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal([]int{counts.Reports + counts.Refused + counts.Faults, counts.Faults}, []int{len(tests), 2}) {
		t.Errorf("counted %+v of %d", counts, len(tests))
	}
	got := results(t, out.Bytes())
	if len(got) != len(tests) {
		t.Fatalf("%d results of %d lines", len(got), len(tests))
	}
	for i, tt := range tests {
		r, said := got[i], ""
		switch {
		case (r.Report == nil) == (r.Error == nil):
			t.Errorf("line %d has both a report and an error, or neither", r.Line)
		case r.Report != nil:
			said = string(r.Report.Verdict)
		default:
			said = string(r.Error.Kind) + ": " + r.Error.Message
		}
		if r.Line != 2*i+2 || string(r.ID) != tt.id || !strings.HasPrefix(said, tt.want) {
			t.Errorf("%.80q: line %d, id %s, %.200q; want line %d, id %s, %q", tt.line, r.Line, r.ID, said, 2*i+2, tt.id, tt.want)
		}
	}
}

// A byte order mark before the first line is none of it.
func TestByteOrderMark(t *testing.T) {
	t.Parallel()
	b, _ := newBatch(t, 1)
	for in, reports := range map[string]int{"\ufeff" + submission("a", "right") + submission("b", "right"): 2, submission("a", "right") + "\ufeff" + submission("b", "right"): 1, "\ufeff": 0, "": 0} {
		if counts, err := b.Run(t.Context(), strings.NewReader(in), io.Discard); err != nil || counts.Reports != reports {
			t.Errorf("%q: %+v %v", in, counts, err)
		}
	}
}

// Results come in the order of the lines, whatever takes longest, unless they are asked for as they come.
func TestOrder(t *testing.T) {
	t.Parallel()
	for _, unordered := range []bool{false, true} {
		b, f := newBatch(t, 2)
		b.Unordered = unordered
		in, feed := io.Pipe()
		read, out := io.Pipe()
		ended := make(chan error, 1)
		go func() {
			_, err := b.Run(t.Context(), in, out)
			ended <- errors.Join(err, out.Close())
		}()
		lines := bufio.NewScanner(read)
		next := func() string {
			if !lines.Scan() {
				t.Fatal("no more results")
			}
			return string(results(t, lines.Bytes())[0].ID)
		}
		// The first waits for the gate, and a second is judged beside it.
		fmt.Fprint(feed, submission(1, "wait"), submission(2, "right"))
		var got []string
		if unordered {
			got = append(got, next()) // without the end of the input, and before the first is judged
		}
		close(f.gate)
		got = append(got, next())
		if !unordered {
			got = append(got, next())
		}
		want := []string{"1", "2"}
		if unordered {
			want = []string{"2", "1"}
		}
		if !slices.Equal(got, want) {
			t.Errorf("unordered %v: results %v", unordered, got)
		}
		feed.Close()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
}

// counting counts the lines that were read of it.
type counting struct{ n atomic.Int64 }

func (c *counting) Read(p []byte) (int, error) { return copy(p, submission(c.n.Add(1), "right")), nil }

// While nobody reads the results, only a few lines are read; when who reads them has gone, the batch ends.
func TestBackpressure(t *testing.T) {
	t.Parallel()
	const jobs = 2
	for _, unordered := range []bool{false, true} {
		b, f := newBatch(t, jobs)
		b.Unordered = unordered
		in := &counting{}
		read, out := io.Pipe()
		ended := make(chan error, 1)
		go func() {
			_, err := b.Run(t.Context(), in, out)
			ended <- err
		}()
		results := bufio.NewReader(read)
		const taken = 20
		for range taken {
			if _, err := results.ReadString('\n'); err != nil {
				t.Fatal(err)
			}
		}
		gone := errors.New("gone")
		read.CloseWithError(gone)
		err := <-ended
		var failed *batch.WriteError
		if !errors.As(err, &failed) || !errors.Is(err, gone) {
			t.Errorf("ended with %v", err)
		}
		// One that was taken may not be counted yet; one line may have been read for which there was no room any more.
		if n, most := in.n.Load(), int64(taken+4*jobs+2); n > most {
			t.Errorf("unordered %v: %d lines were read for %d results, more than %d", unordered, n, taken, most)
		}
		if f.most > jobs || f.now != 0 {
			t.Errorf("%d submissions at the same time, %d at the end", f.most, f.now)
		}
	}
}

// A batch that is to end leaves neither a submission nor what waits for it.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	for _, unordered := range []bool{false, true} {
		b, f := newBatch(t, 2)
		b.Unordered = unordered
		ctx, cancel := context.WithCancelCause(t.Context())
		in, feed := io.Pipe()
		ended := make(chan error, 1)
		var out bytes.Buffer
		go func() {
			_, err := b.Run(ctx, in, &out)
			ended <- err
		}()
		fmt.Fprint(feed, submission(1, "wait"), submission(2, "wait"), submission(3, "wait"))
		stop := errors.New("stop")
		cancel(stop)
		if err := <-ended; !errors.Is(err, stop) {
			t.Errorf("ended with %v", err)
		}
		if f.now != 0 {
			t.Errorf("%d submissions are being judged still", f.now)
		}
		feed.Close()
		if out.Len() > 0 {
			t.Errorf("written: %s", &out)
		}
	}
}

func TestReadError(t *testing.T) {
	t.Parallel()
	b, _ := newBatch(t, 2)
	in, feed := io.Pipe()
	go func() {
		fmt.Fprint(feed, submission(1, "right"))
		feed.CloseWithError(errors.New("disk on fire"))
	}()
	var out bytes.Buffer
	counts, err := b.Run(t.Context(), in, &out)
	if err == nil || !strings.Contains(err.Error(), "line 2: disk on fire") || counts.Reports != 1 {
		t.Errorf("%+v, %v", counts, err)
	}
}
