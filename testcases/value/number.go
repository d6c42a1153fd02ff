package value

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// Bounds of one number. What reads or writes decimal digits takes more than linear time, so a submission that
// answers with megabytes of them could keep the judge busy for hours. Python has the same bound on decimal digits.
const (
	maxDigits  = 4300    // characters of a number that is written in decimal
	maxIntBits = 1 << 20 // of an integer that is written in hexadecimal
)

func (p *parser) number() (Value, error) {
	start, whole := p.at, true
	for ; p.at < len(p.data) && strings.IndexByte("+-.0123456789Ee", p.data[p.at]) >= 0; p.at++ {
		if c := p.data[p.at]; (c < '0' || c > '9') && p.at > start {
			whole = false
		}
	}
	s := p.data[start:p.at]
	digits := bytes.TrimPrefix(s, []byte("-"))
	switch {
	case len(s) > maxDigits:
		return nil, fmt.Errorf("a number of %d characters; %d are possible", len(s), maxDigits)
	case whole && len(digits) > 0 && (digits[0] != '0' || len(digits) == 1):
		return ParseInt(string(s))
	case whole || !json.Valid(s):
		return nil, fmt.Errorf("not a number: %s", shorten(string(s)))
	}
	f, err := strconv.ParseFloat(string(s), 64)
	if err != nil {
		return nil, fmt.Errorf("a number beyond what a float holds: %s", shorten(string(s)))
	}
	return Float(f), nil
}

// ParseInt reads an integer in decimal.
func ParseInt(s string) (Value, error) {
	if i, err := strconv.ParseInt(s, 10, 64); err == nil {
		return Int(i), nil
	}
	if len(s) > maxDigits {
		return nil, fmt.Errorf("an integer of %d digits; %d are possible", len(s), maxDigits)
	}
	n, ok := new(big.Int).SetString(s, 10)
	if !ok {
		return nil, fmt.Errorf("not an integer: %s", shorten(s))
	}
	return NewInt(n), nil
}

// parseHex reads "0x1f" and "-0x1f", as AppendJSON and Python's hex() write them.
func parseHex(s string) (Value, error) {
	digits, negative := strings.CutPrefix(s, "-")
	digits, ok := strings.CutPrefix(digits, "0x")
	if !ok || digits == "" || strings.Trim(digits, "0123456789abcdef") != "" {
		return nil, fmt.Errorf("not an integer in hexadecimal: %s", shorten(s))
	}
	if len(digits) > maxIntBits/4 {
		return nil, fmt.Errorf("an integer of %d bits; %d are possible", 4*len(digits), maxIntBits)
	}
	n, _ := new(big.Int).SetString(digits, 16)
	if negative {
		n.Neg(n)
	}
	return NewInt(n), nil
}

// shorten keeps what a submission wrote out of long error messages.
func shorten(s string) string {
	if len(s) > 40 {
		return strings.ToValidUTF8(s[:40], "") + "…"
	}
	return s
}
