package problems_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/coding-judge/judge/problems"
)

func TestKept(t *testing.T) {
	t.Parallel()
	lib, err := problems.NewLibrary()
	if err != nil {
		t.Fatal(err)
	}
	k := &problems.Kept{Library: lib}
	first, err := k.Find("", "topk.py", nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 300 { // far more names than are kept
		named := "top" + strings.Repeat("-", 1+i%100) + "k" + strings.Repeat("_", i/100)
		p, err := k.Find(named, "", nil)
		if err != nil || p != first {
			t.Fatalf("%q: %v, read again: %v", named, err, p != first)
		}
	}
	if p, err := k.Find("", "x.py", []byte("# problem: topk\n")); err != nil || p != first {
		t.Errorf("by its comment: %v", err)
	}
	var unknown *problems.UnknownError
	if _, err := k.Find("", "x.py", nil); !errors.As(err, &unknown) {
		t.Errorf("unknown: %v", err)
	}
}

// A submission may name its problem by most of its text; nobody compares that with all problems.
func TestFindLongName(t *testing.T) {
	t.Parallel()
	lib, err := problems.NewLibrary()
	if err != nil {
		t.Fatal(err)
	}
	var unknown *problems.UnknownError
	_, err = lib.Find("", "x.py", fmt.Appendf(nil, "# problem: %s\n", strings.Repeat("topk", 200_000)))
	if !errors.As(err, &unknown) || len(err.Error()) > 300 {
		t.Errorf("%.400v", err)
	}
}
