package testcases_test

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/testcases"
)

// folder holds files with these contents; "->" is a symbolic link.
func folder(files map[string]string) fs.FS {
	fsys := fstest.MapFS{}
	for name, content := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(content)}
		if target, ok := strings.CutPrefix(content, "->"); ok {
			fsys[name] = &fstest.MapFile{Data: []byte(target), Mode: fs.ModeSymlink}
		}
	}
	return fsys
}

func TestLoad(t *testing.T) {
	t.Parallel()
	cases, err := testcases.Load(folder(map[string]string{
		"sample/2-b.yaml":  "about: the second\ninput: {b: 1, a: [2]}\nwant: !tuple [1]\nexplanation: because\npoints: 3\n",
		"sample/1-a.yml":   "input: {}\nwant: null\n",
		"sample/.hidden":   "not a case",
		"hidden/10.yaml":   "\ufeffinput: {k: 1}\r\nwant: reference\r\npoints: 0\r\n",
		"hidden/09.yaml":   "# made\n---\ngenerate: {seed: 7}\nwant: [1]\n...\n",
		"notes/readme.txt": "other folders are not read",
	}), "lib/testcases/x")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range cases {
		got = append(got, fmt.Sprintf("%s %s hidden=%t points=%d input=%s generate=%s want=%s reference=%t about=%q explanation=%q %s %v %v",
			c.Name, c.Group, c.Hidden, c.Points, c.Input.Bytes(), c.Generate.Bytes(), c.Want.Bytes(), c.FromReference, c.About, c.Explanation, c.File, c.InputAt, c.WantAt))
	}
	want := []string{
		`sample/1-a sample hidden=false points=1 input={"dict":[]} generate= want=null reference=false about="" explanation="" lib/testcases/x/sample/1-a.yml {1 1} {2 1}`,
		`sample/2-b sample hidden=false points=3 input={"dict":[["b",1],["a",{"list":0}]]} generate= want={"tuple":[1]} reference=false about="the second" explanation="because" lib/testcases/x/sample/2-b.yaml {2 1} {3 1}`,
		`hidden/09 hidden hidden=true points=1 input= generate={"dict":[["seed",7]]} want=[1] reference=false about="" explanation="" lib/testcases/x/hidden/09.yaml {3 1} {4 1}`,
		`hidden/10 hidden hidden=true points=0 input={"dict":[["k",1]]} generate= want= reference=true about="" explanation="" lib/testcases/x/hidden/10.yaml {1 1} {2 1}`,
	}
	want[1] = strings.Replace(want[1], `{"list":0}`, `[2]`, 1)
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestLoadMistakes(t *testing.T) {
	t.Parallel()
	const ok = "input: {a: 1}\n"
	for name, tt := range map[string]struct {
		text    string
		place   string // ":line:column"
		message string // a part of it
		snippet string // a part of it; "-" for none
	}{
		"unknown key":          {ok + "imput: {}\n", ":2:1", `unknown field "imput"`, ">   2 | imput: {}"},
		"wrong case of a key":  {"Input: {a: 1}\n", ":1:1", `unknown field "Input"`, ">   1 | Input"},
		"doubled key":          {ok + ok, ":2:1", `"input" already defined at [1:1]`, ">   2 | input"},
		"doubled argument":     {"input: {a: 1, a: 2}\n", ":1:15", `"a" already defined`, ">   1 | input"},
		"doubled in a block":   {"input:\n  a: 1\n  a: 2\n", ":3:3", `"a" already defined`, ">   3 |   a: 2"},
		"about is a list":      {"about: [1]\n" + ok, ":1:8", "expected text, got a list", ">   1 | about"},
		"points are text":      {ok + "points: many\n", ":2:9", "expected an integer, got str", ">   2 | points"},
		"points are a float":   {ok + "points: 1.5\n", ":2:9", "expected an integer, got float", ">   2 | points"},
		"points are negative":  {ok + "points: -1\n", ":2:1", "points: must not be negative", ">   2 | points"},
		"neither input":        {"want: 5\n", "", "this one has none", "-"},
		"both inputs":          {ok + "generate: {seed: 1}\n", ":2:1", "this one has generate: as well as input:", ">   2 | generate"},
		"input is null":        {"input: null\nwant: 1\n", "", "this one has none", "-"},
		"input is a list":      {"input: [1]\n", ":1:1", "input: takes a mapping by name, not list", ">   1 | input"},
		"stdin is a number":    {"stdin: 3\n", ":1:1", "stdin: takes text, below `stdin: |` or in quotes, or {file: NAME}, not int", ">   1 | stdin"},
		"stdin is a mapping":   {"stdin: {a: 1}\n", ":1:1", "stdin: takes a text, or {file: NAME}", ">   1 | stdin"},
		"calls is a mapping":   {"calls: {a: 1}\n", ":1:1", "calls: takes a list of calls, such as [name, [argument, …]], not dict", ">   1 | calls"},
		"stdin and calls":      {"calls: []\nstdin: a\n", ":1:1", "this one has calls: as well as stdin:", ">   1 | calls"},
		"generate is a number": {"generate: 5\n", ":1:1", "generate: takes a mapping by name, not int", ">   1 | gen"},
		"want without a value": {ok + "want:\n", ":2:1", "write want: null for None", ">   2 | want"},
		"empty":                {"", "", "the file is empty", "-"},
		"blank":                {" \n\n", "", "the file is empty", "-"},
		"a comment":            {"# nothing\n", "", "the file is empty", "-"},
		"a document's start":   {"---\n", "", "the file is empty", "-"},
		"null":                 {"null\n", "", "the file is empty", "-"},
		"two documents":        {ok + "---\ninput: {a: 2}\n", ":3:6", "a second YAML document", ">   3 | input"},
		"text":                 {"hello\n", ":1:1", "where mapping is expected", ">   1 | hello"},
		"a list":               {"- 1\n", ":1:1", "where mapping is expected", ">   1 | - 1"},
		"a tab":                {"input:\n\ta: 1\n", ":2:1", `found character '\t' that cannot start any token`, ">   2 |"},
		"an open list":         {"input: {a: [1, 2}\n", ":1:17", "must be specified", ">   1 | input"},
		"an open string":       {"input: {a: 'x}\n", ":1:12", "could not find end character", ">   1 | input"},
		"CRLF":                 {"input: {a: 1}\r\nwant: 2\r\nfoo: 1\r\n", ":3:1", `unknown field "foo"`, ">   3 | foo"},
		"a BOM":                {"\ufefffoo: 1\n", ":1:1", `unknown field "foo"`, ">   1 | foo"},
		"a zero byte":          {"input: {a: 1\x00}\n", ":1:13", "a control character (U+0000)", "-"},
		"an escape character":  {ok + "want: é\x1b[31m\n", ":2:8", "a control character (U+001B)", "-"},
		"not UTF-8":            {ok + "want: \"\xff\"\n", ":2:8", "not UTF-8", "-"},
		"UTF-16":               {"i\x00n\x00", ":1:2", "control character", "-"},
		"an anchor":            {"input: &x {a: 1}\nwant: *x\n", ":1:8", "anchors, aliases and merge keys are not read", ">   1 | input"},
		"an alias":             {"input: {a: *x}\n", ":1:12", "anchors, aliases and merge keys are not read", ">   1 | input"},
		"a merge key":          {"input: {<<: {a: 1}}\n", ":1:9", "anchors, aliases and merge keys are not read", ">   1 | input"},
		"an unknown tag":       {"input: {a: !foo [5]}\n", ":1:12", "unknown tag !foo", ">   1 | input"},
		"a wrong tuple":        {"input:\n  a: !tuple 5\n", ":2:6", "!tuple takes a sequence, not int", ">   2 |   a"},
		"a leading zero":       {"input: {a: 007}\n", ":1:12", "begins with 0", ">   1 | input"},
		"too deep":             {"input: {a: " + strings.Repeat("[", 1000) + strings.Repeat("]", 1000) + "}\n", ":1:1011", "nested deeper than 1000", ">   1 | …[[["},
		"far too deep":         {"input: {a: " + strings.Repeat("[", 300_000), ":1:1011", "nested deeper than 1000", ">   1 | …[[["},
		"a very long line":     {"input: {a: \"" + strings.Repeat("x", 10_000) + "\"}\nfoo: 1\n", ":2:1", `unknown field "foo"`, "xxx…\n>   2 | foo"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := mistake(t, map[string]string{"sample/1.yaml": tt.text})
			place := strings.TrimPrefix(e.Error(), "dir/sample/1.yaml")
			if !strings.HasPrefix(place, tt.place+": "+e.Message) {
				t.Errorf("want the place %q in %s", tt.place, e)
			}
			if !strings.Contains(e.Message, tt.message) || strings.Contains(e.Message, "\n") {
				t.Errorf("want the message %q, got %q", tt.message, e.Message)
			}
			if tt.snippet == "-" && e.Snippet != "" || tt.snippet != "-" && !strings.Contains(e.Snippet, tt.snippet) {
				t.Errorf("want the snippet %q, got\n%s", tt.snippet, e.Snippet)
			}
			if len(e.Snippet) > 2000 {
				t.Errorf("the snippet is %d bytes long", len(e.Snippet))
			}

			hidden := mistake(t, map[string]string{"sample/1.yaml": ok, "hidden/1.yaml": tt.text})
			if hidden.Snippet != "" || hidden.Line != e.Line || hidden.Column != e.Column {
				t.Errorf("of a hidden case: %s", hidden)
			}
		})
	}
}

func mistake(t *testing.T, files map[string]string) *testcases.FileError {
	t.Helper()
	cases, err := testcases.Load(folder(files), "dir")
	var e *testcases.FileError
	if !errors.As(err, &e) {
		t.Fatalf("want a *FileError, got %v and %v", cases, err)
	}
	return e
}

func TestLoadFolder(t *testing.T) {
	t.Parallel()
	const ok = "input: {a: 1}\n"
	for want, files := range map[string]map[string]string{
		"dir/sample: no sample case; a problem needs at least one":                                       {},
		"dir/sample: no sample case; a problem needs at least one ":                                      {"hidden/1.yaml": ok},
		"dir/sample/notes.txt: not a case, and no case reads it; cases are .yaml files, one case a file": {"sample/1.yaml": ok, "sample/notes.txt": "hello"},
		"dir/sample/link.txt: not a case; cases are .yaml files, one case a file":                        {"sample/1.yaml": ok, "sample/link.txt": "->1.yaml"},
		"dir/hidden/small/deeper: not a case; cases are .yaml files, one case a file":                    {"sample/1.yaml": ok, "hidden/small/deeper/1.yaml": ok},
		"dir/hidden/a b: a group's name is made of letters, digits, - and _":                             {"sample/1.yaml": ok, "hidden/a b/1.yaml": ok},
		"dir/sample/1.yml: the case sample/1 is there twice; one of the files is too many":               {"sample/1.yaml": ok, "sample/1.yml": ok},
	} {
		if e := mistake(t, files); e.Error() != strings.TrimSpace(want) {
			t.Errorf("got  %s\nwant %s", e, want)
		}
	}
}

// A folder in a group is a group of its own, and as hidden as the one that it is in.
func TestLoadGroups(t *testing.T) {
	t.Parallel()
	cases, err := testcases.Load(folder(map[string]string{
		"sample/more/1.yaml": "input: {}\n", "sample/1.yaml": "input: {}\npoints: 2\n", "hidden/b/1.yaml": "input: {}\n",
		"hidden/a/2.yaml": "input: {}\n", "hidden/a/1.yaml": "input: {}\n", "hidden/c.yaml": "input: {}\n",
	}), "dir")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range cases {
		got = append(got, fmt.Sprintf("%s %s %t %v", c.Name, c.Group, c.Hidden, c.PointsAt))
	}
	want := []string{
		"sample/1 sample false {2 1}", "sample/more/1 sample/more false {0 0}", "hidden/c hidden true {0 0}",
		"hidden/a/1 hidden/a true {0 0}", "hidden/a/2 hidden/a true {0 0}", "hidden/b/1 hidden/b true {0 0}",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	const secret = "input: {a: secret, a: 2}\n"
	if e := mistake(t, map[string]string{"sample/1.yaml": "input: {}\n", "hidden/small/1.yaml": secret}); e.Snippet != "" || e.Line != 1 {
		t.Errorf("of a hidden case in a folder: %s", e)
	}
}

func TestBuiltin(t *testing.T) {
	t.Parallel()
	for _, slug := range []string{"top-k-frequent", "second-highest-salary"} {
		sub, err := fs.Sub(testcases.Builtin, slug)
		if err != nil {
			t.Fatal(err)
		}
		cases, err := testcases.Load(sub, slug)
		if err != nil {
			t.Fatal(err)
		}
		if len(cases) != 12 || cases[0].Name != "sample/01-basic" || cases[2].Group != testcases.Hidden {
			t.Errorf("%s: %d cases, %v", slug, len(cases), cases[0])
		}
	}
}
