package report

import (
	"fmt"
	"reflect"
	"strings"
	"unicode/utf8"

	"github.com/coding-judge/judge/judge"
)

// How long one text of a report may be, in bytes, and one name. The judge's own are far shorter.
const (
	maxText = 8 << 10
	maxName = 1 << 10
)

// safe is a copy of a report in which every text is valid UTF-8 without control characters, and bounded: what is left to a
// format is to escape what means something in it.
func safe(r *judge.Report) *judge.Report {
	r = safeValue(reflect.ValueOf(r)).Interface().(*judge.Report)
	names := []*string{&r.Problem, &r.Name, &r.File, &r.Engine, &r.Runtime}
	for i, c := range r.Cases {
		if c.Hidden {
			r.Cases[i].Sample = nil // there never is one; should there be, it is not shown
		}
		names = append(names, &r.Cases[i].Name, &r.Cases[i].Group)
	}
	for i := range r.Groups {
		names = append(names, &r.Groups[i].Name)
	}
	for _, name := range names {
		*name = oneLine(shorten(*name, maxName))
	}
	return r
}

// oneLine is a text with spaces in place of line ends and tabs.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return ' '
		}
		return r
	}, s)
}

func safeValue(v reflect.Value) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.String:
		out.SetString(shorten(judge.Clean(shorten(v.String(), maxText)), maxText))
	case reflect.Pointer:
		if !v.IsNil() {
			out.Set(reflect.New(v.Type().Elem()))
			out.Elem().Set(safeValue(v.Elem()))
		}
	case reflect.Slice:
		if !v.IsNil() {
			out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
			for i := range v.Len() {
				out.Index(i).Set(safeValue(v.Index(i)))
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			out.Field(i).Set(safeValue(v.Field(i)))
		}
	default: // numbers and truths; a test sees that a report has nothing else
		out.Set(v)
	}
	return out
}

// shorten cuts a text to at most so many bytes, and says at its end how much is missing.
func shorten(s string, most int) string {
	if len(s) <= most {
		return s
	}
	end := fmt.Sprintf("\n… %d bytes more", len(s)-most)
	keep := max(0, most-len(end)-4) // the number may grow by the end's own length
	for keep > 0 && !utf8.RuneStart(s[keep]) {
		keep--
	}
	return s[:keep] + fmt.Sprintf("\n… %d bytes more", len(s)-keep)
}
