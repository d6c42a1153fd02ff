package main

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/runners/cell/native/nativetest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// counterexamples is the page with what is found for each wrong submission. Its times are those of the machine that wrote it.
const counterexamples = "../../docs/counterexamples.md"

// For every wrong submission to the problems in which one is looked for, those that ship and those of testdata/counterexamples, a
// small input is found on which it is wrong, of no more items than the page says.
func TestCounterexamples(t *testing.T) {
	nativetest.Open(t)
	j := judgeForTest(t, func(c *Config) { c.Engine = nativeEngine }) // the same is found with each, and its cells start sooner
	budget := j.Explain
	page, err := os.ReadFile(counterexamples)
	if err != nil && !*update {
		t.Fatal(err)
	}
	intro, _, _ := strings.Cut(string(page), tableHead)
	var table strings.Builder
	var shown tally
	for _, slug := range []string{"second-highest-salary", "merge-duplicates", "top-k-frequent", "merge-sorted-lists", "lru-cache", "word-frequencies"} {
		submissions, err := j.Library.Submissions(slug)
		if err != nil {
			t.Fatal(err)
		}
		wrong := map[string][]byte{}
		for file, source := range submissions {
			switch dir := path.Dir(file); dir {
			case "wrong_answer", "run_time_error":
				wrong[file] = source
			case "time_limit_exceeded":
				if path.Ext(file) == ".py" && *update { // what is found in which time is no test's matter; TestExplainSlow is
					wrong[file] = source
				}
			}
		}
		own, err := filepath.Glob("testdata/counterexamples/" + slug + "/*.sql")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range own {
			if wrong["own/"+filepath.Base(file)], err = os.ReadFile(file); err != nil {
				t.Fatal(err)
			}
		}
		for _, file := range slices.Sorted(maps.Keys(wrong)) {
			s, err := judge.NewSubmission(file, wrong[file])
			if err != nil {
				t.Fatal(err)
			}
			s.Problem = slug
			if j.Explain = budget; !*update && promised(string(page), slug+"/"+file) {
				j.Explain = 30 * budget // a slow or busy machine is not what this is about
			}
			r, err := j.Submit(t.Context(), s)
			if err != nil {
				t.Fatal(err)
			}
			row := found(slug+"/"+file, r)
			shown.add(r)
			table.WriteString(row)
			if !*update && !asGood(string(page), row) {
				t.Errorf("%s, which -update writes anew, says better than:\n%s", counterexamples, row)
			}
		}
	}
	if *update {
		if err := os.WriteFile(counterexamples, []byte(intro+tableHead+table.String()+shown.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// tally is what a table comes to.
type tally struct {
	items        []int
	times        []float64 // in seconds
	slow, sought int
}

func (s *tally) add(r *judge.Report) {
	switch x := r.Counterexample; {
	case x == nil && r.NoCounterexample == "":
		return // none was looked for
	case x != nil && x.Slow:
		s.slow++
	case x != nil:
		s.items, s.times = append(s.items, x.Items), append(s.times, x.Time/1000)
	}
	s.sought++
}

func (s *tally) String() string {
	few := 0
	for _, n := range s.items {
		if n <= 4 {
			few++
		}
	}
	slices.Sort(s.items)
	slices.Sort(s.times)
	if len(s.items) == 0 {
		return ""
	}
	return fmt.Sprintf("\nOf %d submissions for which one was looked for, %d have a small input, %d of these of no more than 4 items, and %d one that takes them too long."+
		"\nThe medians of the small inputs are %d items and %.2f s.\n", s.sought, len(s.items), few, s.slow, s.items[len(s.items)/2], s.times[len(s.times)/2])
}

// slowRow is what is said of a submission that takes too long.
const slowRow = "the reference solution takes"

const tableHead = `| submission | failed | items | from | what is shown | tries | time |
|---|---|---|---|---|---|---|
`

// found is a row of the page.
func found(name string, r *judge.Report) string {
	failed := ""
	for _, c := range r.Cases {
		if failed == "" && c.Verdict != judge.Accepted {
			failed = c.Name
		}
	}
	x := r.Counterexample
	if x == nil {
		return fmt.Sprintf("| %s | %s | | | %s | | |\n", name, failed, cmp.Or(r.NoCounterexample, "not looked for: the error is there before any data is"))
	}
	return fmt.Sprintf("| %s | %s | %d | %s | %s | %d | %.2f s |\n", name, x.Case, x.Items, x.Origin, strings.ReplaceAll(x.Note, "|", "\\|"), x.Tries, x.Time/1000)
}

// promised says that the page has a small input for a submission.
func promised(page, name string) bool { return !asGood(page, "| "+name+" | - | none | -") }

// asGood says that the page has a row of the same submission that tells of no fewer items, or of none that was found. Where an input
// comes from depends on how many could be tried; whether there is one on which a submission is slow, and how large, on the machine.
func asGood(page, row string) bool {
	cells := strings.Split(row, " | ")
	for line := range strings.Lines(page) {
		of := strings.Split(line, " | ")
		if of[0] != cells[0] {
			continue
		}
		then, err1 := strconv.Atoi(of[2])
		now, err2 := strconv.Atoi(cells[2])
		return err1 != nil || strings.Contains(line, slowRow) || err2 == nil && now <= then
	}
	return false
}
