package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/batch"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
	"github.com/coding-judge/judge/runners/python"
)

// What follows measures judge beside what a user would do without it, in turns in one run, and reports ratios: the
// machine's speed and load fall out of them. scripts/bench makes a table of it.

const (
	interpreter = "/usr/bin/python3"
	solution    = "def double(n):\n    return 2 * n\n"
)

// smallLibrary has one problem, double, with so many small cases.
func smallLibrary(b *testing.B, cases int) string {
	b.Helper()
	dir := b.TempDir()
	write := func(name, content string) {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o666); err != nil {
			b.Fatal(err)
		}
	}
	write("problems/double/problem.yaml", `format: 1
name: Double
difficulty: easy
kind: function
signature: {name: double, params: [{name: n, type: int}], returns: int}
compare: {rule: exact}
`)
	write("problems/double/statement.md", "Return twice the number.\n")
	write("problems/double/starter.py", "def double(n: int) -> int:\n    ...\n")
	for i := range cases {
		write(fmt.Sprintf("testcases/double/sample/%03d.yaml", i), fmt.Sprintf("input: {n: %d}\nwant: %d\n", i, 2*i))
	}
	write("double.py", solution)
	return dir
}

// timed runs a command, which must succeed, and gives how long it took.
func timed(b *testing.B, env string, command ...string) time.Duration {
	b.Helper()
	cmd := exec.CommandContext(b.Context(), command[0], command[1:]...)
	cmd.Env = append(os.Environ(), env)
	start := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v: %v\n%s", command, err, out)
	}
	return time.Since(start)
}

// BenchmarkSubmit measures the command with 20 small cases: cold, with a spare cell, and native, beside 20 starts of the
// bare interpreter, which run the solution and nothing else, and beside one `docker run` that does nothing. With one case it
// is the cells that are compared.
func BenchmarkSubmit(b *testing.B) {
	engine := dockertest.Open(b)
	image, _, err := engine.Image(b.Context(), python.DefaultImages())
	if err != nil {
		b.Fatal(err)
	}
	dir := smallLibrary(b, 20)
	home := b.TempDir()
	submission := func(dir string) []string {
		return []string{"env", "HOME=" + home, "XDG_CACHE_HOME=", "judge", "submit", "--library", dir, filepath.Join(dir, "double.py")}
	}
	submit, one := submission(dir), submission(smallLibrary(b, 1))
	engine.SpareLock = filepath.Join(home, ".cache", "judge", "spares.lock")
	b.Cleanup(func() { _, _ = engine.Clean(context.Background()) })
	var warm, cold, native, coldOne, nativeOne, starts, run time.Duration
	for b.Loop() {
		coldOne += timed(b, "JUDGE_CELLS_SPARE=0", one...)
		nativeOne += timed(b, "JUDGE_ENGINE=native", one...)
		cold += timed(b, "JUDGE_CELLS_SPARE=0", submit...)
		native += timed(b, "JUDGE_ENGINE=native", submit...)
		timed(b, "A=", submit...) // leaves a spare
		waitForSpare(b, engine)
		warm += timed(b, "A=", submit...)
		for range 20 {
			starts += timed(b, "A=", interpreter, "-I", filepath.Join(dir, "double.py"))
		}
		run += timed(b, "A=", "docker", "run", "--rm", "--network", "none", image, "true")
		waitForSpare(b, engine)
	}
	each := func(d time.Duration) float64 { return d.Seconds() * 1000 / float64(b.N) }
	b.ReportMetric(each(warm), "ms-warm")
	b.ReportMetric(each(cold), "ms-cold")
	b.ReportMetric(each(native), "ms-native")
	b.ReportMetric(warm.Seconds()/starts.Seconds(), "warm/20-bare-starts")
	b.ReportMetric(cold.Seconds()/run.Seconds(), "cold/docker-run")
	b.ReportMetric(native.Seconds()/cold.Seconds(), "native/cold")
	b.ReportMetric(nativeOne.Seconds()/coldOne.Seconds(), "native/cold-of-one-case")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkCases measures small cases, each in a fresh process, in two cells at once, beside bare starts of the interpreter
// and beside forks of a bare interpreter, two at once too.
func BenchmarkCases(b *testing.B) {
	const each = 200
	sessions := make([]runners.Session, 2)
	problem := loadDouble(b, 1)
	for i := range sessions {
		s, err := (&python.Runner{Engine: dockertest.Open(b), Images: python.DefaultImages()}).Prepare(b.Context(), problem, []byte(solution))
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { _ = s.Close() })
		sessions[i] = s
	}
	twice := func(f func(i int)) time.Duration {
		start := time.Now()
		var wg sync.WaitGroup
		for i := range 2 {
			wg.Go(func() { f(i) })
		}
		wg.Wait()
		return time.Since(start)
	}
	forks := fmt.Sprintf("import os\nfor _ in range(%d):\n    pid = os.fork()\n    if not pid: os._exit(0)\n    os.waitpid(pid, 0)\n", each)
	var cases, starts, forked time.Duration
	for b.Loop() {
		cases += twice(func(i int) {
			for range each {
				if o, err := sessions[i].Run(b.Context(), problem.Cases[0]); err != nil || o.End != runners.Answered {
					b.Error(o, err)
				}
			}
		})
		starts += twice(func(int) {
			for range each {
				timed(b, "A=", interpreter, "-I", "-c", "pass")
			}
		})
		forked += twice(func(int) { timed(b, "A=", interpreter, "-I", "-c", forks) })
	}
	n := float64(2 * each * b.N)
	b.ReportMetric(n/cases.Seconds(), "cases/s")
	b.ReportMetric(n/starts.Seconds(), "bare-starts/s")
	b.ReportMetric(n/forked.Seconds(), "bare-forks/s")
	b.ReportMetric(starts.Seconds()/cases.Seconds(), "cases/bare-start")
	b.ReportMetric(0, "ns/op")
}

func loadDouble(b *testing.B, cases int) *problems.Problem {
	b.Helper()
	lib, err := problems.NewLibrary(smallLibrary(b, cases))
	if err != nil {
		b.Fatal(err)
	}
	p, err := lib.Load("double")
	if err != nil {
		b.Fatal(err)
	}
	return p
}

// BenchmarkBatch judges 500 submissions, two at once, with cells booted ahead. It reports the judge's memory after the first
// 50 and at the end, and how fast the last 50 were beside the first 50.
func BenchmarkBatch(b *testing.B) {
	const all, part = 500, 50
	lib, err := problems.NewLibrary(smallLibrary(b, 20))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		engine := dockertest.Open(b)
		pool := &cell.Pool{Engine: engine, Ahead: 2}
		j := &judge.Judge{Library: lib, Runners: map[problems.Language]runners.Runner{
			problems.Python: &python.Runner{Engine: pool, Images: python.DefaultImages()},
		}}
		var times []time.Duration
		var memory []uint64
		for range all / part {
			start := time.Now()
			var wg sync.WaitGroup
			for range 2 {
				wg.Go(func() {
					for range part / 2 {
						r, err := j.Submit(b.Context(), judge.Submission{File: "double.py", Language: problems.Python, Source: []byte(solution)})
						if err != nil || r.Verdict != judge.Accepted {
							b.Error(r, err)
						}
					}
				})
			}
			wg.Wait()
			times = append(times, time.Since(start))
			memory = append(memory, inUse())
		}
		if err := pool.Close(); err != nil {
			b.Error(err)
		}
		last := len(times) - 1
		b.ReportMetric(part/times[last].Seconds(), "submissions/s")
		b.ReportMetric(times[0].Seconds()/times[last].Seconds(), "last-50/first-50")
		b.ReportMetric(float64(memory[0])/(1<<20), "MiB-after-50")
		b.ReportMetric(float64(memory[last])/(1<<20), "MiB-after-500")
	}
	b.ReportMetric(0, "ns/op")
}

// BenchmarkBatchRate judges a stream of submissions beside what the pool's cells do without a judge: a runner that takes a cell for
// each of as many sources and runs the same cases in it, as many at once, in turns. What is between the two is reading, checking,
// comparing and reporting.
func BenchmarkBatchRate(b *testing.B) {
	const all = 50
	jobs := runtime.NumCPU()
	lib, err := problems.NewLibrary(smallLibrary(b, 20))
	if err != nil {
		b.Fatal(err)
	}
	problem, err := lib.Load("double")
	if err != nil {
		b.Fatal(err)
	}
	pool := &cell.Pool{Engine: dockertest.Open(b), Ahead: jobs}
	b.Cleanup(func() { _ = pool.Close() })
	runner := &python.Runner{Engine: pool, Images: python.DefaultImages()}
	j := &judge.Judge{Library: lib, Runners: map[problems.Language]runners.Runner{problems.Python: runner}}
	var in bytes.Buffer
	for i := range all {
		line, err := json.Marshal(map[string]any{"id": i, "problem": "double", "language": "python", "source": solution})
		if err != nil {
			b.Fatal(err)
		}
		in.Write(append(line, '\n'))
	}
	raw := func() time.Duration {
		start := time.Now()
		left := make(chan struct{}, all)
		for range all {
			left <- struct{}{}
		}
		close(left)
		var wg sync.WaitGroup
		for range jobs {
			wg.Go(func() {
				for range left {
					if err := runAll(b.Context(), runner, problem); err != nil {
						b.Error(err)
					}
				}
			})
		}
		wg.Wait()
		return time.Since(start)
	}
	stream := func() time.Duration {
		start := time.Now()
		counts, err := (&batch.Batch{Judge: j, Jobs: jobs}).Run(b.Context(), bytes.NewReader(in.Bytes()), io.Discard)
		if err != nil || counts.Reports != all {
			b.Errorf("%+v, %v", counts, err)
		}
		return time.Since(start)
	}
	raw() // the first cells are not ahead
	var without, with time.Duration
	for b.Loop() {
		without += raw()
		with += stream()
		with += stream()
		without += raw()
	}
	b.ReportMetric(2*all*float64(b.N)/with.Seconds(), "submissions/s")
	b.ReportMetric(without.Seconds()/with.Seconds(), "batch/pool-rate")
	b.ReportMetric(0, "ns/op")
}

// runAll runs all cases of a problem in a cell of their own.
func runAll(ctx context.Context, r runners.Runner, p *problems.Problem) error {
	s, err := r.Prepare(ctx, p, []byte(solution))
	if err != nil {
		return err
	}
	defer s.Close()
	for _, c := range p.Cases {
		if o, err := s.Run(ctx, c); err != nil || o.End != runners.Answered {
			return fmt.Errorf("%+v: %w", o, err)
		}
	}
	return nil
}

// inUse is the memory that live objects take.
func inUse() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
