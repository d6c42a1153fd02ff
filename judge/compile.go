package judge

import (
	"bytes"
	"context"
	_ "embed" // the program that compiles validators
	"encoding/json"
	"fmt"
	"path"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// compile.py is what compiles a validator in its cell.
//
//go:embed compile.py
var compileProgram string

// programs keeps validators that were compiled, for as long as the judge is there.
type programs struct {
	mu   sync.Mutex // held while one is compiled, so that all who judge by it wait for the same
	kept map[string][]byte
}

// compiled gives a validator's program; nil for one that needs no compiling. The error is a problem fault, or one of ours.
func (j *Judge) compiled(ctx context.Context, p *problems.Problem) ([]byte, error) {
	v := p.Validator
	if !v.Compiled {
		return nil, nil
	}
	files := literal(v.Files)
	key := Key("program/v1", runtime.GOARCH, compileProgram, files) // it is linked statically, so any image of this kind will do
	j.programs.mu.Lock()
	defer j.programs.mu.Unlock()
	if program, ok := j.programs.kept[key]; ok {
		return program, nil
	}
	if kept, ok := j.Cache.Get(key); ok {
		return kept.Bytes(), nil
	}
	program, err := j.compile(ctx, p, files)
	if err != nil {
		return nil, err
	}
	if j.programs.kept == nil {
		j.programs.kept = map[string][]byte{}
	}
	j.programs.kept[key] = program
	j.Cache.Put(key, testcases.NewBlob(program))
	return program, nil
}

// Compiles says why packages' validators in C++ cannot be compiled; nil where they can, for the smallest program was.
func (j *Judge) Compiles(ctx context.Context) error {
	p := &problems.Problem{Validator: &problems.Validator{File: "a validator in C++"}}
	_, err := j.compile(ctx, p, literal(map[string][]byte{"main.cpp": []byte("int main() {}\n")}))
	return err
}

// compile compiles a validator.
func (j *Judge) compile(ctx context.Context, p *problems.Problem, files string) ([]byte, error) {
	fault := func(format string, args ...any) error {
		return &testcases.FileError{File: path.Join(p.Dir, p.Validator.File), Message: fmt.Sprintf(format, args...)}
	}
	none := fault("needs a C++ compiler in the checker image; images.checker in the settings names one, such as judge-checker:debian, " +
		"which scripts/images/build makes, or with --engine native g++ has to be installed")
	if j.Compiler == nil {
		return nil, none
	}
	source := fmt.Appendf(nil, "%s\n\nbuild(%s)\n", compileProgram, files)
	cell := &seat{runner: j.Compiler, problem: &problems.Problem{Slug: p.Slug, Kind: problems.Stdin, Limits: compileLimits(), Dir: p.Dir}, source: source}
	defer cell.leave()
	o, err := j.run(ctx, cell, testcases.Case{Name: "compile", Input: testcases.NewBlob([]byte(`""`))})
	if err != nil {
		return nil, fmt.Errorf("compile the validator: %w", err)
	}
	if o.End != runners.Answered {
		return nil, fault("cannot be compiled within %s of processor time and %s of memory", duration(compileLimits().CPU), size(compileLimits().Memory))
	}
	said, err := compilerSays(o.Answer)
	switch {
	case err != nil:
		return nil, fmt.Errorf("compile the validator: %w", err)
	case said.Error != "":
		return nil, fault("does not compile: %s", Clean(strings.Join(strings.Fields(said.Error), " ")))
	case said.Program == nil:
		return nil, none
	}
	return said.Program, nil
}

// compilation is what compile.py prints.
type compilation struct {
	Program []byte `json:"program"`
	Error   string `json:"error"`
}

func compilerSays(answer []byte) (said compilation, err error) {
	text, err := printedText(answer)
	if err != nil {
		return said, err
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	return said, dec.Decode(&said)
}

func compileLimits() problems.Limits {
	l := problems.DefaultLimits()
	l.CPU = time.Minute
	l.Wall = problems.WallFor(l.CPU)
	l.Memory, l.Scratch, l.FileSize, l.Answer = 1<<30, 256<<20, 64<<20, 16<<20
	return l
}

// literal writes a value in JSON, bytes in base64, as a text: a literal of JSON is one of Python, too.
func literal(v any) string {
	text, err := json.Marshal(v)
	if err == nil {
		text, err = json.Marshal(string(text))
	}
	if err != nil {
		panic(err) // strings can be written
	}
	return string(text)
}
