package kattis

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

// Submission is a submission that comes with a package, with what is expected of it.
type Submission struct {
	Name   string // "accepted/sum.py"
	Source []byte
	Expect []problems.Expectation
}

// python2 is the first line of a program that is not for the Python of today.
var python2 = regexp.MustCompile(`^#!.*python2`)

// readSubmissions reads those in Python. A folder counts as one where it holds one Python file and no others.
func (p *reader) readSubmissions(cases []testcases.Case) ([]Submission, error) {
	const dir, settings = "submissions", "submissions/submissions.yaml"
	expected, err := p.readExpectations(settings)
	if err != nil {
		return nil, err
	}
	var all []Submission
	var others []string
	programs := p.programs(dir)
	for _, name := range sorted(programs) {
		files := programs[name]
		if len(files) != 1 || !slices.Contains([]string{".py", ".py3"}, path.Ext(files[0])) {
			others = append(others, name)
			continue
		}
		source, err := p.files.read(files[0], maxText)
		if err != nil {
			return nil, err
		}
		if python2.Match(source) || expected.otherLanguage(name) {
			others = append(others, name)
			continue
		}
		s := Submission{Name: name, Source: []byte(p.meta.replace(string(source)))}
		s.Expect = expected.of(name, cases)
		all = append(all, s)
	}
	if len(others) > 0 {
		p.note("submissions that are not one Python 3 file are not judged: %s", few(others))
	}
	return all, nil
}

// programs gives the files of the programs in the folders of a folder, by the programs' names below it.
func (p *reader) programs(dir string) map[string][]string {
	found := map[string][]string{}
	for _, file := range p.files.under(dir) {
		parts := strings.SplitN(strings.TrimPrefix(file, dir+"/"), "/", 3)
		if len(parts) < 2 {
			continue
		}
		name := path.Join(parts[0], parts[1])
		found[name] = append(found[name], file)
	}
	return found
}

// few names some of many.
func few(names []string) string {
	const most = 8
	text := strings.Join(names[:min(len(names), most)], ", ")
	if more := len(names) - most; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
