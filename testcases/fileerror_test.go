package testcases_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/coding-judge/judge/testcases"
)

func TestSnippet(t *testing.T) {
	t.Parallel()
	text := "one\ntwo\r\n\tthree\n" + strings.Repeat("x", 60) + strings.Repeat("y", 60) + strings.Repeat("z", 60) + "\n"
	for _, tt := range []struct {
		line, column int
		want         string
	}{
		{1, 1, ">   1 | one\n      | ^"},
		{2, 3, "    1 | one\n>   2 | two\n      |   ^"},
		{3, 2, "    1 | one\n    2 | two\n>   3 |  three\n      |  ^"},
		{4, 1, "    2 | two\n    3 |  three\n>   4 | " + strings.Repeat("x", 60) + strings.Repeat("y", 40) + "…\n      | ^"},
		{4, 100, "    2 | two\n    3 |  three\n>   4 | …" + strings.Repeat("x", 10) + strings.Repeat("y", 60) + strings.Repeat("z", 30) + "…\n      | " +
			strings.Repeat(" ", 50) + "^"},
		{4, 181, "    2 | two\n    3 |  three\n>   4 | …" + strings.Repeat("z", 50) + "\n      | " + strings.Repeat(" ", 51) + "^"},
		{6, 1, ""},
		{0, 0, ""},
	} {
		got := testcases.Snippet(text, testcases.Place{Line: tt.line, Column: tt.column})
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%d:%d:\n%s", tt.line, tt.column, d)
		}
	}
}

func TestFileError(t *testing.T) {
	t.Parallel()
	e := &testcases.FileError{File: "a.yaml", Message: "is wrong", Withheld: "the answer is 7"}
	if got := e.Error(); got != "a.yaml: is wrong" {
		t.Error(got)
	}
	e.Message = "is\twrong\nand \x1b[31mred\u202e"
	if got := e.Error(); got != "a.yaml: is wrong and �[31mred�" {
		t.Error(got)
	}
	if got := testcases.Snippet("x \x1b[2J", testcases.Place{Line: 1, Column: 3}); got != ">   1 | x �[2J\n      |   ^" {
		t.Error(got)
	}
	e.Message = "is wrong"
	e.Line, e.Column, e.Snippet = 3, 4, "> 3 | x"
	if got := e.Error(); got != "a.yaml:3:4: is wrong\n> 3 | x" {
		t.Error(got)
	}
}
