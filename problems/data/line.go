package data

import (
	"strconv"
	"strings"
	"time"

	"github.com/coding-judge/judge/problems/rng"
	"github.com/coding-judge/judge/testcases/value"
)

// line is the values of a range that can be counted: integers, decimals of some digits behind the point, days, seconds. All
// are integers here.
type line struct {
	unit    unit
	scale   int // unit decimals: digits behind the point
	lo, hi  int64
	bell    bool
	weights *rng.Weights // where it is skewed towards lo; nil elsewhere
}

type unit int

const (
	integers unit = iota
	decimals
	days    // since 1970
	seconds // since 1970, in no time zone
)

// bellDraws is how many draws a bell-shaped one is the mean of.
const bellDraws = 4

func (d *line) size() uint64            { return uint64(d.hi) - uint64(d.lo) + 1 } // 0 only for all 64 bits, which is refused
func (d *line) at(i uint64) value.Value { return d.show(int64(uint64(d.lo) + i)) }

func (d *line) draw(src *rng.Source) value.Value {
	switch {
	case d.weights != nil:
		return d.at(uint64(d.weights.Draw(src)))
	case d.bell:
		var whole, rest uint64
		for range bellDraws {
			n := src.Below(d.size())
			whole += n / bellDraws
			rest += n % bellDraws
		}
		return d.at(whole + (rest+bellDraws/2)/bellDraws) // to the nearest
	}
	return d.show(src.Between(d.lo, d.hi))
}

func (d *line) edges() []value.Value {
	out := []value.Value{d.show(d.lo), d.show(d.hi)}
	if d.unit <= decimals && d.lo < 0 && d.hi > 0 {
		out = append(out, d.show(0))
	}
	return out
}

// fit takes literals of the range, and what is one unit above and below them.
func (d *line) fit(found literals) []value.Value {
	var out []value.Value
	seen := map[int64]bool{}
	for _, n := range d.read(found) {
		for _, near := range []int64{n - 1, n, n + 1} {
			if near >= d.lo && near <= d.hi && !seen[near] {
				seen[near] = true
				out = append(out, d.show(near))
			}
		}
	}
	return out
}

func (d *line) read(found literals) []int64 {
	var out []int64
	switch d.unit {
	case integers, decimals:
		for _, text := range found.numbers {
			if n, _, ok := scaled(text, d.scale); ok {
				out = append(out, n)
			}
		}
	case days, seconds:
		for _, text := range found.strings {
			if n, ok := moment(d.unit, text); ok {
				out = append(out, n)
			}
		}
	}
	return out
}

func (d *line) show(n int64) value.Value {
	switch d.unit {
	case decimals:
		return value.Decimal(point(n, d.scale))
	case days:
		return value.Str(time.Unix(n*day, 0).UTC().Format(time.DateOnly))
	case seconds:
		return value.Str(time.Unix(n, 0).UTC().Format(time.DateTime))
	}
	return value.Int(n)
}

const day = 24 * 60 * 60 // seconds

// moment reads a date, or a date and a time.
func moment(u unit, text string) (int64, bool) {
	for _, layout := range []string{time.DateOnly, time.DateTime, "2006-01-02T15:04:05"} {
		if at, err := time.Parse(layout, text); err == nil && at.Nanosecond() == 0 {
			if u == seconds {
				return at.Unix(), true
			}
			n := at.Unix() / day
			if at.Unix()%day < 0 { // a time of day before 1970
				n--
			}
			return n, true
		}
	}
	return 0, false
}

// point writes n·10^-scale.
func point(n int64, scale int) string {
	sign, digits := "", strconv.FormatUint(magnitude(n), 10)
	if n < 0 {
		sign = "-"
	}
	if scale == 0 {
		return sign + digits
	}
	if len(digits) <= scale {
		digits = strings.Repeat("0", scale+1-len(digits)) + digits
	}
	return sign + digits[:len(digits)-scale] + "." + digits[len(digits)-scale:]
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// scaled reads a decimal as an integer of 10^-scale, rounded towards zero; exact says that nothing was lost.
func scaled(text string, scale int) (n int64, exact, ok bool) {
	whole, fraction, _ := strings.Cut(text, ".")
	exact = len(strings.TrimRight(fraction, "0")) <= scale
	fraction = (fraction + strings.Repeat("0", scale))[:scale]
	n, err := strconv.ParseInt(whole+fraction, 10, 64)
	return n, exact, err == nil && whole != ""
}
