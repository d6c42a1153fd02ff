package history_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gofrs/flock"
	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/history"
)

var noon = time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC)

func entry(problem string, v judge.Verdict, slowest float64) history.Entry {
	return history.Entry{Time: noon, Problem: problem, File: "a.py", Source: "sha256:0", Verdict: v, Passed: 1, Cases: 2, Slowest: slowest}
}

func TestNewEntry(t *testing.T) {
	t.Parallel()
	r := &judge.Report{Problem: "double", File: "/home/ada/\x1b[2J" + strings.Repeat("é", 300), Verdict: judge.WrongAnswer, Cases: []judge.CaseReport{
		{Verdict: judge.Accepted, CPU: 2.5}, {Verdict: judge.WrongAnswer, CPU: 7}, {Verdict: judge.Skipped},
	}}
	e, ok := history.NewEntry(r, []byte("secret text"), noon.Add(time.Millisecond))
	name := e.File
	e.File = ""
	want := history.Entry{
		Time: noon, Problem: "double", Verdict: judge.WrongAnswer, Passed: 1, Cases: 3, Slowest: 7,
		Source: fmt.Sprintf("sha256:%x", sha256.Sum256([]byte("secret text"))),
	}
	if diff := cmp.Diff(want, e); diff != "" || !ok {
		t.Errorf("%v %s", ok, diff)
	}
	if len(name) > 255 || strings.Contains(name, "/") || strings.Contains(name, "\x1b") || !strings.HasSuffix(name, "é") {
		t.Errorf("the name is %q", name)
	}
	if _, ok := history.NewEntry(&judge.Report{Verdict: judge.JudgeError}, nil, noon); ok {
		t.Error("a fault of the judge's is remembered")
	}
}

func TestAddAndRead(t *testing.T) {
	t.Parallel()
	f := history.File(filepath.Join(t.TempDir(), "new", "folder", "history.jsonl"))
	if entries, bad, err := f.Read(); len(entries)+len(bad) != 0 || err != nil {
		t.Errorf("before the first: %v %v %v", entries, bad, err)
	}
	want := []history.Entry{entry("a", judge.Accepted, 3), entry("b", judge.WrongAnswer, 4)}
	for _, e := range want {
		if err := f.Add(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	got, bad, err := f.Read()
	if diff := cmp.Diff(want, got); diff != "" || len(bad) > 0 || err != nil {
		t.Errorf("%s %v %v", diff, bad, err)
	}
	if info, err := os.Stat(string(f)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
}

// A line that cannot be read costs itself alone, and one that was cut off does not spoil the next.
func TestCorrupt(t *testing.T) {
	t.Parallel()
	f := history.File(filepath.Join(t.TempDir(), "history.jsonl"))
	if err := f.Add(t.Context(), entry("a", judge.Accepted, 3)); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(string(f))
	if err != nil {
		t.Fatal(err)
	}
	lines := []string{
		"not JSON\x1b[2J", "{}", `{"problem":"x","verdict":"accepted"}`, `[1]`, strings.Repeat("x", 1<<20), strings.Repeat("y", 4<<10),
		`{"time":"2026-01-02T12:00:00Z","problem":"../x","verdict":"accepted"}`, "", "\x00\x00\x00",
	}
	all := string(whole) + strings.Join(lines, "\n") + "\n" + string(whole) + string(whole[:len(whole)/2])
	if err := os.WriteFile(string(f), []byte(all), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := f.Add(t.Context(), entry("b", judge.Accepted, 3)); err != nil {
		t.Fatal(err)
	}
	entries, bad, err := f.Read()
	var names, numbers []string
	for _, e := range entries {
		names = append(names, e.Problem)
	}
	for _, b := range bad {
		numbers = append(numbers, fmt.Sprint(b.Line))
		if len(b.Error()) > 300 || strings.Contains(b.Error(), "\x1b") {
			t.Errorf("it tells too much: %.400q", b.Error())
		}
	}
	if strings.Join(names, " ") != "a a b" || strings.Join(numbers, " ") != "2 3 4 5 6 7 8 10 12" || err != nil {
		t.Errorf("read %v, left out %v, %v", names, numbers, err)
	}
}

// Many judges at once, in one process and in others, lose nothing.
func TestAtOnce(t *testing.T) {
	t.Parallel()
	const each = 30
	if file := os.Getenv("HISTORY_TEST_FILE"); file != "" {
		for range each {
			if err := history.File(file).Add(t.Context(), entry("p", judge.Accepted, 1)); err != nil {
				t.Error(err)
			}
		}
		return
	}
	f := history.File(filepath.Join(t.TempDir(), "history.jsonl"))
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestAtOnce$")
			cmd.Env = append(os.Environ(), "HISTORY_TEST_FILE="+string(f))
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
		wg.Go(func() {
			for range each {
				if err := f.Add(t.Context(), entry("q", judge.Accepted, 1)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	entries, bad, err := f.Read()
	if len(entries) != 6*each || len(bad) > 0 || err != nil {
		t.Errorf("%d entries of %d, %v, %v", len(entries), 6*each, bad, err)
	}
}

// What can't be written to or read is an error, and nothing waits for it.
func TestCannot(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(dir+"/file", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(dir+"/folder", 0o700); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(t.Context(), "mkfifo", dir+"/pipe").CombinedOutput(); err != nil {
		t.Skipf("mkfifo: %v %s", err, out)
	}
	for _, name := range []string{"file/history.jsonl", "folder", "pipe"} {
		f := history.File(filepath.Join(dir, name))
		if err := f.Add(t.Context(), entry("a", judge.Accepted, 1)); err == nil {
			t.Errorf("%s: no error of Add", name)
		}
		if _, _, err := f.Read(); err == nil && !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: no error of Read", name)
		}
	}
	f := history.File(filepath.Join(dir, "history.jsonl"))
	lock := flock.New(string(f) + ".lock")
	if err := lock.Lock(); err != nil {
		t.Fatal(err)
	}
	defer lock.Close()
	if err := f.Add(t.Context(), entry("a", judge.Accepted, 1)); err == nil || !strings.Contains(err.Error(), "another judge held") {
		t.Errorf("with the lock held: %v", err)
	}
}

func TestSummary(t *testing.T) {
	t.Parallel()
	samples := entry("s", judge.Accepted, 1)
	samples.SamplesOnly = true
	got := history.Summary([]history.Entry{
		entry("a", judge.WrongAnswer, 1), entry("a", judge.Accepted, 9), entry("a", judge.Accepted, 5), entry("a", judge.RunTimeError, 2),
		entry("b", judge.TimeLimitExceeded, 2000), samples,
	})
	want := map[string]history.Progress{"a": {4, true, 5}, "b": {1, false, 0}, "s": {1, false, 0}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
