package sql

import (
	"errors"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/coding-judge/judge/testcases/value"
)

// answer writes rows as a value's JSON form while they come, {columns: […], types: […], rows: [[…], …]}, so that no more of
// them is kept than an answer may have. A type is PostgreSQL's own name with [] for an array's, or "" where the schema
// defines it.
type answer struct {
	json  []byte
	limit int64
	cells []cellReader
	rows  int
}

func newAnswer(fields []pgconn.FieldDescription, limit int64) *answer {
	a := &answer{limit: limit, cells: make([]cellReader, len(fields))}
	known := typeMap()
	columns, types := make(value.List, len(fields)), make(value.List, len(fields))
	for i, f := range fields {
		columns[i] = value.Str(valid(f.Name))
		types[i] = value.Str(typeName(known, f.DataTypeOID))
		a.cells[i] = cellReader{known, f.DataTypeOID}
	}
	a.json = append(value.AppendJSON([]byte(`{"dict":[["columns",`), columns), `],["types",`...)
	a.json = append(value.AppendJSON(a.json, types), `],["rows",[`...)
	return a
}

// typeMap is the driver's map with the types that it lacks, by their numbers in pg_type.dat.
func typeMap() *pgtype.Map {
	m := pgtype.NewMap()
	for name, oid := range map[string]struct{ base, array uint32 }{
		"money": {790, 791}, "timetz": {pgtype.TimetzOID, pgtype.TimetzArrayOID}, "tsquery": {3615, 3645}, "pg_lsn": {3220, 3221},
		"int4multirange": {pgtype.Int4multirangeOID, pgtype.Int4multirangeArrayOID},
		"int8multirange": {pgtype.Int8multirangeOID, pgtype.Int8multirangeArrayOID},
		"nummultirange":  {pgtype.NummultirangeOID, pgtype.NummultirangeArrayOID},
		"datemultirange": {pgtype.DatemultirangeOID, pgtype.DatemultirangeArrayOID},
		"tsmultirange":   {pgtype.TsmultirangeOID, pgtype.TsmultirangeArrayOID},
		"tstzmultirange": {pgtype.TstzmultirangeOID, pgtype.TstzmultirangeArrayOID},
	} {
		base := &pgtype.Type{Name: name, OID: oid.base, Codec: pgtype.TextCodec{}}
		m.RegisterType(base)
		m.RegisterType(&pgtype.Type{Name: "_" + name, OID: oid.array, Codec: &pgtype.ArrayCodec{ElementType: base}})
	}
	return m
}

func typeName(known *pgtype.Map, oid uint32) string {
	t, ok := known.TypeForOID(oid)
	if !ok {
		return ""
	}
	if element, ok := strings.CutPrefix(t.Name, "_"); ok {
		return element + "[]"
	}
	return t.Name
}

// add appends a row, of which each value is in PostgreSQL's text form. It is false where there is no more room.
func (a *answer) add(values [][]byte) bool {
	if a.rows > 0 {
		a.json = append(a.json, ',')
	}
	a.rows++
	a.json = append(a.json, '[')
	for i, raw := range values {
		if i > 0 {
			a.json = append(a.json, ',')
		}
		if int64(len(a.json)+len(raw)/2) > a.limit { // before it is copied
			return false
		}
		a.json = value.AppendJSON(a.json, a.cells[i].read(raw))
	}
	a.json = append(a.json, ']')
	return int64(len(a.json)) <= a.limit
}

func (a *answer) end() []byte { return append(a.json, "]]]}"...) }

// cellReader reads values of a column. It gives a value for anything: what it doesn't know, or what isn't what it
// should be, is text.
type cellReader struct {
	types *pgtype.Map
	oid   uint32
}

func (c cellReader) read(raw []byte) value.Value {
	if raw == nil {
		return value.None{}
	}
	if v, ok := scalar(c.oid, string(raw)); ok {
		return v
	}
	if v, ok := c.special(raw); ok {
		return v
	}
	return value.Str(valid(string(raw)))
}

// scalar reads the types of which the text form is the value.
func scalar(oid uint32, text string) (value.Value, bool) {
	switch oid {
	case pgtype.BoolOID:
		return value.Bool(text == "t"), text == "t" || text == "f"
	case pgtype.Int2OID, pgtype.Int4OID, pgtype.Int8OID, pgtype.OIDOID:
		n, err := strconv.ParseInt(text, 10, 64)
		return value.Int(n), err == nil
	case pgtype.Float4OID, pgtype.Float8OID:
		// The text is the shortest that means the number in its own precision, so 0.1 is 0.1 in both.
		f, err := strconv.ParseFloat(text, 64)
		return value.Float(f), err == nil
	case pgtype.NumericOID:
		if text == "NaN" || strings.HasSuffix(text, "Infinity") {
			return scalar(pgtype.Float8OID, text)
		}
		d, err := value.ParseDecimal(text)
		return d, err == nil
	}
	return nil, false
}

// special reads the types of which the text form has a grammar.
func (c cellReader) special(raw []byte) (value.Value, bool) {
	if c.oid == pgtype.ByteaOID {
		var b []byte
		err := c.types.Scan(c.oid, pgtype.TextFormatCode, raw, &b)
		return value.Bytes(b), err == nil
	}
	array := c.oid
	if _, known := c.types.TypeForOID(c.oid); !known && len(raw) > 1 && raw[0] == '{' && raw[len(raw)-1] == '}' {
		array = pgtype.TextArrayOID // of a type that the schema defines, as an enum
	}
	t, ok := c.types.TypeForOID(array)
	if !ok {
		return nil, false
	}
	codec, ok := t.Codec.(*pgtype.ArrayCodec)
	if !ok {
		return nil, false
	}
	a := elements{most: len(raw)}
	if err := c.types.Scan(array, pgtype.TextFormatCode, raw, &a); err != nil {
		return nil, false
	}
	element := cellReader{c.types, codec.ElementType.OID}
	flat := make(value.List, len(a.Elements))
	for i, e := range a.Elements {
		if e == nil {
			flat[i] = value.None{}
		} else {
			flat[i] = element.read([]byte(*e))
		}
	}
	return nested(flat, a.Dims)
}

// elements are those of an array, as text. There are at most as many as there are bytes, whatever bounds the text claims.
type elements struct {
	pgtype.Array[*string]
	most int
}

// SetDimensions is called before memory is taken for the elements.
func (e *elements) SetDimensions(dims []pgtype.ArrayDimension) error {
	n := 1
	for _, d := range dims {
		if n *= int(d.Length); d.Length < 0 || n > e.most {
			return errors.New("fewer elements than the bounds say")
		}
	}
	return e.Array.SetDimensions(dims)
}

// nested makes lists in lists of an array with several dimensions.
func nested(flat value.List, dims []pgtype.ArrayDimension) (value.Value, bool) {
	for i := len(dims) - 1; i > 0; i-- {
		n := int(dims[i].Length)
		if n < 1 || len(flat)%n != 0 {
			return nil, false
		}
		outer := make(value.List, 0, len(flat)/n)
		for ; len(flat) > 0; flat = flat[n:] {
			outer = append(outer, flat[:n:n])
		}
		flat = outer
	}
	return flat, true
}

// valid makes text of bytes: a submission can choose another encoding for its own connection.
func valid(s string) string { return strings.ToValidUTF8(s, "�") }
