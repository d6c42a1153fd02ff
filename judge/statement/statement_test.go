package statement_test

import (
	"crypto/sha256"
	"encoding/base64"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/judge/statement"
)

var update = flag.Bool("update", false, "write the golden files anew")

func text(t *testing.T, source string, l statement.Look) string {
	t.Helper()
	var b strings.Builder
	if err := statement.Text(&b, source, l); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Each statement of testdata as it looks in 60 columns: with marks, and styled with its escapes written out.
func TestText(t *testing.T) {
	t.Parallel()
	files, _ := filepath.Glob("testdata/*.md")
	if len(files) == 0 {
		t.Fatal("no statements")
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for name, l := range map[string]statement.Look{".txt": {Width: 60}, ".styled.txt": {Width: 60, Styled: true}, ".narrow.txt": {Width: 24}} {
			got := strings.ReplaceAll(text(t, string(source), l), "\x1b", "␛")
			golden := strings.TrimSuffix(file, ".md") + name
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", golden, diff)
			}
		}
	}
}

// hostile are statements that want to command a terminal, to run in a page, or to take for ever.
var hostile = map[string]string{
	"raw escapes":                "# a\x1b[2Jb\n\n\x1b]8;;http://x\x07y\n\n    \x1b[31mcode\n\n`\x1b[0m` | \x9b31m",
	"entities":                   "# &#27;[2J\n\n&#x1b;]0;title&#7; &#x202e;turned &#155;31m\n\n[&#27;c](<http://x/&#27;[2J>)",
	"tables":                     "| &#27;[2J | b |\n|---|---|\n| \x1b[2J | &#x9b;2J |",
	"script":                     "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[x](javascript:alert(1)) <javascript:alert(1)>\n\n![x](data:text/html,<script>)",
	"out of the page":            "</main></body><style>*{}</style><meta http-equiv=refresh content=0>\n\n```</code></pre><script>\n</code></pre><script>alert(1)</script>\n```",
	"link title":                 "[x](http://a \"\\\" onmouseover=alert(1) \x1b[2J\")",
	"quotes in quotes":           strings.Repeat(">", 3000) + " deep",
	"lists in lists":             strings.Repeat("- ", 3000) + "deep",
	"emphasis":                   strings.Repeat("*a_ **", 3000),
	"long word":                  strings.Repeat("w", 100_000),
	"wide table":                 strings.Repeat("|a", 500) + "|\n" + strings.Repeat("|-", 500) + "|\n" + strings.Repeat("|b", 500) + "|",
	"unpaired surrogate and NUL": "a\x00b &#xd800; &#0; \xff",
}

var sgr = regexp.MustCompile(`\x1b\[[0-9;]*m`)

// Only the colors of its own reach the terminal, and no line is longer than asked for but code.
func TestTextHostile(t *testing.T) {
	t.Parallel()
	for name, source := range hostile {
		plain := text(t, source, statement.Look{Width: 40})
		if strings.Contains(plain, "\x1b") {
			t.Errorf("%s: without styles there is an escape: %.300q", name, plain)
		}
		styled := sgr.ReplaceAllString(text(t, source, statement.Look{Width: 40, Styled: true}), "")
		for _, all := range []string{plain, styled} {
			if i := strings.IndexFunc(all, func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }); i >= 0 {
				t.Errorf("%s: not printable: %.60q", name, all[i:])
			}
		}
		for line := range strings.Lines(plain) {
			if !strings.HasPrefix(line, "    ") && lipgloss.Width(line) > 40 {
				t.Errorf("%s: a line of %d columns: %.80q", name, lipgloss.Width(line), line)
			}
		}
	}
}

// Whatever the styles, the words are the same.
func TestStylesChangeNoWords(t *testing.T) {
	t.Parallel()
	source := "# A *b*\n\nc **d e** f\n\n- g\n- h\n\n> i\n"
	strip := func(s string) string {
		return strings.Join(strings.Fields(strings.NewReplacer("#", "", "*", "", "-", "", "•", "", ">", "", "│", "").Replace(ansi.Strip(s))), " ")
	}
	plain, styled := text(t, source, statement.Look{Width: 40}), text(t, source, statement.Look{Width: 40, Styled: true})
	if strip(plain) != strip(styled) {
		t.Errorf("%q\n%q", plain, styled)
	}
	if !strings.Contains(styled, "\x1b[1m") {
		t.Errorf("no styles: %q", styled)
	}
}

func page(t *testing.T, p statement.Page) string {
	t.Helper()
	var b strings.Builder
	if err := statement.HTML(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestHTMLHostile(t *testing.T) {
	t.Parallel()
	forbidden := regexp.MustCompile(`(?i)<script|<img[^>]*onerror=|<[a-z]+(\s+[a-z-]+="[^"]*")*\s+on[a-z]+\s*=|href="(javascript|data|vbscript):|src="(javascript|vbscript|data:text)|<meta http-equiv=refresh|</main></body><style>|<style>\*`)
	for name, source := range hostile {
		got := page(t, statement.Page{Title: source, Statement: source, Starter: source, Samples: []statement.Sample{{Name: source, Text: source}}, Facts: []string{"a fact"}})
		if found := forbidden.FindString(got); found != "" {
			t.Errorf("%s: the page holds %q", name, found)
		}
		if i := strings.IndexFunc(got, func(r rune) bool { return r != '\n' && r != '\t' && !unicode.IsPrint(r) }); i >= 0 {
			t.Errorf("%s: not printable: %.60q", name, got[i:])
		}
		if strings.Count(got, "<style>") != 1 || strings.Count(got, "</main>") != 1 || strings.Count(got, "<meta ") != 4 {
			t.Errorf("%s: the page is not as its template has it", name)
		}
	}
}

// A table takes no more than its text does: rows are not filled up without end, in one table or in many.
func TestTableOfMillions(t *testing.T) {
	t.Parallel()
	bomb := func(n int) string {
		return strings.Repeat("a|", n) + "\n" + strings.Repeat("-|", n) + "\n" + strings.Repeat("b\n", n) + "\n"
	}
	small := bomb(5)
	for name, source := range map[string]string{"one": bomb(300), "many": strings.Repeat(bomb(60), 20)} {
		if n := strings.Count(page(t, statement.Page{Statement: small + source}), "<td"); n < 25 || n > 50_000 {
			t.Errorf("%s: %d bytes became %d cells", name, len(source), n)
		}
	}
	if got := page(t, statement.Page{Statement: bomb(300)}); !strings.Contains(got, "<p>a|a|") {
		t.Errorf("it is not shown as it is written: %.300s", got)
	}
}

// The policy lets the page's own style sheet pass, and nothing else.
func TestHTMLPolicy(t *testing.T) {
	t.Parallel()
	got := page(t, statement.Page{Title: "A & B", Statement: "# A\n\n| a | b |\n|--:|:-:|\n| 1 | 2 |\n", Starter: "if a < b: ..."})
	policy := regexp.MustCompile(`Content-Security-Policy" content="([^"]*)"`).FindStringSubmatch(got)
	style := regexp.MustCompile(`(?s)<style>(.*)</style>`).FindStringSubmatch(got)
	if policy == nil || style == nil {
		t.Fatalf("no policy or no style:\n%s", got)
	}
	sum := sha256.Sum256([]byte(style[1]))
	want := "default-src &#39;none&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;; style-src &#39;sha256-" +
		strings.ReplaceAll(base64.StdEncoding.EncodeToString(sum[:]), "+", "&#43;") + "&#39;"
	if policy[1] != want {
		t.Errorf("the policy is %s\nwant %s", policy[1], want)
	}
	if strings.Contains(got, "style=") {
		t.Error("an attribute style, which the policy forbids")
	}
	for _, want := range []string{`<td align="right">1</td>`, "if a &lt; b: ...", "<title>A &amp; B</title>"} {
		if !strings.Contains(got, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, source := range hostile {
		f.Add(source[:min(len(source), 200)]) // what only takes long finds nothing here
	}
	f.Fuzz(func(t *testing.T, source string) {
		out := text(t, source, statement.Look{Width: 30})
		if i := strings.IndexFunc(out, func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }); i >= 0 {
			t.Errorf("not printable: %.60q", out[i:])
		}
		page(t, statement.Page{Statement: source})
	})
}
