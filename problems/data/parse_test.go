package data_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/coding-judge/judge/problems/data"
	"github.com/coding-judge/judge/testcases"
)

// decode reads a declaration as problem.yaml has it.
func decode(text string) (*data.Spec, error) {
	var f struct {
		Data *data.Spec `yaml:"data"`
	}
	_, err := testcases.DecodeYAML("problem.yaml", []byte(text), &f)
	return f.Data, err
}

// Each mistake is told at its place.
func TestMistakes(t *testing.T) {
	t.Parallel()
	column := func(c string) string { // at 5:8
		return "data:\n  t:\n    rows: 3\n    columns:\n      c: " + c + "\n"
	}
	two := func(c string) string { // at 9:8
		return "data:\n  a: {rows: 2, columns: {id: {serial: 1}, n: {int: [0, 9]}, m: {int: [0, 9], distinct: true, null: 0}}}\n  b:\n    rows: 3\n    columns:\n      id: {serial: 1}\n      a: {references: a.id, null: 0.1}\n      o: {references: b.id, null: 0.1}\n      c: " + c + "\n"
	}
	for name, tt := range map[string]struct{ text, want string }{
		"no table":           {"data: {}", "1:7: data: names no table"},
		"a list":             {"data: [1]", "1:7: expected a mapping, got list"},
		"an unknown key":     {"data:\n  t: {row: 3}", `2:7: unknown key "row"; a table has rows, columns and unique`},
		"no rows":            {"data:\n  t: {columns: {c: {serial: 1}}}", "2:3: table t: rows: is missing"},
		"rows are text":      {"data:\n  t: {rows: many, columns: {c: {serial: 1}}}", "2:13: expected an integer from 0 to 1000000"},
		"too many rows":      {"data:\n  t: {rows: 1000001, columns: {c: {serial: 1}}}", "2:13: expected an integer from 0 to 1000000"},
		"too many values":    {"data:\n  t: {rows: 900000, columns: {" + many(9) + "}}", "the tables have 8100000 values together; 8000000 are possible"},
		"no columns":         {"data:\n  t: {rows: 1}", "2:3: table t: columns: is missing"},
		"empty columns":      {"data:\n  t: {rows: 1, columns: {}}", "2:3: table t: columns: is missing"},
		"columns are a list": {"data:\n  t: {rows: 1, columns: [c]}", "2:25: expected a mapping, got list"},
		"a table twice":      {"data:\n  t: {rows: 1, columns: {c: {serial: 1}}}\n  't': {rows: 1, columns: {c: {serial: 1}}}", "3:3: "},
		"called seed":        {"data:\n  seed: {rows: 1, columns: {c: {serial: 1}}}", "2:3: a table can't be called seed"},
		"a name with points": {"data:\n  a.b: {rows: 1, columns: {c: {serial: 1}}}", `2:3: "a.b" is not the name of a table or column`},
		"a name is a number": {"data:\n  1: {rows: 1, columns: {c: {serial: 1}}}", "2:3: a name is text"},

		"no kind":            {column("{null: 0.1}"), "5:7: column c: no kind; it has one of serial, int, numeric, date"},
		"an unknown kind":    {column("{integer: [0, 1]}"), "5:7: column c: no kind"},
		"two kinds":          {column("{int: [0, 1], serial: 1}"), "5:11: a column is of one kind, and this one is serial and int"},
		"an unknown option":  {column("{int: [0, 1], nul: 1}"), `5:24: unknown key "nul"; beside int, there can be null, ties`},
		"not of the kind":    {column("{serial: 1, null: 0.1}"), `5:22: unknown key "null"; beside serial, there can be prefix`},
		"a column is a list": {column("[int]"), "5:10: expected a mapping, got list"},
		"a share of 2":       {column("{int: [0, 1], null: 2}"), "5:30: expected a number from 0 to 1"},
		"a negative share":   {column("{int: [0, 1], ties: -0.1}"), "5:30: expected a number from 0 to 1"},
		"a share of nan":     {column("{int: [0, 1], ties: .nan}"), "5:30: expected a number from 0 to 1"},
		"a share of text":    {column("{int: [0, 1], ties: some}"), "5:30: expected a number from 0 to 1"},
		"too many shares":    {column("{int: [0, 1], ties: 0.6, null: 0.5}"), "5:7: column c: the shares null, ties, boundary and literals are more than 1 together"},
		"distinct ties":      {column("{int: [0, 1], ties: 0.6, distinct: true}"), "5:30: ties: there are none"},
		"distinct is text":   {column("{int: [0, 1], distinct: yes}"), "5:34: expected true or false, got str"},
		"two distributions":  {column("{int: [0, 1], skew: 1, bell: true}"), "5:39: bell: and skew: are two distributions"},
		"skew of a million":  {column("{int: [0, 1000000], skew: 1}"), "5:36: skew: is for a range of at most 10000 values"},
		"skew of 11":         {column("{int: [0, 1], skew: 11}"), "5:30: expected a number from 0 to 10"},
		"a range of one":     {column("{int: [1]}"), "5:16: a range is two values"},
		"a range is text":    {column("{int: 5}"), "5:16: expected a list, got int"},
		"backwards":          {column("{int: [1, 0]}"), "5:16: the range ends before it begins"},
		"floats for int":     {column("{int: [0, 1.5]}"), "5:20: expected an integer of at most 64 bits"},
		"text for int":       {column("{int: [0, x]}"), "5:20: expected an integer of at most 64 bits"},
		"null for int":       {column("{int: [null, 1]}"), "5:17: expected an integer of at most 64 bits"},
		"a great int":        {column("{int: [0, 99999999999999999999]}"), "5:20: expected an integer of at most 64 bits"},
		"all integers":       {column("{int: [-9223372036854775808, 9223372036854775807]}"), "5:16: the range holds more than 2^64-1 values"},
		"no scale":           {column("{numeric: [0, 1]}"), "5:20: numeric: needs scale:"},
		"a scale of 19":      {column("{numeric: [0, 1], scale: 19}"), "5:35: expected an integer from 0 to 18"},
		"beyond the scale":   {column("{numeric: [0, 1.25], scale: 1}"), "5:24: expected a number of at most 18 digits, 1 of them behind the point"},
		"text for numeric":   {column("{numeric: ['', 1], scale: 1}"), "5:21: expected a number"},
		"no date":            {column("{date: [2024-01-01, 2024-02-30]}"), "5:30: expected a date such as 2024-12-31"},
		"no time":            {column("{timestamp: [2024-01-01, 5]}"), "5:35: expected a time such as"},
		"endless float":      {column("{float: [0, .inf]}"), "5:22: expected a number from "},
		"a float of three":   {column("{float: [0, 1, 2]}"), "5:18: a range is two values"},
		"floats backwards":   {column("{float: [0, -1]}"), "5:18: the range ends before it begins"},
		"bool":               {column("{bool: true}"), "5:17: bool: takes the share of true"},
		"serial of text":     {column("{serial: a}"), "5:19: expected an integer from"},
		"prefix of a number": {column("{serial: 1, prefix: 2}"), "5:30: expected text, got int"},
		"no length":          {column("{text: {alphabet: ab}}"), "5:17: text: needs length"},
		"length backwards":   {column("{text: {length: [2, 1]}}"), "5:30: expected an integer from 2 to 100000"},
		"length of one":      {column("{text: {length: [2]}}"), "5:26: a range is two values"},
		"empty alphabet":     {column("{text: {length: [0, 1], alphabet: ''}}"), "5:44: alphabet: takes 1 to"},
		"alphabet twice":     {column("{text: {length: [0, 1], alphabet: aba}}"), "5:44: alphabet: holds 'a' twice"},
		"a zero byte":        {column(`{text: {length: [0, 1], alphabet: "a\0"}}`), "5:44: PostgreSQL has no text with U+0000"},
		"text's key":         {column("{text: {size: 3}}"), `5:18: unknown key "size"; text has length and alphabet`},
		"no choices":         {column("{choice: []}"), "5:19: choice: takes 1 to 10000 values"},
		"choice of null":     {column("{choice: [a, null]}"), "5:19: choice: null is none of the values"},
		"choice twice":       {column("{choice: [a, b, a]}"), "5:19: choice: 'a' is there twice"},
		"choice of lists":    {column("{choice: [[a]]}"), "5:19: choice: a value is text, a number, true or false, not list"},
		"choice of text":     {column("{choice: a}"), "5:19: expected a list of values, or a mapping of values to weights, got str"},
		"a weight of 0":      {column("{choice: {a: 0, b: 1}}"), "choice: the weight of 'a' is not a number above 0"},
		"two weights":        {column("{choice: {a: 1, b: 1}, skew: 1}"), "5:39: skew: the values have weights already"},
		"no key":             {column("{int: [0, 1]}") + "    unique: [[c, d]]", "6:18: unique: the table has no column d"},
		"a key of one":       {column("{int: [0, 1]}") + "    unique: [[c]]", "6:14: unique: a list of two columns or more"},
		"a key is text":      {column("{int: [0, 1]}") + "    unique: [c]", "6:14: expected a list, got str"},
		"a key twice":        {column("{int: [0, 1]}") + "    unique: [[c, c]]", "6:18: unique: c is there twice"},

		"no point":           {two("{references: a}"), "9:23: references: takes table.column"},
		"no such table":      {two("{references: d.id}"), "9:23: references: no table d stands above this one"},
		"no such column":     {two("{references: a.x}"), "9:23: references: table a has no column x above this one"},
		"not unique":         {two("{references: a.n}"), "9:23: references: a.n is neither serial nor distinct"},
		"may be NULL":        {two("{references: a.m}"), "9:23: references: a.m may be NULL"},
		"itself":             {two("{references: b.c}"), "9:23: references: table b has no column c above this one"},
		"own without null":   {two("{references: b.id}"), "9:23: references: a column that refers to its own table needs null:"},
		"own and distinct":   {two("{references: b.id, null: 0, distinct: true}"), "9:23: references: a column that refers to its own table takes null: and skew: only"},
		"no leader":          {two("{references: a.id, same_row_as: x}"), "9:42: same_row_as: takes a column above this one that refers to a by itself"},
		"a leader elsewhere": {two("{references: a.id, same_row_as: o}"), "9:42: same_row_as: takes a column above"},
		"a leader and more":  {two("{references: a.id, same_row_as: a, null: 0.5}"), "9:42: same_row_as: and no option beside it"},
		"unique anyway":      {two("{int: [0, 1]}") + "    unique: [[c, id]]", "10:18: unique: no two rows have the same id anyway"},
		"unique own":         {two("{int: [0, 1]}") + "    unique: [[c, o]]", "10:18: unique: o refers to its own table"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := decode(tt.text)
			var e *testcases.FileError
			if !errors.As(err, &e) || e.Line == 0 || e.Column == 0 || e.Snippet == "" {
				t.Fatalf("got %v", err)
			}
			if place := fmt.Sprintf("%d:%d: %s", e.Line, e.Column, e.Message); !strings.Contains(place, tt.want) {
				t.Errorf("got  %s\nwant %s", place, tt.want)
			}
		})
	}
}

func many(columns int) string {
	var b strings.Builder
	for i := range columns {
		fmt.Fprintf(&b, "c%d: {serial: 1}, ", i)
	}
	return b.String()
}
