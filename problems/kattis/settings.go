package kattis

import (
	"errors"
	"path"
	"slices"
	"strings"

	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// settingsFiles are what the settings of a group of cases are called: in legacy, and in the newer version.
var settingsFiles = map[string]bool{"testdata.yaml": true, "test_group.yaml": true}

// settings are what a folder's settings say for it and for the cases in it.
type settings struct {
	args  []string // of submissions
	flags []string // of the output validator

	// Of 2025-09.
	aggregation string   // "" where nothing is said
	maxScore    *float64 // nil where nothing is said
	unbounded   bool
	requires    []string
	static      bool // the submission's source is judged, too

	grading // of legacy
}

// grading is how legacy adds up results.
type grading struct {
	goOn        bool     // on_reject: continue
	custom      bool     // by a program of the package
	graderFlags []string // of the default grader
	acceptScore float64
	rejectScore float64
	scored      bool   // acceptScore was set
	low, high   string // of the range; empty for none
	ignored     bool   // the samples are worth nothing
}

func (p *reader) readSettings(name string, around settings) (settings, error) {
	if p.meta.version == v2025 {
		return p.readTestGroup(name, around)
	}
	file := path.Join("data", name, "testdata.yaml")
	if !p.files.has(file) {
		return around, nil
	}
	f, err := p.settingsFile(file)
	if err != nil {
		return settings{}, err
	}
	s := around
	s.read(f)
	f.ignore("input_validator_flags")
	if v, ok := f.get("output_validator_flags"); ok {
		if _, ok := v.(value.Dict); ok { // of one validator, where there are several
			of := f.mapping("output_validator_flags")
			of.ignore("name")
			s.flags = of.words("flags")
		} else {
			s.flags = f.words("output_validator_flags")
		}
	}
	for _, key := range f.unknown() {
		p.note("%s: the key %s is not one of the format's and was passed over", file, key)
	}
	return s, *f.err
}

// read takes what is said of results, and leaves what is not.
func (g *grading) read(f *fields) {
	switch f.oneOf("on_reject", "", "break", "continue", "first_error", "worst_error", "grade") {
	case "break", "first_error":
		g.goOn = false
	case "continue", "worst_error", "grade":
		g.goOn = true
	}
	if kind := f.oneOf("grading", "", "default", "custom"); kind != "" {
		g.custom = kind == "custom"
	}
	if _, ok := f.get("grader_flags"); ok {
		g.graderFlags = f.words("grader_flags")
		g.ignored = g.ignored || slices.Contains(g.graderFlags, "ignore_sample")
	}
	const any = -1e18
	if n, ok := f.number("accept_score", any); ok {
		g.acceptScore, g.scored = n, true
	}
	if n, ok := f.number("reject_score", any); ok {
		g.rejectScore = n
	}
	if bounds := f.words("range"); len(bounds) == 2 {
		g.low, g.high = bounds[0], bounds[1]
	} else if len(bounds) != 0 {
		f.mistake("range", "expected two numbers, such as 0 100")
	}
}

func (p *reader) settingsFile(file string) (*fields, error) {
	text, err := p.files.text(file)
	if err != nil {
		return nil, err
	}
	return parseFields(p.files.file(file), p.meta.replace(text))
}

// readTestGroup reads test_group.yaml. Only sample, secret and the folders in secret have one; what is below is of the group.
func (p *reader) readTestGroup(name string, around settings) (settings, error) {
	file := path.Join("data", name, "test_group.yaml")
	depth := strings.Count(name, "/")
	if depth > 1 || name != secretGroup && depth == 1 && !strings.HasPrefix(name, secretGroup+"/") {
		if p.files.has(file) {
			return settings{}, p.fault(file, "groups are the folders in data/secret, and there are none in a group")
		}
		return around, nil
	}
	if !p.files.has(file) {
		return settings{}, nil
	}
	f, err := p.settingsFile(file)
	if err != nil {
		return settings{}, err
	}
	var s settings
	if name != sampleGroup {
		s.aggregation = f.oneOf("score_aggregation", "", passFail, "sum", "min")
		s.requires = f.list("require_pass")
		if v, _ := f.get("max_score"); v == value.Str("unbounded") {
			s.unbounded = true
		} else if n, ok := f.number("max_score", 0); ok {
			s.maxScore = &n
		}
	}
	s.args, s.flags = f.list("args"), f.list("output_validator_args")
	_, s.static = f.get("static_validation_score")
	f.ignore("input_validator_args", "static_validator_args", "input_visualizer_args", "output_visualizer_args", "full_feedback")
	f.strict()
	if !p.meta.is(scoring) && (s.aggregation != "" || s.maxScore != nil || s.unbounded || s.requires != nil) {
		f.mistake("", "score_aggregation, max_score and require_pass are for scoring problems only")
	}
	return s, *f.err
}

// configure gives a case what its group and its own files say.
func (p *reader) configure(c *testcase, g *group, file string, has func(ext string) bool) error {
	c.args, c.flags = g.args, slices.Concat(p.meta.flags, g.flags)
	var hint, about string
	for ext, to := range map[string]*string{".hint": &hint, ".desc": &about} {
		if has(ext) {
			var err error
			if *to, err = p.files.text(file + ext); err != nil {
				return err
			}
		}
	}
	if has(".args") {
		text, err := p.files.text(file + ".args")
		if err != nil {
			return err
		}
		c.args = strings.Fields(text)
	}
	if has(".yaml") && p.meta.version == v2025 {
		f, err := p.settingsFile(file + ".yaml")
		if err != nil {
			return withoutLines(err)
		}
		if _, ok := f.get("args"); ok {
			c.args = f.list("args")
		}
		if _, ok := f.get("output_validator_args"); ok {
			c.flags = f.list("output_validator_args")
		}
		hint, about = f.text("hint"), f.text("description")
		f.ignore("input_validator_args", "input_visualizer_args", "output_visualizer_args", "full_feedback")
		f.strict()
		if *f.err != nil {
			return withoutLines(*f.err)
		}
	}
	c.About = strings.TrimSpace(about)
	if !c.Hidden {
		c.Explanation = strings.TrimSpace(hint)
	}
	return nil
}

// withoutLines leaves a hidden case's lines out of an error: whoever submits may come to see it.
func withoutLines(err error) error {
	var e *testcases.FileError
	if errors.As(err, &e) {
		e.Snippet = ""
	}
	return err
}
