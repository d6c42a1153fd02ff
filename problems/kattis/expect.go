package kattis

import (
	"path"
	"slices"
	"strings"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// expectation is what a submission must come to on some cases, as a file says it.
type expectation struct {
	cases     string // pattern of the names of cases and groups: "secret/*-hard"; empty for all
	permitted []string
	required  []string
	score     *[2]float64
}

// resolved names the cases.
func (e expectation) resolved(cases []testcases.Case) problems.Expectation {
	out := problems.Expectation{Permitted: e.permitted, Required: e.required, Score: e.score, Group: e.cases}
	if e.cases == "" {
		return out
	}
	out.Cases = []string{}
	for _, c := range cases {
		if covers(e.cases, c.Name) {
			out.Cases = append(out.Cases, c.Name)
		}
	}
	return out
}

// covers says whether a pattern matches a path or a folder that it is in.
func covers(pattern, name string) bool {
	for _, alternative := range braces(pattern, 64) {
		for at := name; at != "." && at != ""; at = path.Dir(at) {
			if ok, err := path.Match(literalBrackets.Replace(alternative), at); ok && err == nil {
				return true
			}
		}
	}
	return false
}

// literalBrackets takes from path.Match what the format's patterns do not have.
var literalBrackets = strings.NewReplacer("[", `\[`, "]", `\]`, "?", `\?`, `\`, `\\`)

// braces gives the patterns that {a,b} stands for, at most so many.
func braces(pattern string, most int) []string {
	open := strings.LastIndexByte(pattern, '{')
	if open < 0 {
		return []string{pattern}
	}
	inner, after, ok := strings.Cut(pattern[open+1:], "}")
	if !ok {
		return []string{pattern}
	}
	var all []string
	for choice := range strings.SplitSeq(inner, ",") {
		all = append(all, braces(pattern[:open]+choice+after, most)...)
		if len(all) >= most {
			return all[:most]
		}
	}
	return all
}

// rule is what submissions.yaml says for the submissions that a pattern matches.
type rule struct {
	pattern  string
	language string
	expect   []expectation
}

type rules []rule

// defaultRules are those of the folders' names.
func (p *reader) defaultRules() rules {
	simple := func(pattern string, permitted, required []string) rule {
		return rule{pattern: pattern, expect: []expectation{{permitted: permitted, required: required}}}
	}
	ac, wa, tle, rte := "AC", "WA", "TLE", "RTE"
	all := rules{
		simple("accepted", []string{ac}, nil),
		simple("rejected", nil, []string{wa, tle, rte}),
		simple("wrong_answer", []string{ac, wa}, []string{wa}),
		simple("time_limit_exceeded", []string{ac, tle}, []string{tle}),
		simple("run_time_error", []string{ac, rte}, []string{rte}),
		simple("brute_force", []string{ac, rte, tle}, []string{rte, tle}),
	}
	if p.meta.version != v2025 {
		all[3] = simple("time_limit_exceeded", []string{ac, wa, tle}, []string{tle})
		all[4] = simple("run_time_error", nil, []string{rte})
		all = append(all, simple("partially_accepted", nil, []string{wa, tle, rte}))
	}
	return all
}

// readExpectations reads submissions.yaml, which the newer version has.
func (p *reader) readExpectations(file string) (rules, error) {
	all := p.defaultRules()
	if !p.files.has(file) {
		return all, nil
	}
	f, err := p.settingsFile(file)
	if err != nil {
		return nil, err
	}
	for _, e := range f.dict {
		pattern, ok := e.Key.(value.Str)
		if !ok {
			f.mistake("", "a pattern is text, not a %s", value.TypeName(e.Key))
			break
		}
		at := slices.IndexFunc(all, func(r rule) bool { return r.pattern == string(pattern) })
		if at < 0 {
			all = append(all, rule{pattern: string(pattern), expect: []expectation{{}}})
			at = len(all) - 1
		}
		all[at].read(f.mapping(string(pattern)))
	}
	if f.asks("message") {
		p.note("%s: message: what validators say is not compared", file)
	}
	return all, *f.err
}

// ruleKeys are the keys of submissions.yaml that are no patterns of cases.
var ruleKeys = []string{"language", "entrypoint", "authors", "model_solution", "permitted", "required", "score", "message", "use_for_time_limit"}

// read takes what is said, and leaves what is said of the folder by its name.
func (r *rule) read(f *fields) {
	if language := f.text("language"); language != "" {
		r.language = language
	}
	f.ignore("entrypoint", "authors", "model_solution")
	r.expect[0].read(f)
	for _, e := range f.dict {
		if key, ok := e.Key.(value.Str); ok && !slices.Contains(ruleKeys, string(key)) {
			cases := expectation{cases: string(key)}
			inner := f.mapping(string(key))
			cases.read(inner)
			inner.strict()
			r.expect = append(r.expect, cases)
		}
	}
	f.strict()
}

func (e *expectation) read(f *fields) {
	f.ignore("use_for_time_limit", "message")
	for key, to := range map[string]*[]string{"permitted": &e.permitted, "required": &e.required} {
		if list := f.list(key); list != nil {
			*to = list
		}
		for _, verdict := range *to {
			if !slices.Contains([]string{"AC", "WA", "TLE", "RTE"}, verdict) {
				f.mistake(key, "%q is not known; there are AC, WA, TLE and RTE", verdict)
			}
		}
	}
	v, ok := f.get("score")
	if !ok {
		return
	}
	bounds, isList := v.(value.List)
	if !isList {
		bounds = value.List{v, v}
	}
	if len(bounds) != 2 {
		f.mistake("score", "expected a number, or the least and the most")
		return
	}
	e.score = new([2]float64)
	for i, b := range bounds {
		switch b := b.(type) {
		case value.Int:
			e.score[i] = float64(b)
		case value.Float:
			e.score[i] = float64(b)
		default:
			f.mistake("score", "expected a number, got a %s", value.TypeName(b))
		}
	}
}

// of gives what is expected of a submission.
func (all rules) of(name string, cases []testcases.Case) []problems.Expectation {
	var expect []problems.Expectation
	for _, r := range all {
		if !covers(r.pattern, name) {
			continue
		}
		for _, e := range r.expect {
			if e.permitted != nil || e.required != nil || e.score != nil {
				expect = append(expect, e.resolved(cases))
			}
		}
	}
	return expect
}

// otherLanguage says whether a submission is said to be in another language than Python.
func (all rules) otherLanguage(name string) bool {
	return slices.ContainsFunc(all, func(r rule) bool {
		return r.language != "" && r.language != "python3" && covers(r.pattern, name)
	})
}
