package growth

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// expression is the logarithm of a claim's value, of the logarithms of the size and of whatever else it depends on. Logarithms, for 2^n
// is beyond all numbers.
type expression func(size, other float64) float64

// parser reads what stands in the brackets of O(…): sums, products, powers, log and sqrt, as people write them: n log n, n*log(n), nlogn,
// n^2, n**2, n², 2^n, n!, k + n.
type parser struct {
	rest string
	size string // a name of the size besides n
	deep int
}

var errEnd = errors.New("something is missing at its end")

// deepest bounds brackets and powers in each other.
const deepest = 20

func parse(text, size string) (expression, error) {
	p := &parser{rest: text, size: size}
	e, err := p.sum()
	if err == nil && p.peek() != 0 {
		err = fmt.Errorf("%q stands where nothing is expected", p.peek())
	}
	return e, err
}

// peek is the next character that is no space; 0 at the end.
func (p *parser) peek() rune {
	p.rest = strings.TrimLeftFunc(p.rest, unicode.IsSpace)
	if p.rest == "" {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(p.rest)
	return r
}

func (p *parser) take(tokens ...string) bool {
	p.peek()
	for _, t := range tokens {
		if rest, ok := strings.CutPrefix(p.rest, t); ok {
			p.rest = rest
			return true
		}
	}
	return false
}

func (p *parser) sum() (expression, error) {
	if p.deep++; p.deep > deepest {
		return nil, errors.New("it is nested too deeply")
	}
	defer func() { p.deep-- }()
	all, err := p.product()
	for err == nil && p.take("+") {
		var next expression
		a := all
		next, err = p.product()
		all = func(size, other float64) float64 { return add(a(size, other), next(size, other)) }
	}
	return all, err
}

// add is the logarithm of a sum.
func add(a, b float64) float64 {
	high, low := max(a, b), min(a, b)
	if math.IsInf(high, 0) {
		return high
	}
	return high + math.Log1p(math.Exp(low-high))
}

func (p *parser) product() (expression, error) {
	all, err := p.power()
	for err == nil {
		divides := p.take("/")
		if !divides && !p.take("*", "·", "×", "⋅") && !p.more() {
			break
		}
		var next expression
		a := all
		next, err = p.power()
		sign := 1.0
		if divides {
			sign = -1
		}
		all = func(size, other float64) float64 { return a(size, other) + sign*next(size, other) }
	}
	return all, err
}

// more says whether another factor follows, with no sign between.
func (p *parser) more() bool {
	r := p.peek()
	return r == '(' || r == '√' || unicode.IsLetter(r) || unicode.IsDigit(r) && r < utf8.RuneSelf
}

func (p *parser) power() (expression, error) {
	base, err := p.atom()
	if err != nil {
		return nil, err
	}
	if e, ok := p.exponent(); ok {
		return raise(base, constant(e)), nil
	}
	switch {
	case p.take("!"):
		return func(size, other float64) float64 {
			g, _ := math.Lgamma(math.Exp(base(size, other)) + 1)
			return g
		}, nil
	case p.take("^", "**"):
		if p.deep++; p.deep > deepest {
			return nil, errors.New("it is nested too deeply")
		}
		e, err := p.power()
		p.deep--
		return raise(base, e), err
	}
	return base, nil
}

// exponent takes a raised digit.
func (p *parser) exponent() (float64, bool) {
	for i, digit := range []string{"²", "³", "⁴", "⁵"} {
		if p.take(digit) {
			return float64(i + 2), true
		}
	}
	return 0, false
}

func raise(base, e expression) expression {
	return func(size, other float64) float64 { return base(size, other) * math.Exp(e(size, other)) }
}

func constant(v float64) expression { return func(float64, float64) float64 { return math.Log(v) } }

func (p *parser) atom() (expression, error) {
	switch r := p.peek(); {
	case r == 0:
		return nil, errEnd
	case p.take("("):
		return p.until(")")
	case p.take("|"): // |V|
		return p.until("|")
	case p.take("√"):
		return p.root()
	case r >= '0' && r <= '9' || r == '.':
		end := strings.IndexFunc(p.rest, func(r rune) bool { return (r < '0' || r > '9') && r != '.' })
		if end < 0 {
			end = len(p.rest)
		}
		v, err := strconv.ParseFloat(p.rest[:end], 64)
		if err != nil || v <= 0 {
			return nil, fmt.Errorf("%.10q is no number", p.rest[:end])
		}
		p.rest = p.rest[end:]
		return constant(v), nil
	case p.function("log", "lg", "ln"):
		return p.logarithm()
	case p.function("sqrt"):
		return p.root()
	case p.named(p.size):
		return func(size, _ float64) float64 { return size }, nil
	case p.take("α("): // Ackermann's inverse, which never is more than 4
		_, err := p.until(")")
		return constant(1), err
	case r < utf8.RuneSelf && unicode.IsLetter(r):
		return p.variable(r)
	default:
		return nil, fmt.Errorf("%q stands where nothing is expected", r)
	}
}

func (p *parser) until(end string) (expression, error) {
	e, err := p.sum()
	if err == nil && !p.take(end) {
		err = errEnd
	}
	return e, err
}

// named takes a name that is one of several letters.
func (p *parser) named(name string) bool {
	rest, ok := strings.CutPrefix(p.rest, name)
	if next, _ := utf8.DecodeRuneInString(rest); name == "" || !ok || wordy(next) {
		return false
	}
	p.rest = rest
	return true
}

// function takes a function's name, behind which its argument may stand without brackets or a space.
func (p *parser) function(names ...string) bool {
	for _, name := range names {
		if len(p.rest) >= len(name) && strings.EqualFold(p.rest[:len(name)], name) {
			p.rest = p.rest[len(name):]
			return true
		}
	}
	return false
}

// variable takes a single letter, one of several that stand together: nk. Longer words are none.
func (p *parser) variable(r rune) (expression, error) {
	word := p.rest
	if end := strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && r != '_' }); end >= 0 {
		word = word[:end]
	}
	if letters := utf8.RuneCountInString(word); letters > 3 && !strings.Contains(strings.ToLower(word), "log") {
		return nil, fmt.Errorf("%.20q is not known; write n for the size", word)
	}
	p.rest = p.rest[utf8.RuneLen(r):]
	if r == 'n' || r == 'N' {
		return func(size, _ float64) float64 { return size }, nil
	}
	return func(_, other float64) float64 { return other }, nil
}

// logarithm is that of the argument, to whatever base; its power may stand before: log² n.
func (p *parser) logarithm() (expression, error) {
	p.take("_")
	if strings.HasPrefix(p.rest, "2") || strings.HasPrefix(p.rest, "10") { // the base
		p.rest = strings.TrimLeft(p.rest, "012")
	}
	e, raised := p.exponent()
	if !raised && p.take("^") {
		digits := len(p.rest) - len(strings.TrimLeft(p.rest, "0123456789"))
		v, err := strconv.ParseFloat(p.rest[:digits], 64)
		if err != nil || v <= 0 {
			return nil, errors.New("the power of a logarithm is no number")
		}
		e, raised, p.rest = v, true, p.rest[digits:]
	}
	p.peek()
	argument, err := p.argument()
	if err != nil {
		return nil, err
	}
	log := func(size, other float64) float64 { return math.Log(max(argument(size, other), 1)) } // of what is below e there is nothing to gain
	if raised {
		return raise(log, constant(e)), nil
	}
	return log, nil
}

// argument is what a function is of: log n!, log log n, but log n * k is (log n) * k.
func (p *parser) argument() (expression, error) {
	if p.deep++; p.deep > deepest {
		return nil, errors.New("it is nested too deeply")
	}
	defer func() { p.deep-- }()
	return p.power()
}

func (p *parser) root() (expression, error) {
	argument, err := p.argument()
	return func(size, other float64) float64 { return argument(size, other) / 2 }, err
}
