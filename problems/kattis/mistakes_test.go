package kattis

import (
	"errors"
	"maps"
	"strings"
	"testing"

	"github.com/coding-judge/judge/testcases"
)

// pack is a package of some files over those that every one needs.
func pack(t *testing.T, files map[string]string) (*Package, error) {
	t.Helper()
	all := map[string]string{
		"problem.yaml": newer("limits: {time_limit: 1}\n"), "data/sample/1.in": "1\n", "data/sample/1.ans": "1\n",
		"data/secret/1.in": "2\n", "data/secret/1.ans": "2\n", "statement/problem.en.md": "Echo.\n", "submissions/accepted/a.py": "print(input())\n",
	}
	maps.Copy(all, files)
	var members []member
	for _, name := range sorted(all) {
		if all[name] != "-" {
			members = append(members, member{name: name, content: all[name]})
		}
	}
	f, err := openBytes(archive(t, members...))
	if err != nil {
		return nil, err
	}
	return read(f, "p")
}

func newer(more string) string { return "problem_format_version: 2025-09\nname: X\nuuid: 1\n" + more }

func TestMistakes(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		files map[string]string
		want  string // the beginning of the error, behind the archive's name
	}{
		"an empty problem.yaml": {map[string]string{"problem.yaml": "# nothing\n"}, "problem.yaml: the file is empty"},
		"a list":                {map[string]string{"problem.yaml": "- 1\n"}, "problem.yaml: expected keys with values, got a list"},
		"another version":       {map[string]string{"problem.yaml": "problem_format_version: 2023-07-draft\n"}, `problem.yaml:1:1: problem_format_version: "2023-07-draft" is not read; legacy`},
		"an unknown key":        {map[string]string{"problem.yaml": newer("shade: red\n")}, "problem.yaml:4:1: shade: is not a key of the format\n"},
		"an unknown limit":      {map[string]string{"problem.yaml": newer("limits:\n  time: 1\n")}, "problem.yaml:5:3: limits.time: is not a key of the format"},
		"an unknown type":       {map[string]string{"problem.yaml": newer("type: [scoring, fun]\n")}, `problem.yaml:4:1: type: "fun" is not known`},
		"types that exclude":    {map[string]string{"problem.yaml": newer("type: [scoring, pass-fail]\n")}, "problem.yaml:4:1: type: pass-fail and scoring exclude each other"},
		"no name":               {map[string]string{"problem.yaml": "problem_format_version: 2025-09\n"}, "problem.yaml: name: is missing"},
		"a limit that is text":  {map[string]string{"problem.yaml": newer("limits: {memory: much}\n")}, "problem.yaml:4:10: limits.memory: expected a number, got a str"},
		"a limit of nothing":    {map[string]string{"problem.yaml": newer("limits: {time_limit: 0}\n")}, "problem.yaml:4:10: limits.time_limit: must be a number of at least"},
		"a limit that is nan":   {map[string]string{"problem.yaml": newer("limits: {time_limit: .nan}\n")}, "problem.yaml:4:10: limits.time_limit: must be a number"},
		"legacy's type":         {map[string]string{"problem.yaml": "type: interactive\n"}, `problem.yaml:1:1: type: "interactive" is not known; it is one of pass-fail, scoring`},
		"legacy's validation":   {map[string]string{"problem.yaml": "validation: custom fast\n"}, `problem.yaml:1:1: validation: "fast" is not known`},
		"a constant's name":     {map[string]string{"problem.yaml": newer("constants: {a-b: 1}\n")}, "problem.yaml:4:1: constants: a constant's name"},
		"not UTF-8":             {map[string]string{"problem.yaml": "name: \xff\n"}, "problem.yaml:1:7: not UTF-8"},
		"an anchor":             {map[string]string{"problem.yaml": "name: &a x\n"}, "problem.yaml:1:7: anchors, aliases"},

		"no secret case":       {map[string]string{"data/secret/1.in": "-", "data/secret/1.ans": "-"}, "data/secret: there is no case"},
		"no answer":            {map[string]string{"data/secret/1.ans": "-"}, "data/secret/1.in: there is no 1.ans"},
		"no input":             {map[string]string{"data/secret/2.ans": "x"}, "data/secret/2.ans: there is no 2.in"},
		"a folder and a case":  {map[string]string{"data/secret/1/1.in": "", "data/secret/1/1.ans": ""}, "data/secret/1: is a folder, and there is a case of the same name"},
		"a flag":               {map[string]string{"data/secret/test_group.yaml": "output_validator_args: [fast]\n"}, "data/secret/1.in: flags of the default validator: 'fast' is not known"},
		"a flag's number":      {map[string]string{"data/secret/test_group.yaml": "output_validator_args: [float_tolerance, -1]\n"}, "data/secret/1.in: flags of the default validator: float_tolerance takes"},
		"a flag without one":   {map[string]string{"data/secret/1.yaml": "output_validator_args: [float_tolerance]\n"}, "data/secret/1.in: flags of the default validator: float_tolerance takes"},
		"two tolerances":       {map[string]string{"data/secret/1.yaml": "output_validator_args: [float_tolerance, 1, float_absolute_tolerance, 2]\n"}, "data/secret/1.in: flags of the default validator: float_absolute_tolerance takes"},
		"a key of a group":     {map[string]string{"data/secret/test_group.yaml": "scores: 1\n"}, "data/secret/test_group.yaml:1:1: scores: is not a key"},
		"a key of a case":      {map[string]string{"data/secret/1.yaml": "hints: 1\n"}, "data/secret/1.yaml:1:1: hints: is not a key"},
		"scores without any":   {map[string]string{"data/secret/test_group.yaml": "max_score: 10\n"}, "data/secret/test_group.yaml: score_aggregation, max_score and require_pass are for scoring problems only"},
		"a group in a group":   {map[string]string{"data/secret/1.in": "-", "data/secret/1.ans": "-", "data/secret/a/b/1.in": "", "data/secret/a/b/1.ans": "", "data/secret/a/b/test_group.yaml": "args: []\n"}, "data/secret/a/b/test_group.yaml: groups are the folders"},
		"a validator's lack":   {map[string]string{"problem.yaml": "validation: custom\n"}, "output_validators: there is no validator"},
		"an interactor's lack": {map[string]string{"problem.yaml": newer("type: interactive\n")}, "problem.yaml: type interactive needs an output validator"},
		"a verdict":            {map[string]string{"submissions/submissions.yaml": "accepted: {permitted: [OK]}\n"}, `submissions/submissions.yaml:1:12: accepted.permitted: "OK" is not known`},
		"a key of submissions": {map[string]string{"submissions/submissions.yaml": "accepted: {secret/1: {shade: red}}\n"}, "submissions/submissions.yaml:1:23: accepted.secret/1.shade: is not a key"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := pack(t, tt.files)
			var e *testcases.FileError
			if !errors.As(err, &e) || !strings.HasPrefix(err.Error(), "p.zip/"+tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

// What is not supported is told, and blocks only where submissions could not be judged rightly.
func TestGaps(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		files  map[string]string
		want   string
		blocks bool
	}{
		"legacy's unknown key":     {map[string]string{"problem.yaml": "name: x\nshade: red\n"}, "problem.yaml: the key 'shade' is not one of the format's and was passed over", false},
		"legacy's unknown limit":   {map[string]string{"problem.yaml": "limits: {time: 1}\n"}, "the key limits.'time' is not one", false},
		"multi-pass":               {map[string]string{"problem.yaml": newer("type: multi-pass\n"), "output_validator/v.py": ""}, "type multi-pass is not supported", true},
		"submit-answer":            {map[string]string{"problem.yaml": newer("type: submit-answer\n")}, "type submit-answer is not supported", true},
		"other languages":          {map[string]string{"problem.yaml": newer("languages: [cpp, java]\n")}, "submissions in Python are not allowed", true},
		"two languages":            {map[string]string{"output_validator/v.cpp": "int main() {}\n", "output_validator/v.py": ""}, "a validator in both C++ and Python", true},
		"a C validator":            {map[string]string{"output_validator/v.c": "\n"}, "a validator in another language than Python or C++", true},
		"a validator to be built":  {map[string]string{"output_validator/build": "#!/bin/sh\n", "output_validator/v.py": ""}, "output_validator/build: validators with a build or run script", true},
		"a Java validator":         {map[string]string{"output_validator/v.java": "\n"}, "a validator in another language than Python", true},
		"a validator without main": {map[string]string{"output_validator/a.py": "", "output_validator/b.py": ""}, "it is not clear which file to run", true},
		"two validators":           {map[string]string{"problem.yaml": "validation: custom\n", "output_validators/a.py": "", "output_validators/b.py": ""}, "several validators (a.py, b.py)", true},
		"arguments":                {map[string]string{"data/secret/1.yaml": "args: [fast]\n"}, "data/secret/1.in: arguments of submissions (args)", true},
		"files of a case":          {map[string]string{"data/secret/1.files/x.txt": "x\n"}, "files that a submission reads beside its input (1.files)", true},
		"included files":           {map[string]string{"include/python3/lib.py": "x\n"}, "include/python3: files that belong to every submission", true},
		"included for others":      {map[string]string{"include/cpp/lib.h": "x\n"}, "", false},
		"input validators":         {map[string]string{"input_validators/v.py": "x\n"}, "input_validators/ is not used", false},
		"a submission in C++":      {map[string]string{"submissions/accepted/a.cpp": "x\n", "submissions/accepted/b.java": ""}, "not one Python 3 file are not judged: accepted/a.cpp, accepted/b.java", false},
		"a submission in Python 2": {map[string]string{"submissions/accepted/b.py": "#!/usr/bin/env python2\n"}, "are not judged: accepted/b.py", false},
		"a name with a space":      {map[string]string{"data/secret/2 b.in": "x\n"}, "files whose names the format does not allow count as not there: 'data/secret/2 b.in'", false},
		"a file of no case":        {map[string]string{"data/secret/notes.txt": "x\n"}, "data/secret/notes.txt belongs to no case", false},
		"no time limit":            {map[string]string{"problem.yaml": newer("")}, "there is no limits.time_limit, which is then to be measured; 10s are given", false},
		"a statement as PDF":       {map[string]string{"statement/problem.en.md": "-", "statement/problem.en.pdf": "%PDF"}, "a PDF is not shown", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, err := pack(t, tt.files)
			if err != nil {
				t.Fatal(err)
			}
			var text []string
			for _, g := range p.Gaps {
				text = append(text, g.What)
			}
			if all := strings.Join(text, "\n"); !strings.Contains(all, tt.want) || tt.want == "" && all != "" {
				t.Errorf("got %q, want %q", all, tt.want)
			}
			var e *testcases.FileError
			if err := p.Supported(); errors.As(err, &e) != tt.blocks || err != nil && !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %t", err, tt.blocks)
			}
		})
	}
}

func TestCovers(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		pattern, name string
		want          bool
	}{
		{"accepted", "accepted/a.py", true}, {"accepted/*", "accepted/a.py", true}, {"*", "accepted/a.py", true}, {"accepted/*", "rejected/a.py", false},
		{"*/a.py", "accepted/a.py", true}, {"a*.py", "accepted/a.py", false}, {"accepted/{a,b}.py", "accepted/b.py", true},
		{"{accepted,rejected}/{a,b}.{py,cpp}", "rejected/b.cpp", true}, {"accepted/{a,b}.py", "accepted/c.py", false},
		{"secret/*-hard", "secret/1-hard", true}, {"secret/g", "secret/g/1", true}, {"secret/g", "secret/g2/1", false}, {"secret/[ab]", "secret/a", false},
		{"accepted/{a", "accepted/a", false}, {"**", "a/b", true}, {strings.Repeat("{a,b}", 40), "a", false},
	} {
		if got := covers(tt.pattern, tt.name); got != tt.want {
			t.Errorf("%q covers %q: %t", tt.pattern, tt.name, got)
		}
	}
}
