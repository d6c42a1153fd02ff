package main

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/coding-judge/judge/runners/cell/docker"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
)

// Judges that are killed at any moment leave nothing but spares, and the next judge is right. JUDGE_SEED repeats a run's
// moments, as far as the machine is as fast; JUDGE_KILLS sets how many there are.
func TestKilled(t *testing.T) {
	engine := dockertest.Open(t)
	home := t.TempDir()
	engine.SpareLock = filepath.Join(home, ".cache", "judge", "spares.lock")
	t.Cleanup(func() { noSpares(t, engine) })
	seed, err := strconv.ParseUint(os.Getenv("JUDGE_SEED"), 10, 64)
	if err != nil {
		seed = rand.Uint64() //nolint:gosec // no secret
	}
	kills, err := strconv.Atoi(os.Getenv("JUDGE_KILLS"))
	if err != nil {
		kills = 10
	}
	t.Logf("JUDGE_SEED=%d JUDGE_KILLS=%d", seed, kills)
	random := rand.New(rand.NewPCG(seed, 0)) //nolint:gosec // moments, not secrets

	submit := func(file, spares string) *exec.Cmd {
		problem, _, _ := strings.Cut(file, "/")
		cmd := exec.CommandContext(t.Context(), "judge", "submit", "-p", problem, filepath.Join("../../problems", file))
		cmd.Env = append(os.Environ(), "HOME="+home, "XDG_CACHE_HOME=", "JUDGE_CELLS_SPARE="+spares)
		return cmd
	}
	files := []string{"top-k-frequent/submissions/accepted/heap.py", "second-highest-salary/submissions/accepted/dense_rank.sql"}
	right := func(file string) (took time.Duration) {
		start := time.Now()
		if out, err := submit(file, "1").CombinedOutput(); err != nil {
			t.Errorf("a judge that is not killed: %v\n%s", err, out)
		}
		return time.Since(start)
	}
	var last [2][2]time.Duration // how long each file takes, without a spare and with one
	for i, file := range files {
		last[i] = [2]time.Duration{right(file), right(file)}
	}
	var killed []string // parts of the names of their containers
	for i := range kills {
		file, spares := i%2, i/2%2
		moment := time.Duration(random.Int64N(int64(last[file][spares])))
		cmd := submit(files[file], strconv.Itoa(spares))
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		select {
		case <-time.After(moment):
			_ = cmd.Process.Kill() // it may have ended just now
			err = <-ended
		case err = <-ended:
		}
		t.Logf("%s with %d spares, killed after %v: %v", files[file], spares, moment, err)
		if err != nil && cmd.ProcessState.ExitCode() >= 0 {
			t.Error("it had ended before")
		}
		id := "-" + strconv.Itoa(cmd.Process.Pid) + "-"
		killed = append(killed, id)
		if file == 0 { // a cell that runs ends at once; what was only created is swept by the next judge
			gone(t, engine, func(c docker.Container) bool {
				return strings.Contains(c.Name, id) && strings.HasPrefix(c.Status, "Up")
			})
		}
	}
	for _, file := range files {
		right(file)
	}
	gone(t, engine, func(c docker.Container) bool {
		return slices.ContainsFunc(killed, func(id string) bool { return strings.Contains(c.Name, id) })
	})
}
