package value_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/coding-judge/judge/testcases/value"
)

// What is written is read as the same.
func TestAppendYAML(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		v := values(3).Draw(rt, "value")
		text, err := value.AppendYAML(nil, v)
		if err != nil { // one of the values that TestAppendYAMLText has
			if !strings.Contains(err.Error(), "cannot be written down") {
				rt.Fatal(err)
			}
			return
		}
		got, err := fromYAML(t, string(text))
		if err != nil {
			rt.Fatalf("%s\n%v", text, err)
		}
		if d := diff(v, got); d != "" {
			rt.Fatalf("%s\n%s", text, d)
		}
	})
}

func TestAppendYAMLText(t *testing.T) {
	t.Parallel()
	v := value.Dict{
		{Key: value.Str("n"), Value: value.Tuple{value.Int(1), value.Float(2), value.None{}}},
		{Key: value.Int(3), Value: value.Str("a \"b\"\n\x1b[31m")},
	}
	got, err := value.AppendYAML([]byte("input: "), v)
	if want := `input: {"n": !tuple [1, 2.0, null], 3: "a \"b\"\n\u001B[31m"}`; err != nil || string(got) != want {
		t.Errorf("got %s, %v\nwant %s", got, err, want)
	}
	for _, v := range []value.Value{
		value.Object{Type: "lambda"}, value.List{value.Object{Type: "lambda"}},
		value.Dict{{Key: value.Tuple{}, Value: value.None{}}},
	} {
		if got, err := value.AppendYAML(nil, v); err == nil || !strings.Contains(err.Error(), "cannot be written down") {
			t.Errorf("got %s, %v", got, err)
		}
	}
}
