package value

import (
	"encoding/base64"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// AppendYAML appends a value as FromYAML reads it, in one line. The error says what YAML has no words for here: an object that is
// no plain value, and a dict's key that is a container or, but for quotes, there twice.
func AppendYAML(b []byte, v Value) ([]byte, error) {
	switch v := v.(type) {
	case List:
		return appendYAMLItems(b, "[", v)
	case Tuple:
		return appendYAMLItems(b, "!tuple [", v)
	case Set:
		return appendYAMLItems(b, "!set [", v)
	case FrozenSet:
		return appendYAMLItems(b, "!frozenset [", v)
	case Dict:
		return appendYAMLDict(b, v)
	case Object:
		return nil, fmt.Errorf("a %s cannot be written down", v.Type)
	}
	return append(b, yamlScalar(v)...), nil
}

func appendYAMLItems(b []byte, open string, items []Value) (_ []byte, err error) {
	b = append(b, open...)
	for i, item := range items {
		if i > 0 {
			b = append(b, ", "...)
		}
		if b, err = AppendYAML(b, item); err != nil {
			return nil, err
		}
	}
	return append(b, ']'), nil
}

func appendYAMLDict(b []byte, dict Dict) (_ []byte, err error) {
	b = append(b, '{')
	seen := map[string]bool{} // YAML's reader takes 1 and "1" for the same key
	for i, e := range dict {
		if i > 0 {
			b = append(b, ", "...)
		}
		switch e.Key.(type) {
		case None, Bool, Int, Str:
		default:
			return nil, fmt.Errorf("a dict with a %s for a key cannot be written down", TypeName(e.Key))
		}
		key := yamlScalar(e.Key)
		plain := strings.Trim(key, `"`)
		if seen[plain] {
			return nil, fmt.Errorf("a dict with the key %s twice cannot be written down", plain)
		}
		seen[plain] = true
		b = append(append(b, key...), ": "...)
		if b, err = AppendYAML(b, e.Value); err != nil {
			return nil, err
		}
	}
	return append(b, '}'), nil
}

// yamlScalar writes what is no container. Text always stands in quotes, or some would be read as something else.
func yamlScalar(v Value) string {
	switch v := v.(type) {
	case None:
		return "null"
	case Bool:
		return strconv.FormatBool(bool(v))
	case Int:
		return strconv.FormatInt(int64(v), 10)
	case BigInt:
		return v.N.String()
	case Decimal:
		return `!decimal "` + string(v) + `"`
	case Float:
		return yamlFloat(float64(v))
	case Bytes:
		return `!bytes "` + base64.StdEncoding.EncodeToString(v) + `"`
	case Str:
		return yamlString(string(v))
	}
	panic(fmt.Sprintf("not a scalar: %T", v))
}

func yamlFloat(f float64) string {
	switch {
	case math.IsNaN(f):
		return ".nan"
	case math.IsInf(f, 1):
		return ".inf"
	case math.IsInf(f, -1):
		return "-.inf"
	}
	return string(appendFloat(nil, f))
}

// yamlString writes text in double quotes, with escapes for what a reader of the file would not see.
func yamlString(s string) string {
	b := []byte{'"'}
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\t':
			b = append(b, `\t`...)
		case r == ' ' || strconv.IsPrint(r):
			b = append(b, string(r)...)
		case r < 1<<16:
			b = fmt.Appendf(b, `\u%04X`, r)
		default:
			b = fmt.Appendf(b, `\U%08X`, r)
		}
	}
	return string(append(b, '"'))
}
