package server_test

import (
	"context"
	"errors"
	"os/exec"
	"testing"
	"time"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell/docker"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
	"github.com/coding-judge/judge/runners/sql/server"
)

const memory = 64 << 20

func container(e *docker.Engine) server.Container {
	return server.Container{Engine: e, Images: server.DefaultImages()}
}

func ours(t *testing.T, e *docker.Engine) []docker.Container {
	t.Helper()
	all, err := e.Containers(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var out []docker.Container
	for _, c := range all {
		if c.Kind == "sql" && c.Own {
			out = append(out, c)
		}
	}
	return out
}

func TestServer(t *testing.T) {
	e := dockertest.Open(t)
	s, err := container(e).Start(t.Context(), memory)
	if err != nil {
		t.Fatal(err)
	}
	admin, err := s.Admin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for setting, want := range map[string]string{
		"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "jit": "off", "autovacuum": "off",
		"max_parallel_workers_per_gather": "0", "server_encoding": "UTF8", "lc_collate": "C", "unix_socket_directories": "",
	} {
		var got string
		// lc_collate is a property of databases from PostgreSQL 16 on.
		const show = "select case when $1 = 'lc_collate' then (select datcollate from pg_database where datname = 'postgres') else current_setting($1) end"
		if err := admin.QueryRow(t.Context(), show, setting).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %q, not %q: %v", setting, got, want, err)
		}
	}
	// What the container is denied, seen from inside.
	for file, want := range map[string]string{
		"/proc/self/status": "CapEff:\t0000000000000000",
		"/proc/self/limits": "Max address space",
		"/proc/1/status":    "NoNewPrivs:\t1",
		"/proc/self/mounts": " / overlay ro,",
	} {
		var ok bool
		if err := admin.QueryRow(t.Context(), "select position($2 in pg_read_file($1, 0, 100000)) > 0", file, want).Scan(&ok); err != nil || !ok {
			t.Errorf("%s does not say %q: %v", file, want, err)
		}
	}
	if len(ours(t, e)) != 1 {
		t.Errorf("%v", ours(t, e))
	}
	for range 2 {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if left := ours(t, e); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
	if _, err := s.Connect(t.Context(), "postgres"); err == nil {
		t.Error("the server answers after its end")
	}
}

// An interruption at any moment of the start leaves no container.
func TestInterrupted(t *testing.T) {
	e := dockertest.Open(t)
	interrupted := errors.New("interrupted")
	for _, after := range []time.Duration{0, time.Millisecond, 30 * time.Millisecond, 100 * time.Millisecond, 250 * time.Millisecond, 400 * time.Millisecond} {
		ctx, cancel := context.WithTimeoutCause(t.Context(), after, interrupted)
		s, err := container(e).Start(ctx, memory)
		cancel()
		if err == nil {
			_ = s.Close() // so fast is it here
			break
		}
		if !errors.Is(err, interrupted) {
			t.Errorf("after %v: %v", after, err)
		}
		if left := ours(t, e); len(left) > 0 {
			t.Fatalf("after %v: left: %v", after, left)
		}
	}
}

func TestNoServer(t *testing.T) {
	e := dockertest.Open(t)
	c := container(e)
	c.Images = []string{"judge.invalid/none:none"}
	if _, err := c.Start(t.Context(), memory); !errors.Is(err, runners.ErrUnavailable) {
		t.Errorf("without an image: %v", err)
	}
	c.Images = []string{"python:3.13-slim", "judge-python:debian"}
	start := time.Now()
	_, err := c.Start(t.Context(), memory)
	if err == nil || time.Since(start) > 20*time.Second {
		t.Errorf("with an image that is no server, after %v: %v", time.Since(start), err)
	}
	t.Log(err)
	if left := ours(t, e); len(left) > 0 {
		t.Fatalf("left: %v", left)
	}
}

// BenchmarkStart says how much longer a server takes than a container that does nothing.
func BenchmarkStart(b *testing.B) {
	e := dockertest.Open(b)
	image, _, err := e.Image(b.Context(), server.DefaultImages())
	if err != nil {
		b.Fatal(err)
	}
	var nothing, start, stop time.Duration
	for b.Loop() {
		t0 := time.Now()
		if out, err := exec.CommandContext(b.Context(), "docker", "run", "--rm", image, "true").CombinedOutput(); err != nil {
			b.Skipf("docker run: %v: %s", err, out)
		}
		t1 := time.Now()
		s, err := container(e).Start(b.Context(), memory)
		if err != nil {
			b.Fatal(err)
		}
		t2 := time.Now()
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		nothing, start, stop = nothing+t1.Sub(t0), start+t2.Sub(t1), stop+time.Since(t2)
	}
	n := float64(b.N) * 1e6
	b.ReportMetric(float64(nothing)/n, "ms/docker-run")
	b.ReportMetric(float64(start)/n, "ms/start")
	b.ReportMetric(float64(stop)/n, "ms/stop")
	b.ReportMetric(float64(start)/float64(nothing), "start/docker-run")
}

// A server that was left is the next judge's, and only one's; nothing is booted for it.
func TestLeave(t *testing.T) {
	e := dockertest.Open(t)
	e.Spares, e.SpareLock = 1, t.TempDir()+"/lock"
	const memory = memory + 1<<20 // nobody else's
	born := func(s *server.Server) (at time.Time) {
		t.Helper()
		admin, err := s.Admin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := admin.QueryRow(t.Context(), "select pg_postmaster_start_time()").Scan(&at); err != nil {
			t.Fatal(err)
		}
		return at
	}
	start := func() *server.Server {
		t.Helper()
		s, err := container(e).Start(t.Context(), memory)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() })
		return s
	}
	first := start()
	at := born(first)
	if err := first.Leave(t.Context()); err != nil {
		t.Fatal(err)
	}
	second := start()
	if !born(second).Equal(at) {
		t.Error("the second judge booted a server though one was left")
	}
	if err := first.Close(); err != nil { // it is not the first judge's any more
		t.Error(err)
	}
	if !born(second).Equal(at) {
		t.Error("the first judge took the server away")
	}
	third := start()
	if born(third).Equal(at) {
		t.Error("two judges have the same server")
	}
	if err := second.Leave(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := third.Leave(t.Context()); err != nil { // one too many, so it is removed
		t.Fatal(err)
	}
	if err := start().Close(); err != nil {
		t.Fatal(err)
	}
	if left := ours(t, e); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}
