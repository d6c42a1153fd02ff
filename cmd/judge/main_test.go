package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"github.com/rogpeppe/go-internal/testscript"

	"github.com/coding-judge/judge/runners/cell/docker"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
	"github.com/coding-judge/judge/runners/cell/native/nativetest"
)

func TestMain(m *testing.M) {
	if filepath.Base(os.Args[0]) != "judge" { // what tests submit is not what whoever runs them has done
		if err := os.Setenv("JUDGE_HISTORY", "false"); err != nil {
			panic(err)
		}
		// A judge that was built with the race detector would wait for a second at its end, and tests start hundreds.
		if err := os.Setenv("GORACE", "atexit_sleep_ms=10 "+os.Getenv("GORACE")); err != nil {
			panic(err)
		}
	}
	testscript.Main(m, map[string]func(){"judge": main})
}

// TestScripts runs the scripts that need no container.
func TestScripts(t *testing.T) { runScripts(t, "testdata/script") }

// TestContainerScripts runs those that judge in containers, and sees that nothing is left of them.
func TestContainerScripts(t *testing.T) {
	engine := dockertest.Open(t)
	runScripts(t, "testdata/containers")
	t.Cleanup(func() { noLeftovers(t, engine, "judge-") })
}

// TestNativeScripts runs those that judge without a Docker engine.
func TestNativeScripts(t *testing.T) {
	nativetest.Open(t)
	runScripts(t, "testdata/native")
}

func runScripts(t *testing.T, dir string) {
	testscript.Run(t, testscript.Params{
		Dir: dir,
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("JUDGE_CELLS_SPARE", "0") // they would outlive the test
			for _, name := range []string{"DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_CONFIG", "XDG_RUNTIME_DIR", "GORACE"} {
				if v, ok := os.LookupEnv(name); ok {
					env.Setenv(name, v)
				}
			}
			// The folder of nothing but judge, for a PATH that has no other program.
			bin, _, _ := strings.Cut(env.Getenv("PATH"), string(os.PathListSeparator))
			env.Setenv("JUDGE_ONLY", bin)
			// What no script can hold.
			err := os.WriteFile(env.WorkDir+"/binary.py", []byte("\x7fELF\x02\x00\x00"), 0o666)
			err = errors.Join(err, os.WriteFile(env.WorkDir+"/latin.py", []byte("\n# caf\xe9\n"), 0o666))
			err = errors.Join(err, os.WriteFile(env.WorkDir+"/large.py", make([]byte, 5<<20), 0o666))
			for _, name := range []string{"ALICE", "BOB"} { // keys of age, and whom they belong to
				key, kerr := age.GenerateX25519Identity()
				if err = errors.Join(err, kerr); err != nil {
					return err
				}
				env.Setenv(name+"_KEY", key.String())
				env.Setenv(name, key.Recipient().String())
			}
			return err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "replace": replace},
	})
}

// exits is "exits CODE COMMAND…": the command ends with that exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND…")
	}
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		code = exit.ExitCode()
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("ended with exit code %d, not %s", code, args[0])
	}
}

// replace is "replace OLD NEW FILE".
func replace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace OLD NEW FILE")
	}
	file := ts.MkAbs(args[2])
	text := ts.ReadFile(args[2])
	if !strings.Contains(text, args[0]) {
		ts.Fatalf("%s holds no %q", args[2], args[0])
	}
	ts.Check(os.WriteFile(file, []byte(strings.Replace(text, args[0], args[1], 1)), 0o666))
}

// noLeftovers waits for the engine to have no container of a judge that has ended, among those that are named so. A minute
// is what a server takes to see that its judge was killed.
func noLeftovers(t *testing.T, engine *docker.Engine, name string) {
	t.Helper()
	gone(t, engine, func(c docker.Container) bool { return c.Left && strings.Contains(c.Name, name) })
}

// gone waits until the engine has no such container, but not for longer than a minute.
func gone(t *testing.T, engine *docker.Engine, unwanted func(docker.Container) bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		list, err := engine.Containers(ctx)
		list = slices.DeleteFunc(list, func(c docker.Container) bool { return !unwanted(c) })
		if err == nil && len(list) == 0 {
			return
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Errorf("left on the engine: %+v %v", list, err)
			return
		}
	}
}
