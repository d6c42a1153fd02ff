package kattis

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// The two folders of data/ that submissions are judged by.
const (
	sampleGroup = "sample"
	secretGroup = "secret"
)

// maxInput is how large a case's input or answer may be: what travels to a cell in one frame, with room for what is around it.
const maxInput = 48 << 20

// group is a folder of cases.
type group struct {
	name   string // "secret/1"
	cases  []*testcase
	groups []*group
	settings
}

// testcase is a case with its settings.
type testcase struct {
	testcases.Case
	args []string // of the submission
	// flags are arguments of the output validator.
	flags []string
}

// readData reads the cases below data/.
func (p *reader) readData() (sample, secret *group, err error) {
	if p.meta.version == v2025 {
		sample, err = p.readGroup(sampleGroup, settings{})
	} else {
		var all settings
		if all, err = p.readSettings("", settings{grading: p.meta.grading}); err == nil {
			sample, err = p.readGroup(sampleGroup, all)
		}
		if err == nil {
			secret, err = p.readGroup(secretGroup, all)
		}
		return sample, secret, err
	}
	if err == nil {
		secret, err = p.readGroup(secretGroup, settings{})
	}
	return sample, secret, err
}

// readGroup reads a folder with the groups in it. around is what is said for the folder that it is in.
func (p *reader) readGroup(name string, around settings) (*group, error) {
	g := &group{name: name}
	var err error
	if g.settings, err = p.readSettings(name, around); err != nil {
		return nil, err
	}
	folders := map[string]bool{}
	found := map[string][]string{} // extensions by the case's name
	for _, file := range p.files.under(path.Join("data", name)) {
		rest := strings.TrimPrefix(file, path.Join("data", name)+"/")
		if folder, _, deeper := strings.Cut(rest, "/"); deeper {
			if base, ok := strings.CutSuffix(folder, ".files"); ok && p.files.has(path.Join("data", name, base+".in")) {
				p.block("%s: files that a submission reads beside its input (%s) are not supported", file, folder)
				continue
			}
			folders[folder] = true
			continue
		}
		base, ext := split(rest)
		found[base] = append(found[base], ext)
	}
	for _, base := range sorted(found) {
		c, err := p.readCase(g, base, found[base])
		if err != nil {
			return nil, err
		}
		if c != nil {
			g.cases = append(g.cases, c)
		}
	}
	for _, folder := range sorted(folders) {
		if _, ok := found[folder]; ok && slices.Contains(found[folder], ".in") {
			return nil, p.fault(path.Join("data", name, folder), "is a folder, and there is a case of the same name")
		}
		inner, err := p.readGroup(path.Join(name, folder), g.settings)
		if err != nil {
			return nil, err
		}
		if len(inner.cases)+len(inner.groups) > 0 {
			g.groups = append(g.groups, inner)
		}
	}
	return g, nil
}

// split takes a file's name apart. A case's name may have points in it, so that only what is known is an extension.
func split(name string) (base, ext string) {
	for _, ext := range []string{".in.statement", ".ans.statement", ".in.download", ".ans.download"} {
		if base, ok := strings.CutSuffix(name, ext); ok {
			return base, ext
		}
	}
	ext = path.Ext(name)
	return strings.TrimSuffix(name, ext), ext
}

// readCase reads the files of one case; nil where they are none of a case.
func (p *reader) readCase(g *group, base string, extensions []string) (*testcase, error) {
	file := path.Join("data", g.name, base)
	has := func(ext string) bool { return slices.Contains(extensions, ext) }
	switch {
	case !has(".in") && has(".ans"):
		return nil, p.fault(file+".ans", "there is no %s.in, of which this would be the answer", base)
	case !has(".in") && settingsFiles[base+extensions[0]]:
		return nil, nil
	case !has(".in"):
		if !has(".interaction") {
			p.note("%s%s belongs to no case and was passed over", file, extensions[0])
		}
		return nil, nil
	case !has(".ans"):
		return nil, p.fault(file+".in", "there is no %s.ans, which every case has", base)
	}
	hidden := !strings.HasPrefix(g.name+"/", sampleGroup+"/")
	c := &testcase{Case: testcases.Case{
		Name: path.Join(g.name, base), Group: testcases.Sample, Hidden: hidden, Points: 1, File: p.files.file(file + ".in"),
	}}
	if hidden {
		c.Group = g.name
	}
	var err error
	if c.Input, err = p.blob(file + ".in"); err != nil {
		return nil, err
	}
	if c.Want, err = p.blob(file + ".ans"); err != nil {
		return nil, err
	}
	return c, p.configure(c, g, file, has)
}

// blob reads a text that programs read or write.
func (p *reader) blob(name string) (testcases.Blob, error) {
	data, err := p.files.read(name, maxInput)
	if err != nil {
		return testcases.Blob{}, err
	}
	var v value.Value = value.Bytes(data)
	if utf8.Valid(data) {
		v = value.Str(data)
	}
	return testcases.NewBlob(value.AppendJSON(nil, v)), nil
}

// all gives the cases of a group and of those in it, in the order of their names.
func (g *group) all() []*testcase {
	if g == nil {
		return nil
	}
	cases := slices.Clone(g.cases)
	for _, inner := range g.groups {
		cases = append(cases, inner.all()...)
	}
	slices.SortStableFunc(cases, func(a, b *testcase) int {
		return slices.Compare(strings.Split(a.Name, "/"), strings.Split(b.Name, "/"))
	})
	return cases
}

func sorted[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.SortFunc(names, cmp.Compare[string])
	return names
}
