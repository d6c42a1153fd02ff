package mutant

import (
	"strings"
	"testing"

	"github.com/coding-judge/judge/judge"
)

func TestReadEquivalents(t *testing.T) {
	t.Parallel()
	const entry = "equivalent:\n  - submission: accepted/a.py\n    line: x = 1\n    becomes: x = 2\n"
	tests := []struct{ name, file, want string }{
		{"no reason", entry, "entry 1 has no reason:"},
		{"empty reason", entry + "    reason: ' '\n", "entry 1 has no reason:"},
		{"a number", strings.Replace(entry, "x = 1", "1", 1), "e.yaml:3:11: "},
		{"unknown key", entry + "    why: so\n", "unknown field"},
		{"none", "equivalent: []\n", "is missing or empty"},
		{"which line", entry + "    at: second\n    reason: so\n", "expected an integer"},
		{"twice", entry + "    reason: so\n" + strings.TrimPrefix(entry, "equivalent:\n") + "    reason: so\n", "e.yaml:7:11: this mutant is named twice"},
	}
	for _, tt := range tests {
		if _, err := ReadEquivalents("e.yaml", []byte(tt.file)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q in it", tt.name, err, tt.want)
		}
	}
}

// What the author says is checked: each entry tells of a mutant, which no case kills.
func TestEquivalentMistakes(t *testing.T) {
	t.Parallel()
	const file = "equivalent:\n  - {submission: accepted/a.sql, line: select a < b, becomes: select a <= b, reason: so}\n" +
		"  - {submission: accepted/a.sql, line: select a < c, becomes: select a <= b, reason: so}\n"
	for _, tt := range []struct {
		trial judge.Trial
		want  []string
	}{
		{judge.Trial{Verdict: judge.Accepted}, []string{"e.yaml:3:40: accepted/a.sql has no mutant that changes this line"}},
		{judge.Trial{Verdict: judge.WrongAnswer}, []string{"e.yaml:2:40: this mutant is no equivalent", "e.yaml:3:40: "}},
	} {
		e, err := ReadEquivalents("e.yaml", []byte(file))
		if err != nil {
			t.Fatal(err)
		}
		s := &scoring{opts: Options{Equivalents: e}, score: &Score{}}
		for _, m := range apply([]byte("\nselect a < b\n"), sqlEdits("\nselect a < b\n")) {
			if m.Operator == "boundary" {
				s.count(job{"accepted/a.sql", m}, tt.trial)
			}
		}
		all := e.mistakes()
		if len(all) != len(tt.want) {
			t.Fatalf("got %v", all)
		}
		for i, w := range tt.want {
			if !strings.HasPrefix(all[i].Error(), w) {
				t.Errorf("got %v, want %s", all[i], w)
			}
		}
	}
}

// Of lines that are alike, at: says which is meant.
func TestEquivalentAt(t *testing.T) {
	t.Parallel()
	const source = "select a < b\nunion\n  select a < b\n"
	var last Survivor
	for _, m := range apply([]byte(source), sqlEdits(source)) {
		if m.Operator == "boundary" {
			_, before, after := m.change()
			last = Survivor{Submission: "accepted/a.sql", Line: m.Line, Text: before, Becomes: after, mutant: m}
		}
	}
	if want := "  - submission: accepted/a.sql\n    at: 3\n    line: \"select a < b\"\n    becomes: \"select a <= b\"\n    reason: …\n"; last.Entry() != want {
		t.Errorf("got\n%s", last.Entry())
	}
	e, err := ReadEquivalents("e.yaml", []byte("equivalent:\n"+last.Entry()))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range apply([]byte(source), sqlEdits(source)) {
		if found := e.find("accepted/a.sql", m) != nil; found != (m.Operator == "boundary" && m.Line == 3) {
			t.Errorf("%s in line %d: %v", m.Operator, m.Line, found)
		}
	}
}

// Whatever is in the file, it is read or refused, and what is read can be looked up.
func FuzzReadEquivalents(f *testing.F) {
	f.Add([]byte("equivalent:\n  - {submission: accepted/a.py, line: x = 1, becomes: x = 2, reason: so}\n"))
	f.Add([]byte("equivalent:\n  - submission: accepted/a.py\n    at: 3\n    line: ''\n"))
	f.Fuzz(func(_ *testing.T, data []byte) {
		if e, err := ReadEquivalents("e.yaml", data); err == nil {
			e.find("accepted/a.py", Mutant{Source: []byte("x = 2\n"), original: []byte("x = 1\n")})
			e.mistakes()
		}
	})
}
