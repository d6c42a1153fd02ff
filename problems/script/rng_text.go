package script

import (
	"errors"
	"fmt"

	"go.starlark.net/starlark"

	"github.com/coding-judge/judge/problems/rng"
)

// alphabet is the characters that strings are drawn from.
type alphabet []rune

// lowerCase is the alphabet where none is named.
const lowerCase = "abcdefghijklmnopqrstuvwxyz"

// Unpack is called by starlark.UnpackArgs.
func (a *alphabet) Unpack(v starlark.Value) error {
	s, ok := starlark.AsString(v)
	if !ok {
		return fmt.Errorf("got %s, want string", v.Type())
	}
	if s == "" {
		return errors.New("it is empty; it has at least one character")
	}
	*a = alphabet(s)
	return nil
}

// string is string(n, alphabet, palindrome): n characters.
func (r *generator) string(b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var n int
	from, palindrome := alphabet(lowerCase), false
	if err := starlark.UnpackArgs(b.Name(), args, kwargs, "n", &n, "alphabet?", &from, "palindrome?", &palindrome); err != nil {
		return nil, err
	}
	if err := r.spend(n); err != nil {
		return nil, err
	}
	return starlark.String(rng.Text(r.src, from, n, palindrome)), nil
}

// strings is strings(n, lo, hi, alphabet, palindrome): n strings of lo to hi characters, each length as likely.
func (r *generator) strings(b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var n, lo, hi int
	from, palindrome := alphabet(lowerCase), false
	err := starlark.UnpackArgs(b.Name(), args, kwargs, "n", &n, "lo", &lo, "hi", &hi, "alphabet?", &from, "palindrome?", &palindrome)
	if err != nil {
		return nil, err
	}
	if lo < 0 || hi < lo {
		return nil, fmt.Errorf("%s: no length between %d and %d", b.Name(), lo, hi)
	}
	total := 0
	return r.list(n, func(int) (starlark.Value, error) {
		length := int(r.src.Between(int64(lo), int64(hi)))
		if total += length; length > maxBulk || total > maxBulk {
			return nil, fmt.Errorf("%s: more than %d characters at once", b.Name(), maxBulk)
		}
		if err := r.spend(length); err != nil {
			return nil, err
		}
		return starlark.String(rng.Text(r.src, from, length, palindrome)), nil
	})
}

// wordValues is how many values a made-up word counts for: it is kept twice while they are made.
const wordValues = 4

// words is words(n, distinct, s): n words of so many made-up ones, of which rank r has a weight of 1/(r+1)^s.
func (r *generator) words(b *starlark.Builtin, args starlark.Tuple, kwargs []starlark.Tuple) (starlark.Value, error) {
	var n, distinct int
	s := number(1)
	if err := starlark.UnpackArgs(b.Name(), args, kwargs, "n", &n, "distinct", &distinct, "s?", &s); err != nil {
		return nil, err
	}
	weights, err := r.ranks(b, distinct, s)
	if err == nil {
		err = r.spend(wordValues * distinct)
	}
	if err != nil {
		return nil, err
	}
	words := make([]starlark.String, distinct)
	for i, word := range rng.Words(r.src, distinct) {
		words[i] = starlark.String(word)
	}
	return r.list(n, func(int) (starlark.Value, error) { return words[weights.Draw(r.src)], nil })
}
