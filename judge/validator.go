package judge

import (
	"bytes"
	"context"
	_ "embed" // the program that runs validators
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/coding-judge/judge/judge/compare"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// validator.py is what runs a validator in its cell.
//
//go:embed validator.py
var validatorProgram string

// What a validator's exit status says.
const (
	validatorAccepts = 42
	validatorRejects = 43
)

// assessor judges answers: by rule, or by a validator that has a cell of its own, never the submission's. A validator is a whole
// program for the Python runner, so it is held to limits, and nothing of one case is there in the next.
type assessor struct {
	judge   *Judge
	problem *problems.Problem
	cell    *seat // nil until a validator is needed

	// Of the last dialog: what the validator said, or did wrong.
	said  *validated
	fault error
}

// run runs a case, or a dialog with the validator. The error is ours.
func (a *assessor) run(ctx context.Context, cell *seat, c testcases.Case) (runners.Outcome, error) {
	if a.problem.Interactive() {
		return a.converse(ctx, cell, c)
	}
	return a.judge.run(ctx, cell, c)
}

// assess compares an outcome's answer with what the case expects; nil where there is no answer. The error is a problem fault, or
// one of ours.
func (a *assessor) assess(ctx context.Context, c testcases.Case, o runners.Outcome) (*compare.Diff, error) {
	switch {
	case a.problem.Validator == nil:
		return compareAnswer(ctx, a.problem, c, o)
	case a.problem.Interactive() && a.fault != nil:
		return nil, a.fault
	case o.End != runners.Answered:
		return nil, nil
	case a.problem.Interactive():
		return a.judgement(c, a.said, nil)
	}
	if err := a.open(ctx); err != nil {
		return nil, err
	}
	output, err := printedText(o.Answer)
	if err != nil {
		return &compare.Diff{Message: "the answer cannot be read: " + err.Error()}, nil //nolint:nilerr // theirs, not ours
	}
	input, err := validatorInput(a.problem, c, output)
	if err != nil {
		return nil, err
	}
	ended, err := a.judge.run(ctx, a.cell, testcases.Case{Name: c.Name, Input: input})
	if err != nil {
		return nil, fmt.Errorf("the validator: %w", err)
	}
	said, err := a.read(c, ended)
	if err != nil {
		return nil, err
	}
	return a.judgement(c, said, output)
}

// judgement is what a validator said as a comparison.
func (a *assessor) judgement(c testcases.Case, said *validated, output []byte) (*compare.Diff, error) {
	if a.problem.Groups != nil && c.Group != testcases.Sample && (said.Score != nil || said.Multiplier != nil) {
		return nil, validatorFault(a.problem, c, "gives a score, which is not supported", nil)
	}
	return said.diff(output), nil
}

// open makes sure that there is a seat for the validator.
func (a *assessor) open(ctx context.Context) error {
	if a.cell != nil {
		return nil
	}
	program, err := a.judge.compiled(ctx, a.problem)
	if err != nil {
		return err
	}
	p, source := validatorProblem(a.problem), validatorSource(a.problem.Validator, program)
	p.Limits.Answer += int64(len(source)) // which comes back once, with its code
	a.cell = &seat{runner: a.judge.Runners[problems.Python], problem: p, source: source}
	return nil
}

func (a *assessor) close() {
	if a.cell != nil {
		a.cell.leave()
	}
}

// validatorProblem is the problem that a validator is a submission to.
func validatorProblem(p *problems.Problem) *problems.Problem {
	l := p.Validator.Limits
	l.Answer = max(1<<20, l.Output) // what validator.py says of the validator, or what that says to a submission
	l.Scratch = max(l.Scratch, 4*p.Limits.Output+problems.DefaultLimits().Scratch)
	l.FileSize = l.Scratch
	if p.Interactive() { // whichever waits for the other one, the submission's patience ends first
		l.Wall += p.Limits.Wall
	}
	return &problems.Problem{Slug: p.Slug, Kind: problems.Stdin, Limits: l, Dir: p.Dir}
}

// validatorSource is validator.py with the validator's files, or with the program that they were compiled to.
func validatorSource(v *problems.Validator, compiled []byte) []byte {
	files := map[string][]byte{}
	if compiled == nil {
		files = v.Files
	}
	program := literal(map[string]any{"files": files, "main": v.Main, "dialog": v.Interactive, "compiled": compiled})
	return fmt.Appendf(nil, "%s\n\n__answer__ = serve(%s)\n", validatorProgram, program)
}

// validatorInput is what validator.py reads: a line of JSON, and then the case's input, its answer and the output.
func validatorInput(p *problems.Problem, c testcases.Case, output []byte) (testcases.Blob, error) {
	input, err1 := printedText(c.Input.Bytes())
	answer, err2 := printedText(c.Want.Bytes())
	if err := errors.Join(err1, err2); err != nil {
		return testcases.Blob{}, &testcases.FileError{File: c.File, Message: "the case cannot be read"}
	}
	flags := p.Validator.Flags[c.Name]
	head, err := json.Marshal(map[string]any{"sizes": []int{len(input), len(answer), len(output)}, "flags": append([]string{}, flags...)})
	if err != nil {
		return testcases.Blob{}, err
	}
	all := bytes.Join([][]byte{append(head, '\n'), input, answer, output}, nil)
	return testcases.NewBlob(value.AppendJSON(nil, value.Bytes(all))), nil
}

// printedText is the text that a value in its JSON form is.
func printedText(data []byte) ([]byte, error) {
	v, err := value.ParseJSON(data)
	if err != nil {
		return nil, err
	}
	switch v := v.(type) {
	case value.Str:
		return []byte(v), nil
	case value.Bytes:
		return v, nil
	}
	return nil, fmt.Errorf("it is a %s, not a text", value.TypeName(v))
}

// validated is what validator.py says of a validator: its exit status, less than zero for a signal, and the files that it wrote.
type validated struct {
	Exit         int     `json:"exit"`
	JudgeMessage *string `json:"judgemessage.txt"`
	TeamMessage  *string `json:"teammessage.txt"`
	Score        *string `json:"score.txt"`
	Multiplier   *string `json:"score_multiplier.txt"`
	NextPass     *string `json:"nextpass.in"`
}

// read gives a validator's judgement. Whatever else it did is a fault of the problem's.
func (a *assessor) read(c testcases.Case, o runners.Outcome) (*validated, error) {
	how := ""
	switch o.End {
	case runners.Answered:
		said := &validated{}
		text, err := o.Answer, error(nil)
		if !a.problem.Validator.Interactive {
			text, err = printedText(o.Answer)
		}
		if err == nil {
			dec := json.NewDecoder(bytes.NewReader(text))
			dec.DisallowUnknownFields()
			err = dec.Decode(said)
			if _, more := dec.Token(); err == nil && !errors.Is(more, io.EOF) {
				err = errors.New("more follows")
			}
		}
		switch {
		case err != nil:
			how = "disturbed the program that runs it"
		case said.Exit == validatorAccepts || said.Exit == validatorRejects:
			return said, nil
		case said.Exit < 0:
			how = fmt.Sprintf("was ended by signal %d", -said.Exit)
		default:
			how = fmt.Sprintf("ended with status %d", said.Exit)
		}
	case runners.CPUEnded, runners.WallEnded:
		how = "took more than " + duration(a.cell.problem.Limits.CPU)
	case runners.MemoryEnded:
		how = "took more than " + size(a.cell.problem.Limits.Memory) + " of memory"
	case runners.OutputEnded:
		how = "wrote more than " + size(a.cell.problem.Limits.Output) + " to " + o.Stream
	default:
		how = "could not be run"
	}
	return nil, validatorFault(a.problem, c, fmt.Sprintf("%s; it ends with %d for right and %d for wrong", how, validatorAccepts, validatorRejects), o.Stderr)
}

// validatorFault is a validator's mistake. What it printed may hold a hidden case.
func validatorFault(p *problems.Problem, c testcases.Case, how string, stderr []byte) error {
	e := &testcases.FileError{File: path.Join(p.Dir, p.Validator.File), Message: fmt.Sprintf("on case %s the validator %s", shownName(p, c), how)}
	lines := strings.Split(strings.TrimSpace(string(stderr)), "\n")
	last := Clean(clip([]byte(lines[len(lines)-1])))
	switch {
	case last == "":
	case c.Hidden:
		e.Withheld = last
	default:
		e.Message += ": " + last
	}
	return e
}

// diff is a judgement as a comparison. What a validator says to teams goes before what it says to judges.
func (v *validated) diff(output []byte) *compare.Diff {
	if v.Exit == validatorAccepts {
		return &compare.Diff{Equal: true}
	}
	message := "the problem's validator says that the output is wrong"
	for _, said := range []*string{v.TeamMessage, v.JudgeMessage} {
		if said != nil && strings.TrimSpace(*said) != "" {
			message = strings.TrimSpace(*said)
			break
		}
	}
	if output == nil { // a dialog, of which there is more to show
		return &compare.Diff{Message: message}
	}
	return &compare.Diff{Message: message, Got: value.Python(value.Str(bytes.ToValidUTF8(output, []byte("\ufffd"))), compare.ShowLimit)}
}
