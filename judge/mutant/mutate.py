"""Makes the mutants of a Python source: judged as a submission, in a cell, with the source as its input.

Each is an edit of the source's bytes, [operator, start, end, text], so that its diff shows nothing else. What does not
compile, and what compiles to the same code, is left out.
"""
import ast
import re
import sys

COMPARISON = {
    "<": ">=", ">": "<=", "<=": ">", ">=": "<", "==": "!=", "!=": "==",
    "in": "not in", "not in": "in", "is": "is not", "is not": "is",
}
BOUNDARY = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
BOOLEAN = {"and": "or", "or": "and"}
ARITHMETIC = {
    "+": "-", "-": "+", "*": "+", "/": "*", "//": "*", "%": "*", "**": "*", "@": "*",
    "<<": ">>", ">>": "<<", "&": "|", "|": "&", "^": "&",
}
OTHER_END = {"min": "max", "max": "min", "nlargest": "nsmallest", "nsmallest": "nlargest", "bisect_left": "bisect_right",
             "bisect_right": "bisect_left", "insort_left": "insort_right", "insort_right": "insort_left",
             "appendleft": "append", "popleft": "pop"}
WITH_DEFAULT = {"get": 2, "pop": 2, "setdefault": 2, "next": 2, "getattr": 3, "sum": 2}  # arguments, the last of which is one
STATEMENTS = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Return, ast.Raise, ast.Assert, ast.Delete, ast.Expr, ast.Break,
              ast.Continue, ast.If, ast.For, ast.While, ast.With)
BETWEEN = re.compile(rb"(?:[\s()\\]|#[^\n]*)*")  # what may stand around an operator
OPERATOR = re.compile(rb"not\s+in\b|is\s+not\b|[a-z]+|[-+*/%<>=!&|^@]+")


def mutants(source, most, program):
    """At most so many; a program is run, and anything else is loaded."""
    data = source.encode()
    known = fingerprint(compile(data, "source", "exec", dont_inherit=True))
    edits = Edits(data, program)
    edits.visit(ast.parse(data))
    out, seen = [], {data}
    for operator, start, end, text in sorted(edits.found, key=lambda e: e[1]):
        mutant = data[:start] + text + data[end:]
        if mutant in seen:
            continue
        seen.add(mutant)
        try:
            if fingerprint(compile(mutant, "mutant", "exec", dont_inherit=True)) == known:
                continue
        except (SyntaxError, ValueError, RecursionError):
            continue
        out.append([operator, start, end, text.decode()])
    if len(out) > most:  # some from everywhere
        out = [out[i * len(out) // most] for i in range(most)]
    return out


def fingerprint(code):
    """What code does, wherever it stands."""
    consts = tuple(fingerprint(c) if isinstance(c, type(code)) else (type(c).__name__, repr(c)) for c in code.co_consts)
    return code.co_code, code.co_names, code.co_varnames, code.co_freevars, code.co_flags, consts


class Edits(ast.NodeVisitor):
    def __init__(self, data, program):
        self.data, self.program, self.found = data, program, []
        self.flags = set()  # constants that are dropped with their keyword, which says the same as their opposite
        self.starts = [0]
        for line in data.split(b"\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)

    def add(self, operator, start, end, text):
        if isinstance(text, str):
            text = text.encode()
        self.found.append((operator, start, end, text))

    def span(self, node):
        return self.starts[node.lineno - 1] + node.col_offset, self.starts[node.end_lineno - 1] + node.end_col_offset

    def text(self, node):
        start, end = self.span(node)
        return self.data[start:end]

    def operator(self, left, right):
        """The operator between two nodes: where it stands, and what it is."""
        at = BETWEEN.match(self.data, self.span(left)[1]).end()
        found = OPERATOR.match(self.data, at)
        if not found or found.end() > self.span(right)[0]:
            return None
        return *found.span(), " ".join(found.group().decode().split())

    def between(self, left, right, tables):
        found = self.operator(left, right)
        if not found:
            return
        start, end, text = found
        for name, table in tables.items():
            if text in table:
                self.add(name, start, end, table[text])

    # Expressions.

    def visit_Compare(self, node):
        operands = [node.left, *node.comparators]
        for left, right in zip(operands, operands[1:]):
            self.between(left, right, {"comparison": COMPARISON, "boundary": BOUNDARY})
        self.generic_visit(node)

    def visit_BinOp(self, node):
        self.between(node.left, node.right, {"arithmetic": ARITHMETIC})
        self.generic_visit(node)

    def visit_AugAssign(self, node):
        self.between(node.target, node.value, {"arithmetic": {k + "=": v + "=" for k, v in ARITHMETIC.items()}})
        self.generic_visit(node)

    def visit_BoolOp(self, node):
        for left, right in zip(node.values, node.values[1:]):
            self.between(left, right, {"boolean": BOOLEAN})
        self.generic_visit(node)

    def visit_UnaryOp(self, node):
        start, inner = self.span(node)[0], self.span(node.operand)[0]
        if isinstance(node.op, ast.Not):
            self.add("boolean", start, start + (4 if self.data[start + 3:start + 4] == b" " else 3), b"")
        elif isinstance(node.op, (ast.USub, ast.Invert)) and inner == start + 1:
            self.add("arithmetic", start, inner, b"")
        self.generic_visit(node)

    def visit_Constant(self, node):
        start, end = self.span(node)
        if isinstance(node.value, bool):
            if node in self.flags:
                return
            self.add("boolean", start, end, str(not node.value))
        elif isinstance(node.value, (int, float)) and abs(node.value) < 1e300:
            for other in node.value + 1, node.value - 1:
                text = repr(other)
                self.add("constant", start, end, text if other >= 0 else "(%s)" % text)

    def visit_Slice(self, node):
        for bound in node.lower, node.upper:
            self.nudge(bound)
        self.generic_visit(node)

    def nudge(self, node):
        """An end that is no constant, one further and one less far."""
        if node is None or isinstance(node, (ast.Constant, ast.Starred)) or isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.Constant):
            return
        start, end = self.span(node)
        text = self.data[start:end]
        if not isinstance(node, (ast.Name, ast.Call, ast.Attribute, ast.Subscript, ast.BinOp)):
            text = b"(" + text + b")"
        for more in b" + 1", b" - 1":
            self.add("boundary", start, end, text + more)

    def visit_Call(self, node):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        args = node.args
        if not any(isinstance(a, ast.Starred) for a in args):
            for left, right in zip(args, args[1:]):
                start, end = self.span(left)[0], self.span(right)[1]
                middle = self.data[self.span(left)[1]:self.span(right)[0]]
                if b"(" not in middle and b")" not in middle:
                    self.add("argument", start, end, self.text(right) + middle + self.text(left))
            if WITH_DEFAULT.get(name) == len(args):
                self.add("default", self.span(args[-2])[1], self.span(args[-1])[1], b"")
        if name == "range" and args:
            self.nudge(args[min(1, len(args) - 1)])
        self.ordering(node, name)
        self.generic_visit(node)

    def ordering(self, node, name):
        if name in OTHER_END:
            end = self.span(node.func)[1]
            self.add("order", end - len(name), end, OTHER_END[name])
        if name == "reversed" and len(node.args) == 1:
            start, end = self.span(node.func)
            self.add("order", start, end, b"list")
        for keyword in node.keywords:
            if keyword.arg in ("key", "reverse"):
                self.drop(keyword)
                self.flags.add(keyword.value)
        if name in ("sorted", "sort") and not any(k.arg in ("reverse", None) for k in node.keywords):
            end = self.span(node)[1] - 1
            inner = self.data[self.span(node.func)[1]:end].rstrip()
            if len(node.args) == 1 and isinstance(node.args[0], ast.GeneratorExp) and not node.keywords:
                start, end = self.span(node.args[0])
                self.add("order", start, end, b"(" + self.data[start:end] + b", reverse=True)")
            else:
                comma = b"" if inner[-1:] in (b",", b"(") else b", "
                self.add("order", end, end, comma + b"reverse=True")

    def drop(self, keyword):
        """Leaves a keyword out, with the comma before or after it."""
        start, end = self.starts[keyword.lineno - 1] + keyword.col_offset, self.span(keyword.value)[1]
        before = self.data[:start].rstrip()
        after = re.compile(rb"\s*,\s*").match(self.data, end)
        if before.endswith(b","):
            start = len(before) - 1
        elif after:
            end = after.end()
        self.add("order", start, end, b"")

    def visit_JoinedStr(self, node):
        if sys.version_info >= (3, 12):  # before, the places in it are not told
            self.generic_visit(node)

    # Statements.

    def generic_visit(self, node):
        for field in "body", "orelse", "finalbody":
            body = getattr(node, field, None)
            if isinstance(body, list):
                for statement in body:
                    self.statement(statement)
        super().generic_visit(node)

    def statement(self, node):
        if not isinstance(node, STATEMENTS):
            return
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return  # a docstring
        if isinstance(node, ast.AnnAssign) and node.value is None:
            return
        start, end = self.span(node)
        if self.data[start:start + 4] != b"elif":
            self.add("statement", start, end, b"pass")

    def visit_If(self, node):
        if isinstance(node.test, ast.Compare) and getattr(node.test.left, "id", "") == "__name__":
            for statement in node.body if self.program else ():
                self.statement(statement)
                self.visit(statement)
            return
        self.generic_visit(node)

    def visit_FunctionDef(self, node):
        self.defaults(node.args)
        for part in node.decorator_list:
            self.visit(part)
        self.generic_visit_body(node)

    visit_AsyncFunctionDef = visit_FunctionDef

    def generic_visit_body(self, node):
        """Without annotations, which do nothing."""
        for statement in node.body:
            self.statement(statement)
            self.visit(statement)

    def visit_AnnAssign(self, node):
        if node.value is not None:
            self.visit(node.value)

    def visit_Lambda(self, node):
        self.defaults(node.args)
        self.visit(node.body)

    def defaults(self, args):
        for value in [*args.defaults, *(d for d in args.kw_defaults if d is not None)]:
            start, end = self.span(value)
            if not (isinstance(value, ast.Constant) and value.value is None):
                self.add("default", start, end, b"None")
            self.visit(value)
