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

	"pgregory.net/rapid"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/runners"
	"github.com/coding-judge/judge/testcases"
)

// speaker is a program in a dialog: what it does with what it hears, and how it ends.
type speaker func(said <-chan []byte, hear func([]byte)) (runners.Outcome, error)

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

func (t talker) Converse(_ context.Context, said <-chan []byte, hear func([]byte)) (runners.Outcome, error) {
	return t.speaker(said, hear)
}

// toTheEnd hears all, and ends so.
func toTheEnd(o runners.Outcome) speaker {
	return func(said <-chan []byte, hear func([]byte)) (runners.Outcome, error) {
		hear([]byte("hello\n"))
		for range said {
		}
		o.Told = true
		return o, nil
	}
}

// byItself says something, waits for an answer, and ends so.
func byItself(o runners.Outcome) speaker {
	return func(said <-chan []byte, hear func([]byte)) (runners.Outcome, error) {
		<-said
		hear([]byte("\x1b[2J 7\n"))
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
	ours := func(<-chan []byte, func([]byte)) (runners.Outcome, error) {
		return runners.Outcome{}, errors.New("the engine is gone")
	}
	breaks := func(<-chan []byte, func([]byte)) (runners.Outcome, error) {
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
		"the validator's cell is no more":    {toTheEnd(ended), ours, JudgeError, "the engine is gone", 4},
		"the submission's cell is no more":   {ours, toTheEnd(exits(42)), JudgeError, "the engine is gone", 4},
		"it breaks its cell":                 {breaks, toTheEnd(exits(43)), RunTimeError, "", 4},
		"the validator breaks its cell":      {toTheEnd(ended), breaks, JudgeError, "garbled", 4},
		"it says nothing and reads nothing":  {func(<-chan []byte, func([]byte)) (runners.Outcome, error) { return ended, nil }, toTheEnd(exits(43)), WrongAnswer, "", 2},
		"neither says anything to the other": {func(<-chan []byte, func([]byte)) (runners.Outcome, error) { return ended, nil }, func(<-chan []byte, func([]byte)) (runners.Outcome, error) { return exits(42), nil }, Accepted, "", 2},
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

// atOnce says something at once, and ends so.
func atOnce(o runners.Outcome) speaker {
	return func(_ <-chan []byte, hear func([]byte)) (runners.Outcome, error) {
		hear([]byte("hello\n"))
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

// What is said is heard in its order and whole, whoever is faster.
func TestSpeech(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOf(rapid.StringN(1, 3, -1)).Draw(t, "parts")
		s := newSpeech()
		go func() {
			for _, p := range parts {
				s.say([]byte(p))
			}
			s.end()
		}()
		heard := ""
		for text := range s.out {
			heard += string(text)
		}
		s.close()
		if heard != strings.Join(parts, "") {
			t.Fatalf("%q was heard as %q", parts, heard)
		}
	})
	s := newSpeech() // which nobody hears
	s.say([]byte("x"))
	s.close()
}
