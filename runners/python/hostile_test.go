package python_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/python"
	"github.com/coding-judge/judge/testcases"
)

// Each file in testdata/hostile is a submission that attacks the judge. Its first line tells the ends that are right:
//
//	# expect: raised, exited 1, answered [5]
//
// It attacks when k is 1. Afterwards the same session must judge a plain case rightly, and give the attack the
// same end again. What is called leftovers is run in the cells of other submissions as well.
func TestHostile(t *testing.T) {
	t.Parallel()
	hostile(t, newRunner(t), nil)
}

// hostile runs all attacks. Those that are in ends end as it says.
func hostile(t *testing.T, runner *python.Runner, ends map[string]string) {
	t.Helper()
	files, err := filepath.Glob("testdata/hostile/*.py")
	if err != nil || len(files) < 85 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			first, _, _ := strings.Cut(string(source), "\n")
			list, ok := strings.CutPrefix(first, "# expect: ")
			if !ok {
				t.Fatal("the first line says not what to expect")
			}
			if other, ok := ends[filepath.Base(file)]; ok {
				list = other
			}
			expected := strings.Split(list, ", ")
			compiles := !slices.Contains(expected, "not compiled")
			if compiles {
				source = append(source, plainToo...)
			}
			p := small()
			p.Limits.CPU, p.Limits.Wall, p.Limits.Memory = 5*time.Second, 30*time.Second, 96<<20 // a slow machine needs some of it
			if !strings.HasPrefix(filepath.Base(file), "memory") && (slices.Contains(expected, "cpu") || list == "signal 24") {
				p.Limits.CPU = 400 * time.Millisecond
			}
			if strings.HasPrefix(filepath.Base(file), "leftovers") {
				nextSubmission(t, runner, p, append(source, stays...), expected)
			}
			if list == "wall" {
				p.Limits.Wall = time.Second
			}
			session := prepare(t, runner, p, source)
			for range 2 {
				start := time.Now()
				o := run(t, session, attacked)
				if got := ending(o); !slices.Contains(expected, got) && !slices.Contains(expected, strings.Fields(got)[0]) {
					t.Errorf("%s (%s, stderr %.300q), not %s", got, describe(o), o.Stderr, list)
				}
				t.Logf("%s: CPU %v, wall %v, %v in all, %d MiB", ending(o), o.CPU, o.Wall, time.Since(start), o.Peak>>20)
				if !compiles {
					continue
				}
				start = time.Now()
				if got := ending(run(t, session, plain)); got != "answered [[5,5,7],2]" {
					t.Errorf("afterwards a plain case was %s", got)
				}
				if took := time.Since(start); took > 20*time.Second {
					t.Errorf("afterwards a plain case took %v", took)
				}
			}
		})
	}
}

// attacked has an expected answer that some attacks look for; it must not be anywhere in a cell.
var attacked = testcases.Case{Name: numbers.Name, Input: numbers.Input, Want: testcases.NewBlob([]byte("[424242424242]"))}

// plainToo makes an attack a plain submission where k is not 1.
const plainToo = "\nattack = k_frequent\ndef k_frequent(nums, k): return attack(nums, k) if k == 1 else [nums, k]\n"

var plain = testcases.Case{Name: "sample/plain", Input: testcases.NewBlob([]byte(`{"dict":[["nums",[5,5,7]],["k",2]]}`))}

// ending writes an end as the files do.
func ending(o runners.Outcome) string {
	switch o.End {
	case runners.Answered:
		return fmt.Sprintf("answered %.300s", strings.ReplaceAll(string(o.Answer), " ", ""))
	case runners.Exited:
		return fmt.Sprintf("exited %d", o.Code)
	case runners.Signaled:
		return fmt.Sprintf("signal %d", o.Code)
	case runners.Raised:
		return "raised"
	case runners.NotCompiled:
		return "not compiled"
	case runners.CPUEnded:
		return "cpu"
	case runners.WallEnded:
		return "wall"
	case runners.MemoryEnded:
		return "memory"
	case runners.OutputEnded:
		return "output " + o.Stream
	}
	return "broke"
}
