package reporttest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extensionast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"github.com/coding-judge/judge/judge"
)

// junitElements are the elements that Jenkins's schema (junit-10.xsd) has, with their attributes; file and line of a testcase are
// what GitLab reads besides.
var junitElements = map[string][]string{
	"testsuites": {"name", "time", "tests", "failures", "errors"},
	"testsuite":  {"name", "tests", "failures", "errors", "skipped", "time", "file"},
	"properties": {}, "property": {"name", "value"},
	"testcase": {"name", "time", "classname", "file", "line"},
	"failure":  {"type", "message"}, "error": {"type", "message"}, "skipped": {"type", "message"},
}

var junitTime = regexp.MustCompile(`^[0-9]+\.[0-9]{3}$`)

func readJUnit(t *testing.T, r *judge.Report, data []byte) {
	dec := xml.NewDecoder(bytes.NewReader(data))
	found := map[string]int{}
	names := map[string]bool{}
	totals := map[string]string{}
	open, said := "", ""
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			known, ok := junitElements[e.Name.Local]
			if !ok {
				t.Errorf("no reader knows element %s", e.Name.Local)
			}
			found[e.Name.Local]++
			open, said = e.Name.Local, ""
			name := ""
			for _, a := range e.Attr {
				if !slices.Contains(known, a.Name.Local) {
					t.Errorf("no reader knows attribute %s of %s", a.Name.Local, e.Name.Local)
				}
				if a.Name.Local == "time" && !junitTime.MatchString(a.Value) {
					t.Errorf("time is %q", a.Value)
				}
				switch {
				case e.Name.Local == "testsuites":
					totals[a.Name.Local] = a.Value
				case a.Name.Local == "name" || a.Name.Local == "classname":
					name += "\x00" + a.Value
				}
			}
			if e.Name.Local == "testcase" {
				if names[name] {
					t.Errorf("two cases are named %q", name)
				}
				names[name] = true
			}
		case xml.CharData:
			said += string(e)
		case xml.EndElement:
			if (open == "failure" || open == "error") && open == e.Name.Local && strings.TrimSpace(said) == "" {
				t.Errorf("a %s says nothing in its body", open)
			}
			open = ""
		}
	}
	failures, faults, skipped := 0, 0, 0
	for _, c := range r.Cases {
		switch c.Verdict {
		case judge.Accepted:
		case judge.Skipped:
			skipped++
		case judge.JudgeError:
			faults++
		default:
			failures++
		}
	}
	if found["testcase"] != len(r.Cases) || found["failure"] != failures || found["error"] != faults || found["skipped"] != skipped {
		t.Errorf("it has %v", found)
	}
	if totals["tests"] != fmt.Sprint(len(r.Cases)) || totals["failures"] != fmt.Sprint(failures) || totals["errors"] != fmt.Sprint(faults) {
		t.Errorf("it says %v", totals)
	}
}

// A workflow command, as the runner of GitHub Actions takes a line apart.
var workflowCommand = regexp.MustCompile(`^::([a-z-]+)(?: ([^:]*(?::[^:]+)*?))?::(.*)$`)

func readGitHub(t *testing.T, r *judge.Report, data []byte) {
	kinds := map[string]int{}
	var files []string
	for l := range strings.Lines(string(data)) {
		l = strings.TrimSuffix(l, "\n")
		m := workflowCommand.FindStringSubmatch(l)
		if m == nil {
			t.Fatalf("no command: %q", l)
		}
		kinds[m[1]]++
		if m[3] == "" {
			t.Errorf("no message: %q", l)
		}
		if m[2] == "" {
			continue
		}
		for p := range strings.SplitSeq(m[2], ",") {
			name, value, ok := strings.Cut(p, "=")
			if !ok || !slices.Contains([]string{"file", "line", "col", "endColumn", "title"}, name) || strings.ContainsAny(value, ":,") {
				t.Errorf("property %q of %q", p, l)
			}
			if n, err := strconv.Atoi(value); name != "file" && name != "title" && (err != nil || n < 1) {
				t.Errorf("property %q", p)
			}
			if name == "file" {
				files = append(files, value)
			}
		}
	}
	failed := 0
	for _, c := range r.Cases {
		if c.Verdict != judge.Accepted && c.Verdict != judge.Skipped && c.Verdict != judge.JudgeError {
			failed++
		}
	}
	want := map[string]int{"notice": 1}
	if failed > 0 {
		want["error"] = min(10, failed)
	}
	if failed > 10 {
		want["notice"] = 2
	}
	if r.Verdict == judge.JudgeError {
		want = map[string]int{"error": 1}
	}
	if fmt.Sprint(kinds) != fmt.Sprint(want) {
		t.Errorf("commands are %v, not %v", kinds, want)
	}
	if !isHostile(r) && r.Verdict != judge.JudgeError && len(files) != min(10, failed) {
		t.Errorf("files are %q", files)
	}
}

var (
	tapTest      = regexp.MustCompile(`^(not )?ok (\d+) - ((?:[^#\\]|\\[#\\])*?)( # SKIP not run)?$`)
	tapPlan      = regexp.MustCompile(`^1\.\.(\d+)$`)
	tapBailed    = regexp.MustCompile(`^Bail out! .`)
	tapUnescaper = strings.NewReplacer(`\\`, `\`, `\#`, "#")
)

// https://testanything.org/tap-version-14-specification.html
func readTAP(t *testing.T, r *judge.Report, data []byte) {
	lines := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	if lines[0] != "TAP version 14" {
		t.Fatalf("it begins with %q", lines[0])
	}
	plan := tapPlan.FindStringSubmatch(lines[1])
	if plan == nil || plan[1] != fmt.Sprint(len(r.Cases)) {
		t.Fatalf("the plan is %q", lines[1])
	}
	n, bailed := 0, false
	for i := 2; i < len(lines); i++ {
		l := lines[i]
		switch m := tapTest.FindStringSubmatch(l); {
		case bailed:
			t.Fatalf("after bailing out: %q", l)
		case strings.HasPrefix(l, "# "):
		case tapBailed.MatchString(l):
			bailed = true
		case m != nil:
			n++
			v := r.Cases[n-1].Verdict
			if m[2] != fmt.Sprint(n) || (m[1] == "") != (v == judge.Accepted || v == judge.Skipped) || (m[4] != "") != (v == judge.Skipped) {
				t.Errorf("%s: %q", v, l)
			}
			if name := tapUnescaper.Replace(m[3]); !isHostile(r) && name != r.Cases[n-1].Name {
				t.Errorf("the name is %q", name)
			}
		case l == "  ---":
			end := slices.Index(lines[i:], "  ...")
			if end < 0 {
				t.Fatal("a block has no end")
			}
			var block struct {
				Verdict string
				CPU     float64 `yaml:"cpu_ms"`
				Wall    float64 `yaml:"wall_ms"`
				Memory  int     `yaml:"memory_kib"`
				Message string
			}
			if err := yaml.UnmarshalWithOptions([]byte(strings.Join(lines[i+1:i+end], "\n")+"\n"), &block, yaml.Strict()); err != nil {
				t.Fatal(err)
			}
			if c := r.Cases[n-1]; block.Verdict != string(c.Verdict) || c.Message != "" && c.Error == nil && !isHostile(r) && !strings.Contains(block.Message, c.Message) {
				t.Errorf("%+v", block)
			}
			i += end
		default:
			t.Fatalf("no line of TAP: %q", l)
		}
	}
	if bailed != (r.Verdict == judge.JudgeError) || !bailed && n != len(r.Cases) {
		t.Errorf("%d tests, bailed out: %v", n, bailed)
	}
}

// As GitHub reads Markdown, nothing of a report means anything: no link, no mention, no HTML, and every table is whole.
func readMarkdown(t *testing.T, r *judge.Report, data []byte) {
	page := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(data))
	var tables []int
	_ = ast.Walk(page, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Document, *ast.Heading, *ast.Paragraph, *ast.Emphasis, *ast.CodeSpan, *ast.FencedCodeBlock,
			*extensionast.Table, *extensionast.TableHeader, *extensionast.TableCell:
			if table, ok := n.(*extensionast.Table); ok {
				tables = append(tables, table.ChildCount()-1)
			}
		case *extensionast.TableRow:
			if n.ChildCount() != n.Parent().FirstChild().ChildCount() {
				t.Errorf("a row of %d cells", n.ChildCount())
			}
		case *ast.Text:
			if s := string(n.Value(data)); n.Parent().Kind() != ast.KindCodeSpan && strings.ContainsAny(s, "@#<>&|[]") {
				t.Errorf("%q stands outside of code", s)
			}
		default:
			t.Errorf("it has a %s", n.Kind())
		}
		return ast.WalkContinue, nil
	})
	want := []int{len(r.Cases)}
	if len(r.Groups) > 0 {
		want = []int{len(r.Groups), len(r.Cases)}
	}
	if !slices.Equal(tables, want) {
		t.Errorf("tables have %v rows, not %v", tables, want)
	}
}

var (
	htmlElements = strings.Fields(`html head meta title style body header main section h1 h2 h3 p b table caption thead tbody tr th td pre figure
		svg defs pattern line text rect`)
	htmlAttributes = strings.Fields(`lang charset name content http-equiv class scope tabindex id role aria-labelledby viewbox
		width height x y x1 x2 y1 y2 dx dy text-anchor patternunits patterntransform`)
)

// The page has no script, asks for nothing, and says in words what its plots show.
func readHTML(t *testing.T, r *judge.Report, data []byte) {
	page, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	ids := map[string]bool{}
	var wanted []string
	for n := range page.Descendants() {
		if n.Type == html.CommentNode {
			t.Errorf("it has a comment: %q", n.Data)
		}
		if n.Type != html.ElementNode {
			continue
		}
		count[n.Data]++
		if !slices.Contains(htmlElements, n.Data) {
			t.Errorf("it has element %s", n.Data)
		}
		for _, a := range n.Attr {
			if !slices.Contains(htmlAttributes, strings.ToLower(a.Key)) {
				t.Errorf("%s has attribute %s", n.Data, a.Key)
			}
			switch {
			case a.Key == "id" && ids[a.Val]:
				t.Errorf("two elements have id %s", a.Val)
			case a.Key == "id":
				ids[a.Val] = true
			case a.Key == "aria-labelledby":
				wanted = append(wanted, strings.Fields(a.Val)...)
			}
		}
		if n.Data == "style" && strings.Contains(strings.ReplaceAll(n.FirstChild.Data, "url(#stripes)", ""), "url(") {
			t.Error("its style asks for a file")
		}
	}
	for _, id := range wanted {
		if !ids[id] {
			t.Errorf("there is no %s, which a plot is described by", id)
		}
	}
	failed := 0
	for _, c := range r.Cases {
		if c.Verdict != judge.Accepted && c.Verdict != judge.Skipped && c.Verdict != judge.JudgeError {
			failed++
		}
	}
	if count["h1"] != 1 || count["style"] != 1 || count["h3"] != failed || count["svg"] != len(wanted)/2 {
		t.Errorf("it has %v", count)
	}
	if rows := count["tr"] - count["table"]; rows != len(r.Cases)+len(r.Groups) {
		t.Errorf("its tables have %d rows", rows)
	}
}
