package value_test

import (
	"testing"

	"github.com/coding-judge/judge/testcases/value"
)

func TestParseDecimal(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"0", "-0", "2500.50", "-2500.50", "007.0", "123456789012345678901234567890.1"} {
		d, err := value.ParseDecimal(s)
		if err != nil || string(d) != s {
			t.Errorf("ParseDecimal(%q) = %q, %v", s, d, err)
			continue
		}
		back, err := value.ParseJSON(value.AppendJSON(nil, d))
		if err != nil || back != value.Value(d) {
			t.Errorf("%q through JSON is %v, %v", s, back, err)
		}
	}
	for _, s := range []string{"", "-", ".", "1.", ".5", "+1", "1e5", "1.2.3", "--1", " 1", "1 ", "NaN", "Infinity", "0x1", "1_000", "\u0661"} {
		if d, err := value.ParseDecimal(s); err == nil {
			t.Errorf("ParseDecimal(%q) = %q, and it should be refused", s, d)
		}
	}
}

func TestDecimalInPython(t *testing.T) {
	t.Parallel()
	if got := value.Python(value.Decimal("2500.50"), 40); got != "Decimal('2500.50')" {
		t.Error(got)
	}
	if got := value.TypeName(value.Decimal("1")); got != "Decimal" {
		t.Error(got)
	}
}
