package sql

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/coding-judge/judge/problems"
)

// usage is what a server process has used since it started. It is read from the server's /proc by the superuser:
// the process itself can't be asked while it works.
type usage struct {
	known bool // whether cpu is
	cpu   time.Duration
	peak  int64 // bytes of its own memory at the most: without shared buffers and the program itself

	queued time.Duration // for which it was ready to run and had no processor, as far as the kernel has counted
	ready  bool          // it runs, or is ready to: the kernel counts how long only once it runs
}

// tick is the unit of times in /proc/<pid>/stat: USER_HZ, which is 100 on all platforms that Docker runs on.
const tick = 10 * time.Millisecond

// usage reads the usage of a process; nothing is known where the judge may not read it.
func (w *watch) usage(ctx context.Context) (usage, error) {
	if !w.readable {
		return usage{}, nil
	}
	return usageOf(ctx, w.admin, w.pid)
}

// usageOf reads the usage of a process; all is zero for one that has ended.
func usageOf(ctx context.Context, admin *pgx.Conn, pid uint32) (usage, error) {
	const read = `select coalesce(pg_read_file($1 || '/schedstat', 0, 4096, true), ''),
		coalesce(pg_read_file($1 || '/stat', 0, 4096, true), ''), coalesce(pg_read_file($1 || '/status', 0, 8192, true), '')`
	var schedstat, stat, status string
	if err := admin.QueryRow(ctx, read, fmt.Sprintf("/proc/%d", pid)).Scan(&schedstat, &stat, &status); err != nil {
		return usage{}, fmt.Errorf("read the server process's usage: %w", cause(ctx, err))
	}
	var u usage
	u.cpu, u.known = cpuTime(schedstat, stat)
	u.queued, u.ready = queueTime(schedstat, stat)
	fields := map[string]int64{}
	for line := range strings.Lines(status) {
		name, rest, _ := strings.Cut(line, ":")
		if n, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64); err == nil {
			fields[name] = n << 10
		}
	}
	u.peak = max(0, fields["VmHWM"]-fields["RssFile"]-fields["RssShmem"])
	return u, nil
}

// cpuTime reads nanoseconds where the kernel counts them, and ticks elsewhere.
func cpuTime(schedstat, stat string) (time.Duration, bool) {
	if first, _, ok := strings.Cut(schedstat, " "); ok {
		if ns, err := strconv.ParseInt(first, 10, 64); err == nil && ns > 0 {
			return time.Duration(ns), true
		}
	}
	// Behind the program's name, which may hold anything, the fields are the state and 10 others, then utime and stime.
	fields := strings.Fields(stat[strings.LastIndexByte(stat, ')')+1:])
	if len(fields) < 13 {
		return 0, false
	}
	user, err1 := strconv.ParseInt(fields[11], 10, 64)
	system, err2 := strconv.ParseInt(fields[12], 10, 64)
	return time.Duration(user+system) * tick, err1 == nil && err2 == nil
}

// queueTime reads how long a process waited for a processor, and whether it may be waiting for one now.
func queueTime(schedstat, stat string) (time.Duration, bool) {
	var queued int64
	if fields := strings.Fields(schedstat); len(fields) > 1 {
		queued, _ = strconv.ParseInt(fields[1], 10, 64) // not known is none
	}
	return time.Duration(queued), strings.HasPrefix(stat[strings.LastIndexByte(stat, ')')+1:], " R")
}

// span is a process's usage, before and last.
type span struct{ before, last usage }

// waited says whether what the processes did has waited for longer than it may. On a busy machine they also wait for a processor,
// which is not their fault and does not count, within reason.
func waited(wall time.Duration, l problems.Limits, processes ...span) bool {
	limit := l.Wall + wallGrace
	if wall < limit || wall >= l.WallGuard() {
		return wall >= limit
	}
	for _, p := range processes {
		if p.last.ready {
			return false // the processor time has a limit of its own
		}
		wall -= max(0, p.last.cpu-p.before.cpu) + max(0, p.last.queued-p.before.queued)
	}
	return wall >= limit
}
