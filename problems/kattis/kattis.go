// Package kattis reads problems in the package format of Kattis and the ICPC, as they are: its version legacy (with
// legacy-icpc) and its version 2025-09.
//
// A package is a folder, or a ZIP archive of one:
//
//	problem.yaml                        what it is called, its type, its limits
//	data/{sample,secret}/…/NAME.in      what a program reads; NAME.ans is what judges compare with
//	data/…/testdata.yaml                of legacy: how a folder's results are added up, flags of validators
//	data/…/test_group.yaml              the same of 2025-09, where a case can have a NAME.yaml, too
//	statement/, problem_statement/      problem.LANGUAGE.{md,tex,pdf}
//	submissions/VERDICT/…               programs with what is expected of them; submissions.yaml says more
//	output_validator/, output_validators/   a program that judges what submissions print
//
// A package comes from somewhere else. Archives are read as if made to do harm, everything is bounded, nothing is unpacked to a
// disk, and nothing of a package runs here. What of a package is not supported is a Gap: it is told, and where submissions could
// not be judged rightly without it, the package is not judged at all.
package kattis

import (
	"bytes"
	"cmp"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/coding-judge/judge/problems"
)

// Package is a problem with what else its package holds.
type Package struct {
	Problem     *problems.Problem
	Version     string // of the format
	Submissions []Submission
	Gaps        []Gap
	Measure     bool // the package sets no time limit: it is to be measured; that of Problem is a guess
}

// Gap is something in a package that is not supported.
type Gap struct {
	What   string // a sentence; names of files in it are the package's own
	Blocks bool   // submissions can't be judged without it
}

// archiveStart is how a ZIP archive begins.
var archiveStart = []byte("PK\x03\x04")

// Is says whether a path is a package's: an archive, or a folder with a problem.yaml of the format. Judge's own folders have a
// problem.yaml, too, which says format:.
func Is(name string) bool {
	info, err := os.Stat(name)
	if err != nil {
		return false
	}
	if !info.IsDir() {
		return archived(name)
	}
	head, err := readHead(filepath.Join(name, metaFile), maxText)
	if err != nil {
		return false
	}
	return !ownFormat.Match(head)
}

var ownFormat = regexp.MustCompile(`(?m)^format[ \t]*:`)

func archived(name string) bool {
	head, err := readHead(name, len(archiveStart))
	return err == nil && bytes.Equal(head, archiveStart)
}

func readHead(name string, most int) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	head := make([]byte, most)
	n, err := file.Read(head)
	return head[:n], err
}

// Open reads a package. A mistake in it, or a reason to refuse it, is a *testcases.FileError.
func Open(name string) (*Package, error) {
	f, err := open(name)
	if err != nil {
		return nil, err
	}
	defer f.close()
	return read(f, Slug(name))
}

func open(name string) (*files, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return openFolder(name)
	}
	return openArchive(name)
}

// notSlug is what can't stand in a problem's slug.
var notSlug = regexp.MustCompile(`[^a-z0-9_-]+`)

// Slug makes a problem's name of its package's.
func Slug(name string) string {
	base := strings.ToLower(filepath.Base(filepath.Clean(name)))
	for _, ext := range []string{".zip", ".kpp"} {
		base = strings.TrimSuffix(base, ext)
	}
	return cmp.Or(strings.Trim(notSlug.ReplaceAllString(base, "-"), "-_"), "package")
}

// guessedLimit is the time limit of a package that leaves it to be measured.
const guessedLimit = 10 * time.Second

func read(f *files, slug string) (*Package, error) {
	p := &reader{files: f}
	var err error
	if p.meta, err = p.readMeta(); err != nil {
		return nil, err
	}
	if err := p.readContestLimit(p.meta); err != nil {
		return nil, err
	}
	text, name, err := p.readStatement()
	if err != nil {
		return nil, err
	}
	out := &Package{Version: p.meta.version, Measure: p.meta.cpu == 0}
	out.Problem = &problems.Problem{
		Slug: slug, Name: cmp.Or(p.meta.title(), name, slug), Keywords: p.meta.keywords,
		Kind: problems.Stdin, Limits: p.limits(), Dir: f.origin,
	}
	out.Problem.Statement = strings.TrimSpace("# " + out.Problem.Name + "\n\n" + text)
	sample, secret, err := p.readData()
	if err != nil {
		return nil, err
	}
	if err := p.fill(out.Problem, sample, secret); err != nil {
		return nil, err
	}
	if out.Submissions, err = p.readSubmissions(out.Problem.Cases); err != nil {
		return nil, err
	}
	if p.meta.is(interactive) {
		shown, err := p.interactions()
		if err != nil {
			return nil, err
		}
		out.Problem.Statement += shown
	}
	if out.Measure {
		p.note("%s: there is no limits.time_limit, which is then to be measured; %v are given", metaFile, guessedLimit)
	}
	p.look()
	out.Gaps = p.gaps
	for _, g := range p.gaps {
		if !g.Blocks {
			out.Problem.Unsupported = append(out.Problem.Unsupported, g.What)
		}
	}
	return out, nil
}

// limits are those of a submission.
func (p *reader) limits() problems.Limits {
	l := problems.DefaultLimits()
	l.CPU = cmp.Or(p.meta.cpu, guessedLimit)
	l.Wall = problems.WallFor(l.CPU)
	l.Memory, l.Output, l.Answer = p.meta.memory, p.meta.output, p.meta.output
	return l
}

// fill gives a problem its cases, and says how their answers are judged.
func (p *reader) fill(problem *problems.Problem, sample, secret *group) error {
	if len(secret.all()) == 0 {
		return p.fault("data/secret", "there is no case; every package has one")
	}
	cases := append(sample.all(), secret.all()...)
	for _, c := range cases {
		problem.Cases = append(problem.Cases, c.Case)
		if len(c.args) > 0 {
			p.block("%s: arguments of submissions (args) are not supported", c.File)
		}
	}
	if p.meta.is(scoring) {
		if err := p.score(problem, sample, secret); err != nil {
			return err
		}
	}
	return p.readValidation(problem, cases)
}

// look finds what else in the package is not supported, or not used.
func (p *reader) look() {
	for _, kind := range []string{multiPass, submitAnswer} {
		if p.meta.is(kind) {
			p.block("%s: type %s is not supported", metaFile, kind)
		}
	}
	if p.meta.languages != nil && !slices.Contains(p.meta.languages, "python3") {
		p.block("%s: languages: submissions in Python are not allowed", metaFile)
	}
	for _, name := range p.files.under("include") {
		if language := strings.Split(name, "/")[1]; language == "default" || language == "python3" {
			p.block("include/%s: files that belong to every submission are not supported", language)
			break
		}
	}
	unused := map[string]string{
		"input_validators": "inputs are not validated", "input_format_validators": "inputs are not validated",
		"static_validator": "sources are not judged", "output_visualizer": "no pictures are made",
		"data/invalid_input": "not tried", "data/invalid_output": "not tried", "data/valid_output": "not tried",
		"attachments": "not shown",
	}
	for _, folder := range sorted(unused) {
		if len(p.files.under(folder)) > 0 {
			p.note("%s/ is not used: %s", folder, unused[folder])
		}
	}
	if len(p.files.odd) > 0 {
		var names []string
		for _, name := range p.files.odd[:min(len(p.files.odd), 8)] {
			names = append(names, shown(name))
		}
		p.note("files whose names the format does not allow count as not there: %s", few(names))
	}
}
