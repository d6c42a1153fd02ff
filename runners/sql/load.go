package sql

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/jackc/pgerrcode"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/coding-judge/judge/testcases/value"
)

// load writes a table's rows with COPY in its text form: PostgreSQL itself reads each value as its column's type, as
// it would read a quoted literal.
func load(ctx context.Context, conn *pgx.Conn, t named) error {
	types, err := t.types(ctx, conn)
	if err != nil {
		return err
	}
	return t.copy(ctx, conn, types)
}

// types asks for the types of the columns.
func (t named) types(ctx context.Context, conn *pgx.Conn) ([]uint32, error) {
	described, err := conn.PgConn().Prepare(ctx, "", "select "+t.columns()+" from "+pgx.Identifier{t.name}.Sanitize(), nil)
	if err != nil {
		return nil, err
	}
	types := make([]uint32, len(described.Fields))
	for i, f := range described.Fields {
		types[i] = f.DataTypeOID
	}
	return types, nil
}

func (t named) columns() string {
	columns := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		columns[i] = pgx.Identifier{c}.Sanitize()
	}
	return strings.Join(columns, ", ")
}

func (t named) copy(ctx context.Context, conn *pgx.Conn, types []uint32) error {
	var buf bytes.Buffer
	for i, row := range t.Rows {
		for j, v := range row {
			if j > 0 {
				buf.WriteByte('\t')
			}
			if _, null := v.(value.None); null {
				buf.WriteString(`\N`)
				continue
			}
			text, err := literal(v, types[j] == pgtype.JSONOID || types[j] == pgtype.JSONBOID)
			if err != nil {
				return &pgconn.PgError{Code: pgerrcode.InvalidTextRepresentation, Message: fmt.Sprintf("row %d, column %s: %v", i+1, t.Columns[j], err)}
			}
			_, _ = copyEscape.WriteString(&buf, text)
		}
		buf.WriteByte('\n')
	}
	_, err := conn.PgConn().CopyFrom(ctx, &buf, "copy "+pgx.Identifier{t.name}.Sanitize()+" ("+t.columns()+") from stdin")
	return err
}

var copyEscape = strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`, "\t", `\t`)

// literal writes a value the way PostgreSQL reads it; an array and a JSON document look the same in a case, so the
// column decides.
func literal(v value.Value, inJSON bool) (string, error) {
	if inJSON {
		if s, ok := v.(value.Str); ok && json.Valid([]byte(s)) {
			return string(s), nil // a document as text
		}
		plain, err := plainJSON(v)
		if err != nil {
			return "", err
		}
		text, err := json.Marshal(plain)
		return string(text), err
	}
	switch v := v.(type) {
	case value.Bool:
		return strconv.FormatBool(bool(v)), nil
	case value.Int:
		return strconv.FormatInt(int64(v), 10), nil
	case value.BigInt:
		return v.N.String(), nil
	case value.Float:
		return strconv.FormatFloat(float64(v), 'g', -1, 64), nil
	case value.Decimal:
		return string(v), nil
	case value.Str:
		return string(v), nil
	case value.Bytes:
		return `\x` + hex.EncodeToString(v), nil
	case value.List:
		return arrayLiteral(v)
	case value.Tuple:
		return arrayLiteral(v)
	}
	return "", fmt.Errorf("a %s is no value of a column", value.TypeName(v))
}

func arrayLiteral(items []value.Value) (string, error) {
	out := make([]string, len(items))
	for i, item := range items {
		text, err := literal(item, false)
		switch item.(type) {
		case value.None:
			text, err = "NULL", nil
		case value.List, value.Tuple:
		default:
			text = `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
		}
		if err != nil {
			return "", err
		}
		out[i] = text
	}
	return "{" + strings.Join(out, ",") + "}", nil
}

// plainJSON turns a value into what encoding/json writes as the same JSON.
func plainJSON(v value.Value) (any, error) {
	switch v := v.(type) {
	case value.None:
		return nil, nil
	case value.Bool, value.Int, value.Float, value.Str:
		return v, nil
	case value.BigInt:
		return v.N, nil
	case value.Decimal:
		return json.Number(v), nil
	case value.List:
		out := make([]any, len(v))
		for i, item := range v {
			var err error
			if out[i], err = plainJSON(item); err != nil {
				return nil, err
			}
		}
		return out, nil
	case value.Dict:
		out := map[string]any{}
		for _, e := range v {
			key, ok := e.Key.(value.Str)
			if !ok {
				return nil, fmt.Errorf("a key in JSON is a string, not a %s", value.TypeName(e.Key))
			}
			var err error
			if out[string(key)], err = plainJSON(e.Value); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	return nil, fmt.Errorf("a %s is no value in JSON", value.TypeName(v))
}
