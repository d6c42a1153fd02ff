package sql_test

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/sql"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// round is one of a schedule's: statements by session, each on a line of its own; and options, by name.
type round map[any]any

// scheduled is the case of theCase with a schedule.
func scheduled(t *testing.T, rounds ...round) testcases.Case {
	t.Helper()
	tables, err := value.ParseJSON(theCase().Input.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	schedule := value.List{}
	for _, r := range rounds {
		entries := value.Dict{}
		for k, v := range r {
			switch k := k.(type) {
			case int:
				list := value.List{}
				for line := range strings.Lines(v.(string)) {
					list = append(list, value.Str(strings.TrimSpace(line)))
				}
				entries = append(entries, value.Entry{Key: value.Int(k), Value: list})
			case string:
				option, ok := v.(value.Value)
				if !ok {
					t.Fatalf("%s: %v", k, v)
				}
				entries = append(entries, value.Entry{Key: value.Str(k), Value: option})
			}
		}
		schedule = append(schedule, entries)
	}
	return caseOf(value.Dict{{Key: value.Str("tables"), Value: tables}, {Key: value.Str("schedule"), Value: schedule}})
}

func concurrent() *problems.Problem {
	p := limited()
	p.Kind = problems.Concurrent
	p.Probes = []problems.Probe{{Name: "t", Query: "select n, s from public.t order by n"}}
	p.Concurrency = problems.Concurrency{Sessions: 4, Retry: []string{"40001"}}
	return p
}

// patient is for schedules that no limit is to end, on a machine however busy.
func patient() *problems.Problem {
	p := concurrent()
	p.Limits.CPU, p.Limits.Wall = time.Minute, 10*time.Minute
	return p
}

// tellings is an answer in few words: its tables, but for those that have no rows.
func tellings(t *testing.T, o runners.Outcome) string {
	t.Helper()
	if o.End != runners.Answered {
		return ending(o)
	}
	var all []string
	for _, name := range []string{problems.ResultsTable, problems.ErrorsTable, problems.WaitsTable, "t"} {
		if rows := tableRows(t, o.Answer, name); len(rows) > 0 {
			all = append(all, name+" "+value.Python(rows, 2000))
		}
	}
	return strings.Join(all, "; ")
}

const unchanged = "t [[1, 'one'], [2, 'two'], [3, 'three']]"

// What sessions do to each other is what the schedule says, each time.
func TestSchedules(t *testing.T) { everywhere(t, testSchedules) }

func testSchedules(t *testing.T, r *sql.Runner) {
	for _, c := range []struct {
		name, script string
		schedule     []round
		want         string
	}{
		{
			"a transaction that is not committed is not seen",
			"create function f() returns text language sql as 'select string_agg(s, '','' order by n) from t'",
			[]round{{1: "begin\nupdate t set s = 'new' where n = 1"}, {2: "select f()"}, {1: "commit"}, {2: "select f()"}},
			"results [[2, 'one,two,three'], [4, 'new,two,three']]; t [[1, 'new'], [2, 'two'], [3, 'three']]",
		},
		{
			"what waits goes on in the rounds to come",
			"create function f() returns text language sql as 'update t set s = s || ''!'' where n = 1 returning s'",
			[]round{{1: "begin\nselect f()"}, {2: "select f()\nselect 'after'"}, {3: "select 'beside'"}, {1: "commit", 2: "select 'last'"}},
			"results [[1, 'one!'], [2, 'one!!'], [2, 'after'], [3, 'beside'], [4, 'last']]; t [[1, 'one!!'], [2, 'two'], [3, 'three']]",
		},
		{
			"who waits where none may",
			"create function f() returns void language sql as 'update t set s = ''x'' where n = 1'",
			[]round{{1: "begin\nselect from f()"}, {2: "select from f()"}, {1: "rollback"}, {1: "begin\nselect from f()"}, {2: "select from f()", "never_waits": value.Bool(true)}, {1: "rollback"}},
			"waits [[5, 2, 'select from f()']]; t [[1, 'x'], [2, 'two'], [3, 'three']]",
		},
		{
			"what is to be retried is made again, with its transaction",
			"create function f(c text) returns text language sql as 'update t set s = s || c where n = 1 returning s'",
			[]round{{1: "begin isolation level repeatable read\nselect s from t where n = 1"}, {2: "select f('x')"}, {1: "select f('y')"}, {1: "commit"}},
			"results [[1, 'onex'], [2, 'onex'], [3, 'onexy']]; t [[1, 'onexy'], [2, 'two'], [3, 'three']]",
		},
		{
			"what is not to be retried reaches the client, once in a transaction",
			"create function f(n integer) returns integer language sql as 'select 1 / n'",
			[]round{{1: "begin\nselect f(1)\nselect f(0)\nselect f(1)\ncommit\nselect f(1)"}},
			"results [[1, '1'], [1, '1']]; errors [[1, 1, 'select f(0)', 'division_by_zero (22012)']]; " + unchanged,
		},
		{
			"what is retried for ever is bounded",
			"create function f() returns void language plpgsql as $$ begin raise sqlstate '40001'; end $$",
			[]round{{1: "select f()"}},
			"errors [[1, 1, 'select f()', 'serialization_failure (40001)']]; " + unchanged,
		},
		{
			"one that waits in the end",
			"",
			[]round{{1: "begin\nupdate t set s = 'x' where n = 1"}, {2: "update t set s = 'y' where n = 1\nupdate t set s = 'z'"}},
			"errors [[2, 2, \"update t set s = 'y' where n = 1\", 'still waits for another session when all have done what they could']]; " + unchanged,
		},
		{
			"rows, NULL, and several columns",
			"",
			[]round{{1: "select n, s from t where n < 3 order by n\nselect null"}},
			"results [[1, '(1,one)'], [1, '(2,two)'], [1, None]]; " + unchanged,
		},
		{"no such function", "", []round{{1: "select f()"}}, "raised 42883"},
		{
			"settings and a password of its own",
			`alter role current_user password 'x'; alter role current_user set default_transaction_isolation = 'serializable';
			create function f() returns text language plpgsql as $$ begin
				execute 'alter role current_user password ''y'''; return current_setting('transaction_isolation'); end $$`,
			[]round{{1: "select f()"}},
			"results [[1, 'read committed']]; " + unchanged,
		},
		{
			"an end of its own session",
			"",
			[]round{{1: "set idle_session_timeout = 1"}, {2: "select from pg_sleep(0.1)"}, {1: "select 1\nselect 2"}},
			"errors [[3, 1, 'select 1', …]]; " + unchanged, // the code depends on who finds out first
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := prepare(t, r, patient(), c.script)
			o, err := s.Run(t.Context(), scheduled(t, c.schedule...))
			if err != nil {
				t.Fatal(err)
			}
			got := regexp.MustCompile(`'(idle_session_timeout|connection_failure)[^']*'`).ReplaceAllString(tellings(t, o), "…")
			if got != c.want {
				t.Errorf("got  %s\nwant %s\n%s", got, c.want, o.Stderr)
			}
		})
	}
}

// A deadlock is ended by the server, and reaches one of the clients. For a sample it is told in words.
func TestDeadlock(t *testing.T) { everywhere(t, testDeadlock) }

func testDeadlock(t *testing.T, r *sql.Runner) {
	s := prepare(t, r, patient(), "")
	o, err := s.Run(t.Context(), scheduled(t,
		round{1: "begin\nupdate t set s = 'x' where n = 1", 2: "begin\nupdate t set s = 'x' where n = 2"},
		round{1: "update t set s = 'y' where n = 2", 2: "update t set s = 'y' where n = 1"}, round{1: "commit", 2: "commit"}))
	if err != nil {
		t.Fatal(err)
	}
	if rows := tableRows(t, o.Answer, problems.ErrorsTable); len(rows) != 1 || !strings.Contains(string(o.Stderr), "deadlock_detected (40P01) reached the client: deadlock detected") {
		t.Errorf("%s\n%s", tellings(t, o), o.Stderr)
	}
}

// The order of a shuffled round is the seed's, and nothing else's.
func TestShuffled(t *testing.T) { everywhere(t, testShuffled) }

func testShuffled(t *testing.T, r *sql.Runner) {
	s := prepare(t, r, patient(), "create table log (id serial, who text); create function f(who text) returns void language sql as 'insert into log (who) values (who)'")
	order := func(seed int) string {
		calls := strings.TrimSuffix(strings.Repeat("select from f('%')\n", 5), "\n")
		o, err := s.Run(t.Context(), scheduled(t, round{
			1: strings.ReplaceAll(calls, "%", "a"), 2: strings.ReplaceAll(calls, "%", "b"), 3: strings.ReplaceAll(calls, "%", "c"),
			"shuffle": value.Int(seed),
		}, round{1: "select string_agg(who, '' order by id) from log"}))
		if err != nil {
			t.Fatal(err)
		}
		return tellings(t, o)
	}
	first := order(1)
	if again := order(1); again != first {
		t.Errorf("another order with the same seed: %s, then %s", first, again)
	}
	if other := order(2); other == first || len(other) != len(first) {
		t.Errorf("the same order with another seed: %s, %s", first, other)
	}
}

// In disorder either of two sessions comes first at times, and does all of its work before the other begins.
func TestDisorder(t *testing.T) { everywhere(t, testDisorder) }

func testDisorder(t *testing.T, r *sql.Runner) {
	r.Disorder = true
	s := prepare(t, r, patient(), "create table log (id serial, who text); create function f(who text) returns void language sql as 'insert into log (who) values (who)'")
	seen := map[string]bool{}
	for range 500 {
		o, err := s.Run(t.Context(), scheduled(t, round{1: "select from f('a')\nselect from f('a')", 2: "select from f('b')\nselect from f('b')"}, round{1: "select string_agg(who, '' order by id) from log"}))
		if err != nil {
			t.Fatal(err)
		}
		if seen[tellings(t, o)] = true; seen["results [[2, 'aabb']]; "+unchanged] && seen["results [[2, 'bbaa']]; "+unchanged] {
			return
		}
	}
	t.Errorf("%v", seen)
}

// The limits are of all sessions together.
func TestConcurrentLimits(t *testing.T) { everywhere(t, testConcurrentLimits) }

func testConcurrentLimits(t *testing.T, r *sql.Runner) {
	for _, c := range []struct {
		name, script, statement, want string
	}{
		{"processor", "create function f() returns void language plpgsql as 'begin loop end loop; end'", "select f()", "cpu"},
		{"waiting", "create function f() returns void language sql as 'select pg_sleep(600)'", "set statement_timeout = 0\nselect f()", "wall"},
		{"rows", "", "select repeat('x', 400000)", "output rows"},
		{"a long row", "", "select repeat('x', 4000000)", "output rows"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := concurrent()
			if c.want != "wall" {
				p.Limits.Wall = 10 * time.Minute
			}
			s := prepare(t, r, p, c.script)
			o, err := s.Run(t.Context(), scheduled(t, round{1: c.statement, 2: c.statement, 3: c.statement}))
			if err != nil {
				t.Fatal(err)
			}
			if got := ending(o); got != c.want {
				t.Errorf("%s, not %s: %+v", got, c.want, o.Fault)
			}
		})
	}
}

// Who interrupts a schedule does not wait for its sessions, and nothing of them is left.
func TestInterruptedSchedule(t *testing.T) { everywhere(t, testInterruptedSchedule) }

func testInterruptedSchedule(t *testing.T, r *sql.Runner) {
	s := prepare(t, r, patient(), "create function f() returns void language sql as 'select pg_sleep(600)'")
	ctx, cancel := context.WithCancelCause(t.Context())
	enough := errors.New("enough")
	time.AfterFunc(300*time.Millisecond, func() { cancel(enough) })
	if _, err := s.Run(ctx, scheduled(t, round{1: "select f()", 2: "select f()"})); !errors.Is(err, enough) {
		t.Error(err)
	}
}

// Without a superuser's role time can't be measured, and the server looks for deadlocks when it likes. All else is as it is.
func TestPowerlessSchedules(t *testing.T) {
	t.Parallel()
	r := tenant(t, host(t, "maker"))
	testSchedules(t, r)
	testDeadlock(t, r)
	testShuffled(t, r)
}
