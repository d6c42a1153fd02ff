package judge

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// speaker is a program in a dialog: what it does with what it hears, and how it ends.
type speaker func(with partner) (runners.Outcome, error)

// partner is who a speaker speaks with.
type partner struct {
	runners.Speaker
	runners.Listener
}

// read gives what comes next; without a text nothing more does, and the speaker may have been ended.
func (p partner) read(heard *int) (text []byte, stopped bool) {
	for {
		if text, _ := p.Next(1 << 20); len(text) > 0 {
			*heard += len(text)
			p.Took(int64(len(text)))
			return text, false
		}
		if all, stop := p.Ending(); all || stop {
			return nil, stop
		}
		p.Quiet(int64(*heard), false)
		<-p.News()
	}
}

// hear reads to the end; tells whether it was ended.
func (p partner) hear() bool {
	heard := 0
	for {
		if text, stopped := p.read(&heard); text == nil {
			return stopped
		}
	}
}

// talkers runs speakers: the submission's, and the validator's by the number of its sessions.
type talkers struct {
	submission, validator speaker

	mu       sync.Mutex
	sessions int
}

func (f *talkers) Prepare(_ context.Context, _ *problems.Problem, source []byte) (runners.Session, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sessions++
	if strings.Contains(string(source), "validator") {
		return talker{f.validator}, nil
	}
	return talker{f.submission}, nil
}

func (f *talkers) Close() error { return nil }

type talker struct{ speaker }

func (talker) Close() error { return nil }

func (talker) Run(context.Context, testcases.Case) (runners.Outcome, error) {
	return runners.Outcome{}, errors.New("no dialog")
}

func (t talker) Converse(_ context.Context, says runners.Speaker, hears runners.Listener) (runners.Outcome, error) {
	return t.speaker(partner{says, hears})
}

// toTheEnd hears all, and ends so.
func toTheEnd(o runners.Outcome) speaker {
	return func(with partner) (runners.Outcome, error) {
		with.Hear([]byte("hello\n"))
		if with.hear() {
			return runners.Outcome{End: runners.Stopped}, nil
		}
		o.Told = true
		return o, nil
	}
}

// byItself says something, waits for an answer, and ends so.
func byItself(o runners.Outcome) speaker {
	return func(with partner) (runners.Outcome, error) {
		with.read(new(int))
		with.Hear([]byte("\x1b[2J 7\n"))
		return o, nil
	}
}

func exits(status int) runners.Outcome {
	text, err := json.Marshal(map[string]any{"exit": status, "judgemessage.txt": "seven is wrong"})
	if err != nil {
		panic(err)
	}
	return runners.Outcome{End: runners.Answered, Answer: text}
}

func talkingProblem(hidden bool) *problems.Problem {
	group := testcases.Sample
	if hidden {
		group = "secret"
	}
	return &problems.Problem{
		Slug: "talk", Kind: problems.Stdin, Limits: problems.DefaultLimits(), Compare: problems.Compare{Rule: problems.RuleValidator},
		Validator: &problems.Validator{Main: "v.py", File: "output_validator/v.py", Interactive: true, Limits: problems.DefaultLimits()},
		Cases:     []testcases.Case{{Name: group + "/1", Group: group, Hidden: hidden, Input: testcases.NewBlob([]byte(`"secret 7"`)), Want: testcases.NewBlob([]byte(`""`))}},
	}
}

func TestDialogs(t *testing.T) {
	t.Parallel()
	ended, raised := runners.Outcome{End: runners.Answered}, runners.Outcome{End: runners.Raised, Fault: &runners.Fault{Type: "ValueError"}}
	ours := func(partner) (runners.Outcome, error) {
		return runners.Outcome{}, errors.New("the engine is gone")
	}
	breaks := func(partner) (runners.Outcome, error) {
		return runners.Outcome{}, fmt.Errorf("garbled: %w", runners.ErrBroke)
	}
	for name, tt := range map[string]struct {
		submission, validator speaker
		want                  Verdict // empty for an error
		err                   string
		sessions              int
	}{
		"accepted":                           {byItself(ended), toTheEnd(exits(42)), Accepted, "", 2},
		"rejected by what was said":          {toTheEnd(ended), byItself(exits(43)), WrongAnswer, "", 2},
		"rejected, and it works on for ever": {toTheEnd(runners.Outcome{End: runners.CPUEnded, CPU: time.Hour}), byItself(exits(43)), WrongAnswer, "", 2},
		"rejected, and it fills the memory":  {toTheEnd(runners.Outcome{End: runners.MemoryEnded, Peak: 1 << 40}), byItself(exits(43)), WrongAnswer, "", 2},
		"accepted, and it works on for ever": {toTheEnd(runners.Outcome{End: runners.CPUEnded, CPU: time.Hour}), byItself(exits(42)), TimeLimitExceeded, "", 2},
		"rejected at the end":                {byItself(ended), toTheEnd(exits(43)), WrongAnswer, "", 2},
		"rejected, and it fails for that":    {toTheEnd(raised), byItself(exits(43)), WrongAnswer, "", 2},
		"rejected, and it fails by itself":   {byItself(raised), atOnce(exits(43)), WrongAnswer, "", 2},
		"it fails by itself":                 {byItself(raised), toTheEnd(exits(43)), RunTimeError, "", 2},
		"it fails after it was accepted":     {toTheEnd(raised), byItself(exits(42)), RunTimeError, "", 2},
		"it waits for ever":                  {byItself(runners.Outcome{End: runners.WallEnded}), toTheEnd(exits(43)), TimeLimitExceeded, "", 2},
		"the validator crashes":              {byItself(ended), toTheEnd(exits(1)), "", "v.py: on case sample/1 the validator ended with status 1", 2},
		"the validator is too slow":          {toTheEnd(ended), byItself(runners.Outcome{End: runners.CPUEnded}), "", "the validator took more than", 2},
		"the validator forges":               {byItself(ended), toTheEnd(runners.Outcome{End: runners.Answered, Answer: []byte(`{"exit":42} {}`)}), "", "disturbed the program", 2},
		"it fails, and the validator of it":  {byItself(raised), toTheEnd(exits(1)), RunTimeError, "", 2},
		"it waits for one that says nothing": {waitsAfter("1\n"), listens, TimeLimitExceeded, "", 2},
		"the validator ends unasked":         {toTheEnd(ended), silent(runners.Outcome{End: runners.Stopped}), JudgeError, "ended it without", 4},
		"the validator crashes at once":      {runsUntilEnded, silent(exits(1)), "", "the validator ended with status 1", 2},
		"it is ended when it was rejected":   {runsUntilEnded, byItself(exits(43)), WrongAnswer, "", 2},
		"nobody else judges what failed":     {byItself(raised), runsUntilEnded, RunTimeError, "", 2},
		"the validator's cell is no more":    {toTheEnd(ended), ours, JudgeError, "the engine is gone", 4},
		"the submission's cell is no more":   {ours, toTheEnd(exits(42)), JudgeError, "the engine is gone", 4},
		"it breaks its cell":                 {breaks, toTheEnd(exits(43)), RunTimeError, "", 4},
		"the validator breaks its cell":      {toTheEnd(ended), breaks, JudgeError, "garbled", 4},
		"it says nothing and reads nothing":  {silent(ended), toTheEnd(exits(43)), WrongAnswer, "", 2},
		"neither says anything to the other": {silent(ended), silent(exits(42)), Accepted, "", 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, hidden := range []bool{false, true} {
				f := &talkers{submission: tt.submission, validator: tt.validator}
				j := &Judge{Runners: map[problems.Language]runners.Runner{problems.Python: f}}
				r, err := j.SubmitTo(t.Context(), talkingProblem(hidden), Submission{File: "a.py", Source: []byte("x"), Language: problems.Python})
				want := strings.ReplaceAll(tt.err, "sample/1", map[bool]string{false: "sample/1", true: "secret/01"}[hidden])
				if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
					t.Fatalf("hidden %t: %v, want %q", hidden, err, want)
				}
				if tt.want != "" && r.Verdict != tt.want || tt.want == "" && r != nil {
					t.Errorf("hidden %t: %+v, want %s", hidden, r, tt.want)
				}
				if f.sessions != tt.sessions {
					t.Errorf("%d sessions, not %d", f.sessions, tt.sessions)
				}
				text, jsonErr := json.Marshal(r)
				if jsonErr != nil || strings.Contains(string(text), "secret 7") || hidden && strings.Contains(string(text), "seven") || strings.Contains(string(text), `\u001b`) {
					t.Errorf("hidden %t: the report tells %s", hidden, text)
				}
			}
		})
	}
}

// silent ends at once.
func silent(o runners.Outcome) speaker {
	return func(partner) (runners.Outcome, error) { return o, nil }
}

// runsUntilEnded heeds no end of what it reads.
func runsUntilEnded(with partner) (runners.Outcome, error) {
	with.Hear([]byte("1\n"))
	heard := 0
	for {
		text, stopped := with.read(&heard)
		if stopped {
			return runners.Outcome{End: runners.Stopped}, nil
		}
		if text == nil {
			<-with.News()
		}
	}
}

// listens says nothing, and waits for something.
func listens(with partner) (runners.Outcome, error) {
	if !quietly(with) {
		return runners.Outcome{End: runners.Answered}, errors.New("it was not ended")
	}
	return runners.Outcome{End: runners.Stopped}, nil
}

// waitsAfter says something, and then waits; once told of the end, it says more.
func waitsAfter(text string) speaker {
	return func(with partner) (runners.Outcome, error) {
		with.Hear([]byte(text))
		if quietly(with) {
			return runners.Outcome{End: runners.Stopped}, nil
		}
		return runners.Outcome{End: runners.Raised, Told: true, CPU: time.Hour}, nil
	}
}

// quietly reads to the end, and is sure that it waits; tells whether it was ended.
func quietly(with partner) bool {
	heard := 0
	for {
		text, _ := with.Next(1 << 20)
		heard += len(text)
		with.Took(int64(len(text)))
		if all, stop := with.Ending(); all || stop {
			return stop
		}
		with.Quiet(int64(heard), true)
		<-with.News()
	}
}

// atOnce says something at once, and ends so.
func atOnce(o runners.Outcome) speaker {
	return func(with partner) (runners.Outcome, error) {
		with.Hear([]byte("hello\n"))
		return o, nil
	}
}

func TestTranscript(t *testing.T) {
	t.Parallel()
	var said transcript
	for _, part := range []struct {
		side byte
		text string
	}{{'<', "10\n5"}, {'<', "\n"}, {'>', "a"}, {'<', "b"}, {'>', "c\nd\n"}, {'<', ""}} {
		said.add(part.side, []byte(part.text))
	}
	if got := string(said.text()); got != "<10\n<5\n>a\n<b\n>c\n>d\n" {
		t.Errorf("%q", got)
	}
	for range 10 {
		said.add('>', []byte(strings.Repeat("x", maxTranscript/3)+"\n"))
	}
	if got := said.text(); len(got) > maxTranscript+10 || !strings.HasSuffix(string(got), "x…\n") {
		t.Errorf("%d bytes are kept", len(got))
	}
}
