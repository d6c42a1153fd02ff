package kattis

import (
	"math"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/coding-judge/judge/problems"
)

// readValidation says how what submissions print is judged: by the words, or by a program of the package.
func (p *reader) readValidation(problem *problems.Problem, cases []*testcase) error {
	folder := "output_validators"
	if p.meta.version == v2025 {
		folder = "output_validator"
		p.meta.custom = len(p.files.under(folder)) > 0
	}
	if p.meta.custom {
		return p.readValidator(problem, folder, cases)
	}
	if p.meta.is(interactive) {
		return p.fault(metaFile, "type interactive needs an output validator, and there is none in output_validator/")
	}
	problem.Compares = map[string]problems.Compare{}
	for i, c := range cases {
		rule, err := parseFlags(c.flags)
		if err != "" {
			return p.fault(strings.TrimPrefix(c.File, p.files.origin+"/"), "flags of the default validator: %s", err)
		}
		if i == 0 {
			problem.Compare = rule
		}
		problem.Compares[c.Name] = rule
	}
	return nil
}

// parseFlags reads the flags of the default validator. What is wrong with them comes in words.
func parseFlags(flags []string) (rule problems.Compare, wrong string) {
	rule.Rule = problems.RuleTokens
	set := func(to **float64, text string) bool {
		n, err := strconv.ParseFloat(text, 64)
		if err != nil || n < 0 || math.IsNaN(n) || math.IsInf(n, 0) || *to != nil {
			return false
		}
		*to = &n
		return true
	}
	for i := 0; i < len(flags); i++ {
		flag, ok := flags[i], true
		value := ""
		if strings.HasPrefix(flag, "float_") {
			if i++; i < len(flags) {
				value = flags[i]
			}
		}
		switch flag {
		case "case_sensitive":
			rule.CaseSensitive = true
		case "space_change_sensitive":
			rule.SpaceSensitive = true
		case "float_absolute_tolerance":
			ok = set(&rule.Abs, value)
		case "float_relative_tolerance":
			ok = set(&rule.Rel, value)
		case "float_tolerance":
			ok = set(&rule.Abs, value) && set(&rule.Rel, value)
		default:
			return rule, shown(flag) + " is not known"
		}
		if !ok {
			return rule, flag + " takes a number that is not negative, once, and " + shown(value) + " is none or a second one"
		}
	}
	return rule, ""
}

// readValidator reads a program that judges.
func (p *reader) readValidator(problem *problems.Problem, folder string, cases []*testcase) error {
	program, err := p.program(folder)
	if err != nil {
		return err
	}
	if program == nil { // a gap says why
		return nil
	}
	v := &problems.Validator{Files: map[string][]byte{}, Limits: p.meta.validator, Flags: map[string][]string{}}
	for name, file := range program {
		data, err := p.files.text(file)
		if err != nil {
			return err
		}
		v.Files[name] = []byte(p.meta.replace(data))
	}
	for _, name := range sorted(v.Files) {
		if slices.Contains(cpp, path.Ext(name)) && !v.Compiled {
			v.Compiled, v.File = true, program[name]
		}
	}
	if v.Main = entry(v.Files); v.Compiled && v.Main != "" {
		p.block("%s/: a validator in both C++ and Python is not supported", folder)
		return nil
	}
	if v.Main == "" && !v.Compiled {
		p.block("%s/: it is not clear which file to run; a Python validator is one file, or has a __main__.py", folder)
		return nil
	}
	if v.Interactive = p.meta.is(interactive); !v.Compiled {
		v.File = program[v.Main]
	}
	for _, c := range cases {
		v.Flags[c.Name] = c.flags
	}
	problem.Compare.Rule, problem.Validator = problems.RuleValidator, v
	return nil
}

// cpp are the extensions of sources in C++.
var cpp = []string{".cc", ".cpp", ".cxx", ".c++", ".C"}

// program gives the files of the one program in a folder by their names in it; nil where there is a gap instead.
func (p *reader) program(folder string) (map[string]string, error) {
	names := p.files.under(folder)
	if len(names) == 0 {
		return nil, p.fault(folder, "there is no validator, and %s says that there is one", metaFile)
	}
	tops := map[string]bool{}
	for _, name := range names {
		top, _, _ := strings.Cut(strings.TrimPrefix(name, folder+"/"), "/")
		tops[top] = true
	}
	dir := folder
	only := sorted(tops)[0]
	inFolder := len(tops) == 1 && !p.files.has(path.Join(folder, only))
	switch {
	case inFolder:
		dir = path.Join(folder, only)
	case len(tops) > 1 && p.meta.version != v2025:
		p.block("%s/: several validators (%s) are not supported", folder, few(sorted(tops)))
		return nil, nil
	}
	program := map[string]string{}
	for _, name := range names {
		inner := strings.TrimPrefix(name, dir+"/")
		if inner == "build" || inner == "run" {
			p.block("%s: validators with a build or run script are not supported", name)
			return nil, nil
		}
		program[inner] = name
	}
	for inner, name := range program {
		if ext := path.Ext(inner); ext != ".py" && ext != ".py3" && !slices.Contains(cpp, ext) && len(program) == 1 {
			p.block("%s: a validator in another language than Python or C++ is not supported", name)
			return nil, nil
		}
	}
	return program, nil
}

// entry gives the file that a program begins with; none where it is not clear.
func entry(files map[string][]byte) string {
	var python []string
	for _, name := range sorted(files) {
		if path.Base(name) == name && slices.Contains([]string{".py", ".py3"}, path.Ext(name)) {
			python = append(python, name)
		}
	}
	for _, usual := range []string{"__main__.py", "main.py"} {
		if slices.Contains(python, usual) {
			return usual
		}
	}
	if len(python) != 1 {
		return ""
	}
	return python[0]
}
