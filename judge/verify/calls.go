package verify

import (
	"regexp"
	"slices"
	"strings"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/value"
)

// written is far more than an example takes.
const written = 1 << 20

// example is a call in a statement.
type example struct {
	line    int
	name    string // of what is called
	call    string // its arguments, as literals writes them
	returns string // what is said of it, as literals writes it; empty for nothing
}

// calls gives the calls of functions in a text that have nothing but literals as arguments.
func calls(text string, names ...string) []example {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = regexp.QuoteMeta(n)
	}
	var all []example
	for _, at := range regexp.MustCompile(`\b(`+strings.Join(quoted, "|")+`)\(`).FindAllStringSubmatchIndex(text, -1) {
		args, rest, ok := enclosed(text[at[1]:])
		if !ok {
			continue
		}
		if call, ok := literals(args); ok || strings.TrimSpace(args) == "" {
			all = append(all, example{1 + strings.Count(text[:at[0]], "\n"), text[at[2]:at[3]], call, returned(rest)})
		}
	}
	return all
}

// returned gives what stands behind a call on its line, behind a mark: # [1, 2].
func returned(rest string) string {
	line, _, _ := strings.Cut(rest, "\n")
	for _, mark := range []string{"#", "->", "→", "=>", "=="} {
		if said, ok := strings.CutPrefix(strings.TrimSpace(line), mark); ok {
			if said, ok := literals(said); ok {
				return said
			}
		}
	}
	return ""
}

// enclosed gives a text up to the bracket that ends it, and what follows.
func enclosed(text string) (inside, rest string, ok bool) {
	depth := 0
	for at := 0; at < len(text); {
		size := len(token.FindString(text[at:]))
		if size == 0 {
			return "", "", false
		}
		switch text[at] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			if depth == 0 {
				return text[:at], text[at+1:], true
			}
			depth--
		}
		at += size
	}
	return "", "", false
}

// token is one of Python's, as far as literals have them: a string, a number or name, a space, or any other character.
var token = regexp.MustCompile(`^(?:b?'(?:[^'\\\n]|\\.)*'|b?"(?:[^"\\\n]|\\.)*"|[0-9]+(?:_[0-9]+)*(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|[A-Za-z_][A-Za-z0-9_]*|\s+|[^'"])`)

// words are the names that literals are made of.
var words = []string{"None", "True", "False", "nan", "inf", "float", "set", "frozenset", "Decimal"}

// literals writes Python literals with single spaces, one kind of quotes and plain numbers, so that two which mean the same are the
// same text. It is false where the text holds anything else. An argument's name before its value is left out.
func literals(text string) (string, bool) {
	var out []string
	for rest := strings.TrimSpace(text); rest != ""; {
		t := token.FindString(rest)
		if t == "" {
			return "", false
		}
		rest = rest[len(t):]
		switch first := t[0]; {
		case strings.TrimSpace(t) == "":
		case strings.ContainsAny(t, `'"`):
			out = append(out, quoted(t))
		case first >= '0' && first <= '9':
			out = append(out, number(t))
		case first == '_' || first >= 'A' && first <= 'Z' || first >= 'a' && first <= 'z':
			if after := strings.TrimLeft(rest, " "); strings.HasPrefix(after, "=") && !strings.HasPrefix(after, "==") {
				rest = after[1:]
				continue
			}
			if !slices.Contains(words, t) {
				return "", false
			}
			out = append(out, t)
		case strings.Contains("[](){},:-+", t):
			if n := len(out); (t == "]" || t == "}") && n > 0 && out[n-1] == "," {
				out = out[:n-1]
			}
			out = append(out, t)
		default:
			return "", false
		}
	}
	if n := len(out); n > 0 && out[n-1] == "," {
		out = out[:n-1]
	}
	return strings.NewReplacer("float ( 'inf' )", "inf", "float ( 'nan' )", "nan").Replace(strings.Join(out, " ")), len(out) > 0
}

// quoted writes a string in single quotes.
func quoted(t string) string {
	prefix := ""
	if t[0] == 'b' {
		prefix, t = "b", t[1:]
	}
	body := t[1 : len(t)-1]
	body = strings.ReplaceAll(strings.ReplaceAll(body, `\"`, `"`), `\'`, `'`)
	return prefix + "'" + body + "'"
}

// number writes 1_000 as 1000, and 2.50 as 2.5.
func number(t string) string {
	t = strings.ReplaceAll(t, "_", "")
	if strings.Contains(t, ".") && !strings.ContainsAny(t, "eE") {
		if t = strings.TrimRight(t, "0"); strings.HasSuffix(t, ".") {
			t += "0"
		}
	}
	return t
}

// callOf is the call that a sample is.
func callOf(p *problems.Problem, input value.Dict) string {
	args, _, _ := enclosed(strings.TrimPrefix(value.Call(p.Signature.Name, input, written), p.Signature.Name+"("))
	out, _ := literals(args)
	return out
}

// showsCall sees that a sample's call is in the statement, and that what the statement says of it is so.
func showsCall(p *problems.Problem, c testcases.Case, input value.Dict, found *Result) {
	mine, shown := callOf(p, input), false
	right, _ := literals(value.Python(want(c), written))
	for _, e := range calls(p.Statement, p.Signature.Name) {
		if e.call != mine {
			continue
		}
		shown = true
		if p.Compare.Rule == problems.RuleExact && e.returns != "" && right != "" && e.returns != right {
			strange(found, e.line, "it says that %s(%s) gives %s, and the sample %s wants %s", p.Signature.Name, mine, e.returns, c.Name, right)
		}
	}
	if !shown {
		missing(found, c, value.Call(p.Signature.Name, input, 200))
	}
}

// strangeCalls finds calls in the statement that no sample makes.
func strangeCalls(p *problems.Problem, samples []testcases.Case, found *Result) {
	for _, e := range calls(p.Statement, p.Signature.Name) {
		if e.call != "" && !slices.ContainsFunc(samples, func(c testcases.Case) bool {
			input, err := p.Input(c)
			return err == nil && callOf(p, input) == e.call
		}) {
			strange(found, e.line, "it shows %s(%s), and no sample case has this", p.Signature.Name, e.call)
		}
	}
}
