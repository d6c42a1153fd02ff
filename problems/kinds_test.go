package problems_test

import (
	"strings"
	"testing"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases/value"
)

// A small problem of each kind that is Python and no function.
var class = map[string]string{
	"problems/c/problem.yaml": `format: 1
name: Counter
difficulty: easy
kind: class
class:
  name: Counter
  params: [{name: start, type: int}]
  methods:
    - {name: add, params: [{name: n, type: int}]}
    - {name: total, returns: int}
compare: {rule: exact}
`,
	"problems/c/statement.md":   "# Counter\n",
	"problems/c/starter.py":     "class Counter: ...\n",
	"testcases/c/sample/1.yaml": "calls: [[Counter, [1]], [add, [2]], [total, []]]\nwant: [null, null, 3]\n",
}

var program = map[string]string{
	"problems/w/problem.yaml":   "format: 1\nname: Words\ndifficulty: easy\nkind: stdin\nlimits: {output: 2MiB}\n",
	"problems/w/statement.md":   "# Words\n",
	"problems/w/starter.py":     "print()\n",
	"problems/w/problem.star":   "def generate(rng, n = 2):\n    return {'stdin': 'a ' * n}\ndef valid(input):\n    return input['stdin'] != 'bad\\n'\n",
	"testcases/w/sample/1.yaml": "stdin: |\n  a b\n  c\nwant: |\n  3\n",
	"testcases/w/sample/2.yaml": "stdin: !bytes /w==\nwant: ''\n",
	"testcases/w/sample/3.yaml": "stdin: \"\"\nwant: !bytes /w==\n",
	"testcases/w/sample/4.yaml": "generate: {seed: 1, n: 3}\nwant: |-\n  reference\n  more\n",
}

func TestLoadClass(t *testing.T) {
	t.Parallel()
	p, err := open(t, library(t, class)).Load("c")
	if err != nil {
		t.Fatal(err)
	}
	input, err := p.Input(p.Cases[0])
	if err != nil {
		t.Fatal(err)
	}
	calls, err := p.CallsOf(input)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range calls {
		got = append(got, c.String(100))
	}
	if all := strings.Join(got, "; "); all != "Counter(1); add(2); total()" || !calls[0].Void() || !calls[1].Void() || calls[2].Void() {
		t.Errorf("%s, %+v", all, calls)
	}
	if p.Kind.Language() != problems.Python || p.Stored(input).Digest() != p.Cases[0].Input.Digest() {
		t.Errorf("the input is stored as %s", p.Stored(input).Bytes())
	}
}

func TestLoadStdin(t *testing.T) {
	t.Parallel()
	p, err := open(t, library(t, program)).Load("w")
	if err != nil {
		t.Fatal(err)
	}
	if p.Compare.Rule != problems.RuleTokens || p.Limits.Answer != 2<<20 || p.Limits.Output != 2<<20 || p.Kind.Language() != problems.Python {
		t.Errorf("%+v", p)
	}
	for i, want := range []struct{ blob, text, answer string }{
		{`"a b\nc\n"`, "a b\nc\n", `"3\n"`}, {`{"bytes":"/w=="}`, "\xff", `""`}, {`""`, "", `{"bytes":"/w=="}`}, {`"a a a "`, "a a a ", `"reference\nmore"`},
	} {
		c, err := p.Materialize(t.Context(), p.Cases[i])
		if err != nil {
			t.Fatal(err)
		}
		input, err := p.Input(c)
		if err != nil {
			t.Fatal(err)
		}
		if string(c.Input.Bytes()) != want.blob || string(problems.Text(input)) != want.text || string(c.Want.Bytes()) != want.answer {
			t.Errorf("case %d: %s, %q; want %s; expects %s", i+1, c.Input.Bytes(), problems.Text(input), want.blob, c.Want.Bytes())
		}
		if p.Stored(input).Digest() != c.Input.Digest() {
			t.Errorf("case %d is stored as %s", i+1, p.Stored(input).Bytes())
		}
		if v, ok := input.Get("stdin"); !ok || value.TypeName(v) == "None" {
			t.Errorf("case %d: %v", i+1, input)
		}
	}
}

func TestKindMistakes(t *testing.T) {
	t.Parallel()
	changed := func(files map[string]string, file, old, text string) map[string]string {
		if !strings.Contains(files[file], old) {
			t.Fatalf("%s does not hold %q", file, old)
		}
		return with(files, file, strings.Replace(files[file], old, text, 1))
	}
	const cyaml, ccase, wyaml, wcase = "problems/c/problem.yaml", "testcases/c/sample/1.yaml", "problems/w/problem.yaml", "testcases/w/sample/1.yaml"
	c := func(file, old, text string) map[string]string { return changed(class, file, old, text) }
	w := func(file, old, text string) map[string]string { return changed(program, file, old, text) }
	for name, tt := range map[string]struct {
		files map[string]string
		want  string
	}{
		"no class":            {c(cyaml, "class:\n  name: Counter\n  params: [{name: start, type: int}]\n  methods:\n    - {name: add, params: [{name: n, type: int}]}\n    - {name: total, returns: int}\n", ""), cyaml + ": class: is missing"},
		"class's name":        {c(cyaml, "name: Counter\n  params", "name: 1x\n  params"), cyaml + `:6:3: class.name: "1x" is not a class's name`},
		"no methods":          {c(cyaml, "methods:\n    - {name: add, params: [{name: n, type: int}]}\n    - {name: total, returns: int}", "methods: []"), cyaml + ":8:3: class.methods: is missing"},
		"method's name":       {c(cyaml, "name: add", "name: a-d"), cyaml + `:8:3: class.methods: "a-d" is not a method's name`},
		"methods alike":       {c(cyaml, "name: add", "name: total"), cyaml + ":8:3: class.methods: total is there twice"},
		"method of the class": {c(cyaml, "name: add", "name: Counter"), cyaml + ":8:3: class.methods: Counter is there twice"},
		"param's name":        {c(cyaml, "name: n,", "name: 5,"), cyaml + `:8:3: class.methods: "5" is not a parameter's name`},
		"params alike":        {c(cyaml, "[{name: start, type: int}]", "[{name: a}, {name: a}]"), cyaml + ":7:3: class.params: a is there twice"},
		"rule of a class":     {c(cyaml, "rule: exact", "rule: tokens"), cyaml + `:11:11: compare.rule: "tokens" is not known; it is one of exact, float`},
		"class of a program":  {w(wyaml, "limits", "class: {name: A}\nlimits"), wyaml + ":5:1: class: is for class problems only"},
		"signature":           {w(wyaml, "limits", "signature: {name: A}\nlimits"), wyaml + ":5:1: signature: is for function problems only"},
		"class of a function": {with(function, "problems/sum/problem.yaml", strings.Replace(function["problems/sum/problem.yaml"], "signature:", "class: {name: A}\nsignature:", 1)), ":6:1: class: is for class problems only"},
		"class of a query":    {with(query, "problems/q/problem.yaml", query["problems/q/problem.yaml"]+"class: {name: A}\n"), ":7:1: class: is for class problems only"},

		"rule of a program":     {w(wyaml, "limits", "compare: {rule: set}\nlimits"), wyaml + `:5:11: compare.rule: "set" is not known; it is one of tokens, lines, exact, checker`},
		"rel of lines":          {w(wyaml, "limits", "compare: {rule: lines, rel: 0.1}\nlimits"), ":5:24: compare.rel: is for rules float and tokens only"},
		"rel of tokens":         {w(wyaml, "limits", "compare: {rel: 1}\nlimits"), ":5:11: compare.rel: must be a number from 0 to less than 1"},
		"case of lines":         {w(wyaml, "limits", "compare: {rule: lines, case_sensitive: true}\nlimits"), ":5:24: compare.case_sensitive: is for rule tokens only"},
		"spaces of exact":       {w(wyaml, "limits", "compare: {rule: exact, space_sensitive: true}\nlimits"), ":5:24: compare.space_sensitive: is for rule tokens only"},
		"case is a word":        {w(wyaml, "limits", "compare: {case_sensitive: always}\nlimits"), wyaml + ":5:27: "},
		"program with input":    {w(wcase, "stdin: |\n  a b\n  c\n", "input: {a: 1}\n"), wcase + ":1:1: a case of this problem has stdin:"},
		"program with calls":    {w(wcase, "stdin: |\n  a b\n  c\n", "calls: []\n"), wcase + ":1:1: a case of this problem has stdin:"},
		"want is a number":      {w(wcase, "want: |\n  3\n", "want: 3\n"), wcase + ":4:1: want: is the text that the program writes, not int"},
		"want is null":          {w(wcase, "want: |\n  3\n", "want: null\n"), wcase + ":4:1: want: is the text that the program writes, not None"},
		"function with stdin":   {with(function, "testcases/sum/sample/1.yaml", "stdin: a\nwant: 1\n"), "sample/1.yaml:1:1: input: the argument nums is missing"},
		"query with stdin":      {with(query, "testcases/q/sample/1.yaml", "stdin: a\nwant: {columns: [a], rows: []}\n"), "sample/1.yaml:1:1: table stdin: expected {columns"},
		"class with stdin":      {c(ccase, "calls: [[Counter, [1]], [add, [2]], [total, []]]", "stdin: a"), ccase + ":1:1: expected calls:, a list, and nothing else"},
		"no calls":              {c(ccase, "[[Counter, [1]], [add, [2]], [total, []]]", "[]"), ccase + ":1:1: calls: is empty; the first call is of Counter"},
		"no constructor":        {c(ccase, "[Counter, [1]], ", ""), ccase + `:1:1: calls: call 1: "add"; the first call is of Counter(start: int)`},
		"unknown method":        {c(ccase, "[add, [2]]", "[ad, [2]]"), ccase + `:1:1: calls: call 2: "ad" is no method of Counter`},
		"a second constructor":  {c(ccase, "[add, [2]]", "[Counter, [2]]"), ccase + `:1:1: calls: call 2: "Counter" is no method of Counter`},
		"number of arguments":   {c(ccase, "[add, [2]]", "[add, []]"), ccase + ":1:1: calls: call 2: add(n: int) takes 1 arguments, and here are 0"},
		"argument is no list":   {c(ccase, "[add, [2]]", "[add, 2]"), ccase + ":1:1: calls: call 2: expected a name and a list of arguments, got str and int"},
		"a call is a name":      {c(ccase, "[add, [2]]", "add"), ccase + ":1:1: calls: call 2: expected [name, [argument, …]]"},
		"too few results":       {c(ccase, "[null, null, 3]", "[null, 3]"), ccase + ":2:1: want: has 2 results for 3 calls"},
		"want is no list":       {c(ccase, "[null, null, 3]", "3"), ccase + ":2:1: want: is a list with one result for each call, not int"},
		"program not valid":     {w(wcase, "  a b\n  c\n", "  bad\n"), ""},
		"hidden calls are mute": {with(class, "testcases/c/hidden/1.yaml", "calls: [[secret, []]]\nwant: [null]\n"), "hidden/1.yaml:1:1: the case hidden/1 is refused; it is hidden"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			lib := open(t, library(t, tt.files))
			for _, slug := range []string{"c", "w", "sum", "q"} {
				if tt.files["problems/"+slug+"/problem.yaml"] == "" {
					continue
				}
				p, err := lib.Load(slug)
				if tt.want == "" { // what only running valid(input) tells
					if err == nil {
						_, err = p.Materialize(t.Context(), p.Cases[0])
					}
					if err == nil {
						err = p.Validate(t.Context(), p.Cases[0])
					}
					tt.want = "1:1: the input is not valid: valid(input) is False"
				}
				if err == nil || !strings.Contains(err.Error(), tt.want) {
					t.Errorf("got %v\nwant %s", err, tt.want)
				}
			}
		})
	}
}

// What is wrong with a sample case is shown in its lines, and of a hidden case no line is.
func TestMistakesShowLines(t *testing.T) {
	t.Parallel()
	const wrong = "about: wrong\ninput: {nums: [4711]}\nwant: 1\n"
	_, err := open(t, library(t, with(function, "testcases/sum/sample/1.yaml", wrong))).Load("sum")
	if err == nil || !strings.HasSuffix(err.Error(), ":2:1: input: the argument start is missing\n    1 | about: wrong\n>   2 | input: {nums: [4711]}\n      | ^") {
		t.Errorf("got %v", err)
	}
	_, err = open(t, library(t, with(function, "testcases/sum/hidden/1.yaml", wrong))).Load("sum")
	if err == nil || !strings.HasSuffix(err.Error(), ":2:1: input: the argument start is missing") {
		t.Errorf("got %v", err)
	}
}
