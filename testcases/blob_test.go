package testcases_test

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/coding-judge/judge/testcases"
)

const secret = "s3cret-content"

// told says in which of its usual forms the secret stands in an output.
func told(output string) string {
	var decimals []string
	for _, b := range []byte(secret) {
		decimals = append(decimals, fmt.Sprint(b))
	}
	for _, form := range []string{
		secret, fmt.Sprintf("%x", secret), fmt.Sprintf("%X", secret), fmt.Sprintf("% x", secret),
		strings.Join(decimals, " "), strings.Join(decimals, ","), strings.Join(decimals, ", "),
		fmt.Sprintf("%#v", []byte(secret)), "czNjcmV0LWNvbnRlbnQ", // base64
	} {
		if strings.Contains(output, form) {
			return form
		}
	}
	return ""
}

type holder struct {
	Public  testcases.Blob
	private testcases.Blob
	pointer *testcases.Blob
	Case    testcases.Case
	inner   struct{ c *testcases.Case }
	list    []testcases.Blob
	byName  map[string]testcases.Blob
	any     any
}

func newHolder() holder {
	b := testcases.NewBlob([]byte(secret))
	c := testcases.Case{Name: "hidden/1", Hidden: true, Input: b, Want: b, Generate: b}
	h := holder{Public: b, private: b, pointer: &b, Case: c, list: []testcases.Blob{b}, byName: map[string]testcases.Blob{"x": b}, any: b}
	h.inner.c = &c
	return h
}

func TestBlobIsNotPrinted(t *testing.T) {
	t.Parallel()
	h := newHolder()
	values := map[string]any{
		"blob": h.Public, "pointer": h.pointer, "case": h.Case, "pointer to case": &h.Case, "holder": h, "pointer to holder": &h,
		"slice": h.list, "map": h.byName, "cases": []testcases.Case{h.Case}, "error": fmt.Errorf("failed: %v", h.Case),
	}
	for name, v := range values {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%+s", "%q", "%#q", "%x", "%X", "% x", "%#x", "%d", "%b", "%c", "%U", "%p", "%T", "%t", "%e", "%o", "%10.3v", "%z"} {
			if form := told(fmt.Sprintf(verb, v)); form != "" {
				t.Errorf("%s as %s holds %s", name, verb, form)
			}
		}
		var out bytes.Buffer
		for _, handler := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
			logger := slog.New(handler)
			logger.Info("a case", "case", v, slog.Group("g", "case", v))
			logger.With("case", v).Info(fmt.Sprint(v))
		}
		_ = json.NewEncoder(&out).Encode(v)
		_ = xml.NewEncoder(&out).Encode(v)
		_ = gob.NewEncoder(&out).Encode(v)
		_ = yaml.NewEncoder(&out).Encode(v)
		if form := told(out.String()); form != "" {
			t.Errorf("%s, logged or encoded, holds %s", name, form)
		}
	}
}

// A panic prints its value in its own way, which only a process that ends with one shows.
func TestBlobInPanic(t *testing.T) {
	t.Parallel()
	if os.Getenv("TESTCASES_PANIC") != "" {
		panic(newHolder())
	}
	for _, traceback := range []string{"single", "system"} {
		cmd := exec.Command(os.Args[0], "-test.run=^TestBlobInPanic$")
		cmd.Env = append(os.Environ(), "TESTCASES_PANIC=1", "GOTRACEBACK="+traceback)
		out, err := cmd.CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || !strings.Contains(string(out), "panic: ") {
			t.Fatalf("it did not panic: %v\n%s", err, out)
		}
		if form := told(string(out)); form != "" {
			t.Errorf("the panic's output holds %s:\n%s", form, out)
		}
	}
}

func TestBlob(t *testing.T) {
	t.Parallel()
	var none testcases.Blob
	empty := testcases.NewBlob(nil)
	if !none.IsZero() || none.Bytes() != nil || none.Digest() != "none" || fmt.Sprint(none) != "none" {
		t.Errorf("the zero Blob: %v %v %v", none, none.Bytes(), none.Digest())
	}
	if empty.IsZero() || len(empty.Bytes()) != 0 {
		t.Errorf("an empty Blob is taken for none")
	}
	a, b := testcases.NewBlob([]byte("a")), testcases.NewBlob([]byte("b"))
	if a.Digest() == b.Digest() || a.Digest() != testcases.NewBlob([]byte("a")).Digest() || string(a.Bytes()) != "a" {
		t.Errorf("digests: %s, %s", a.Digest(), b.Digest())
	}
	if fmt.Sprint(a) == fmt.Sprint(b) {
		t.Errorf("different content looks the same: %v", a)
	}
}
