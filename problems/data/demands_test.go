package data_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/coding-judge/judge/problems/data"
	"github.com/coding-judge/judge/testcases/value"
)

// What can't be made is told with the table and column, and does not take forever.
func TestImpossible(t *testing.T) {
	t.Parallel()
	for text, tt := range map[string]struct {
		want string
		fits int // rows that can be made; 0 where fewer rows are no help
	}{
		"t: {rows: 4, columns: {c: {int: [1, 3], distinct: true}}}":                                                                                        {"table t, column c: distinct: it has 3 different values, and 4 rows need more", 3},
		"t: {rows: 3, columns: {c: {choice: {a: 1000, b: 1}, distinct: true}}}":                                                                            {"table t, column c: distinct: it has 2 different values, and 3 rows need more", 2},
		"t: {rows: 20, columns: {c: {text: {length: [0, 2], alphabet: ab}, distinct: true, boundary: 0.5}}}":                                               {"table t, column c: distinct: it has 7 different values, and 20 rows need more", 7},
		"t: {rows: 2, columns: {c: {float: [1, 1], distinct: true}}}":                                                                                      {"table t, column c: distinct: it has 1 different values, and 2 rows need more", 1},
		"a: {rows: 2, columns: {id: {serial: 1}}}\nt: {rows: 3, columns: {c: {references: a.id, distinct: true}}}":                                         {"table t, column c: distinct: it has 2 different values, and 3 rows need more", 2},
		"t: {rows: 7, columns: {c: {int: [1, 3]}, d: {bool: 0.5}}, unique: [[c, d]]}":                                                                      {"table t: unique [c d]: there are not enough different rows for 7", 6},
		"a: {rows: 0, columns: {id: {serial: 1}}}\nt: {rows: 1, columns: {c: {references: a.id}}}":                                                         {"table t, column c: references: table a has no rows, and null: is not there", 0},
		"t: {rows: 1000000, columns: {c: {choice: [" + strings.Repeat("x", 100_000) + "]}}}":                                                               {"table t: the texts of the data set are more than 64 MiB", 0},
		"a: {rows: 1, columns: {id: {serial: 1, prefix: " + strings.Repeat("x", 1000) + "}}}\nt: {rows: 1000000, columns: {c: {references: a.id}}}":        {"table t: the texts of the data set are more than 64 MiB", 0},
		"a: {rows: 100, columns: {id: {serial: 1}}}\nt: {rows: 10001, columns: {c: {references: a.id, skew: 1}, d: {references: a.id}}, unique: [[c, d]]}": {"table t: unique [c d]: there are not enough different rows for 10001", 10000},
		"t: {rows: 50002, columns: {c: {int: [0, 50000], distinct: true, bell: true}}}":                                                                    {"table t, column c: distinct: it has 50001 different values, and 50002 rows need more", 50001},
	} {
		spec := parse(t, text)
		if _, err := spec.Make(t.Context(), 1, nil); err == nil || err.Error() != tt.want {
			t.Errorf("got  %v\nwant %s", err, tt.want)
		}
		if tt.fits == 0 {
			continue
		}
		if _, err := spec.Make(t.Context(), 1, map[string]int{"t": tt.fits}); err != nil {
			t.Errorf("%d rows: %v", tt.fits, err)
		}
	}
}

func TestBind(t *testing.T) {
	t.Parallel()
	for want, tt := range map[string]struct{ column, sql string }{
		"[9,10,11]":        {"{int: [0, 20], literals: 1}", "select 10, 100"},
		"[-1,0,1,2,4,5,6]": {"{int: [-1, 20], literals: 1}", "select -1, 5"},
		`["O'Brien","%"]`:  {"{text: {length: [1, 9]}, literals: 1}", "select 'O''Brien', '%', '', 'too long for it'"},
		"[1.5,2.5,3.5]":    {"{float: [0, 20], literals: 1}", "select 2.5"},
		`[{"decimal":"2.49"},{"decimal":"2.50"},{"decimal":"2.51"}]`: {"{numeric: [0, 20], scale: 2, literals: 1}", "select 2.5"},
		`["2020-02-28","2020-02-29","2020-03-01"]`:                   {"{date: [2020-01-01, 2020-12-31], literals: 1}", "select date '2020-02-29', 2020"},
		`["2020-02-28 23:59:59","2020-02-29 00:00:00"]`:              {"{timestamp: [2020-01-01, 2020-02-29], literals: 1}", "select '2020-02-29'"},
	} {
		spec, err := decode("data: {t: {rows: 500, columns: {c: " + tt.column + "}}}")
		if err != nil {
			t.Fatal(err)
		}
		before := spec.Source()
		if err := spec.Bind(tt.sql); err != nil || spec.Source() == before {
			t.Errorf("%s: %v; its source is %s", tt.sql, err, spec.Source())
		}
		found := map[value.Value]bool{}
		for _, v := range column(t, made(t, spec, 1, nil), "t", "c") {
			found[v] = true
		}
		all, err := value.ParseJSON([]byte(want))
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range all.(value.List) {
			if !found[v] {
				t.Errorf("%s: %v is not among %v", tt.sql, v, found)
			}
			delete(found, v)
		}
		if len(found) > 0 {
			t.Errorf("%s: %v are there as well", tt.sql, found)
		}
	}
	spec, err := decode("data: {t: {rows: 5, columns: {c: {int: [0, 9], literals: 0.1}}}}")
	if err != nil {
		t.Fatal(err)
	}
	var e *data.Error
	if err := spec.Bind("select 100"); !errors.As(err, &e) || e.Key() != "data.t.columns.c" || !strings.Contains(e.Error(), "no literal that fits") {
		t.Errorf("got %v", err)
	}
}

func TestParams(t *testing.T) {
	t.Parallel()
	spec := parse(t, wide)
	for text, want := range map[string]string{
		`{"dict":[["seed",7],["people",3]]}`:                "",
		`{"dict":[]}`:                                       "seed is missing",
		`{"dict":[["seed","1"]]}`:                           "seed: is an integer of at most 64 bits, not str",
		`{"dict":[["seed",1],["person",3]]}`:                "'person' is no table",
		`{"dict":[["seed",1],["people",-1]]}`:               "people: its number of rows is an integer from 0 to 1000000",
		`{"dict":[["seed",1],["people","3"]]}`:              "people: its number of rows is an integer",
		`{"dict":[["seed",1],["people",1000001]]}`:          "people: its number of rows is an integer",
		`{"dict":[["seed",1],[1,3]]}`:                       "1 is no table",
		`{"dict":[["seed",{"int":"0xfffffffffffffffff"}]]}`: "seed: is an integer of at most 64 bits",
	} {
		v, err := value.ParseJSON([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		seed, sizes, err := spec.Params(v.(value.Dict))
		if want == "" && (err != nil || seed != 7 || sizes["people"] != 3 || len(sizes) != 1) || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %d, %v, %v", text, seed, sizes, err)
		}
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	reason := errors.New("the judge is closing")
	cancel(reason)
	if _, err := spec.Make(ctx, 1, nil); !errors.Is(err, reason) {
		t.Errorf("canceled: %v", err)
	}
	if _, err := spec.Make(t.Context(), 1, map[string]int{"people": 1_000_001}); err == nil {
		t.Error("too many rows are made")
	}
}
