"""Takes a task's tests apart: judged as a submission, in a cell, with one task of a set as its input.

The tests are code. They run here once, with every assertion about the function under test turned into a note of its arguments and
of what is expected, so that afterwards a submission can be judged without them in its process. What an assertion asks that is no
such pair is said, with its line, and the task is left alone.

The answer is a dict: doc, params ([name, annotation]), returns, examples and pairs ([arguments by name, expected, rule, abs, rel]),
of which the former are the calls that the text shows, and refused, the reasons ([line, why]) for which not all of the tests can be pairs.
"""
import ast
import copy
import inspect
import re

MOST = 500  # pairs of a task
LONGEST = 2000  # characters of a call in a text
UNDER_TEST = "candidate"
NOTE = "note of an assertion"  # no identifier, so no name of the task's
ORDERLESS = {"sorted": "unordered", "set": "set", "Counter": "unordered"}
WRAPPERS = {"list": list, "tuple": tuple}


class Refused(Exception):
    pass


def convert(program, test, asserts, name, text):
    """program: the whole solution; test: code that defines check(candidate); asserts: statements that call the function itself;
    text: what a learner is told beside the function's own docstring."""
    tree = ast.parse(program)
    function = next((f for f in reversed(tree.body) if isinstance(f, (ast.FunctionDef, ast.AsyncFunctionDef)) and f.name == name), None)
    out = {"doc": "", "params": [], "returns": "", "examples": [], "pairs": [], "refused": []}
    if function is None:
        out["refused"].append([0, "the program defines no function %s" % name])
        return out
    out["doc"] = ast.get_docstring(function) or ""
    out["returns"] = ast.unparse(function.returns) if function.returns else ""
    a = function.args
    if a.vararg or a.kwarg or a.posonlyargs or a.kwonlyargs:
        out["refused"].append([function.lineno, "%s takes more than plain parameters" % name])
        return out
    out["params"] = [[p.arg, ast.unparse(p.annotation) if p.annotation else ""] for p in a.args]
    space = {"__name__": "task"}
    exec(compile(tree, "program", "exec"), space)
    notes = Notes(space[name])
    space[NOTE] = notes
    try:
        if test:
            body = Assertions(UNDER_TEST, out["refused"]).visit(ast.parse(test))
        else:
            body = Assertions(name, out["refused"]).visit(ast.parse("\n".join(asserts)))
        if out["refused"]:
            return out
        exec(compile(ast.fix_missing_locations(body), "test", "exec"), space)
        if test:
            space["check"](notes.forbidden)
    except Refused as err:
        out["refused"].append([0, str(err)])
    except Exception as err:
        out["refused"].append([line_of(err), "raises " + ("%s: %s" % (type(err).__name__, err)).rstrip(": ")])
    out["pairs"] = notes.pairs
    out["examples"] = examples(out["doc"] + "\n" + text, name, space[name])
    return out


def examples(text, name, function):
    """The calls with literals in a text, with what the solution answers."""
    notes = Notes(function)
    for start in (m.start() for m in re.finditer(r"(?<![\w.])%s\(" % re.escape(name), text)):
        call = call_at(text, start)
        if call is None:
            continue
        try:
            args = [ast.literal_eval(a) for a in call.args]
            named = {k.arg: ast.literal_eval(k.value) for k in call.keywords}
            notes(args, named, function(*copy.deepcopy(args), **copy.deepcopy(named)), "exact", "", 0, 0)
        except Exception:
            continue  # a signature, or a call that fails on purpose
    return notes.pairs


def call_at(text, start):
    """The call that begins there; None where it is none."""
    for end in (m.end() for m in re.finditer(r"\)", text[start:start + LONGEST])):
        try:
            return ast.parse(text[start:start + end], mode="eval").body
        except (SyntaxError, ValueError):
            continue
    return None


def line_of(err):
    """The last line of the tests that the error came through."""
    tb, line = err.__traceback__, 0
    while tb is not None:
        if tb.tb_frame.f_code.co_filename == "test":
            line = tb.tb_lineno
        tb = tb.tb_next
    return line


class Notes:
    """Is called in the place of each assertion."""

    def __init__(self, function):
        self.function = function
        self.signature = inspect.signature(function)
        self.pairs = []

    def __call__(self, args, named, want, rule, shape, abs_tol, rel_tol):
        bound = self.signature.bind(*args, **named)
        bound.apply_defaults()
        if len(self.pairs) >= MOST:
            return
        want = WRAPPERS[shape](want) if shape else want
        if rule == "exact":
            got = self.function(*copy.deepcopy(args), **copy.deepcopy(named))
            if got != want and not shape:
                raise Refused("the set's own solution does not give what the tests expect")
            want = want if shape else got  # the same to the tests; but 1, 1.0 and True are three answers
        pair = [dict(bound.arguments), want, rule, float(abs_tol), float(rel_tol)]
        self.pairs.append(copy.deepcopy(pair))  # the tests may go on to change it

    def forbidden(self, *args, **named):
        raise Refused("the tests call the function outside of an assertion that can be a pair")


class Assertions(ast.NodeTransformer):
    """Turns what is asserted of the function into calls of Notes, and adds what cannot be to the refused."""

    def __init__(self, name, refused):
        self.name, self.refused = name, refused

    def visit_FunctionDef(self, node):
        if node.name == "check":  # its parameter is what is called, whatever its name
            self.name = node.args.args[0].arg if node.args.args else self.name
        return self.generic_visit(node)

    def visit_Assert(self, node):
        if not self.mentioned(node.test):  # says something of the tests themselves
            return node
        if isinstance(node.test, ast.BoolOp) and isinstance(node.test.op, ast.And):
            parts = [self.visit_Assert(ast.copy_location(ast.Assert(t, None), node)) for t in node.test.values]
            return [p for p in parts if p is not None]
        try:
            return ast.copy_location(ast.Expr(self.note(node.test)), node)
        except Refused as err:
            self.refused.append([node.lineno, str(err)])
            return None

    def mentioned(self, node):
        return any(isinstance(n, ast.Name) and n.id == self.name for n in ast.walk(node))

    def note(self, test):
        """The call that notes what an assertion asks."""
        if self.is_call(test):
            return self.pair(test, ast.Constant(True))  # where the solution's answer is another true value, it is refused
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) and self.is_call(test.operand):
            return self.pair(test.operand, ast.Constant(False))
        if isinstance(test, ast.Call):
            return self.close(test)
        if not isinstance(test, ast.Compare) or len(test.ops) != 1:
            raise Refused("is no comparison with an expected value")
        op, left, right = test.ops[0], test.left, test.comparators[0]
        if isinstance(op, (ast.Lt, ast.LtE)):
            return self.within(left, right)
        if self.mentioned(right) and not self.mentioned(left):
            left, right = right, left
        if self.mentioned(right):
            raise Refused("compares two answers with each other")
        if isinstance(op, ast.Eq) or isinstance(op, ast.Is) and isinstance(right, ast.Constant):
            return self.equal(left, right)
        raise Refused("is no comparison with an expected value")

    def equal(self, left, right):
        if self.is_call(left):
            return self.pair(left, right)
        wrapper = wrapper_of(left)
        if wrapper and self.is_call(left.args[0]):
            if wrapper in WRAPPERS:  # list(f(x)) == list(y)
                return self.pair(left.args[0], right, shape=wrapper)
            if wrapper_of(right) == wrapper:
                return self.pair(left.args[0], right.args[0], rule=ORDERLESS[wrapper])
        raise Refused("compares something made of the answer, not the answer")

    def within(self, left, right):
        """abs(f(x) - y) < tolerance"""
        if isinstance(left, ast.Call) and called(left) in ("abs", "fabs") and len(left.args) == 1 and not self.mentioned(right):
            difference = left.args[0]
            if isinstance(difference, ast.BinOp) and isinstance(difference.op, ast.Sub):
                a, b = difference.left, difference.right
                if self.is_call(b):
                    a, b = b, a
                if self.is_call(a) and not self.mentioned(b):
                    return self.pair(a, b, rule="float", abs_tol=right)
        raise Refused("bounds something made of the answer, not its distance from an expected value")

    def close(self, test):
        """math.isclose(f(x), y, …)"""
        if called(test) != "isclose" or len(test.args) != 2:
            raise Refused("asks a function about the answer")
        a, b = test.args
        if self.is_call(b):
            a, b = b, a
        if not self.is_call(a) or self.mentioned(b):
            raise Refused("asks a function about something made of the answer")
        named = {k.arg: k.value for k in test.keywords}
        return self.pair(a, b, rule="float", rel_tol=named.get("rel_tol", ast.Constant(1e-9)), abs_tol=named.get("abs_tol"))

    def is_call(self, node):
        return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == self.name

    def pair(self, call, want, rule="exact", shape="", abs_tol=None, rel_tol=None):
        if any(map(self.mentioned, [*call.args, *[k.value for k in call.keywords]])):
            raise Refused("passes an answer to the function again")
        args = ast.Tuple(call.args, ast.Load())
        named = ast.Call(ast.Name("dict", ast.Load()), [], call.keywords)
        zero = ast.Constant(0)
        return ast.Call(ast.Name(NOTE, ast.Load()), [
            args, named, want, ast.Constant(rule), ast.Constant(shape), abs_tol or zero, rel_tol or zero], [])


def called(call):
    """The last name of what is called."""
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def wrapper_of(node):
    if isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords:
        name = called(node)
        if name in ORDERLESS or name in WRAPPERS:
            return name
    return None
