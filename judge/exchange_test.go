package judge

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/coding-judge/judge/runners"
)

// What is said is heard in its order and whole, and all of it is accounted for, however the cells ask for it and whoever ends.
func TestExchange(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		first := rapid.StringN(0, 9, -1).Draw(t, "first")
		x := newExchange([]byte(first), time.Hour)
		defer x.close()
		var said, heard [2]string
		var sent, taken, credit [2]int64
		said[submitted] = first
		next := func(i, most int) {
			text, n := x.sides[i].Next(most)
			heard[1-i] += string(text)
			sent[i] += int64(len(text))
			credit[i] += n
		}
		took := func(i int, n int64) {
			taken[i] += n
			x.sides[i].Took(n)
		}
		for range rapid.IntRange(0, 50).Draw(t, "steps") {
			i := rapid.IntRange(0, 1).Draw(t, "side")
			switch rapid.IntRange(0, 2).Draw(t, "what") {
			case 0:
				text := rapid.StringN(1, 5, -1).Draw(t, "text")
				said[i] += text
				x.sides[i].Hear([]byte(text))
			case 1:
				next(i, rapid.IntRange(0, 9).Draw(t, "most"))
			case 2:
				if most := sent[i] - taken[i]; most > 0 {
					took(i, rapid.Int64Range(1, most).Draw(t, "taken"))
				}
			}
			if !strings.HasPrefix(said[i], heard[i]) {
				t.Fatalf("%q was heard as %q", said[i], heard[i])
			}
		}
		i := rapid.IntRange(0, 1).Draw(t, "who ends")
		x.sides[i].end(false, false)
		next(1-i, 1000)
		own := [2]int64{submitted: int64(len(first))}
		if got, want := credit[1-i], int64(len(said[1-i]))-own[1-i]; got != want {
			t.Fatalf("of %d bytes that it said, %d were taken", want, got)
		}
		if heard[i] != said[i] {
			t.Fatalf("%q was heard as %q", said[i], heard[i])
		}
		if all, stop := x.sides[1-i].Ending(); !all || stop {
			t.Fatalf("all %t, stop %t", all, stop)
		}
	})
}

// Two wait for each other where both are sure of it and nothing is on its way, or where it seems so for long.
func TestStuck(t *testing.T) {
	t.Parallel()
	const hour, moment = time.Hour, time.Nanosecond
	for name, tt := range map[string]struct {
		patience time.Duration
		do       func(sub, val *side)
		want     runners.Stuck
	}{
		"both are sure":           {hour, func(sub, val *side) { val.Quiet(3, true); sub.Quiet(0, true) }, runners.Waiting},
		"only one is":             {hour, func(sub, val *side) { val.Quiet(3, true); sub.Quiet(0, false) }, runners.NotStuck},
		"for long":                {moment, func(sub, val *side) { val.Quiet(3, true); sub.Quiet(0, false); <-sub.news }, runners.Waiting},
		"one has not read all":    {hour, func(sub, val *side) { val.Quiet(2, true); sub.Quiet(0, true) }, runners.NotStuck},
		"one was told meanwhile":  {hour, func(sub, val *side) { val.Quiet(3, true); sub.Hear([]byte("1\n")); sub.Quiet(0, true) }, runners.NotStuck},
		"one has gone on":         {hour, func(sub, val *side) { val.Quiet(3, true); val.Hear([]byte("1\n")); sub.Quiet(2, true) }, runners.NotStuck},
		"one has ended":           {hour, func(sub, val *side) { val.Quiet(3, true); val.end(false, false); sub.Quiet(0, true) }, runners.NotStuck},
		"after they spoke":        {hour, func(sub, val *side) { sub.Hear([]byte("1\n")); val.Quiet(5, true); sub.Quiet(0, true) }, runners.Waiting},
		"in the middle of a line": {hour, func(sub, val *side) { sub.Hear([]byte("1")); val.Quiet(4, true); sub.Quiet(0, true) }, runners.HalfLine},
		"and more comes then":     {hour, func(sub, val *side) { val.Quiet(3, true); sub.Quiet(0, true); sub.Hear([]byte("1")) }, runners.Unflushed},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := newExchange([]byte("abc"), tt.patience)
			sub, val := x.sides[submitted], x.sides[validates]
			val.Next(100)
			tt.do(sub, val)
			all, _ := sub.Ending()
			_, stop := val.Ending()
			_, got := x.close()
			if got != tt.want || stop != (got != runners.NotStuck) || all != (stop || val.ended) {
				t.Errorf("%d, all %t, stop %t", got, all, stop)
			}
		})
	}
}

// What one side floods the other with is not kept, but for the beginning.
func TestFloodIsNotKept(t *testing.T) {
	t.Parallel()
	x := newExchange(nil, time.Hour)
	defer x.close()
	text := bytes.Repeat([]byte("x"), 1<<10)
	for range 1 << 12 {
		x.sides[submitted].Hear(text)
		x.sides[validates].Next(1 << 10)
	}
	if v := x.sides[validates]; cap(v.text) > 1<<12 || x.said.b.Cap() > 4*maxTranscript {
		t.Errorf("%d and %d bytes are kept", cap(v.text), x.said.b.Cap())
	}
}
