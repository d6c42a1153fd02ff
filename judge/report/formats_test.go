package report_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/judge/report"
	"github.com/coding-judge/judge/judge/report/reporttest"
	"github.com/coding-judge/judge/problems"
)

// extensions of golden files.
var extensions = map[string]string{
	"json": "json", "junit": "xml", "gradescope": "json", "github": "txt", "github-classroom": "json", "prairielearn": "json",
	"exercism": "json", "sarif": "json", "tap": "tap", "markdown": "md", "html": "html",
}

func TestFormats(t *testing.T) {
	t.Parallel()
	all := maps.Clone(reports)
	all["hostile"], all["many"] = hostile(nasty), many()
	for _, f := range report.Formats() {
		for name, r := range all {
			t.Run(f.Name+"/"+name, func(t *testing.T) {
				t.Parallel()
				got := reporttest.Read(t, f, r)
				if f.Name == "json" && name != "hostile" { // TestGolden has the others
					return
				}
				golden(t, filepath.Join("testdata", f.Name, name+"."+extensions[f.Name]), got)
			})
		}
	}
}

// A report that holds what no judge would let through, in every text and of any length.
func TestFormatsHostile(t *testing.T) {
	t.Parallel()
	texts := map[string]string{
		"long":  strings.Repeat("m", 1<<20),
		"ticks": strings.Repeat("`", 20_000),
		"lines": strings.Repeat("\n", 20_000),
		"mixed": strings.Repeat("\x00\x1b\x9b&<>\"'\xff\xc3\xed\xa0\x80", 10_000),
		"blank": " \t \n ",
	}
	for _, r := range []rune{0xfeff, 0xfffe, 0xffff, 0x2028, 0x85, 0xad, 0x202e, 0x200b} {
		texts["odd"] += string(r) + "x" + string(r) + "\n"
	}
	for i, s := range []string{"]]>", "::error::x", "##[error]x", "|", "```", "</script>", "%0A", "--> <!--", "...", "---", "# SKIP", "\\", "{{.}}", "$x", "ok 9", "Bail out!"} {
		texts["line"+fmt.Sprint(i)] = s + "\na\n" + s + "\r\n  " + s + "\n"
	}
	for _, f := range report.Formats() {
		for name, s := range texts {
			t.Run(f.Name+"/"+name, func(t *testing.T) {
				t.Parallel()
				reporttest.Read(t, f, hostile(s))
			})
		}
	}
}

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (write it anew with -update):\n%s", file, diff)
	}
}

// nasty is text that means something to each of the formats.
const nasty = "\x1b[31mred]]>\n::error::taken\n ::stop-commands::x\n##[error]taken\n| a | b |\n```\n````x\n</script><script>alert(1)</script>" +
	"<img src=x onerror=alert(1)>\n%0A%25 \x00\x07\xff\xfe @somebody #1 \u202e [link](https://example.com) https://example.com <!-- & \"' \\ {{.}} `x` # SKIP\nBail out!\nnot ok 7\n...\n---\n"

// hostile is a report with a text wherever one can be.
func hostile(s string) *judge.Report {
	var r judge.Report
	fill(reflect.ValueOf(&r).Elem(), s)
	r.Schema, r.Language, r.Verdict, r.Problem = judge.Schema, problems.Python, judge.WrongAnswer, "top-k-frequent"
	one := r.Cases[0]
	r.Cases = nil
	for i, v := range []judge.Verdict{judge.WrongAnswer, judge.RunTimeError, judge.CompileError, judge.Accepted, judge.Skipped, judge.TimeLimitExceeded, judge.MemoryLimitExceeded, judge.OutputLimitExceeded} {
		one.Verdict, one.Hidden = v, i%2 == 1
		if i > 1 { // two are enough, and long ones take their time
			one.Sample = nil
		}
		r.Cases = append(r.Cases, one)
	}
	r.Groups[0].Verdict, r.Groups[0].Score = judge.WrongAnswer, problems.ScoreSum
	r.Counterexample.Origin = judge.Drawn
	r.Growth.Message, r.Profile.Message = "", "" // there are tables then
	return &r
}

// fill puts a text into every text, and one of each into every list.
func fill(v reflect.Value, s string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(s)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), s)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), s)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), s)
		}
	case reflect.Int, reflect.Int64:
		v.SetInt(3)
	case reflect.Float64:
		v.SetFloat(3.5)
	case reflect.Bool:
		v.SetBool(true)
	default: // what is not known here is not copied by safe either
		panic(fmt.Sprintf("a report has a %s", v.Type()))
	}
}

// many is a report of more cases than some platforms take.
func many() *judge.Report {
	var cases []judge.CaseReport
	for i := range 60 {
		name := fmt.Sprintf("hidden/%02d", i+1)
		switch {
		case i%4 == 0:
			cases = append(cases, bad(name, judge.WrongAnswer, "the answer is wrong; what a hidden case holds is not shown", nil, nil))
		case i%7 == 0:
			cases = append(cases, bad(name, judge.RunTimeError, "line 3: KeyError", &judge.Error{Type: "KeyError", Line: 3}, nil))
		default:
			c := ok(name)
			c.CPU, c.Memory = float64(40*i), int64(9000+100*i)
			cases = append(cases, c)
		}
	}
	return python(judge.WrongAnswer, cases...)
}

// A format writes what the report holds, and a hidden case's report holds no content. Should it ever, it is not shown.
func TestFormatsHidden(t *testing.T) {
	t.Parallel()
	const secret = "what only the author knows"
	r := python(judge.WrongAnswer, ok("sample/01-basic"),
		bad("hidden/01", judge.WrongAnswer, "the answer is wrong", nil, &judge.Sample{Call: secret, Got: secret, Expected: secret, Stdin: secret, Stdout: secret, Why: secret}),
		bad("hidden/02", judge.RunTimeError, "line 2: KeyError", &judge.Error{Type: "KeyError", Line: 2}, nil))
	for _, f := range report.Formats() {
		got := reporttest.Write(t, f, r)
		if bytes.Contains(got, []byte(secret)) {
			t.Errorf("%s shows what a hidden case holds", f.Name)
		}
		for _, name := range []string{"hidden/01", "hidden/02"} {
			if !bytes.Contains(got, []byte(name)) {
				t.Errorf("%s does not tell of %s", f.Name, name)
			}
		}
	}
}

// What a format is given stays as it was: several are written of one report.
func TestFormatsLeaveTheReport(t *testing.T) {
	t.Parallel()
	for _, f := range report.Formats() {
		r := hostile(nasty)
		reporttest.Write(t, f, r)
		if diff := cmp.Diff(hostile(nasty), r); diff != "" {
			t.Errorf("%s changed the report: %s", f.Name, diff)
		}
	}
}

func TestFormatsAreTested(t *testing.T) {
	t.Parallel()
	var names []string
	for _, f := range report.Formats() {
		names = append(names, f.Name)
	}
	slices.Sort(names)
	if diff := cmp.Diff(names, slices.Sorted(maps.Keys(extensions))); diff != "" {
		t.Error(diff)
	}
}
