package python_test

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/coding-judge/judge/runners/cell"
	"github.com/coding-judge/judge/runners/cell/docker/dockertest"
	"github.com/coding-judge/judge/runners/python"
)

// Where an engine or a machine gives less, attacks may end otherwise, but what comes after them is judged as ever.
func TestWeakerCells(t *testing.T) {
	t.Parallel()
	const leaveIPC = `
import ctypes, platform
def k_frequent(nums, k):
    call = ctypes.CDLL(None, use_errno=True).syscall
    number = 29 if platform.machine() == "x86_64" else 194  # shmget
    if call(number, ctypes.c_long(77), ctypes.c_long(4096), ctypes.c_long(0)) >= 0:
        return "it is there already"
    return [5] if call(number, ctypes.c_long(77), ctypes.c_long(4096), ctypes.c_long(0o1666)) >= 0 else "refused"
`
	noCgroup := strings.NewReplacer(`base="/sys/fs/cgroup"`, `base="/none"`)
	noFilter := strings.NewReplacer("filtered = deny_calls()", "filtered = False")
	tests := []struct {
		name    string
		weaken  *strings.Replacer
		attacks map[string]string // file or source, and how it ends
	}{
		{"no control group", noCgroup, map[string]string{
			"processes_fork_bomb.py": "", "processes_daemon.py": "", "processes_orphans.py": "", "processes_clone_parent.py": "answered [5]",
			"time_busy.py": "cpu", "time_children.py": "cpu", "time_short_orphans.py": "cpu", "processes_exec.py": "exited 0",
			"time_sleep.py": "wall", "memory_heap.py": "memory", "memory_mmap.py": "raised",
			"output_flood.py": "output stdout", "files_maze.py": "answered [5]", "leftovers.py": "answered [5]",
		}},
		{"no filter", noFilter, map[string]string{
			leaveIPC: "answered [5]", "processes_clone_parent.py": "answered [5]", "processes_daemon.py": "", "leftovers.py": "answered [5]",
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			runner := &python.Runner{Engine: weaker{dockertest.Open(t), test.weaken}, Images: python.DefaultImages()}
			for attack, want := range test.attacks {
				name, source := "source", []byte(attack)
				if strings.HasSuffix(attack, ".py") {
					var err error
					if source, err = os.ReadFile("testdata/hostile/" + attack); err != nil {
						t.Fatal(err)
					}
					name = attack
				}
				source = append(source, plainToo...)
				p := small()
				p.Limits.CPU, p.Limits.Wall = 5*time.Second, 30*time.Second
				if want == "cpu" {
					p.Limits.CPU = 800 * time.Millisecond
				}
				if want == "wall" || want == "" {
					p.Limits.Wall = 2 * time.Second
				}
				session := prepare(t, runner, p, source)
				for range 2 {
					start := time.Now()
					got := ending(run(t, session, numbers))
					t.Logf("%s: %s in %v", name, got, time.Since(start))
					if want != "" && got != want {
						t.Errorf("%s: %s; want %s", name, got, want)
					}
					if o := run(t, session, plain); ending(o) != "answered [[5,5,7],2]" {
						t.Errorf("%s: afterwards a plain case was %s %s", name, ending(o), describe(o))
					}
				}
				if err := session.Close(); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

// weaker boots cells with a supervisor that finds less than there is.
type weaker struct {
	cell.Engine
	weaken *strings.Replacer
}

func (e weaker) Boot(ctx context.Context, s cell.Spec) (cell.Cell, error) {
	was := s.Command
	s.Command = slices.Clone(was) // the session's, of which it boots others
	for i, part := range s.Command {
		s.Command[i] = e.weaken.Replace(part)
	}
	if slices.Equal(was, s.Command) {
		return nil, errors.New("the test knows other programs: nothing of them was replaced")
	}
	return e.Engine.Boot(ctx, s)
}
