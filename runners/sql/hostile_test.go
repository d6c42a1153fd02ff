package sql_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/sql"
	"github.com/coding-judge/judge/testcases/value"
)

// What a submission may try. After each, the same server must serve the next case with nothing left in it, or another
// one must.
func TestHostile(t *testing.T) { everywhere(t, testHostile) }

func testHostile(t *testing.T, r *sql.Runner) {
	denied, readOnly, noRows := "42501", "25006", "no_result"
	for _, c := range []struct {
		name, source string
		end          runners.End
		detail       string // SQLSTATE, or kind of the fault, or the stream
	}{
		{"run a program", "copy t to program 'id'", runners.Raised, noRows},
		{"copy out", "copy t to stdout", runners.Raised, noRows},
		{"copy in", "copy t from stdin", runners.Raised, noRows},
		{"read a file", "select pg_read_file('/etc/passwd')", runners.Raised, denied},
		{"list files", "select * from pg_ls_dir('/')", runners.Raised, denied},
		{"file through lo", "select lo_import('/etc/passwd')", runners.Raised, denied},
		{"lo export", "select lo_export(1, '/tmp/x')", runners.Raised, denied},
		{"be somebody", "set role postgres", runners.Raised, noRows},
		{"be somebody else", "select set_config('role', 'postgres', false)", runners.Raised, denied},
		{"be somebody in the session", "select set_config('session_authorization', 'postgres', false)", runners.Raised, denied},
		{"passwords", "select rolpassword from pg_authid", runners.Raised, denied},
		{"settings for superusers", "select set_config('temp_file_limit', '-1', false)", runners.Raised, denied},
		{"signal the judge's connection", "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'postgres'", runners.Raised, denied},
		{"two statements", "select 1; drop table t", runners.NotCompiled, "42601"},
		{"commit", "commit", runners.Raised, noRows},
		{"begin", "begin read write", runners.Raised, noRows},
		{"drop", "drop table t", runners.Raised, noRows},
		{"delete", "delete from t", runners.Raised, noRows},
		{"delete with rows", "delete from t returning *", runners.Raised, readOnly},
		{"insert in a with", "with x as (insert into t values (4, 'four') returning n) select * from x", runners.Raised, readOnly},
		{"lock the rows", "select * from t for update", runners.Raised, readOnly},
		{"temporary table", "create temp table x as select 1", runners.Raised, noRows},
		{"select into", "select 1 as n into temp x", runners.Raised, noRows},
		{"program", "do $$ begin loop end loop; end $$", runners.Raised, noRows},
		{"extension", "create extension dblink", runners.Raised, noRows},
		{"listen", "listen x", runners.Raised, noRows},
		{"prepare", "prepare x as select 1", runners.Raised, noRows},
		{"cursor", "declare c cursor with hold for select 1", runners.Raised, noRows},
		{"write transaction", "select set_config('transaction_read_only', 'off', false), n from t", runners.Raised, "25001"},
		{"no time limit", "select set_config('statement_timeout', '0', false), pg_sleep(60)", runners.WallEnded, ""},
		{"sleep", "select pg_sleep(60)", runners.WallEnded, ""},
		{"notify", "select pg_notify('x', 'y')", runners.Answered, ""},
		{"advisory lock", "select pg_advisory_lock(1), pg_advisory_lock_shared(2)", runners.Answered, ""},
		{"end itself", "select pg_terminate_backend(pg_backend_pid())", runners.Raised, "57P01"},
		{"cancel itself", "select pg_cancel_backend(pg_backend_pid()), pg_sleep(1)", runners.Raised, "57014"},
		{"many rows", "select generate_series(1, 1000000000)", runners.OutputEnded, "rows"},
		{"many empty rows", "select null from " + product(30), runners.OutputEnded, "rows"},
		{"huge value", "select repeat('x', 20000000)", runners.OutputEnded, "rows"},
		{"value beyond memory", "select repeat('x', 100000000)", runners.MemoryEnded, ""},
		{"array beyond memory", "select count(a) from (select array_agg(repeat('x', 1000)) as a from (select generate_series(1, 10000000)) g) x", runners.MemoryEnded, ""},
		{"huge value in a message", "select repeat('x', 10000000)::int", runners.OutputEnded, "rows"},
		{"huge name", "select 1 as " + strings.Repeat("x", 100000), runners.Answered, ""},
		{"many columns", "select " + strings.Repeat("1,", 1599) + "1", runners.Answered, ""},
		{"too many columns", "select " + strings.Repeat("1,", 5000) + "1", runners.Raised, "54011"},
		{"deep", "select " + strings.Repeat("(", 100000) + "1" + strings.Repeat(")", 100000), runners.NotCompiled, "42601"},
		{"no end", "with recursive x(n) as (select 1 union all select n + 1 from x where n > 0) select count(*) from x", runners.CPUEnded, ""},
		{"no end without recursion", "select count(*) from " + product(30), runners.CPUEnded, ""},
		{"other encoding", "select set_config('client_encoding', 'latin1', false), 'ä'", runners.Answered, ""},
		{"other forms", `select set_config('bytea_output', 'escape', false), set_config('datestyle', 'german', false), '\xff'::bytea, now()`, runners.Answered, ""},
		{"no text", "select convert_from('\\xff', 'utf8')", runners.Raised, "22021"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := limited()
			if c.end != runners.WallEnded { // a busy machine makes all else long
				p.Limits.Wall = time.Minute
			}
			s := prepare(t, r, p, c.source)
			for range 2 { // the second time shows what the first has left
				o, err := s.Run(t.Context(), theCase())
				if err != nil {
					t.Fatal(err)
				}
				t.Logf("end %d cpu %v wall %v peak %d KiB %+v", o.End, o.CPU, o.Wall, o.Peak>>10, o.Fault)
				if o.End != c.end {
					t.Fatalf("ended as %d, not as %d", o.End, c.end)
				}
				switch detail := c.detail; o.End {
				case runners.OutputEnded:
					if o.Stream != detail {
						t.Errorf("stream %q", o.Stream)
					}
				case runners.Raised, runners.NotCompiled:
					if o.Fault.Code != detail && o.Fault.Type != detail {
						t.Errorf("fault %+v", o.Fault)
					}
				case runners.Answered:
					if _, err := value.ParseJSON(o.Answer); err != nil {
						t.Error(err)
					}
				}
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if o := run(t, r, limited(), "select count(*) from t"); o.End != runners.Answered || !strings.Contains(string(o.Answer), "[[3]]") {
				t.Errorf("the next submission ended as %d: %s", o.End, o.Answer)
			}
		})
	}
}

// product is the product of so many tables of three rows.
func product(n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("t t%d", i)
	}
	return strings.Join(out, ", ")
}

func TestTemporaryFiles(t *testing.T) { everywhere(t, testTemporaryFiles) }

func testTemporaryFiles(t *testing.T, r *sql.Runner) {
	p := limited()
	p.Limits.CPU, p.Limits.Wall = 20*time.Second, time.Minute
	o := run(t, r, p, "select count(*) from (select n from generate_series(1, 100000000) n order by -n) x")
	if o.End != runners.Raised || o.Fault.Code != "53400" {
		t.Errorf("ended as %d %+v", o.End, o.Fault)
	}
}

// A server process that looks at no cancel for seconds costs the server, not the next submission.
func TestBeyondHope(t *testing.T) { everywhere(t, testBeyondHope) }

func testBeyondHope(t *testing.T, r *sql.Runner) {
	p := limited()
	p.Limits.Memory, p.Limits.Wall = 3<<30, time.Minute
	source := "select length(normalize(repeat(U&'a\\0323\\0302', 40000000), nfkd))"
	o := run(t, r, p, source)
	t.Logf("end %d cpu %v wall %v %+v", o.End, o.CPU, o.Wall, o.Fault)
	if o.End != runners.CPUEnded {
		t.Errorf("ended as %d", o.End)
	}
	if o := run(t, r, p, "select 1"); o.End != runners.Answered {
		t.Errorf("the next submission ended as %d", o.End)
	}
}
