package compare

import (
	"encoding/hex"
	"net/netip"
	"strconv"
	"strings"

	"github.com/coding-judge/judge/testcases/value"
)

// unpadded reads char(n), which PostgreSQL fills up with spaces that mean nothing.
func unpadded(s string) (string, bool) { return strings.TrimRight(s, " "), true }

// hexadecimal reads a uuid or a macaddr, whose digits may be grouped in several ways.
func hexadecimal(s string) (string, bool) {
	digits := strings.ToLower(strings.NewReplacer("-", "", ":", "", ".", "", "{", "", "}", "").Replace(s))
	return digits, strings.Trim(digits, "0123456789abcdef") == ""
}

// network reads inet and cidr; an address by itself is a network of one.
func network(s string) (string, bool) {
	if p, err := netip.ParsePrefix(s); err == nil {
		return p.String(), true
	}
	a, err := netip.ParseAddr(s)
	if err != nil || a.Zone() != "" {
		return "", false
	}
	return netip.PrefixFrom(a, a.BitLen()).String(), true
}

// amount reads money, "-$1,234.50".
func amount(s string) (string, bool) {
	return plainNumber(strings.NewReplacer("$", "", ",", "").Replace(s))
}

// fromHex reads bytea as it is written in SQL, "\\x00ff".
func fromHex(s string) (string, bool) {
	digits, ok := strings.CutPrefix(s, `\x`)
	b, err := hex.DecodeString(digits)
	return string(b), ok && err == nil
}

func plainNumber(s string) (string, bool) {
	d, err := value.ParseDecimal(s)
	return plain(string(d)), err == nil
}

func nextInteger(key string) (string, bool) {
	n, err := strconv.ParseInt(key, 10, 64)
	return strconv.FormatInt(n+1, 10), err == nil
}

// ranges reads "[1,3)", "empty", and bounds in quotes. next is of types whose values have a next one: of those, ranges
// with the same values are the same, however their bounds are written.
func ranges(bound, next reader) reader {
	return func(s string) (string, bool) {
		if s == "empty" {
			return s, true
		}
		if len(s) < 3 || !strings.Contains("[(", s[:1]) || !strings.Contains("])", s[len(s)-1:]) {
			return "", false
		}
		lower, upper, _ := strings.Cut(s[1:len(s)-1], ",") // no bound of a built-in type has a comma
		from, ok1 := boundKey(lower, bound)
		to, ok2 := boundKey(upper, bound)
		open, shut := s[0] == '(' || from == "", s[len(s)-1] == ')' || to == ""
		if next != nil && open && from != "" && ok1 {
			from, ok1 = next(from)
			open = false
		}
		if next != nil && !shut && ok2 {
			to, ok2 = next(to)
			shut = true
		}
		if from == to && from != "" && (open || shut) {
			return "empty", ok1 && ok2
		}
		return strconv.FormatBool(open) + " " + from + "," + to + " " + strconv.FormatBool(shut), ok1 && ok2
	}
}

// boundKey reads a bound, which may be in quotes; an empty one is none.
func boundKey(s string, bound reader) (string, bool) {
	if s == "" {
		return "", true
	}
	return bound(strings.ReplaceAll(s, `"`, ""))
}

// multirange reads "{[1,3),[5,7)}".
func multirange(one reader) reader {
	return func(s string) (string, bool) {
		if len(s) < 2 || s[0] != '{' || s[len(s)-1] != '}' {
			return "", false
		}
		var out strings.Builder
		for body := s[1 : len(s)-1]; body != ""; {
			end := strings.IndexAny(body, "])") // no bound of a built-in type has one
			if end < 0 {
				return "", false
			}
			key, ok := one(strings.TrimSpace(body[:end+1]))
			if !ok {
				return "", false
			}
			out.WriteString(key + ";")
			body = strings.TrimLeft(body[end+1:], ", ")
		}
		return out.String(), true
	}
}
