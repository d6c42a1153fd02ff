package data

import (
	"math"
	"strconv"

	"github.com/goccy/go-yaml/ast"

	"github.com/coding-judge/judge/testcases/value"
)

// word reads a text.
func word(node ast.Node) (string, error) {
	v, err := value.FromYAML(node)
	if s, ok := v.(value.Str); ok && err == nil {
		return string(s), nil
	}
	if err != nil {
		return "", err
	}
	return "", wrong(node, "text")
}

// whole reads an integer of a range.
func whole(node ast.Node, lo, hi int64) (int, error) {
	v, err := value.FromYAML(node)
	if err != nil {
		return 0, err
	}
	n, ok := v.(value.Int)
	if !ok || int64(n) < lo || int64(n) > hi {
		return 0, mistake(node, "expected an integer from %d to %d", lo, hi)
	}
	return int(n), nil
}

// number reads a float, which may be written as an integer, of a range.
func number(node ast.Node, lo, hi float64) (float64, error) {
	v, err := value.FromYAML(node)
	if err != nil {
		return 0, err
	}
	f := math.NaN()
	switch v := v.(type) {
	case value.Int:
		f = float64(v)
	case value.Float:
		f = float64(v) + 0 // -0 is 0
	}
	if !(f >= lo && f <= hi) {
		return 0, mistake(node, "expected a number from %g to %g", lo, hi)
	}
	return f, nil
}

func boolean(node ast.Node) (bool, error) {
	v, err := value.FromYAML(node)
	if err != nil {
		return false, err
	}
	b, ok := v.(value.Bool)
	if !ok {
		return false, wrong(node, "true or false")
	}
	return bool(b), nil
}

// ends reads the two ends of a range as a unit has them.
func (d *line) ends(node ast.Node) error {
	both, err := items(node)
	if err != nil {
		return err
	}
	if len(both) != 2 {
		return mistake(node, "a range is two values, [from, to]; both can occur")
	}
	for i, to := range []*int64{&d.lo, &d.hi} {
		if *to, err = d.end(both[i]); err != nil {
			return err
		}
	}
	switch {
	case d.hi < d.lo:
		return mistake(node, "the range ends before it begins")
	case d.size() == 0:
		return mistake(node, "the range holds more than 2^64-1 values")
	}
	return nil
}

// end reads one end of a range. A date is text in YAML as well.
func (d *line) end(node ast.Node) (int64, error) {
	v, err := value.FromYAML(node)
	if err != nil {
		return 0, err
	}
	text := ""
	switch v := v.(type) {
	case value.Int:
		text = strconv.FormatInt(int64(v), 10)
	case value.Float:
		text = strconv.FormatFloat(float64(v), 'f', -1, 64)
	case value.Decimal:
		text = string(v)
	case value.Str:
		if n, ok := moment(d.unit, string(v)); ok && d.unit >= days {
			return n, nil
		}
	}
	n, exact, ok := scaled(text, d.scale)
	if ok && exact && d.unit <= decimals {
		return n, nil
	}
	switch d.unit {
	case decimals:
		return 0, mistake(node, "expected a number of at most 18 digits, %d of them behind the point", d.scale)
	case days:
		return 0, mistake(node, "expected a date such as 2024-12-31")
	case seconds:
		return 0, mistake(node, "expected a time such as 2024-12-31 23:59:59")
	}
	return 0, mistake(node, "expected an integer of at most 64 bits")
}
