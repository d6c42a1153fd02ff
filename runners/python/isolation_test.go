package python_test

import (
	"crypto/rand"
	"encoding/json"
	"testing"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// No byte of a case's input is in the memory that a later case can read. The submission is told two markers in disguise,
// one of an earlier case's input and one that nobody has ever sent, and counts both in all of its memory: they must occur
// equally often, for only its own search can have put them there. That the search finds what is there is tried too.
func TestMemoryOfEarlierCase(t *testing.T) {
	t.Parallel()
	const source = `
import ctypes

def disguise(text):
    return bytes(c ^ 1 for c in text.encode()) if isinstance(text, str) else bytes(c ^ 1 for c in text)

def k_frequent(nums, k):
    if isinstance(nums, str):
        copies = [nums + str(i) for i in range(100000)]
        return len(copies)
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # PR_SET_DUMPABLE, without which one's own memory cannot be read
    counts = [0, 0]
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as mem:
        for line in maps:
            where, rights = line.split()[:2]
            if "r" not in rights or "[v" in line:
                continue
            start, end = (int(x, 16) for x in where.split("-"))
            while start < end:
                mem.seek(start)
                size = min(end - start, 1 << 20)
                data = mem.read(size)
                for i in 0, 1:
                    counts[i] += data.count(disguise(nums[i]))
                start += size - 40 if size == 1 << 20 else size
    return counts
`
	marker, control := rand.Text(), rand.Text()
	session := prepare(t, newRunner(t), small(), []byte(source))
	count := func(k any) (counts [2]int) {
		o := run(t, session, input(t, []any{disguised(marker), disguised(control)}, k))
		if err := json.Unmarshal(o.Answer, &counts); err != nil {
			t.Fatalf("end %d, answer %.100s %s: %v", o.End, o.Answer, describe(o), err)
		}
		return counts
	}
	if o := run(t, session, input(t, marker, 1)); o.End != runners.Answered || string(o.Answer) != "100000" {
		t.Fatalf("end %d, answer %.100s %s", o.End, o.Answer, describe(o))
	}
	if counts := count(1); counts[0] != counts[1] {
		t.Errorf("the earlier case's input was found %d times, another text %d times", counts[0], counts[1])
	}
	if counts := count(marker); counts[0] <= counts[1] {
		t.Errorf("a text that was there was found %d times, another %d times", counts[0], counts[1])
	}
}

func disguised(s string) string {
	b := []byte(s)
	for i := range b {
		b[i] ^= 1
	}
	return string(b)
}

func input(t *testing.T, nums, k any) testcases.Case {
	t.Helper()
	data, err := json.Marshal(map[string]any{"dict": []any{[]any{"nums", nums}, []any{"k", k}}})
	if err != nil {
		t.Fatal(err)
	}
	return testcases.Case{Name: "sample/made", Input: testcases.NewBlob(data)}
}

// Every case runs as a user of its own, with nothing but its own pipes and no privileges.
func TestCaseHasNothing(t *testing.T) {
	t.Parallel()
	const source = `
import os

def k_frequent(nums, k):
    status = dict(line.split(":\t", 1) for line in open("/proc/self/status") if ":\t" in line)
    fds = sorted(int(fd) for fd in os.listdir("/proc/self/fd"))[:-1]  # the last is that of the listing
    caps = [int(status[name], 16) for name in ("CapInh", "CapPrm", "CapEff", "CapAmb")]
    return {"users": [*os.getresuid(), *os.getresgid()], "groups": os.getgroups(), "fds": fds, "caps": caps,
            "nnp": status["NoNewPrivs"].strip(), "argv": __import__("sys").argv, "filter": status["Seccomp"].strip()}
`
	session := prepare(t, newRunner(t), small(), []byte(source))
	seen := map[int]bool{}
	for range 3 {
		o := run(t, session, numbers)
		var answer struct{ Dict [][2]json.RawMessage }
		if err := json.Unmarshal(o.Answer, &answer); err != nil {
			t.Fatalf("%s %s: %v", o.Answer, describe(o), err)
		}
		got := map[string]string{}
		for _, entry := range answer.Dict {
			got[string(entry[0])] = string(entry[1])
		}
		var users []int
		if err := json.Unmarshal([]byte(got[`"users"`]), &users); err != nil || len(users) != 6 {
			t.Fatalf("users %s", got[`"users"`])
		}
		for _, user := range users {
			if user != users[0] || user < 1000 || user > 65535 || seen[user] {
				t.Errorf("users and groups %v after %v", users, seen)
			}
		}
		seen[users[0]] = true
		for name, want := range map[string]string{
			`"groups"`: "[]", `"fds"`: "[0, 1, 2, 3]", `"caps"`: "[0, 0, 0, 0]", `"nnp"`: `"1"`, `"argv"`: `[""]`, `"filter"`: `"2"`,
		} {
			if got[name] != want {
				t.Errorf("%s %s; want %s", name, got[name], want)
			}
		}
	}
}

// Many cases leave nothing that adds up: the last is as quick and small as the first, and in the same cell.
func TestManyCases(t *testing.T) {
	t.Parallel()
	session := prepare(t, newRunner(t), small(), []byte("import os\ndef k_frequent(nums, k): return [os.getppid(), len(os.listdir('/proc/self/fd')), len(nums)]"))
	parent := 0 // the zygote, as long as the cell is the same
	for i := range 300 {
		var got [3]int
		o := run(t, session, input(t, make([]int, 1000*(i%7)), 1))
		if err := json.Unmarshal(o.Answer, &got); err != nil {
			t.Fatalf("case %d: %s, end %d: %v", i, o.Answer, o.End, err)
		}
		if parent == 0 {
			parent = got[0]
		}
		if want := [3]int{parent, 5, 1000 * (i % 7)}; got != want {
			t.Fatalf("case %d: %v; want %v", i, got, want)
		}
	}
}
