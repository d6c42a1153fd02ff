package python_test

import (
	"context"
	"os/exec"
	"testing"
	"time"

	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
	"github.com/coding-judge/judge/runners/python"
)

// BenchmarkCase measures a small case in a warm cell. "starts" is how many cases run in the time in which the host starts
// its interpreter with nothing to do.
func BenchmarkCase(b *testing.B) {
	session := prepare(b, newRunner(b), small(), []byte("def k_frequent(nums, k): return nums[:k]"))
	run(b, session, numbers) // compiles
	interpreter, err := exec.LookPath("/usr/bin/python3")
	if err != nil {
		b.Skip(err)
	}
	var cases, starts time.Duration
	for b.Loop() {
		start := time.Now()
		run(b, session, numbers)
		cases += time.Since(start)
		start = time.Now()
		if err := exec.Command(interpreter, "-I", "-c", "pass").Run(); err != nil {
			b.Fatal(err)
		}
		starts += time.Since(start)
	}
	b.ReportMetric(float64(b.N)/cases.Seconds(), "cases/s")
	b.ReportMetric(starts.Seconds()/cases.Seconds(), "cases/start")
	b.ReportMetric(0, "ns/op") // would count both
}

// BenchmarkBoot measures a cell from nothing until it is ready for a case, and its end. "runs" is how many of them there
// are in the time of one `docker run` of the same image that does nothing.
func BenchmarkBoot(b *testing.B) {
	runner := newRunner(b)
	image, _, err := dockertest.Open(b).Image(context.Background(), python.DefaultImages())
	if err != nil {
		b.Fatal(err)
	}
	var boots, ends, runs time.Duration
	for b.Loop() {
		start := time.Now()
		session, err := runner.Prepare(context.Background(), small(), []byte("def k_frequent(nums, k): return nums[:k]"))
		if err != nil {
			b.Fatal(err)
		}
		boots += time.Since(start)
		start = time.Now()
		if err := session.Close(); err != nil {
			b.Fatal(err)
		}
		ends += time.Since(start)
		start = time.Now()
		if out, err := exec.Command("docker", "run", "--rm", "--network", "none", image, "true").CombinedOutput(); err != nil {
			b.Skipf("%v: %s", err, out)
		}
		runs += time.Since(start)
	}
	b.ReportMetric(boots.Seconds()*1000/float64(b.N), "ms/boot")
	b.ReportMetric(ends.Seconds()*1000/float64(b.N), "ms/end")
	b.ReportMetric(runs.Seconds()/(boots+ends).Seconds(), "boots/run")
	b.ReportMetric(0, "ns/op")
}
