package problems_test

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

// named gives the files of a problem with a slug, a name and aliases.
func named(slug, name, aliases string) map[string]string {
	files := map[string]string{}
	for file, content := range with(function) {
		content = strings.Replace(content, "name: Sum", "name: "+name, 1)
		content = strings.Replace(content, "[add]", aliases, 1)
		files[strings.Replace(file, "/sum/", "/"+slug+"/", 1)] = content
	}
	return files
}

func merged(all ...map[string]string) map[string]string {
	out := map[string]string{}
	for _, files := range all {
		maps.Copy(out, files)
	}
	return out
}

func names(list []problems.Listing) (names []string) {
	for _, p := range list {
		names = append(names, p.Slug+"="+p.Name)
	}
	return names
}

func TestBuiltinLibrary(t *testing.T) {
	t.Parallel()
	lib := open(t)
	for _, p := range lib.List() {
		if p.Err != nil {
			t.Error(p.Err)
			continue
		}
		loaded, err := lib.Load(p.Slug)
		if err != nil {
			t.Error(err)
			continue
		}
		submissions, err := lib.Submissions(p.Slug)
		if err != nil || len(submissions) < 10 {
			t.Errorf("%s has %d submissions: %v", p.Slug, len(submissions), err)
		}
		for name, source := range submissions {
			if strings.Count(name, "/") != 1 || len(source) == 0 || filepath.Ext(name) != loaded.Kind.Language().Ext() {
				t.Errorf("%s: %q is no submission", p.Slug, name)
			}
		}
	}
	got := names(lib.List())
	for _, want := range []string{"second-highest-salary=Second-Highest Salary per Department", "top-k-frequent=Top K Frequent Numbers"} {
		if !slices.Contains(got, want) {
			t.Errorf("%s is not listed: %q", want, got)
		}
	}
	if !slices.IsSorted(got) {
		t.Errorf("not in order: %q", got)
	}
}

func TestLibraries(t *testing.T) {
	t.Parallel()
	first := library(t, merged(named("a", "A of the first", "[]"), named("top-k-frequent", "Mine", "[]"), map[string]string{"problems/notes.txt": "x"}))
	second := library(t, merged(named("a", "A of the second", "[]"), named("b", "B", "[]"), map[string]string{
		"problems/broken/problem.yaml": "nope: 1\n", "problems/no-yaml/statement.md": "x", "problems/two words/problem.yaml": "format: 1\n",
	}))
	lib := open(t, first, second)
	shipped := names(open(t).List())
	got := slices.DeleteFunc(names(lib.List()), func(name string) bool { return slices.Contains(shipped, name) })
	if d := cmp.Diff([]string{"a=A of the second", "b=B", "broken=", "top-k-frequent=Mine", "two words="}, got); d != "" {
		t.Error(d)
	}
	for slug, want := range map[string]string{"a": "A of the second", "b": "B", "top-k-frequent": "Mine"} {
		if p, err := lib.Load(slug); err != nil || p.Name != want {
			t.Errorf("%s: %v, %v", slug, p, err)
		}
	}
	for slug, want := range map[string]string{
		"broken":    `/problems/broken/problem.yaml:1:1: unknown field "nope"`,
		"two words": "/problems/two words: the folder's name is the problem's slug; it is made of letters, digits, - and _",
	} {
		_, err := lib.Load(slug)
		var e *testcases.FileError
		if !errors.As(err, &e) || !strings.HasPrefix(e.Error(), filepath.ToSlash(second)+want) {
			t.Errorf("%s: %v", slug, err)
		}
		for _, p := range lib.List() {
			if p.Slug == slug && (p.Err == nil || p.Err.Error() != err.Error()) {
				t.Errorf("%s is listed with %v", slug, p.Err)
			}
		}
	}
	for _, slug := range []string{"", ".", "..", "../a", "a/", "/a", "a/../b", "b/.", "no-yaml", "nope", "../problems/a", `..\a`} {
		_, err := lib.Load(slug)
		var unknown *problems.UnknownError
		if !errors.As(err, &unknown) {
			t.Errorf("%q: %v", slug, err)
		}
		if _, err := lib.Submissions(slug); !errors.As(err, &unknown) {
			t.Errorf("submissions of %q: %v", slug, err)
		}
	}
	// Its submissions are the library's own: none of the built-in problem that it hides.
	if submissions, err := lib.Submissions("top-k-frequent"); err != nil || len(submissions) != 0 {
		t.Errorf("got %d submissions, %v", len(submissions), err)
	}
}

func TestSubmissions(t *testing.T) {
	t.Parallel()
	lib := open(t, library(t, merged(named("a", "A", "[]"), map[string]string{
		"problems/a/submissions/accepted/x.py": "1", "problems/a/submissions/accepted/__pycache__/x.pyc": "2",
		"problems/a/submissions/accepted/.DS_Store": "3", "problems/a/submissions/README.md": "4", "problems/a/submissions/wrong_answer/y.py": "5",
	})))
	submissions, err := lib.Submissions("a")
	got := slices.Sorted(maps.Keys(submissions))
	if d := cmp.Diff([]string{"accepted/x.py", "wrong_answer/y.py"}, got); err != nil || d != "" {
		t.Error(err, d)
	}
}

func TestNewLibraryMistakes(t *testing.T) {
	t.Parallel()
	empty := t.TempDir()
	file := library(t, map[string]string{"problems": "a file"})
	for dir, want := range map[string]string{
		empty:                        "it has no folder problems/ (no such file or directory)",
		file:                         "it has no folder problems/ (not a directory)",
		filepath.Join(empty, "nope"): "it has no folder problems/ (no such file or directory)",
	} {
		if _, err := problems.NewLibrary(dir); err == nil || err.Error() != "library "+dir+": "+want {
			t.Errorf("%s: %v", dir, err)
		}
	}
}

// A folder of problems may be made of links to where they really are.
func TestLinks(t *testing.T) {
	t.Parallel()
	origin, dir := library(t, named("a", "A", "[]")), t.TempDir()
	for _, kind := range []string{"problems", "testcases"} {
		if err := os.MkdirAll(filepath.Join(dir, kind), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(filepath.Join(origin, kind, "a"), filepath.Join(dir, kind, "linked")); err != nil {
			t.Skip(err)
		}
		if err := os.Symlink(filepath.Join(origin, "nowhere"), filepath.Join(dir, kind, "dangling")); err != nil {
			t.Fatal(err)
		}
	}
	lib := open(t, dir)
	if p, err := lib.Load("linked"); err != nil || p.Name != "A" || len(p.Cases) != 2 {
		t.Errorf("got %v, %v", p, err)
	}
	if got := names(lib.List()); !slices.Contains(got, "linked=A") || strings.Contains(strings.Join(got, " "), "dangling") {
		t.Errorf("got %v", got)
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	dir := library(t, merged(
		named("two-sum", "Two Sum", "[pair_sum, shared]"), named("three-sum", "Three Sum", "[Shared, top-k-frequent, topk]"),
		named("word-count", "Words", "[two-sum, twosum]"), map[string]string{"problems/broken-one/problem.yaml": "aliases: [mended]\nx: 1\n"},
	))
	older := library(t, named("other", "Other", "[pair-sum]"))
	lib := open(t, older, dir)
	for _, tt := range []struct{ named, file, source, want string }{
		{named: "two-sum", want: "two-sum"}, // a slug wins over the alias of another problem
		{named: "Two_Sum", want: "two-sum"},
		{named: "TWOSUM", want: "two-sum"},
		{named: "two sum", want: "two-sum"},
		{named: "PairSum", want: "two-sum"}, // the alias of the library that was given last
		{named: "topk", want: "three-sum"},  // and over the built-in one
		{named: "top-k-frequent", want: "top-k-frequent"},
		{file: "/home/ada/homework/top_k_frequent.py", want: "top-k-frequent"},
		{file: "word-count.final.py", want: "no problem"},
		{file: "wordcount.py", want: "word-count"},
		{file: "x.py", source: "# problem: two-sum\n", want: "two-sum"},
		{file: "x.py", source: "import os\r\n\t#problem:two_sum  \r\nx = 1\r\n", want: "two-sum"},
		{file: "x.sql", source: "-- Problem: second-highest-salary\r\nselect 1", want: "second-highest-salary"},
		{file: "x.py", source: "\ufeff# problem: two-sum", want: "two-sum"},
		{file: "two_sum.py", source: "x = '# problem: word-count'\n", want: "two-sum"}, // not a line of its own
		{file: "two_sum.py", source: "# problem: word-count\n# problem: two-sum\n", want: "word-count"},
		{file: "two_sum.py", source: "# problem: nope\n", want: "no problem"},
		{named: "two-sum", file: "wordcount.py", source: "# problem: word-count\n", want: "two-sum"},
		{named: "shared", want: `several problems are called "shared"; name one of them: three-sum, two-sum`},
		{named: "broken-one", want: `broken-one/problem.yaml:2:1: unknown field "x"`},
		{file: "brokenone.py", want: `broken-one/problem.yaml:2:1: unknown field "x"`},
		{named: "mended", want: "no problem"}, // what can't be read has no aliases
		{named: "../two-sum", want: "no problem"},
		{file: ".py", want: "no problem"}, {file: "", want: "no problem"}, {named: "-", want: "no problem"}, {named: "_", want: "no problem"},
	} {
		p, err := lib.Find(tt.named, tt.file, []byte(tt.source))
		switch {
		case err != nil && !strings.Contains(err.Error(), tt.want):
			t.Errorf("%+v: %v", tt, err)
		case err == nil && p.Slug != tt.want:
			t.Errorf("%+v: found %s", tt, p.Slug)
		}
	}
}

func TestCandidates(t *testing.T) {
	t.Parallel()
	files := merged(named("two-sum", "Two Sum", "[pair_sum]"), named("three-sum", "Three Sum", "[]"))
	lib := open(t, library(t, files))
	for name, want := range map[string][]string{
		"tow-sum":        {"two-sum"},
		"topk-frequent2": {"top-k-frequent"},
		"top_k_f":        {"top-k-frequent"},
		"pear-sum":       {"two-sum"},
		"salary":         {"second-highest-salary"},
		"sum":            {"three-sum", "two-sum"},
		"zzzzzzzzzzzz":   nil,
	} {
		_, err := lib.Find(name, "", nil)
		var unknown *problems.UnknownError
		if !errors.As(err, &unknown) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if d := cmp.Diff(want, unknown.Candidates); d != "" {
			t.Errorf("%s:\n%s", name, d)
		}
		says := "; judge list shows those that there are"
		if want != nil {
			says = "; did you mean " + strings.Join(want, ", ") + "?"
		}
		if !strings.HasSuffix(err.Error(), says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// A file's name is most often no problem's.
	kept := problems.Kept{Library: lib}
	for _, find := range []func(named, file string, source []byte) (*problems.Problem, error){lib.Find, kept.Find} {
		if _, err := find("", "answer.py", []byte("# Problem: two sum\n")); err == nil || !strings.HasSuffix(err.Error(), "in a comment (problem: SLUG) or by -p SLUG") {
			t.Error(err)
		}
		if _, err := find("", "tow_sum.py", nil); err == nil || !strings.HasSuffix(err.Error(), "; did you mean two-sum?") {
			t.Error(err)
		}
	}
}
