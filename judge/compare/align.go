package compare

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/coding-judge/judge/testcases/value"
)

// show puts missing and extra rows into the Diff so that the first ones of both stand for each other, as far as they are shown
// and have something in common.
func (d *differ) show(missing, extra []int) {
	pairs, missing, extra := d.align(missing, extra)
	d.out.Missing, d.out.Extra = d.want.pick(missing), d.got.pick(extra)
	for i := range min(pairs, ShowRows) {
		w, g := d.out.Missing.Rows[i], d.out.Extra.Rows[i]
		for c := range w {
			if looksSame(w[c], g[c]) && !d.same(missing[i], extra[i], c) {
				w[c], g[c] = apart(d.want.rows[missing[i]][c], d.got.rows[extra[i]][c])
			}
		}
	}
}

// align puts the rows that are most like each other in the same places; pairs is of how many that can be said.
func (d *differ) align(missing, extra []int) (pairs int, m, e []int) {
	var paired, partners, alone []int
	rest := slices.Clone(extra)
	for _, m := range missing[:min(len(missing), ShowRows)] {
		best, most := -1, 0
		for i, e := range rest[:min(len(rest), 20*ShowRows)] {
			if n := d.alike(m, e); n > most {
				best, most = i, n
			}
		}
		if best < 0 {
			alone = append(alone, m)
			continue
		}
		paired, partners = append(paired, m), append(partners, rest[best])
		rest = slices.Delete(rest, best, best+1)
	}
	pairs = len(paired)
	m = slices.Concat(paired, alone, missing[min(len(missing), ShowRows):])
	return pairs, m, append(partners, rest...)
}

// alike counts what two rows have in common: a cell that is the same twice, one that only looks the same once.
func (d *differ) alike(w, g int) int {
	n := 0
	for c := range d.want.rows[w] {
		switch {
		case d.same(w, g, c):
			n += 2
		case looksSame(cell(d.want.rows[w][c]), cell(d.got.rows[g][c])):
			n++
		}
	}
	return n
}

// looksSame says that nobody could tell two cells apart: by spaces around them, or by a letter with its accent, which can be one
// character or two.
func looksSame(a, b string) bool {
	return a == b || norm.NFC.String(strings.TrimSpace(a)) == norm.NFC.String(strings.TrimSpace(b))
}

// apart writes two cells that look the same so that they do not: what is around their first difference, with all that is
// not ASCII escaped, or else with their types.
func apart(want, got value.Value) (string, string) {
	w, g := []rune(writing(want)), []rune(writing(got))
	if string(w) == string(g) {
		if a, b := classOf(want), classOf(got); a != b {
			return cell(want) + " (" + a + ")", cell(got) + " (" + b + ")"
		}
		w, g = []rune(string(value.AppendJSON(nil, want))), []rune(string(value.AppendJSON(nil, got)))
	}
	first := 0
	for first < len(w) && first < len(g) && w[first] == g[first] {
		first++
	}
	return around(w, first), around(g, first)
}

func around(s []rune, at int) string {
	from, to := max(0, at-20), min(len(s), at+40)
	out := strconv.QuoteToASCII(string(s[from:to]))
	if from > 0 {
		out = fmt.Sprintf("%s from character %d", out, from+1)
	}
	return out
}
