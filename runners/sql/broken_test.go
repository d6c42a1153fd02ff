package sql

import (
	"context"
	"errors"
	"os/exec"
	"testing"
	"time"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/cell/docker"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
	"github.com/coding-judge/judge/runners/sql/server"
	"github.com/coding-judge/judge/testcases"
)

// A server process that the kernel ends is not the submission's fault the first time, and is the second time. Where memory
// was short, that is what the submission is told, whether or not the server has come back to tell.
func TestBroken(t *testing.T) {
	if _, err := exec.LookPath("docker"); err != nil {
		t.Skip(err)
	}
	engine := dockertest.Open(t)
	harmed := map[string]bool{} // containers
	for _, c := range []struct {
		name  string
		harm  string // what happens in the container while the statement runs
		times int
		want  runners.End
	}{
		{"once", "kill -9 $pid", 1, runners.Answered},
		{"twice", "kill -9 $pid", 2, runners.Broke},
		{"the whole server", "kill -9 $(head -1 $PGDATA/postmaster.pid)", 1, runners.Answered},
		{"memory once", shortage + `until grep -q "^oom_kill [1-9]" $events; do head -c 4000000 /dev/zero >>/data/x; done; kill $!; rm /data/x`, 1, runners.Answered},
		{"memory", shortage + `until grep -q "^oom_kill [1-9]" $events; do head -c 4000000 /dev/zero >>/data/x; done; kill $!; rm /data/x`, 2, runners.MemoryEnded},
		{"memory of the whole server", shortage + `for i in 1 2 3; do while :; do dd if=/dev/zero of=/dev/null bs=150000000 count=50 2>/dev/null; done & done; wait`, 2, runners.MemoryEnded},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := &Runner{Source: server.Container{Engine: engine, Images: server.DefaultImages()}} // with servers that nothing has been done to
			t.Cleanup(func() { _ = r.Close() })
			p := &problems.Problem{Slug: "none", Kind: problems.Query, Limits: problems.DefaultLimits()}
			p.Limits.CPU, p.Limits.Memory = 10*time.Second, 64<<20
			p.Limits.Wall = 2 * time.Minute
			source := "select pg_sleep(60)" // until the harm is done
			if c.want == runners.Answered {
				source = "select pg_sleep(5)"
			}
			prepared, err := r.Prepare(t.Context(), p, []byte(source))
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithCancel(t.Context())
			done := make(chan struct{})
			go func() {
				defer close(done)
				for range c.times {
					harm(ctx, t, engine, harmed, c.harm)
				}
			}()
			o, err := prepared.Run(t.Context(), testcases.Case{Input: testcases.NewBlob([]byte(`{"dict":[]}`))})
			cancel()
			<-done
			if err != nil || o.End != c.want {
				t.Errorf("ended as %d, not as %d: %+v, %v", o.End, c.want, o.Fault, err)
			}
			if err := prepared.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

// shortage takes most of a container's memory. What takes the rest has the kernel choose a process of the server's.
const shortage = `events=/sys/fs/cgroup/memory.events; [ -e $events ] || events=/sys/fs/cgroup/memory/memory.oom_control
	head -c 400000000 /dev/zero >/data/x; dd if=/dev/zero of=/dev/null bs=200000000 2>/dev/null & `

// harm waits for a submission's process in a container that is not among those harmed already, and runs a command there.
func harm(ctx context.Context, t *testing.T, e *docker.Engine, harmed map[string]bool, command string) {
	const script = `until f=$(grep -l "postgres: submissio[n]_" /proc/[0-9]*/cmdline 2>/dev/null); do sleep 0.1; done
		pid=$(echo $f | cut -d/ -f3); sleep 0.2; `
	for ctx.Err() == nil {
		all, err := e.Containers(ctx)
		if err != nil {
			return
		}
		for _, c := range all {
			if c.Kind == "sql" && c.Own && !harmed[c.Name] {
				out, err := exec.CommandContext(ctx, "docker", "exec", c.Name, "sh", "-c", script+command).CombinedOutput()
				t.Logf("%s: %v %s", command, err, out)
				// Where the container ends, so does the command. With any other status it was not run: the container does not
				// run yet.
				var status *exec.ExitError
				if err == nil || errors.As(err, &status) && status.ExitCode() == 137 {
					harmed[c.Name] = true
					return
				}
			}
		}
	}
}
