package value

import (
	"fmt"
	"strings"
)

// maxDecimal bounds a Decimal. PostgreSQL's numeric has at most 131072 digits before the point and 16383 behind it.
const maxDecimal = 150_000

// ParseDecimal reads digits with at most one point between them, and a minus before them where there is one. There is
// no exponent, so that a short text is never a long number.
func ParseDecimal(s string) (Decimal, error) {
	whole, fraction, point := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	if len(s) > maxDecimal || !digits(whole) || point && !digits(fraction) {
		return "", fmt.Errorf("not a decimal: %s", shorten(s))
	}
	return Decimal(s), nil
}

func digits(s string) bool {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return s != ""
}
