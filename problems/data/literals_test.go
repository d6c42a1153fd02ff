package data

import (
	"slices"
	"testing"
	"unicode/utf8"
)

func TestLex(t *testing.T) {
	t.Parallel()
	for sql, want := range map[string]literals{
		"select 1, 2.50, .5, 5., 1":                         {numbers: []string{"1", "2.50", "0.5", "5"}},
		"select a-5, - 6, +7":                               {numbers: []string{"5", "-5", "6", "-6", "7"}},
		"select 1e3, 1.5E+2, 2e-2, 1_000, 0x1F, 0b11, 0o17": {numbers: []string{"1000", "150", "0.02", "31", "3", "15"}},
		"select a1, _2, $3, b.c4, \"5\", x1e5 from t6":      {},
		"for i in 1..10 loop":                               {numbers: []string{"1", "10"}},
		"select 99999999999999999999999, 1e400, 0x, 1abc":   {},
		"select 'it''s', '', 'it''s', ' a\\'":               {strings: []string{"it's", "", ` a\`}},
		`select E'a\'b\n', e'\\', n'x', date'2020-01-01'`:   {strings: []string{"a'b\n", `\`, "x", "2020-01-01"}},
		"select b'101', X'1f', 'y'":                         {strings: []string{"y"}},
		"select $$it's$$, $a$ $$ $a$, $1 $b$":               {strings: []string{"it's", " $$ "}},
		"select 1 -- 2 'x'\n, 3":                            {numbers: []string{"1", "3"}},
		"select 1 /* 2 /* 'x' */ 3 */ , 4 /* 5":             {numbers: []string{"1", "4"}},
		`select "a 'b", 'c'`:                                {strings: []string{"c"}},
		"select 'open":                                      {},
		"select 'a\x00b', 'é', '\xff', E'\\":                {strings: []string{"é"}},
		"- /* between */ 8":                                 {numbers: []string{"8", "-8"}},
	} {
		got := lex(sql)
		if !slices.Equal(got.strings, want.strings) || !slices.Equal(got.numbers, want.numbers) {
			t.Errorf("%s:\ngot  %q %q\nwant %q %q", sql, got.numbers, got.strings, want.numbers, want.strings)
		}
	}
}

// FuzzLex reads anything, in time, and what it finds are numbers and strings that a column can have.
func FuzzLex(f *testing.F) {
	for _, sql := range []string{"select 1e3, 'a''b', E'\\n' -- x\n, $a$b$a$", "/*/**/", "1..2", "0x", "-.5e-3", "$"} {
		f.Add(sql)
	}
	f.Fuzz(func(t *testing.T, sql string) {
		found := lex(sql)
		for _, s := range found.strings {
			if !utf8.ValidString(s) {
				t.Errorf("%q: not UTF-8: %q", sql, s)
			}
		}
		if len(found.floats()) != len(found.numbers) {
			t.Errorf("%q: not all are numbers: %q", sql, found.numbers)
		}
		for _, d := range []literate{&line{hi: 9}, &line{unit: decimals, scale: 2, hi: 9}, &line{unit: days, hi: 9}, &real{hi: 9}, &text{max: 9}} {
			d.fit(found)
		}
	})
}

// All values of a domain are different, and as many as it says.
func TestDomains(t *testing.T) {
	t.Parallel()
	for name, d := range map[string]domain{
		"integers": &line{lo: -3, hi: 40},
		"decimals": &line{unit: decimals, scale: 2, lo: -103, hi: 120},
		"days":     &line{unit: days, lo: -5, hi: 400},
		"seconds":  &line{unit: seconds, lo: -5, hi: 70},
		"text":     &text{min: 0, max: 3, alphabet: []rune("aéb")},
		"one":      &text{min: 2, max: 2, alphabet: []rune("a")},
		"unary":    &text{min: 0, max: 30, alphabet: []rune("x")},
		"floats":   &real{lo: -5e-324, hi: 15e-324},
	} {
		seen := map[any]bool{}
		for i := range d.size() {
			seen[d.at(i)] = true
		}
		want := map[string]int{"integers": 44, "decimals": 224, "days": 406, "seconds": 76, "text": 40, "one": 1, "unary": 31, "floats": 5}[name]
		if len(seen) != want || d.size() != uint64(want) {
			t.Errorf("%s: %d different values of %d; want %d", name, len(seen), d.size(), want)
		}
	}
	for want, at := range map[string]int64{"-0.01": -1, "0.00": 0, "0.10": 10, "-1.00": -100, "12.34": 1234, "-92233720368547758.08": -1 << 63} {
		if got := point(at, 2); got != want {
			t.Errorf("%d: %s, not %s", at, got, want)
		}
	}
	for _, alphabet := range []string{"ab", "abcd", "abcdefg"} {
		if n := (&text{max: 100, alphabet: []rune(alphabet)}).size(); n != 1<<64-1 {
			t.Errorf("too many texts of %s to count are %d", alphabet, n)
		}
	}
	for text, want := range map[string]int64{"1969-12-31 23:59:59": -1, "1970-01-01": 0, "1970-01-02T00:00:00": 1, "1969-12-31": -1} {
		if n, ok := moment(days, text); !ok || n != want {
			t.Errorf("%s: day %d, %v", text, n, ok)
		}
	}
}
