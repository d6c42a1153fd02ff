package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
)

const counting = `from collections import Counter

def k_frequent(nums, k):
    return [n for n, _ in Counter(nums).most_common(k)]
`

// BenchmarkWatch measures judge watch from a save of the file to its verdict, with warm cells: the twelve cases of top-k-frequent, the
// largest of which has 200,000 numbers. Beside it, as many starts of the bare interpreter, which run the solution and call nothing.
func BenchmarkWatch(b *testing.B) {
	dockertest.Open(b)
	config, err := readConfig("../../config.yaml", pflag.NewFlagSet("", pflag.ContinueOnError))
	if err != nil {
		b.Fatal(err)
	}
	config.Cache, config.History = b.TempDir(), false
	if engine := os.Getenv("JUDGE_ENGINE"); engine != "" {
		config.Engine = engine
	}
	a := newApp(io.Discard, io.Discard)
	a.config = config
	file := filepath.Join(b.TempDir(), "topk.py")
	write := func(text string) {
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			b.Fatal(err)
		}
	}
	write(counting)
	ctx, cancel := context.WithCancel(b.Context())
	w, err := a.newWatched(ctx, file, "", []byte(counting))
	if err != nil {
		b.Fatal(err)
	}
	verdicts := make(chan judge.Verdict, 1)
	w.judged = func(r *judge.Report) { verdicts <- r.Verdict }
	done := make(chan error, 1)
	go func() { done <- w.loop(ctx, []byte(counting)) }()
	next := func() {
		if v := <-verdicts; v != judge.Accepted {
			b.Fatal(v)
		}
	}
	next() // the cells are taken
	var took []time.Duration
	var bare time.Duration
	for b.Loop() {
		start := time.Now()
		write(fmt.Sprintf("%s# %d\n", counting, len(took)))
		next()
		took = append(took, time.Since(start))
		for range 12 {
			bare += timed(b, "A=", interpreter, "-I", file)
		}
	}
	cancel()
	if err := <-done; err != nil {
		b.Error(err)
	}
	if err := w.close(); err != nil {
		b.Error(err)
	}
	slices.Sort(took)
	var all time.Duration
	for _, d := range took {
		all += d
	}
	b.ReportMetric(took[0].Seconds()*1000, "ms-least")
	b.ReportMetric(took[len(took)/2].Seconds()*1000, "ms-median")
	b.ReportMetric(took[len(took)-1].Seconds()*1000, "ms-most")
	b.ReportMetric(all.Seconds()/bare.Seconds(), "watch/12-bare-starts")
	b.ReportMetric(0, "ns/op")
}
