package smallest

import (
	"math/rand/v2"
	"slices"

	"github.com/coding-judge/judge/testcases/value"
)

// Varied is a Space that can change an input at random: what a generator makes is mostly usual, and mistakes are often in what is not.
type Varied interface {
	Space
	// Vary gives an input of about the same size, which may be none of the problem's.
	Vary(in value.Dict, rng *rand.Rand) value.Dict
}

// Vary puts other numbers in the place of some, small ones or those that are there already, and other characters in texts.
func (s Values) Vary(in value.Dict, rng *rand.Rand) value.Dict {
	pool := []value.Value{value.Int(0), value.Int(1), value.Int(2), value.Int(-1)}
	s.rebuild(in, nil, func(at site, v value.Value) value.Value {
		if _, text := v.(value.Str); at.inner && !text && number(v) != nil {
			pool = append(pool, v)
		}
		return v
	})
	return s.rebuild(in, nil, func(_ site, v value.Value) value.Value {
		if rng.IntN(3) > 0 {
			return v
		}
		switch old := v.(type) {
		case value.Str:
			return value.Str(varyText(string(old), rng))
		case value.Bool:
			return !old
		case value.Int:
			if n, ok := pool[rng.IntN(len(pool))].(value.Int); ok {
				return n
			}
		case value.Float:
			return value.Float(rng.IntN(4))
		}
		return v
	})
}

// Vary puts other characters in some words, and other white space between some.
func (Text) Vary(in value.Dict, rng *rand.Rand) value.Dict {
	words, end, ok := take(in)
	if !ok {
		return in
	}
	words = slices.Clone(words)
	for i := range words {
		if rng.IntN(3) == 0 {
			words[i].text = varyText(words[i].text, rng)
		}
		if rng.IntN(6) == 0 {
			words[i].space = []string{" ", "  ", "\n", "\n\n"}[rng.IntN(4)]
		}
	}
	return join(words, end)
}

// varyText has another character in the place of one, or one more.
func varyText(s string, rng *rand.Rand) string {
	runes := []rune(s)
	if len(runes) == 0 {
		return s
	}
	at, r := rng.IntN(len(runes)), rune('!'+rng.IntN('~'-'!'+1))
	if rng.IntN(2) == 0 {
		runes = slices.Insert(runes, at, r)
	} else {
		runes[at] = r
	}
	return string(runes)
}
