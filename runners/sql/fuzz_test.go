package sql

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/coding-judge/judge/testcases/value"
)

// Whatever a cell holds, an answer is within its limit, and can be read.
func FuzzAnswer(f *testing.F) {
	for oid, texts := range map[uint32][]string{
		pgtype.BoolOID:         {"t", "f", "true"},
		pgtype.Int8OID:         {"-9223372036854775808", "9223372036854775808"},
		pgtype.Float8OID:       {"0.1", "NaN", "-Infinity", "1e400"},
		pgtype.NumericOID:      {"2500.50", "NaN", "Infinity", "1e5", "-"},
		pgtype.ByteaOID:        {`\x00ff`, `\x0`, `\000a`},
		pgtype.TextOID:         {"", "\x00", "\xff\xfe", "\u2028"},
		pgtype.Int4ArrayOID:    {"{}", "{1,NULL}", "{{1,2},{3,4}}", "[0:1]={1,2}", "{{1},{}}", "[1:2147483647]={1}", "{"},
		pgtype.TextArrayOID:    {`{"a\"b","c,d",NULL,"NULL"}`, `{"`},
		pgtype.NumericArrayOID: {"{1.50,NaN}"},
		pgtype.ByteaArrayOID:   {`{"\\x00"}`},
		2249:                   {"(1,a)"}, // record
		123456:                 {"anything"},
	} {
		for _, text := range texts {
			f.Add(oid, []byte(text), "name", int64(1000))
		}
	}
	f.Fuzz(func(t *testing.T, oid uint32, raw []byte, name string, limit int64) {
		limit = max(0, min(limit, 1<<20)) + int64(6*len(name)) + 100
		a := newAnswer([]pgconn.FieldDescription{{Name: name, DataTypeOID: oid}}, limit)
		for range 3 {
			if !a.add([][]byte{raw}) {
				return
			}
		}
		json := a.end()
		if int64(len(json)) > limit+10 {
			t.Errorf("%d bytes of %d", len(json), limit)
		}
		v, err := value.ParseJSON(json)
		if err != nil {
			t.Fatalf("%q: %v", json, err)
		}
		rows, _ := v.(value.Dict).Get("rows")
		if len(rows.(value.List)) != 3 {
			t.Errorf("%s", json)
		}
	})
}

func FuzzPlace(f *testing.F) {
	f.Add("select 'ä'\n  frm", 14)
	f.Add("", 1)
	f.Add("\n\n", 3)
	f.Add("'unclosed", 1)
	f.Fuzz(func(t *testing.T, source string, position int) {
		line, column, width := place(source, position)
		lines := strings.Split(source, "\n")
		if line < 0 || line > len(lines) || width < 0 {
			t.Fatalf("%d:%d+%d", line, column, width)
		}
		if line > 0 && column+width > utf8.RuneCountInString(lines[line-1])+1 {
			t.Errorf("%d:%d+%d lies beyond %q", line, column, width, lines[line-1])
		}
	})
}

func TestCondition(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		"42601": "syntax_error", "0A000": "feature_not_supported", "22012": "division_by_zero", "42P01": "undefined_table",
		"21000": "cardinality_violation", "42803": "grouping_error", "ZZ999": "error_zz999",
	} {
		if got := condition(code); got != want {
			t.Errorf("%s is %s, not %s", code, got, want)
		}
	}
}
