package kattis

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// fields reads the keys of a mapping in a YAML file one by one. The first mistake is kept, and what is asked for after it is empty.
type fields struct {
	doc   *testcases.Document
	at    string // the key of the mapping itself with a dot; empty for the whole file
	dict  value.Dict
	asked map[string]bool
	err   *error // shared by the mappings of a file
}

// anyYAML is a file of any form.
type anyYAML struct{ value.Value }

// UnmarshalYAML keeps the node as a value.
func (a *anyYAML) UnmarshalYAML(node ast.Node) (err error) {
	a.Value, err = value.FromYAML(node)
	return err
}

// parseFields reads a YAML file that holds a mapping, or nothing.
func parseFields(file string, text string) (*fields, error) {
	var v anyYAML
	f := &fields{asked: map[string]bool{}, err: new(error)}
	if blank(text) {
		return f, nil
	}
	doc, err := testcases.DecodeYAML(file, []byte(text), &v)
	if err != nil {
		return nil, err
	}
	dict, ok := v.Value.(value.Dict)
	if !ok {
		return nil, doc.Errorf("", "expected keys with values, got a %s", value.TypeName(v.Value))
	}
	f.doc, f.dict = doc, dict
	return f, nil
}

// blank says whether a YAML file holds nothing but comments.
func blank(text string) bool {
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" && line != "---" && line[0] != '#' {
			return false
		}
	}
	return true
}

func (f *fields) mistake(key, format string, args ...any) {
	if *f.err == nil {
		where := strings.TrimSuffix(f.at+key, ".")
		message := fmt.Sprintf(format, args...)
		if where != "" {
			message = where + ": " + message
		}
		*f.err = f.doc.Errorf(where, "%s", message)
	}
}

// get gives a key's value; ok is false where there is none, or it is null.
func (f *fields) get(key string) (v value.Value, ok bool) {
	f.asked[key] = true
	v, ok = f.dict.Get(key)
	if v == (value.None{}) {
		return nil, false
	}
	return v, ok && *f.err == nil
}

// text gives a string. A number stands for how it is written where that is plain.
func (f *fields) text(key string) string {
	v, ok := f.get(key)
	if !ok {
		return ""
	}
	switch v := v.(type) {
	case value.Str:
		return string(v)
	case value.Int, value.Float, value.Bool:
		return value.Python(v, 100)
	}
	f.mistake(key, "expected text, got a %s", value.TypeName(v))
	return ""
}

// oneOf gives a string that is one of those that are known, the first where there is none.
func (f *fields) oneOf(key string, known ...string) string {
	s := f.text(key)
	if s == "" {
		return known[0]
	}
	if !slices.Contains(known, s) {
		f.mistake(key, "%q is not known; it is one of %s", s, strings.Join(known, ", "))
	}
	return s
}

// list gives a list of strings; one that stands alone is a list, too.
func (f *fields) list(key string) []string {
	v, ok := f.get(key)
	if !ok {
		return nil
	}
	items, ok := v.(value.List)
	if !ok {
		return []string{f.text(key)}
	}
	out := make([]string, len(items))
	for i, item := range items {
		switch item := item.(type) {
		case value.Str:
			out[i] = string(item)
		case value.Int, value.Float:
			out[i] = value.Python(item, 100)
		default:
			f.mistake(key, "expected a list of texts, and it holds a %s", value.TypeName(item))
		}
	}
	return out
}

// words gives the words of a string: legacy's lists.
func (f *fields) words(key string) []string {
	if v, ok := f.get(key); ok {
		if _, ok := v.(value.List); ok { // not the format's, and often seen
			return f.list(key)
		}
	}
	return strings.Fields(f.text(key))
}

// number gives a number of at least least; ok is false where there is none.
func (f *fields) number(key string, least float64) (n float64, ok bool) {
	v, ok := f.get(key)
	if !ok {
		return 0, false
	}
	switch v := v.(type) {
	case value.Int:
		n = float64(v)
	case value.Float:
		n = float64(v)
	default:
		f.mistake(key, "expected a number, got a %s", value.TypeName(v))
		return 0, false
	}
	if math.IsNaN(n) || math.IsInf(n, 0) || n < least {
		f.mistake(key, "must be a number of at least %v", least)
		return 0, false
	}
	return n, true
}

// mapping gives a mapping below a key; an empty one where there is none.
func (f *fields) mapping(key string) *fields {
	v, ok := f.get(key)
	dict, isDict := v.(value.Dict)
	if ok && !isDict {
		f.mistake(key, "expected keys with values, got a %s", value.TypeName(v))
	}
	return &fields{doc: f.doc, at: f.at + key + ".", dict: dict, asked: map[string]bool{}, err: f.err}
}

// asks says whether a key is in the mapping, or in one at any depth below it.
func (f *fields) asks(key string) bool { return holdsKey(f.dict, key) }

func holdsKey(v value.Value, key string) bool {
	dict, _ := v.(value.Dict)
	return slices.ContainsFunc(dict, func(e value.Entry) bool { return e.Key == value.Value(value.Str(key)) || holdsKey(e.Value, key) })
}

// ignore takes keys that have a meaning, but none for judging.
func (f *fields) ignore(keys ...string) {
	for _, key := range keys {
		f.asked[key] = true
	}
}

// unknown gives the keys that nobody asked for.
func (f *fields) unknown() []string {
	var names []string
	for _, e := range f.dict {
		name, ok := e.Key.(value.Str)
		if !ok || !f.asked[string(name)] {
			names = append(names, value.Python(e.Key, 60))
		}
	}
	return names
}

// strict makes a mistake of the first key that nobody asked for.
func (f *fields) strict() {
	for _, e := range f.dict {
		name, ok := e.Key.(value.Str)
		if !ok {
			f.mistake("", "the key %s is no text", value.Python(e.Key, 60))
		} else if !f.asked[string(name)] {
			f.mistake(string(name), "is not a key of the format")
		}
	}
}
