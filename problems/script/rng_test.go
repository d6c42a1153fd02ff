package script_test

import (
	"crypto/sha256"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/coding-judge/judge/problems/script"
	"github.com/coding-judge/judge/testcases/value"
)

// generate runs one expression with a seed.
func generate(t testing.TB, seedling int64, expression string) (value.Value, error) {
	t.Helper()
	return load(t, "def generate(rng): return "+expression+"\n").Generate(t.Context(), seed(seedling))
}

func mustGenerate(t testing.TB, seedling int64, expression string) []value.Value {
	t.Helper()
	v, err := generate(t, seedling, expression)
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	items, _ := value.Items(v)
	return items
}

// A seed means the same input forever: stored answers and people's notes depend on it. Never change what is here; a
// function that must draw in another way gets another name.
func TestRNGForever(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		seed             int64
		expression, want string
	}{
		{1, "[rng.int(0, 9) for _ in range(12)]", `[5,0,7,0,7,5,8,5,3,1,4,0]`},
		{1, "[rng.int(-1 << 63, (1 << 63) - 1) for _ in range(2)]", `[-7410777461464684285,1643822163114873686]`},
		{-1, "[rng.int(-3, 3) for _ in range(12)]", `[-2,3,-2,1,2,1,0,-1,2,2,-3,3]`},
		{0, "rng.ints(8, 1, 1000)", `[223,676,344,441,400,77,729,482]`},
		{7, "[rng.float(0, 1) for _ in range(3)]", `[0.26952877273214937,0.2997180155723207,0.11573520540184767]`},
		{7, "[rng.choice('abcdef'.elems()) for _ in range(8)]", `["b","b","a","b","f","e","f","d"]`},
		{7, "[rng.choice((1, 2, 3)) for _ in range(8)]", `[1,1,1,1,3,3,3,2]`},
		{42, "rng.sample(range(100), 5)", `[17,8,13,95,85]`},
		{42, "rng.shuffle([1, 2, 3, 4, 5, 6])", `[2,3,4,1,5,6]`},
		{42, "rng.permutation(8)", `[3,1,2,4,5,0,7,6]`},
		{42, "rng.zipf(12, 5, 1.1)", `[3,4,0,0,0,4,4,0,1,4,1,1]`},
		{42, "rng.zipf(12, 5, 0.0)", `[4,4,0,0,0,4,4,1,3,4,2,3]`},
		{42, "[rng.int(0, 99), rng.shuffle([1, 2, 3]), rng.int(0, 99)]", `[85,[2,1,3],8]`},
		{7, "rng.floats(3, 0, 1)", `[0.26952877273214937,0.2997180155723207,0.11573520540184767]`},
		{7, "rng.choices('abcdef'.elems(), 8)", `["b","b","a","b","f","e","f","d"]`},
		{42, "rng.string(12)", `"wydcezyjqynp"`},
		{42, "rng.string(7, 'abé', palindrome = True)", `"ééaaaéé"`},
		{42, "rng.strings(4, 0, 5, 'ab')", `["baaab","abbbb","a","bbaa"]`},
		{42, "rng.words(6, 3)", `["pogesine","pogesine","pogesine","zacazuko","pogesine","zacazuko"]`},
		{42, "rng.tree(6)", `[[1,0],[2,1],[5,1],[3,0],[0,4]]`},
		{42, "rng.tree(5, 'path', first = 1)", `[[2,3],[1,3],[4,5],[4,1]]`},
		{42, "rng.tree(5, 'star', weights = (1, 9))", `[[1,2,6],[0,1,3],[1,4,3],[3,1,7]]`},
		{42, "rng.tree(6, 'binary')", `[[3,2],[1,4],[2,0],[5,2],[0,1]]`},
		{42, "rng.tree(6, 'caterpillar')", `[[4,1],[5,2],[1,0],[3,2],[2,4]]`},
		{42, "rng.graph(5, 4)", `[[2,1],[0,4],[4,1],[0,1]]`},
		{42, "rng.graph(4, 5, connected = True, weights = [-1, 1])", `[[2,1,0],[0,3,0],[0,1,1],[3,2,-1],[1,3,-1]]`},
		{42, "rng.graph(4, 5, directed = True, first = 1)", `[[3,2],[2,3],[3,4],[2,4],[2,1]]`},
		{42, "rng.graph(4, 5, directed = True, connected = True)", `[[1,2],[3,2],[1,0],[3,1],[1,3]]`},
		{42, "rng.graph(4, 4, directed = True, acyclic = True)", `[[1,2],[3,1],[2,0],[3,0]]`},
		{42, "rng.graph(5, 3, acyclic = True)", `[[4,0],[3,4],[1,0]]`},
		{42, "rng.graph(2, 4, simple = False)", `[[1,0],[0,0],[1,0],[1,1]]`},
		{42, "rng.rows({'id': range(1, 5), 'x': rng.ints(4, 0, 9)}, nulls = {'x': 0.5}, repeats = 0.3)", `{"dict":[["columns",["id","x"]],["rows",[[2,9],[4,null],[1,null],[3,1]]]]}`},
		{42, "rng.rows({'x': ['a', None]}, shuffled = False)", `{"dict":[["columns",["x"]],["rows",[["a"],[null]]]]}`},
		{104, "digest: rng.tree(20000)", `f1970d6db82f9520`},
		{104, "digest: rng.tree(20000, 'binary')", `88b0650b9c5dc8d6`},
		{104, "digest: rng.graph(2000, 20000, connected = True)", `b4a68c6c7f2a8f03`},
		{104, "digest: rng.graph(200, 39000, directed = True)", `cfd45ae495bfceba`},
		{104, "digest: rng.words(20000, 2000, 1.1)", `4cc8c754f5536201`},
		{104, "digest: rng.strings(2000, 0, 20)", `63202bd7ff0ba3fc`},
		{104, "digest: rng.ints(20000, 0, 1000000)", `db7905952dec55ac`},
		{104, "digest: rng.permutation(20000)", `693dd7db995711fd`},
		{104, "digest: rng.zipf(20000, 5000, 1.3)", `dac9c1405b0abe1b`},
	} {
		expression, digest := cutPrefix(tt.expression)
		v, err := generate(t, tt.seed, expression)
		if err != nil {
			t.Errorf("%s: %v", expression, err)
			continue
		}
		got := string(value.AppendJSON(nil, v))
		if digest {
			got = fmt.Sprintf("%x", sha256.Sum256([]byte(got)))[:16]
		}
		if got != tt.want {
			t.Errorf("{%d, %q, `%s`},", tt.seed, tt.expression, got)
		}
	}
}

func cutPrefix(s string) (string, bool) {
	const prefix = "digest: "
	if len(s) > len(prefix) && s[:len(prefix)] == prefix {
		return s[len(prefix):], true
	}
	return s, false
}

func TestRNGErrors(t *testing.T) {
	t.Parallel()
	for expression, want := range map[string]string{
		"rng.int(5, 4)":                       "1:34: rng: no integer between 5 and 4",
		"rng.int(1)":                          "1:34: rng.int: missing argument for hi",
		"rng.int(0, 1 << 70)":                 "1:34: rng.int: for parameter hi: ",
		"rng.ints(-1, 0, 1)":                  "1:35: rng: -1 values at once; 0 to 5000000 are possible",
		"rng.ints(5000001, 0, 1)":             "1:35: rng: 5000001 values at once",
		"rng.ints(10, 1, 0)":                  "1:35: rng: no integer between 1 and 0",
		"rng.choice([])":                      "1:37: rng.choice: there is nothing to choose from",
		"rng.choice(5)":                       "1:37: rng.choice: for parameter items: got int, want iterable",
		"rng.sample([1, 2], 3)":               "1:37: rng.sample: cannot take 3 of 2",
		"rng.sample([1, 2], -1)":              "1:37: rng.sample: cannot take -1 of 2",
		"rng.sample(range(1 << 40), 2)":       "1:37: rng: 1099511627776 values at once",
		"rng.shuffle(range(1 << 40))":         "1:38: rng: 1099511627776 values at once",
		"rng.permutation(-1)":                 "1:42: rng: -1 values at once",
		"rng.zipf(1, 0, 1.0)":                 "1:35: rng.zipf: distinct must be at least 1",
		"rng.zipf(1, 10000000, 1.0)":          "1:35: rng: 10000000 values at once",
		"rng.zipf(1, 5, -1.0)":                "1:35: rng.zipf: s must be from 0 to 1000",
		"rng.zipf(1, 5, float('nan'))":        "1:35: rng.zipf: s must be from 0 to 1000",
		"rng.floats(1 << 40, 0, 1)":           "1:37: rng: 1099511627776 values at once",
		"rng.choices([], 3)":                  "1:38: rng.choices: there is nothing to choose from",
		"rng.choices([1], -1)":                "1:38: rng: -1 values at once",
		"rng.string(-1)":                      "1:37: rng: -1 values at once",
		"rng.string(1 << 40)":                 "1:37: rng: 1099511627776 values at once",
		"rng.string(5, '')":                   "1:37: rng.string: for parameter alphabet: it is empty; it has at least one character",
		"rng.string(5, ['a'])":                "1:37: rng.string: for parameter alphabet: got list, want string",
		"rng.strings(1, 5, 4)":                "1:38: rng.strings: no length between 5 and 4",
		"rng.strings(1, -2, 4)":               "1:38: rng.strings: no length between -2 and 4",
		"rng.strings(1 << 40, 0, 1)":          "1:38: rng: 1099511627776 values at once",
		"rng.strings(100, 90000, 90000)":      "1:38: rng.strings: more than 5000000 characters at once",
		"rng.strings(2, 1 << 62, 1 << 62)":    "1:38: rng.strings: more than 5000000 characters at once",
		"rng.words(5, 0)":                     "1:36: rng.words: distinct must be at least 1",
		"rng.words(5, 1 << 40)":               "1:36: rng: 1099511627776 values at once",
		"rng.words(1 << 40, 5)":               "1:36: rng: 1099511627776 values at once",
		"rng.words(5, 2000000)":               "1:36: rng: 8000000 values at once; 0 to 5000000 are possible",
		"rng.tree(0)":                         "1:35: rng.tree: a tree of 0 nodes; it has at least 1",
		"rng.tree(1 << 40)":                   "1:35: rng: 1099511627776 values at once",
		"rng.tree(2000000)":                   "1:35: rng: 2000000 edges at once; 1666666 are possible",
		"rng.tree(5, 'bush')":                 "1:35: rng.tree: no shape \"bush\"; it is one of random, path",
		"rng.tree(5, weights = 3)":            "1:35: rng.tree: for parameter \"weights\": got int, want (lo, hi)",
		"rng.tree(5, weights = (1, 'x'))":     "1:35: rng.tree: for parameter \"weights\": want two integers (lo, hi)",
		"rng.tree(5, weights = (3, 1))":       "1:35: rng.tree: for parameter \"weights\": no integer between 3 and 1",
		"rng.tree(5, weights = (0, 1 << 70))": "1:35: rng.tree: for parameter \"weights\": no integer between 0 and 1180591620717411303424",
		"rng.graph(5, 11)":                    "1:36: rng.graph: a simple graph of 5 nodes has at most 10 such edges, not 11",
		"rng.graph(5, -1)":                    "1:36: rng.graph: a graph of 5 nodes and -1 edges",
		"rng.graph(-1, 5)":                    "1:36: rng: -1 values at once",
		"rng.graph(5, 1 << 60)":               "1:36: rng: 1152921504606846976 edges at once; 1666666 are possible",
		"rng.graph(5, 1500000, weights = (1, 2), simple = False)": "1:36: rng: 1500000 edges at once; 1250000 are possible",
		"rng.rows({})":                                 "1:35: rng.rows: there are no columns",
		"rng.rows({1: [2]})":                           "1:35: rng.rows: a column's name is a string, not 1",
		"rng.rows({'x': 5})":                           "1:35: rng.rows: the column \"x\" is a list of its values, not int",
		"rng.rows({'x': [1], 'y': [1, 2]})":            "1:35: rng.rows: the column \"y\" has 2 values, and the first has 1",
		"rng.rows({'x': range(1 << 40)})":              "1:35: rng.rows: 1099511627776 rows of 1 columns at once; 5000000 values are possible",
		"rng.rows({'x': [1]}, nulls = {'y': 0.5})":     "1:35: rng.rows: nulls: there is no column \"y\"",
		"rng.rows({'x': [1]}, nulls = {'x': 2})":       "1:35: rng.rows: nulls: the share of \"x\" is from 0 to 1, not 2",
		"rng.rows({'x': [1]}, nulls = {'x': 'a'})":     "1:35: rng.rows: nulls: the share of \"x\" is from 0 to 1, not \"a\"",
		"rng.rows({'x': [1]}, repeats = float('nan'))": "1:35: rng.rows: repeats is a share, from 0 to 1",
		"rng.nope(1)":                                  "1:30: module has no .nope field or method",
		"rng.float(0, 'x')":                            "1:36: rng.float: for parameter hi: got string, want a number",
	} {
		_, err := generate(t, 1, expression)
		wantPlaced(t, err, want)
	}
	// A bulk call counts for what it makes.
	for _, call := range []string{
		"rng.ints(1000, 0, 1)", "rng.floats(1000, 0, 1)", "rng.choices('abc'.elems(), 1000)", "rng.permutation(1000)", "rng.zipf(1, 1000, 1)",
		"rng.string(1000)", "rng.strings(10, 100, 100)", "rng.words(1, 1000)", "rng.tree(1000)", "rng.graph(1000, 1)", "rng.graph(100, 1000)",
		"rng.rows({'x': range(1000)})",
	} {
		p, err := script.LoadBounded("dir/problem.star", []byte("def generate(rng):\n  for _ in range(1000): "+call+"\n"), 100_000, 1<<40)
		if err != nil {
			t.Fatal(err)
		}
		_, err = p.Generate(t.Context(), seed(1))
		wantPlaced(t, err, "too many steps")
	}
}

// Each draw must be as likely as it says: the chi-squared statistic is far beyond the limits here if it is not. The
// seeds are fixed, so the test gives the same each time.
func TestRNGDistributions(t *testing.T) {
	t.Parallel()
	const n = 60_000
	weights := func(k int, s float64) []float64 {
		w := make([]float64, k)
		for i := range w {
			w[i] = 1 / math.Pow(float64(i+1), s)
		}
		return w
	}
	for expression, w := range map[string][]float64{
		"rng.ints(60000, 0, 9)":                                  weights(10, 0),
		"[rng.int(0, 6) for _ in range(60000)]":                  weights(7, 0),
		"[rng.choice([0, 1, 2]) for _ in range(60000)]":          weights(3, 0),
		"[int(rng.float(0, 5)) for _ in range(60000)]":           weights(5, 0),
		"rng.zipf(60000, 10, 1.0)":                               weights(10, 1),
		"rng.zipf(60000, 20, 0.5)":                               weights(20, .5),
		"rng.zipf(60000, 8, 0.0)":                                weights(8, 0),
		"rng.zipf(60000, 6, 3.0)":                                weights(6, 3),
		"rng.zipf(60000, 1, 1.0)":                                weights(1, 1),
		"[rng.permutation(5)[0] for _ in range(60000)]":          weights(5, 0),
		"[rng.permutation(5)[4] for _ in range(60000)]":          weights(5, 0),
		"[rng.shuffle(range(4)).index(2) for _ in range(60000)]": weights(4, 0),
		"[rng.sample(range(6), 2)[0] for _ in range(60000)]":     weights(6, 0),
		"[rng.sample(range(6), 2)[1] for _ in range(60000)]":     weights(6, 0),
		"[p[0] * 2 + (1 if p[1] > p[2] else 0) for p in [rng.permutation(3) for _ in range(60000)]]": weights(6, 0),
	} {
		counts := make([]float64, len(w))
		for _, item := range mustGenerate(t, 3, expression) {
			i := int(item.(value.Int))
			if i < 0 || i >= len(w) {
				t.Fatalf("%s: drew %d", expression, i)
			}
			counts[i]++
		}
		total, chi := 0.0, 0.0
		for _, x := range w {
			total += x
		}
		for i, x := range w {
			expected := n * x / total
			chi += (counts[i] - expected) * (counts[i] - expected) / expected
		}
		if df := float64(len(w) - 1); chi > df+5*math.Sqrt(2*df+1) {
			t.Errorf("%s: chi-squared is %.1f at %v degrees of freedom: %v", expression, chi, df, counts)
		}
	}
}

// lawful checks a table of 100 rows: what stood in one row still does, half of y is None, and a fifth of the rows are repeats.
func lawful(t *testing.T, table value.Value) {
	t.Helper()
	lines, _ := table.(value.Dict).Get("rows")
	rows, _ := value.Items(lines)
	nulls, ids := 0, map[value.Value]bool{}
	for _, line := range rows {
		row, _ := value.Items(line)
		if row[0] != row[1] || row[2] != value.Value(value.Int(0)) && row[2] != value.Value(value.None{}) {
			t.Fatalf("not a row: %v", row)
		}
		if row[2] == value.Value(value.None{}) {
			nulls++
		}
		ids[row[0]] = true
	}
	if len(rows) != 100 || nulls < 30 || nulls > 70 || len(ids) < 65 || len(ids) > 95 {
		t.Errorf("%d rows, of which %d have no y, with %d ids", len(rows), nulls, len(ids))
	}
}

func TestRNGLaws(t *testing.T) {
	t.Parallel()
	for s := range int64(50) {
		whole := make([]value.Value, 30)
		for i := range whole {
			whole[i] = value.Int(i)
		}
		for _, expression := range []string{"rng.permutation(30)", "rng.shuffle(range(30))", "rng.sample(range(30), 30)"} {
			items := mustGenerate(t, s, expression)
			if slices.Equal(items, whole) {
				t.Errorf("seed %d: %s changed nothing", s, expression)
			}
			slices.SortFunc(items, func(a, b value.Value) int { return int(a.(value.Int) - b.(value.Int)) })
			if !slices.Equal(items, whole) {
				t.Errorf("seed %d: %s lost or doubled something: %v", s, expression, items)
			}
		}
		sample := mustGenerate(t, s, "sorted(rng.sample(range(1000), 100))")
		if len(slices.Compact(slices.Clone(sample))) != 100 {
			t.Errorf("seed %d: a sample holds an item twice: %v", s, sample)
		}
		table, err := generate(t, s, "rng.rows({'id': range(100), 'x': range(100), 'y': [0] * 100}, nulls = {'y': 0.5}, repeats = 0.2)")
		if err != nil {
			t.Fatal(err)
		}
		lawful(t, table)
		for _, f := range mustGenerate(t, s, "[rng.float(-2.5, 2.5) for _ in range(100)]") {
			if x := f.(value.Float); x < -2.5 || x >= 2.5 {
				t.Errorf("seed %d: a float is out of its range: %v", s, x)
			}
		}
	}
	if a, b := mustGenerate(t, 1, "rng.ints(10, 0, 1000000)"), mustGenerate(t, 2, "rng.ints(10, 0, 1000000)"); slices.Equal(a, b) {
		t.Error("two seeds give the same")
	}
	original := mustGenerate(t, 1, "[(x, rng.shuffle(x))[0] for x in [[1, 2, 3, 4, 5, 6, 7, 8]]][0]")
	if !slices.IsSortedFunc(original, func(a, b value.Value) int { return int(a.(value.Int) - b.(value.Int)) }) {
		t.Error("shuffle changes the list that it is given")
	}
}
