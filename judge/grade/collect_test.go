package grade_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/coding-judge/judge/judge/grade"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

// hostile is a folder of students of whom some are up to something. secret is a file outside.
func hostile(t *testing.T) (dir, secret string) {
	t.Helper()
	top := t.TempDir()
	secret = filepath.Join(top, "secret.py")
	dir = write(t, filepath.Join(top, "subs"), map[string]string{
		"ada/one.py": "right", "ada/README.md": "x", "ada/.one.py": "x", "ada/__init__.py": "x", "ada/notes.txt": "x", "ada/deep/one.py": "x",
		"bob/sources/one.py": "right", "dan.py": "right", ".git/one.py": "x",
		"eve/x": "", "fay/x": "", "gus/x": "", "hal/x": "", "ivy/x": "", "kim/x": "",
		"new\nline\x1b[31m/one.py": "right", "../secret.py": "right",
	})
	link := func(to, name string) {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	link("../ada/one.py", "eve/one.py")
	link(secret, "fay/one.py")
	link("sub/../../../secret.py", "fay/two.py")
	link("/proc/self/environ", "fay/one.sql")
	link("ada", "lee")           // another's folder
	link("..", "max")            // all folders
	link("ada/one.py", "ned.py") // another's file, in the folder that they share
	link("x", "kim/one.py")      // a file of one's own
	link("one.sql", "kim/one.sql")
	if err := errors.Join(
		syscall.Mkfifo(filepath.Join(dir, "gus/one.py"), 0o666),
		os.Mkdir(filepath.Join(dir, "hal/one.py"), 0o777),
		os.WriteFile(filepath.Join(dir, "kim/x"), []byte("right"), 0o666),
		os.WriteFile(filepath.Join(dir, "secret\xff.py"), []byte("right"), 0o666),
	); err != nil {
		t.Fatal(err)
	}
	for i := range 101 {
		write(t, dir, map[string]string{fmt.Sprintf("many/%d.py", i): "x"})
	}
	return dir, secret
}

func TestFolderHostile(t *testing.T) {
	t.Parallel()
	dir, _ := hostile(t)
	entries, err := grade.Folder(dir, "one")
	if err != nil {
		t.Fatal(err)
	}
	g, f := grader(t, library(t), "")
	rows, err := g.Grade(t.Context(), entries)
	if err != nil {
		t.Fatal(err)
	}
	const out, link = "refused: is a link that leads out of the student's folder", "refused: the student's folder is a link"
	check(t, "rows", told(rows), []string{
		"ada one.py: accepted 2/2",
		"bob : missing: the folder has no .py, .sql or .md file",
		"dan dan.py: accepted 2/2",
		"eve one.py: " + out,
		"fay one.py: " + out,
		"fay one.sql: " + out,
		"fay two.py: refused: can't be read: no such file or directory",
		"gus one.py: refused: is no plain file",
		"hal : missing: the folder has no .py, .sql or .md file",
		"ivy : missing: the folder has no .py, .sql or .md file",
		"kim one.py: accepted 2/2",
		"kim one.sql: refused: can't be read: too many levels of symbolic links",
		"lee : " + link,
		"many : refused: the folder has 101 submissions, which is more than 100",
		"max : " + link,
		"ned ned.py: refused: is a link, in a folder that students share",
		`new\nline\x1b[31m one.py: accepted 2/2`,
		`secret\xff secret\xff.py: accepted 2/2`,
	})
	check(t, "judged", f.judged(), []string{"right"})
}

func TestPattern(t *testing.T) {
	t.Parallel()
	dir := write(t, t.TempDir(), map[string]string{
		"s/a/ada/one.py": "", "s/b/bob/one.py": "", "s/b/bob/two.py": "", "s/b/.cyd/one.py": "", "s/b/dan/deep/one.py": "", "s/hw1_eve_x.py": "", "s/hw1_.py": "",
	})
	if err := errors.Join(os.Symlink("bob", filepath.Join(dir, "s/b/fay")), os.Symlink("a", filepath.Join(dir, "s/c"))); err != nil {
		t.Fatal(err)
	}
	for pattern, want := range map[string]string{
		"s/*/{student}/one.py":                          "ada:one.py bob:one.py fay:!",
		"s/b/{student}/*.py":                            "bob:one.py bob:two.py fay:!",
		"./s//b/../b/{student}/*/one.py":                "dan:deep/one.py fay:!",
		"s/b/{student}/t?o.py":                          "bob:two.py fay:!",
		"s/hw1_{student}_*.py":                          "eve:hw1_eve_x.py",
		"s/*/x{student}/one.py":                         "",
		"{student}/b/bob/two.py":                        "s:b/bob/two.py",
		"{student}/*/*/*":                               "s:a/ada/one.py s:b/bob/one.py s:b/bob/two.py",
		"s/[ab]/{student}/one.py":                       "?there is no such folder",
		"s/b/{student}.d/../bob/one.py":                 "?s/b/{student}.d/../bob/one.py has no {student}", // after Clean
		"s/nowhere/{student}/one.py":                    "?there is no such folder",
		"s/*/one.py":                                    "?has no {student}",
		"{student}/{student}.py":                        "?names the student more than once",
		dir + "/s/a/{student}/one.py":                   "ada:one.py",
		"../" + filepath.Base(dir) + "/s/a/{student}/*": "ada:one.py",
	} {
		entries, err := grade.Pattern(dir, pattern, "", "")
		if err != nil {
			if !strings.HasPrefix(want, "?") || !strings.Contains(err.Error(), want[1:]) {
				t.Errorf("%s: %v", pattern, err)
			}
			continue
		}
		if got := names(entries); got != want {
			t.Errorf("%s: %s; want %s", pattern, got, want)
		}
	}
}

// A student who fills a folder takes nobody's time, however the folder is found.
func TestPatternOfMany(t *testing.T) {
	t.Parallel()
	files := map[string]string{"ada/one.py": "", "bob/99/one.py": ""}
	for i := range 101 {
		files[fmt.Sprintf("bob/%d.py", i)], files[fmt.Sprintf("flat/cyd_%d.py", i)] = "", ""
	}
	dir := write(t, t.TempDir(), files)
	for pattern, want := range map[string]string{
		"{student}/*.py": "ada:one.py bob:! flat:!", "flat/{student}_*.py": "cyd:!", "bob/{student}/*.py": "99:one.py",
	} {
		entries, err := grade.Pattern(dir, pattern, "", "")
		if err != nil || names(entries) != want {
			t.Errorf("%s: %s, %v", pattern, names(entries), err)
		}
	}
	if entries, err := grade.Pattern(dir, "bob/1*.py", "bob", ""); err != nil || len(entries) != 12 {
		t.Errorf("%s, %v", names(entries), err)
	}
}

// names are students with their files; an entry that can't be judged has none.
func names(entries []grade.Entry) string {
	var all []string
	for _, e := range entries {
		file := e.File
		if file == "" {
			file = "!"
		}
		all = append(all, e.Student+":"+file)
	}
	return strings.Join(all, " ")
}

func TestDistinct(t *testing.T) {
	t.Parallel()
	dir := write(t, t.TempDir(), map[string]string{"a/ada/one.py": "", "b/ada/one.py": "", "a/bob/one.py": ""})
	find := func(paths ...string) (all []grade.Entry) {
		for _, p := range paths {
			e, err := grade.File(filepath.Join(dir, p), "")
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, e)
		}
		return all
	}
	if got, err := grade.Distinct(append(find("a/ada/one.py", "a/bob/one.py", "a/ada/one.py"), folder(t, filepath.Join(dir, "a"))...)); err != nil || names(got) != "ada:one.py bob:one.py" {
		t.Errorf("%s, %v", names(got), err)
	}
	if _, err := grade.Distinct(find("a/ada/one.py", "b/ada/one.py")); err == nil || !strings.Contains(err.Error(), "tell them apart") {
		t.Error(err)
	}
}

func slug(name string) (string, error) {
	if name != "one" && name != "two" {
		return "", &problems.UnknownError{Name: name}
	}
	return name, nil
}

func TestManifest(t *testing.T) {
	t.Parallel()
	dir := write(t, t.TempDir(), map[string]string{
		"subs/ada/one.py": "right", "subs/ada/extra.py": "right", "subs/bob/one.py": "wrong", "subs/zed/one.py": "right", "late/x.py": "right",
	})
	entries, err := grade.Manifest(filepath.Join(dir, "grade.yaml"), []byte(`format: 1
students: [ada, bob, cyd]
submissions:
  - {problem: one, files: ["subs/{student}/one.py"]}
  - problem: one
    files: ["subs/{student}/e*.py", "subs/{student}/one.py"]
  - {problem: one, student: cyd, files: [late/x.py]}
`), slug)
	if err != nil {
		t.Fatal(err)
	}
	g, _ := grader(t, library(t), "")
	rows, err := g.Grade(t.Context(), entries)
	if err != nil {
		t.Fatal(err)
	}
	check(t, "rows", told(rows), []string{
		"ada one.py: accepted 2/2",
		"bob one.py: wrong_answer 0/2",
		"zed one.py: refused: is of nobody among the manifest's students",
		"cyd : missing: no file was submitted",
		"ada extra.py: accepted 2/2",
		"cyd : missing: no file was submitted",
		"cyd x.py: accepted 2/2",
	})
}

func TestManifestMistakes(t *testing.T) {
	t.Parallel()
	const ok = "format: 1\nsubmissions:\n  - {problem: one, files: ['{student}.py']}\n"
	for text, want := range map[string]string{
		"":                           "m.yaml: the file is empty",
		"format: 2\n" + ok[10:]:      "m.yaml:1:1: format: must be 1",
		ok + "student: [a]\n":        `m.yaml:4:1: unknown field "student"`,
		ok + "students: [a, b, a]\n": `m.yaml:4:1: students: each has a name and stands there once, and "a" does not`,
		ok + "students: a\n":         "m.yaml:4:11: string was used where sequence is expected",
		"format: 1\n":                "m.yaml: submissions: is a list",
		ok + "  - {problem: three, files: ['{student}.py']}\n":                        `m.yaml:4:6: problem: no problem is called "three"`,
		ok + "  - problem: one\n    files: []\n":                                      "m.yaml:5:5: files: is a list of at least one path",
		ok + "  - problem: one\n    files: [one.py]\n":                                "m.yaml:5:5: files: one.py has no {student}",
		ok + "  - problem: one\n    files: ['']\n":                                    "m.yaml:5:5: files: a path is empty",
		ok + "  - problem: one\n    student: a\n    files: ['{student}.py']\n":        "m.yaml:6:5: files: {student}.py names the student more than once",
		ok + "  - problem: one\n    files: ['no/{student}.py']\n":                     "there is no such folder",
		ok + "  - problem: one\n    student: c\n    files: [one.py]\nstudents: [a]\n": `m.yaml:5:5: student: "c" is not among students`,
		ok + "  - problem: one\n    file: one.py\n":                                   `m.yaml:5:5: unknown field "file"`,
		ok + "# \x1b[31m\n": "m.yaml:4:3: a control character (U+001B)",
	} {
		_, err := grade.Manifest("m.yaml", []byte(text), slug)
		var placed *testcases.FileError
		if !errors.As(err, &placed) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q:\n%v\nwant %s", text, err, want)
		}
	}
}
