package kattis

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// The versions of the format that are read. ICPC's is legacy with less in it.
const (
	legacy     = "legacy"
	legacyICPC = "legacy-icpc"
	v2025      = "2025-09"
)

// What problems are, by the newer version's words.
const (
	passFail     = "pass-fail"
	scoring      = "scoring"
	interactive  = "interactive"
	multiPass    = "multi-pass"
	submitAnswer = "submit-answer"
)

// meta is problem.yaml, of either version.
type meta struct {
	version   string
	names     map[string]string // by language; legacy's has none, and stands under ""
	keywords  []string
	types     []string
	languages []string // none for all

	custom  bool     // legacy: the package has validators of its own
	flags   []string // legacy: of all validators
	grading          // legacy: of old packages
	lowest  bool     // legacy: the lowest score wins

	cpu       time.Duration // zero where it is to be measured
	memory    int64         // zero for the default, as all below
	output    int64
	validator problems.Limits
	constants map[string]string
}

func (m *meta) is(kind string) bool { return slices.Contains(m.types, kind) }

const metaFile = "problem.yaml"

// readMeta reads problem.yaml. What has no meaning for judging is passed over.
func (p *reader) readMeta() (*meta, error) {
	text, err := p.files.text(metaFile)
	if err != nil {
		return nil, err
	}
	if blank(text) {
		return nil, p.files.errorf(metaFile, "the file is empty")
	}
	f, err := parseFields(p.files.file(metaFile), text)
	if err != nil {
		return nil, err
	}
	m := &meta{version: f.text("problem_format_version"), names: map[string]string{}}
	switch m.version {
	case "":
		m.version = legacy
		fallthrough
	case legacy, legacyICPC:
		p.readLegacy(f, m)
	case v2025:
		p.readV2025(f, m)
	default:
		f.mistake("problem_format_version", "%q is not read; %s, %s and %s are", m.version, legacy, legacyICPC, v2025)
	}
	return m, *f.err
}

func (p *reader) readLegacy(f *fields, m *meta) {
	f.ignore("uuid", "author", "source", "source_url", "license", "rights_owner", "libraries", "languages")
	m.types = []string{f.oneOf("type", passFail, scoring)}
	m.names[""] = f.text("name")
	m.keywords = f.words("keywords")
	m.flags = f.words("validator_flags")

	validation := f.words("validation")
	if len(validation) > 0 {
		m.custom = validation[0] == "custom"
		if !m.custom && validation[0] != "default" {
			f.mistake("validation", "%q is not known; it begins with default or custom", validation[0])
		}
		for _, word := range validation[1:] {
			switch {
			case !m.custom || word != "interactive" && word != "score":
				f.mistake("validation", "%q is not known; after custom there can be interactive and score", word)
			case word == "interactive":
				m.types = append(m.types, interactive)
			default:
				p.block("%s: validation: custom score: scores that a validator gives are not supported", metaFile)
			}
		}
	}
	grading := f.mapping("grading")
	m.lowest = grading.oneOf("objective", "max", "min") == "min"
	grading.ignore("show_test_data_groups")
	m.read(grading)
	p.readLimits(f.mapping("limits"), m)
	for _, section := range []*fields{f, grading} {
		for _, name := range section.unknown() {
			p.note("%s: the key %s%s is not one of the format's and was passed over", metaFile, section.at, name)
		}
	}
}

func (p *reader) readV2025(f *fields, m *meta) {
	f.ignore("uuid", "version", "credits", "source", "license", "rights_owner", "embargo_until", "allow_file_writing")
	m.types = f.list("type")
	for i, t := range m.types {
		if !slices.Contains([]string{passFail, scoring, multiPass, interactive, submitAnswer}, t) || slices.Contains(m.types[:i], t) {
			f.mistake("type", "%q is not known, or there twice; there are pass-fail, scoring, interactive, multi-pass and submit-answer", t)
		}
	}
	for _, pair := range [][2]string{{passFail, scoring}, {submitAnswer, multiPass}, {submitAnswer, interactive}} {
		if m.is(pair[0]) && m.is(pair[1]) {
			f.mistake("type", "%s and %s exclude each other", pair[0], pair[1])
		}
	}
	m.readNames(f)
	m.keywords = f.list("keywords")
	if m.languages = f.list("languages"); slices.Equal(m.languages, []string{"all"}) {
		m.languages = nil
	}
	m.readConstants(f.mapping("constants"))
	limits := f.mapping("limits")
	p.readLimits(limits, m)
	limits.strict()
	f.strict()
}

// readNames reads the name, which may have one for each language.
func (m *meta) readNames(f *fields) {
	v, ok := f.get("name")
	if !ok {
		f.mistake("name", "is missing")
		return
	}
	names, ok := v.(value.Dict)
	if !ok {
		m.names["en"] = f.text("name")
		return
	}
	byLanguage := f.mapping("name")
	for _, e := range names {
		if language, ok := e.Key.(value.Str); ok {
			m.names[string(language)] = byLanguage.text(string(language))
		}
	}
}

var constantName = regexp.MustCompile(`^[a-zA-Z_][a-zA-Z0-9_]*$`)

func (m *meta) readConstants(f *fields) {
	m.constants = map[string]string{}
	for _, e := range f.dict {
		name, _ := e.Key.(value.Str)
		if !constantName.MatchString(string(name)) {
			f.mistake("", "a constant's name is made of letters, digits and _, and %s is not", value.Python(e.Key, 60))
			return
		}
		m.constants[string(name)] = f.text(string(name))
	}
}

var constantSequence = regexp.MustCompile(`\{\{[a-zA-Z_][a-zA-Z0-9_]*\}\}`)

// replace puts constants into a text.
func (m *meta) replace(text string) string {
	if len(m.constants) == 0 {
		return text
	}
	return constantSequence.ReplaceAllStringFunc(text, func(sequence string) string {
		if v, ok := m.constants[strings.Trim(sequence, "{}")]; ok {
			return v
		}
		return sequence
	})
}

// Defaults of the limits, which the format leaves to the system; these are what it calls typical.
const (
	defaultMemory     = 2048 << 20
	defaultOutput     = 8 << 20
	defaultValidation = 60 * time.Second
	maxOutput         = 32 << 20 // an output travels in one frame
)

func (p *reader) readLimits(f *fields, m *meta) {
	size := func(key string, otherwise int64) int64 {
		if n, ok := f.number(key, 1); ok {
			return int64(min(n, 1<<20) * (1 << 20))
		}
		return otherwise
	}
	seconds := func(key string, otherwise time.Duration) time.Duration {
		if n, ok := f.number(key, 0.001); ok {
			return time.Duration(min(n, 24*3600) * float64(time.Second))
		}
		return otherwise
	}
	m.cpu = seconds("time_limit", 0)
	m.memory = size("memory", defaultMemory)
	m.output = size("output", defaultOutput)
	if m.output > maxOutput {
		p.note("%s: limits.output is %d MiB; outputs end at %d MiB", metaFile, m.output>>20, maxOutput>>20)
		m.output = maxOutput
	}
	m.validator = problems.DefaultLimits()
	m.validator.CPU = seconds("validation_time", defaultValidation)
	m.validator.Wall = problems.WallFor(m.validator.CPU)
	m.validator.Memory = size("validation_memory", defaultMemory)
	m.validator.Output = min(size("validation_output", defaultOutput), maxOutput)
	f.ignore("time_multiplier", "time_safety_margin", "time_resolution", "time_multipliers", "compilation_time", "compilation_memory", "code", "validation_passes")
	if _, ok := f.get("code"); ok {
		p.note("%s: limits.code is not enforced; a submission is bounded by this judge's own limit", metaFile)
	}
	if m.version == legacy || m.version == legacyICPC {
		for _, name := range f.unknown() {
			p.note("%s: the key limits.%s is not one of the format's and was passed over", metaFile, name)
		}
	}
}

// contestLimit reads the time limit that DOMjudge keeps beside a legacy problem.yaml.
var contestLimit = regexp.MustCompile(`(?m)^\s*timelimit\s*=\s*['"]?([0-9]+(?:\.[0-9]+)?)['"]?\s*$`)

const contestFile = "domjudge-problem.ini"

func (p *reader) readContestLimit(m *meta) error {
	if m.cpu > 0 || !p.files.has(contestFile) {
		return nil
	}
	text, err := p.files.text(contestFile)
	if err != nil {
		return err
	}
	if found := contestLimit.FindStringSubmatch(text); found != nil {
		n, err := strconv.ParseFloat(found[1], 64)
		if err != nil || n <= 0 || n > 24*3600 {
			return p.files.errorf(contestFile, "timelimit: %s is no time in seconds", found[1])
		}
		m.cpu = time.Duration(n * float64(time.Second))
	}
	return nil
}

// reader reads a package. It collects what is not supported as it goes.
type reader struct {
	files *files
	meta  *meta
	gaps  []Gap
}

// note tells of something that judging does without.
func (p *reader) note(format string, args ...any) {
	p.gaps = append(p.gaps, Gap{What: fmt.Sprintf(format, args...)})
}

// block tells of something without which the package can't be judged.
func (p *reader) block(format string, args ...any) {
	p.gaps = append(p.gaps, Gap{What: fmt.Sprintf(format, args...), Blocks: true})
}

// fault is a mistake in a file of the package.
func (p *reader) fault(name, format string, args ...any) error {
	return &testcases.FileError{File: p.files.file(name), Message: fmt.Sprintf(format, args...)}
}
