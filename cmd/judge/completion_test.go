package main

import (
	"io"
	"strings"
	"testing"
)

// Every command that takes a problem or a submission offers what there is.
func TestEveryCommandCompletes(t *testing.T) {
	t.Parallel()
	root := newApp(io.Discard, io.Discard).root()
	for name := range strings.FieldsSeq("submit run watch show start hint history verify strengthen seal unseal") {
		cmd, _, err := root.Find([]string{name})
		if err != nil {
			t.Fatal(err)
		}
		if cmd.ValidArgsFunction == nil {
			t.Errorf("judge %s offers nothing", cmd.Use)
		}
	}
}
