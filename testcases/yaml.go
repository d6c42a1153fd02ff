package testcases

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/goccy/go-yaml"
)

// FileError is a mistake in a file that an author wrote: a problem fault, never a learner's.
type FileError struct {
	File         string
	Line, Column int    // from 1; zero where the mistake has no place
	Message      string // one line, without the place
	Snippet      string // the lines around the place, empty where there are none
}

func (e *FileError) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", e.Line, e.Column)
	}
	b.WriteString(": " + e.Message)
	if e.Snippet != "" {
		b.WriteString("\n" + e.Snippet)
	}
	return b.String()
}

// DecodeYAML reads exactly one YAML document into a struct, strictly: an unknown key, a doubled key or a
// wrong type is a *FileError with its place and a snippet.
func DecodeYAML(file string, data []byte, into any) error {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	dec := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict())
	if err := dec.Decode(into); err != nil {
		if errors.Is(err, io.EOF) {
			return &FileError{File: file, Message: "the file is empty"}
		}
		return WithFile(file, err)
	}
	if err := dec.Decode(new(any)); !errors.Is(err, io.EOF) {
		return &FileError{File: file, Message: "more than one YAML document; a file holds one"}
	}
	return nil
}

// WithFile turns an error of the YAML library into a *FileError; others are only given the file's name.
func WithFile(file string, err error) error {
	var fileErr *FileError
	if errors.As(err, &fileErr) {
		return err
	}
	var placed yaml.Error
	if !errors.As(err, &placed) {
		return &FileError{File: file, Message: err.Error()}
	}
	e := &FileError{File: file, Message: placed.GetMessage()}
	if tk := placed.GetToken(); tk != nil {
		e.Line, e.Column = tk.Position.Line, tk.Position.Column
		// The library prints "[line:column] message" and then the snippet.
		if _, snippet, ok := strings.Cut(placed.FormatError(false, true), "\n"); ok {
			e.Snippet = strings.TrimRight(snippet, "\n")
		}
	}
	return e
}
