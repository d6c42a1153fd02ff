package report_test

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/judge/report"
	"github.com/coding-judge/judge/problems"
)

var update = flag.Bool("update", false, "write the golden files anew")

// reports are made up, one for each thing that a report can have to show.
var reports = map[string]*judge.Report{
	"accepted":   python(judge.Accepted, ok("sample/01-basic"), ok("hidden/01"), ok("hidden/02")),
	"one-hidden": python(judge.WrongAnswer, ok("sample/01-basic"), bad("hidden/01", judge.WrongAnswer, "the answer is wrong", nil, nil), skipped("hidden/02")),
	"wrong-answer": python(judge.WrongAnswer, ok("sample/01-basic"), bad("sample/02-choice", judge.WrongAnswer,
		"5 is missing: it occurs twice, more often than 3 (once)", nil, &judge.Sample{
			Call: "k_frequent([5, 3, 5], 1)", Expected: "[5]", Got: "[3]", Why: "5 occurs twice.",
			Stdout: "first line\n\tsecond line\n", Stderr: `\x1b[31mred`,
		}), skipped("hidden/01"), skipped("hidden/02")),
	"all": python(judge.WrongAnswer, bad("sample/01-basic", judge.WrongAnswer, "expected 2 numbers, got 3", nil,
		&judge.Sample{Call: "k_frequent([1], 1)", Got: "[1, 2, 3]"}),
		bad("sample/02-choice", judge.TimeLimitExceeded, "was ended after 2.5 s of processor time; the limit is 2 s", nil, &judge.Sample{Call: "never shown"}),
		bad("hidden/01", judge.MemoryLimitExceeded, "used 300 MiB of memory; the limit is 256 MiB", nil, nil), ok("hidden/02")),
	"run-time-error": python(judge.RunTimeError, bad("sample/01-basic", judge.RunTimeError, "line 3: NameError: name 'counter' is not defined",
		&judge.Error{Type: "NameError", Message: "name 'counter' is not defined. Did you mean: 'Counter'?", Line: 3, Column: 24, Width: 7,
			Source: "\tnums_größer = sorted(\tcounter(nums))", Hint: "Counter", Callers: []judge.Caller{{Line: 9, Function: "k_frequent"}},
			Locals: []judge.Local{{Name: "nums", Value: "[1]"}, {Name: "self.größe", Value: "'" + strings.Repeat("x", 99)}}}, &judge.Sample{Call: "k_frequent([1], 1)"}), skipped("hidden/01")),
	"class-error": python(judge.RunTimeError, bad("sample/01-basic", judge.RunTimeError, "call 2, get(8): line 3: KeyError: 8",
		&judge.Error{Call: "call 2, get(8)", Type: "KeyError", Message: "8", Line: 3, Column: 5, Width: 7, Source: "    self[8]"},
		&judge.Sample{Calls: "  1  Cache(2)\n  2  get(8)"}), skipped("hidden/01")),
	"program": python(judge.WrongAnswer, bad("sample/01-basic", judge.WrongAnswer, "line 2: expected '6', got '7'", nil,
		&judge.Sample{Stdin: "1 2\n\n3\n", Expected: "sum\n6\n", Got: "sum\n7\n", Stderr: "debug\n"}), skipped("hidden/01")),
	"compile-error": python(judge.CompileError, bad("sample/01-basic", judge.CompileError, "line 2: SyntaxError: expected ':'",
		&judge.Error{Type: "SyntaxError", Message: "expected ':'", Line: 2, Column: 15, Width: 1, Source: "    for x in 列表"}, &judge.Sample{}),
		skipped("hidden/01")),
	"groups": func() *judge.Report {
		r := python(judge.WrongAnswer, ok("sample/01-basic"), ok("hidden/small/01"), bad("hidden/medium/01", judge.WrongAnswer, "the answer is wrong", nil, nil),
			skipped("hidden/medium/02"), skipped("hidden/the-largest-of-all/01"), ok("hidden/odd/01"))
		r.Groups = []judge.GroupReport{
			{Name: "sample", Verdict: judge.Accepted, Score: problems.ScoreSum},
			{Name: "hidden/small", Verdict: judge.Accepted, Points: 30, MaxPoints: 30, Score: problems.ScoreAll},
			{Name: "hidden/medium", Verdict: judge.WrongAnswer, MaxPoints: 1, Score: problems.ScoreMin, Requires: []string{"hidden/small"}},
			{Name: "hidden/the-largest-of-all", Verdict: judge.Skipped, MaxPoints: 1000, Score: problems.ScoreAll, Requires: []string{"hidden/small", "hidden/medium"}},
			{Name: "hidden/odd", Verdict: judge.JudgeError, MaxPoints: 20, Score: problems.ScoreSum},
		}
		r.Points, r.MaxPoints = 30, 1051
		return r
	}(),
	"native": func() *judge.Report {
		r := python(judge.Accepted, ok("sample/01-basic"))
		r.Engine, r.Weaker = "native", []string{"one thing is not guaranteed", "nor another"}
		return r
	}(),
	"judge-error": func() *judge.Report {
		r := python(judge.JudgeError, judge.CaseReport{Name: "sample/01-basic", Group: "sample", Verdict: judge.JudgeError}, skipped("hidden/01"))
		r.Engine, r.Runtime, r.Message = "", "", "no Docker engine answers"
		return r
	}(),
	"sql-rows": sql(judge.WrongAnswer, bad("sample/01-basic", judge.WrongAnswer, "1 row is missing and 1 row is too many", nil, &judge.Sample{
		Tables:   []judge.NamedTable{{Name: "employees", Table: table(3, []string{"Ada", "Research", "5200"}, []string{"Ben", "NULL", "''"})}},
		Expected: "2 rows: …", Got: "3 rows: …",
		Missing: table(0, []string{"Ada", "Research", "5200"}, []string{"Cleo", "Legal", "1"}),
		Extra:   table(7, []string{"Ada", "Research", "5300"}, []string{"Cleo", `"Legal\u00a0"`, "1"}, []string{"Dev", "NULL", "2"}),
	})),
	"sql-missing": sql(judge.WrongAnswer, bad("sample/01-basic", judge.WrongAnswer, "12 rows are missing", nil, &judge.Sample{
		Missing: table(11, []string{"Ada", "Research", "5200"}),
	})),
	"sql-order": sql(judge.WrongAnswer, bad("sample/01-basic", judge.WrongAnswer, "the rows are right, but not their order: …", nil, &judge.Sample{
		Expected: "2 rows: (1), (2)", Got: "2 rows: (2), (1)",
	})),
	"sql-plan": func() *judge.Report {
		r := sql(judge.Accepted, ok("sample/01-basic"))
		r.Plans = []judge.PlanReport{
			{Case: "sample/01-basic", Query: "newest", Cost: 1234567.25, Pages: 20345, More: 2, Steps: []judge.PlanStep{
				{Kind: "Limit", Expected: 10, Rows: 10, Loops: 1},
				{Depth: 1, Kind: "Nested Loop (Left)", Expected: 12000, Rows: 10, Loops: 1, Share: 0.031, Details: []string{"Join Filter: (a.n < b.n)"}},
				{Depth: 2, Kind: "Seq Scan", Relation: "orders", Alias: "a", Expected: 40, Rows: 12, Removed: 49988, Loops: 1, Pages: 345, Share: 0.9, Most: true,
					Details: []string{"Filter: ((customer_id = 60) AND (status = 'open'::text) AND (" + strings.Repeat("x", 60) + " > 3))"},
					Hint:    "50,000 rows are read and 12 kept: an index on what the filter compares would lead to these alone"},
				{Depth: 2, Kind: "Index Scan", Index: "an_index_with_quite_a_long_name_idx", Relation: "lines", Alias: "lines", Expected: 4e7, Rows: 1e13, Loops: 12, Pages: 20000, Share: 0.069},
				{Depth: 14, Kind: "Materialize", Role: "SubPlan 1"},
			}},
			{Case: "sample/01-basic", Message: "there is no plan to show, for the submission fails on the case"},
		}
		return r
	}(),
	"growth":       growing(grownReport()),
	"growth-none":  growing(&judge.GrowthReport{Message: "the problem does not say how its inputs grow: problem.yaml declares no scaling:"}),
	"growth-can":   growing(nil),
	"profile":      profiling(profileReport()),
	"profile-none": profiling(&judge.ProfileReport{Message: "this runner makes no profiles"}),
	"counterexample": explained(&judge.Counterexample{
		Case: "hidden/01", Origin: judge.Drawn, Note: "1 row is missing", Tries: 40, Time: 320.5,
		Tables:   []judge.NamedTable{{Name: "employees", Table: table(0, []string{"a", "a", "1"}, []string{"b", "a", "1"})}},
		Expected: &judge.Answer{Table: table(0, []string{"a", "a", "1"}, []string{"b", "a", "1"})},
		Got:      &judge.Answer{Table: table(0, []string{"a", "a", "1"})},
	}, ""),
	"counterexample-tables": explained(&judge.Counterexample{
		Case: "hidden/01", Origin: judge.Reshaped, Probe: "employees", Note: "expected no row, got 1 row", Tries: 40, Time: 320.5,
		Tables: []judge.NamedTable{
			{Name: "employees", Table: table(0, []string{"a long name of somebody", "a long name of a department", "1"})},
			{Name: "departments", Table: table(0, []string{"a", "NULL", "1"})}, {Name: "salaries", Table: table(0)},
		},
		Expected: &judge.Answer{Table: table(0)},
		Got:      &judge.Answer{Table: table(0, []string{"a", "a", "1"})},
	}, ""),
	"counterexample-error": explained(&judge.Counterexample{
		Case: "sample/01-basic", Origin: judge.OfSample, Note: "division_by_zero: division by zero", Tries: 9, Time: 87.1,
		Tables:   []judge.NamedTable{{Name: "employees", Table: table(0, []string{"a", "a", "0"})}},
		Expected: &judge.Answer{Table: table(0, []string{"a", "a", "0"})},
		Error:    &judge.Error{Type: "division_by_zero", Code: "22012", Message: "division by zero"},
	}, ""),
	"counterexample-call": explained(&judge.Counterexample{
		Case: "hidden/01", Origin: judge.Drawn, Note: "expected [2], got [1]", Tries: 9, Time: 87.1,
		Call: "k_frequent([2, 2, 1], 1)", Expected: &judge.Answer{Value: "[2]"}, Got: &judge.Answer{Value: "[1]"},
	}, ""),
	"counterexample-calls": explained(&judge.Counterexample{
		Case: "hidden/01", Origin: judge.Drawn, Note: "call 4, get(0): expected -1, got 0", Items: 3, Tries: 9, Time: 87.1,
		Calls: "lru = LRUCache(1)\nlru.put(0, 0)\nlru.put(1, 0)\nlru.get(0)", Expected: &judge.Answer{Value: "-1"}, Got: &judge.Answer{Value: "0"},
	}, ""),
	"counterexample-stdin": explained(&judge.Counterexample{
		Case: "sample/01-basic", Origin: judge.OfSample, Note: "line 1: expected 'a', got 'b'", Items: 2, Tries: 9, Time: 87.1,
		Stdin: "b a\n", Expected: &judge.Answer{Value: "a 1\nb 1\n"}, Got: &judge.Answer{Value: "b 1\na 1\n"},
	}, ""),
	"counterexample-slow": explained(&judge.Counterexample{
		Case: "hidden/01", Origin: judge.Drawn, Slow: true, Items: 8446, Tries: 42, Time: 1900, Call: "k_frequent([1, … 8445 more], 3)",
		Note: "took more than 256 ms for 8446 items; the reference solution takes 4.2 ms",
	}, ""),
	"counterexample-none": explained(nil, "no small example was found in 1.5 s; the hidden case stays hidden"),
	"sql-error": sql(judge.RunTimeError, bad("sample/01-basic", judge.RunTimeError, "line 4: feature_not_supported: aggregate ORDER BY",
		&judge.Error{Type: "feature_not_supported", Code: "0A000", Message: "aggregate ORDER BY is not implemented for window functions",
			Line: 4, Column: 5, Width: 9, Source: "    array_agg(salary order by salary desc) over (partition by department)",
			Detail: "A detail.", Hint: "A hint."}, nil)),
}

// explained is a report with a counterexample.
func explained(x *judge.Counterexample, none string) *judge.Report {
	r := sql(judge.WrongAnswer, ok("sample/01-basic"), bad("hidden/01", judge.WrongAnswer, "the answer is wrong; what a hidden case holds is not shown", nil, nil), skipped("hidden/02"))
	r.Counterexample, r.NoCounterexample = x, none
	return r
}

func python(v judge.Verdict, cases ...judge.CaseReport) *judge.Report {
	r := &judge.Report{Schema: judge.Schema, Problem: "top-k-frequent", Name: "Top K Frequent Numbers", File: "topk.py",
		Language: problems.Python, Verdict: v, Engine: "docker", Runtime: "Python 3.13.1", Cases: cases,
		Limits: judge.LimitsReport{CPU: 2000, Wall: 15000, Memory: 262144, Output: 1024}}
	for _, c := range cases {
		r.Points += c.Points
		r.MaxPoints += c.MaxPoints
	}
	return r
}

func sql(v judge.Verdict, cases ...judge.CaseReport) *judge.Report {
	r := python(v, cases...)
	r.Problem, r.Name, r.File = "second-highest-salary", "Second-Highest Salary", "answer.sql"
	r.Language, r.Runtime, r.MaxPoints = problems.SQL, "PostgreSQL 17.2", 3
	return r
}

func ok(name string) judge.CaseReport {
	c := bad(name, judge.Accepted, "", nil, nil)
	c.Points = 1
	return c
}

func bad(name string, v judge.Verdict, message string, e *judge.Error, s *judge.Sample) judge.CaseReport {
	group := filepath.Dir(name)
	return judge.CaseReport{Name: name, Group: group, Hidden: group == "hidden", Verdict: v, MaxPoints: 1,
		CPU: 3.14, Wall: 12.5, Memory: 10240, Message: message, Error: e, Sample: s}
}

func skipped(name string) judge.CaseReport {
	c := bad(name, judge.Skipped, "", nil, nil)
	c.CPU, c.Wall, c.Memory = 0, 0, 0
	return c
}

func table(more int, rows ...[]string) *compare.Table {
	if rows == nil {
		rows = [][]string{}
	}
	return &compare.Table{Columns: []string{"name", "department", "salary"}, Rows: rows, More: more}
}

func TestGolden(t *testing.T) {
	t.Parallel()
	formats := map[string]func(io.Writer, *judge.Report) error{".txt": report.Text, ".json": report.JSON}
	for name, r := range reports {
		for ext, write := range formats {
			t.Run(name+ext, func(t *testing.T) {
				t.Parallel()
				var b bytes.Buffer
				if err := write(&b, r); err != nil {
					t.Fatal(err)
				}
				got := ansi.Strip(b.String())
				if ext == ".txt" && (name == "sql-plan" || strings.HasPrefix(name, "growth") || strings.HasPrefix(name, "profile") || strings.HasPrefix(name, "counterexample")) {
					for line := range strings.Lines(got) {
						if ansi.StringWidth(line) > 80 {
							t.Errorf("wider than 80: %q", line)
						}
					}
				}
				file := filepath.Join("testdata", name+ext)
				if *update {
					if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(string(want), got); diff != "" {
					t.Errorf("%s (write it anew with -update):\n%s", file, diff)
				}
			})
		}
	}
}
