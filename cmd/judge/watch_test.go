package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/runners/cell/native/nativetest"
)

// output is a buffer that may be read while it is written to.
type output struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}

// Each save has its verdict, those that come while another is judged too, and the end leaves nothing to be waited for.
func TestWatch(t *testing.T) {
	t.Parallel()
	nativetest.Open(t)
	config, err := readConfig("../../config.yaml", pflag.NewFlagSet("", pflag.ContinueOnError))
	if err != nil {
		t.Fatal(err)
	}
	config.Cache, config.Engine, config.History, config.Explain.Budget = t.TempDir(), nativeEngine, false, 0
	var shown output
	a := newApp(&shown, &shown)
	a.config = config
	file := filepath.Join(t.TempDir(), "topk.py")
	save := func(source string) {
		if err := os.WriteFile(file, []byte(source), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	save(counting)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	w, err := a.newWatched(ctx, file, "", []byte(counting))
	if err != nil {
		t.Fatal(err)
	}
	verdicts := make(chan judge.Verdict, 10)
	w.judged = func(r *judge.Report) { verdicts <- r.Verdict }
	done := make(chan error, 1)
	go func() { done <- w.loop(ctx, []byte(counting)) }()
	expect := func(want judge.Verdict) {
		t.Helper()
		select {
		case got := <-verdicts:
			if got != want {
				t.Errorf("%s; want %s", got, want)
			}
		case err := <-done:
			t.Fatalf("it ended: %v\n%s", err, &shown)
		case <-time.After(2 * time.Minute):
			t.Fatalf("no verdict; want %s\n%s", want, &shown)
		}
	}
	expect(judge.Accepted)
	save("def k_frequent(nums, k)\n    return nums\n")
	expect(judge.CompileError)
	save("def k_frequent(nums, k):\n    return nums[:k]\n")
	expect(judge.WrongAnswer)
	save("import time\ndef k_frequent(nums, k):\n    time.sleep(9)\n") // which is ended by the next
	save(counting + "# again\n")
	expect(judge.Accepted)
	save("")
	save(strings.Replace(counting, "most_common(k)", "most_common(k)[::-1]", 1))
	expect(judge.Accepted)
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if err := w.close(); err != nil {
		t.Error(err)
	}
	for _, want := range []string{"Accepted  12 of 12 cases passed", "SyntaxError: expected ':'", "watching topk.py, Ctrl-C ends"} {
		if !strings.Contains(shown.String(), want) {
			t.Errorf("%q is not shown:\n%s", want, &shown)
		}
	}
}
