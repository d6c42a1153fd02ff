package kattis_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/problems/kattis"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Each package in testdata is read to what its golden file says.
func TestPackages(t *testing.T) {
	t.Parallel()
	folders, err := filepath.Glob("testdata/packages/*/problem.yaml")
	if err != nil || len(folders) < 6 {
		t.Fatalf("%d packages: %v", len(folders), err)
	}
	for _, file := range folders {
		dir := filepath.Dir(file)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			if !kattis.Is(dir) {
				t.Error("it is not taken for a package")
			}
			p, err := kattis.Open(dir)
			if err != nil {
				t.Fatal(err)
			}
			got, golden := describe(p), "testdata/golden/"+filepath.Base(dir)+".txt"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			if want, err := os.ReadFile(golden); err != nil || string(want) != got {
				t.Errorf("%v; is, and is not as the golden file:\n%s", err, got)
			}
		})
	}
}

// describe writes what a package was read to, but for the statement's many lines.
func describe(p *kattis.Package) string {
	var b strings.Builder
	q := p.Problem
	fmt.Fprintf(&b, "%s %q %s version %s keywords %q measure %t\n", q.Slug, q.Name, q.Kind, p.Version, q.Keywords, p.Measure)
	fmt.Fprintf(&b, "cpu %v memory %d output %d %d\n", q.Limits.CPU, q.Limits.Memory, q.Limits.Output, q.Limits.Answer)
	if v := q.Validator; v != nil {
		fmt.Fprintf(&b, "validator %s of %d files, cpu %v, %s\n", v.Main, len(v.Files), v.Limits.CPU, q.Compare.Rule)
	}
	for _, c := range q.Cases {
		fmt.Fprintf(&b, "case %s %s %d hidden %t input %.30q want %.30q about %q explanation %q", c.Name, c.Group, c.Points, c.Hidden, c.Input.Bytes(), c.Want.Bytes(), c.About, c.Explanation)
		if q.Validator != nil {
			fmt.Fprintf(&b, " flags %q\n", q.Validator.Flags[c.Name])
		} else {
			fmt.Fprintf(&b, " %s\n", rule(q.CompareOf(c)))
		}
	}
	for _, g := range q.Groups {
		fmt.Fprintf(&b, "group %s %s of %d requires %q then %q\n", g.Name, g.Score, g.MaxPoints(q.Cases), g.Requires, g.OnReject)
	}
	for _, s := range p.Submissions {
		fmt.Fprintf(&b, "submission %s %d bytes\n", s.Name, len(s.Source))
		for _, e := range s.Expect {
			fmt.Fprintf(&b, "  %q permitted %q required %q score %v of %q\n", e.Cases, e.Permitted, e.Required, e.Score, e.Group)
		}
	}
	for _, g := range p.Gaps {
		fmt.Fprintf(&b, "gap %t %s\n", g.Blocks, g.What)
	}
	return b.String() + "\n" + q.Statement + "\n"
}

func rule(c problems.Compare) string {
	bound := func(b *float64) string {
		if b == nil {
			return "none"
		}
		return fmt.Sprint(*b)
	}
	return fmt.Sprintf("%s case %t spaces %t abs %s rel %s", c.Rule, c.CaseSensitive, c.SpaceSensitive, bound(c.Abs), bound(c.Rel))
}
