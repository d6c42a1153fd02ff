package value

import (
	"encoding/base64"
	"fmt"
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// FromYAML reads a value from a YAML node: null, booleans, numbers, strings, sequences (lists) and mappings
// (dicts) are what they look like, and the tags !tuple, !set, !frozenset, !bytes (base64) and !decimal (digits)
// say the rest. Errors carry the node's place in the file.
func FromYAML(node ast.Node) (Value, error) {
	return fromNode(node, 0)
}

func fromNode(node ast.Node, depth int) (Value, error) {
	if depth > MaxDepth {
		return nil, nodeError(node, "nested deeper than %d", MaxDepth)
	}
	switch n := node.(type) {
	case nil:
		return None{}, nil
	case *ast.NullNode:
		return None{}, nil
	case *ast.BoolNode:
		return Bool(n.Value), nil
	case *ast.IntegerNode:
		return fromInteger(n)
	case *ast.FloatNode:
		return Float(n.Value), nil
	case *ast.InfinityNode:
		return Float(n.Value), nil
	case *ast.NanNode:
		return Float(math.NaN()), nil
	case *ast.StringNode:
		return fromString(n)
	case *ast.LiteralNode:
		return Str(n.Value.Value), nil
	case *ast.SequenceNode:
		list := make(List, len(n.Values))
		for i, item := range n.Values {
			v, err := fromNode(item, depth+1)
			if err != nil {
				return nil, err
			}
			list[i] = v
		}
		return list, nil
	case *ast.MappingNode:
		return fromMapping(n.Values, depth)
	case *ast.MappingValueNode:
		return fromMapping([]*ast.MappingValueNode{n}, depth)
	case *ast.TagNode:
		return fromTag(n, depth)
	case *ast.AnchorNode, *ast.AliasNode:
		return nil, nodeError(node, "anchors and aliases are not allowed in values; write the value out")
	}
	return nil, nodeError(node, "a %s is not a value", node.Type())
}

func fromInteger(n *ast.IntegerNode) (Value, error) {
	if leadingZero.MatchString(n.Token.Value) {
		return nil, nodeError(n, "%s", zeroMessage)
	}
	switch i := n.Value.(type) {
	case int64:
		return Int(i), nil
	case uint64:
		return NewInt(new(big.Int).SetUint64(i)), nil
	}
	return nil, nodeError(n, "not an integer")
}

// Numbers that the YAML library gives as strings, for it knows none beyond 64 bits and no exponent without a point.
var (
	decimal     = regexp.MustCompile(`^[-+]?[0-9][0-9_]*$`)
	hexadecimal = regexp.MustCompile(`^[-+]?0x[0-9a-fA-F][0-9a-fA-F_]*$`)
	exponent    = regexp.MustCompile(`^[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)[eE][-+]?[0-9]+$`)
	leadingZero = regexp.MustCompile(`^[-+]?0[0-9_]+$`)
)

const zeroMessage = "a number that begins with 0; leave the zeros out, write 0o17 for octal, or quote it if it is text"

func fromString(n *ast.StringNode) (Value, error) {
	if n.Token.Type != token.StringType { // it stands in quotes
		return Str(n.Value), nil
	}
	digits := strings.ReplaceAll(strings.TrimPrefix(n.Value, "+"), "_", "")
	var v Value
	var err error
	switch {
	case leadingZero.MatchString(n.Value):
		return nil, nodeError(n, "%s", zeroMessage)
	case decimal.MatchString(n.Value):
		v, err = ParseInt(digits)
	case hexadecimal.MatchString(n.Value):
		v, err = parseHex(strings.ToLower(digits))
	case exponent.MatchString(n.Value):
		var f float64
		if f, err = strconv.ParseFloat(digits, 64); err != nil {
			err = fmt.Errorf("beyond what a float holds: %s", shorten(n.Value))
		}
		v = Float(f)
	default:
		return Str(n.Value), nil
	}
	if err != nil {
		return nil, nodeError(n, "%v", err)
	}
	return v, nil
}

func fromMapping(entries []*ast.MappingValueNode, depth int) (Value, error) {
	dict := make(Dict, 0, len(entries))
	for _, e := range entries {
		k, err := fromNode(e.Key, depth+1)
		if err != nil {
			return nil, err
		}
		v, err := fromNode(e.Value, depth+1)
		if err != nil {
			return nil, err
		}
		dict = append(dict, Entry{k, v})
	}
	return dict, nil
}

func fromTag(n *ast.TagNode, depth int) (Value, error) {
	v, err := fromNode(n.Value, depth+1)
	if err != nil {
		return nil, err
	}
	tag := n.Start.Value
	switch tag {
	case "!tuple", "!set", "!frozenset":
		list, ok := v.(List)
		if !ok {
			return nil, nodeError(n, "%s takes a sequence, not %s", tag, TypeName(v))
		}
		switch tag {
		case "!tuple":
			return Tuple(list), nil
		case "!set":
			return Set(list), nil
		}
		return FrozenSet(list), nil
	case "!bytes":
		if s, ok := v.(Str); ok {
			if b, err := base64.StdEncoding.DecodeString(string(s)); err == nil {
				return Bytes(b), nil
			}
		}
		return nil, nodeError(n, "!bytes takes a string in base64")
	case "!decimal":
		if s, ok := v.(Str); ok {
			if d, err := ParseDecimal(string(s)); err == nil {
				return d, nil
			}
		}
		return nil, nodeError(n, "!decimal takes digits, such as 2500.50")
	}
	return nil, nodeError(n, "unknown tag %s; there are !tuple, !set, !frozenset, !bytes and !decimal", tag)
}

func nodeError(node ast.Node, format string, args ...any) error {
	return &yaml.SyntaxError{Message: fmt.Sprintf(format, args...), Token: node.GetToken()}
}
