package sql

import (
	"testing"
	"time"

	"github.com/coding-judge/judge/problems"
)

func TestCPUTime(t *testing.T) {
	t.Parallel()
	const stat = "12 (post gres) S) R 1 1 1 0 -1 4194624 500 0 0 0 7 3 0 0 20 0 1"
	for _, c := range []struct {
		schedstat string
		want      string
		known     bool
	}{{"1234567 890 5\n", "1.234567ms", true}, {"0 0 0\n", "100ms", true}, {"", "100ms", true}} {
		if got, known := cpuTime(c.schedstat, stat); got.String() != c.want || known != c.known {
			t.Errorf("%q: %v, %v", c.schedstat, got, known)
		}
	}
	if got, known := cpuTime("", ""); known {
		t.Errorf("of nothing: %v", got)
	}
}

func TestQueueTime(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		schedstat, stat string
		want            string
		ready           bool
	}{
		{"1234567 890 5\n", "12 (a) R) S 1", "890ns", false}, {"1 2000 5\n", "12 (post gres) R 1", "2µs", true},
		{"", "12 (x) R 1", "0s", true}, {"7", "", "0s", false}, {"7 x", "12 (x) D 1", "0s", false},
	} {
		if got, ready := queueTime(c.schedstat, c.stat); got.String() != c.want || ready != c.ready {
			t.Errorf("%q, %q: %v, %v", c.schedstat, c.stat, got, ready)
		}
	}
}

// What has no processor does not wait by its own fault; what sleeps does, however busy the machine.
func TestWaited(t *testing.T) {
	t.Parallel()
	l := problems.Limits{CPU: time.Second, Wall: 10 * time.Second}
	asleep := usage{known: true, cpu: time.Second}
	starved := usage{known: true, cpu: time.Second, queued: 3 * time.Second}
	ready := usage{known: true, cpu: time.Second, ready: true}
	for name, c := range map[string]struct {
		wall time.Duration
		last []usage
		want bool
	}{
		"within the limit":             {10 * time.Second, []usage{asleep}, false},
		"asleep":                       {12 * time.Second, []usage{asleep}, true},
		"starved":                      {14 * time.Second, []usage{starved}, false},
		"starved, and then asleep":     {15 * time.Second, []usage{starved}, true},
		"two of them starved":          {17 * time.Second, []usage{starved, starved}, false},
		"two starved, and then asleep": {19 * time.Second, []usage{starved, starved}, true},
		"ready to run":                 {99 * time.Second, []usage{asleep, ready}, false},
		"ready to run, without end":    {100 * time.Second, []usage{ready}, true},
		"it can't be known":            {12 * time.Second, []usage{{}}, true},
	} {
		var all []span
		for _, u := range c.last {
			all = append(all, span{before: usage{known: u.known}, last: u})
		}
		if got := waited(c.wall, l, all...); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
