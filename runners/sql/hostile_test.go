package sql_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/coding-judge/judge/problems"

	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/runners/sql"
	"github.com/coding-judge/judge/runners/sql/server"
	"github.com/coding-judge/judge/testcases/value"
)

// What a submission may try, as the files in testdata/hostile have it. Afterwards the same server must serve the next case
// with nothing left in it, or another one must.
func TestHostile(t *testing.T) {
	for name, open := range sources {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			testHostile(t, open(t), weakerEnds[name])
		})
	}
	t.Run(powerless, func(t *testing.T) {
		t.Parallel()
		testHostile(t, server.DSN{DSN: host(t, "maker")}, weakerEnds[powerless])
	})
}

// powerless is a server of somebody else's, where the judge's role is no superuser.
const powerless = "dsn, no superuser"

// weakerEnds are other ends that attacks have with a source that guarantees less.
var weakerEnds = map[string]map[string]string{powerless: {
	// The functions and views of the catalog are everybody's. What it finds is names and numbers: no query, and no row.
	"others_activity": "answered", "others_queries": "answered", "others_databases": "answered", "others_roles": "answered",
	"others_comments": "answered", "others_dependencies": "answered", "others_role_settings": "answered", "others_locks": "answered",
	"others_statistics": "answered", "others_statistics_by_id": "answered", "others_prepared": "answered []", "output_addresses": "answered",
	"others_snapshot_of_transactions": "answered", "others_transactions": "answered", "others_positions": "answered",
	"others_tablespaces": "answered", "others_names_by_id": "answered", "others_description": "answered",
	"answers_cursors": "answered [[1]]", "answers_query_text": "answered",
	// What it changes or leaves is gone with its connection.
	"others_advisory_lock": "answered", "others_advisory_wait": "answered", "others_snapshot": "answered", "time_deadlock": "answered",
	"others_itself": "raised 57P01", "others_large_objects": "answered, raised 25006",
	"settings_encoding": "answered", "settings_forms": "answered", "settings_later": "answered", "settings_search_path": "answered",
	"settings_read_write": "raised 25001", "settings_parallel": "answered, raised 42704",
	// It can fill what all databases share, until a limit ends it.
	"others_lock_table": "cpu, memory", "others_notify": "cpu, memory", "others_log_of_writes": "cpu",
	"settings_work_mem": "cpu, memory", "memory_windows": "cpu, raised 53100", "memory_groups": "cpu, raised 53100", "memory_json": "cpu, memory, raised 53100",
	"memory_text": "cpu, memory, raised 53100", "time_sort": "cpu, raised 53100", "time_series": "cpu, raised 53100",
	// Time that cannot be measured counts as the processor's.
	"settings_timeout": "cpu", "time_sleep": "cpu", "time_through_xml": "cpu",
}}

// testHostile runs all attacks. Those that are in ends end as it says.
func testHostile(t *testing.T, source server.Source, ends map[string]string) {
	t.Helper()
	r := &sql.Runner{Source: source}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, a := range append(attacks(t), long...) {
		t.Run(a.name, func(t *testing.T) {
			if other := ends[a.name]; other != "" {
				a.ends = strings.Split(other, ", ")
			}
			s := prepare(t, r, limitsOf(a), a.source)
			end := runners.Answered
			for try := 0; try < 2 && end == runners.Answered; try++ { // the second time shows what the first has left
				o, err := s.Run(t.Context(), theCase())
				if err != nil {
					t.Fatal(err)
				}
				end = o.End
				got := ending(o)
				t.Logf("%s: cpu %v wall %v peak %d KiB %+v", got, o.CPU, o.Wall, o.Peak>>10, o.Fault)
				if !slices.Contains(a.ends, got) && !slices.Contains(a.ends, strings.Fields(got)[0]) {
					t.Errorf("%s, not %s: %+v", got, strings.Join(a.ends, ", "), o.Fault)
				}
				if o.End == runners.Answered {
					if _, err := value.ParseJSON(o.Answer); err != nil {
						t.Error(err)
					}
				}
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if end == runners.Raised || end == runners.NotCompiled {
				return // the next attack shows that the server serves
			}
			if got := ending(run(t, r, limited(), "select count(*), min(s), max(s) from t")); got != `answered [[3,"one","two"]]` {
				t.Errorf("the next submission: %s", got)
			}
		})
	}
}

// limitsOf gives an attack short limits of what it goes for, and longer ones of the rest: a busy or slow machine makes all long.
func limitsOf(a attack) *problems.Problem {
	p := limited()
	if !slices.Contains(a.ends, "wall") {
		p.Limits.Wall = time.Minute
	}
	if strings.HasPrefix(a.name, "memory") || strings.HasPrefix(a.name, "output") || !slices.Contains(a.ends, "cpu") {
		p.Limits.CPU = 5 * time.Second
	}
	return p
}

// long are attacks that are nothing to read.
var long = []attack{
	{"long_name", "select 1 as " + strings.Repeat("x", 100000), []string{"answered [[1]]"}, ""},
	{"long_list", "select " + strings.Repeat("1,", 5000) + "1", []string{"raised 54011"}, ""},
	{"long_condition", "select n from t where n = 0" + strings.Repeat(" or n = 0", 100000), []string{"answered []", "raised 54001", "memory"}, ""},
	{"deep_parentheses", "select " + strings.Repeat("(", 100000) + "1" + strings.Repeat(")", 100000), []string{"not compiled 42601"}, ""},
	{"deep_calls", "select " + strings.Repeat("abs(", 5000) + "1" + strings.Repeat(")", 5000), []string{"raised 54001", "answered [[1]]", "not compiled 42601"}, ""},
}

// ending writes an end as the files do.
func ending(o runners.Outcome) string {
	switch o.End {
	case runners.Answered:
		_, rows, _ := strings.Cut(string(o.Answer), `["rows",`)
		return fmt.Sprintf("answered %.300s", strings.TrimSuffix(rows, "]]}"))
	case runners.Raised:
		return "raised " + cmp.Or(o.Fault.Code, o.Fault.Type)
	case runners.NotCompiled:
		return "not compiled " + o.Fault.Code
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
