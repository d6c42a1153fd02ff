package kattis

import (
	"maps"
	"slices"
	"testing"
)

// A validator in C++ is read with the files that it includes.
func TestCompiledValidator(t *testing.T) {
	t.Parallel()
	p, err := pack(t, map[string]string{
		"output_validator/inner/check.cc": "#include \"more/check.h\"\n", "output_validator/inner/more/check.h": "int main() {}\n", "output_validator/inner/notes.txt": "x\n",
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Supported(); err != nil {
		t.Fatal(err)
	}
	v := p.Problem.Validator
	if !v.Compiled || v.Main != "" || v.File != "output_validator/inner/check.cc" {
		t.Errorf("compiled %t, main %q of %q", v.Compiled, v.Main, v.File)
	}
	if got := slices.Sorted(maps.Keys(v.Files)); !slices.Equal(got, []string{"check.cc", "more/check.h", "notes.txt"}) {
		t.Errorf("the files %q", got)
	}
}
