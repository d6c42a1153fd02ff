"""Runs one case of a submission in a process of its own. Loaded once by the zygote; run() is called in a fork of it.

What stands here has no secrets and no say: the submission shares this process and may change anything. It can only
spoil its own answer, which the judge compares outside.

The job is a file: a length (4 bytes, native order); marshalled in so many bytes the program's header, the submission's source
and what an earlier run compiled it to, empty if there was none; then the case's input, without which it is only compiled.
The header says what the submission is: "function" with the name of a function (input: arguments by name), "class"
with that of a class (input: calls, see design.py), or "stdin" for a whole program (see whole.py). With "nodes" some values are
linked lists or trees (see nodes.py). "profile" is profile.py, which then watches the lines.
The answer is one byte that says what follows, and JSON: "A" a value (the form of package value), "E" an error, "S" an error
of compilation. "C" says that it compiles, and what follows is the code for the next job. With "inspect" in the header, an error is "L" (see
frames.py).
"""
import builtins
import json
import marshal
import os
import sys
import types

# What submissions usually import: a fork has it for nothing.
import bisect  # noqa: F401
import collections  # noqa: F401
import functools
import heapq  # noqa: F401
import itertools
import linecache
import math
import operator  # noqa: F401
import re  # noqa: F401
import string  # noqa: F401
import typing

reseed, os.register_at_fork = os.register_at_fork, lambda **hooks: None
import random  # noqa: E402  (the same submission, the same choices: a fork keeps the seed)
os.register_at_fork = reseed
random.seed(0)

LATER = ["dataclasses"]  # the same, for when there is time: it takes as long to import as many others together

FILE = "submission"
MAX_DEPTH = 998  # of containers: a list with two texts that says what a deeper one is still fits below
MAX_TEXT = 2000  # characters of an error's message
CALLED = []  # the function that is called, once it is found
CALLS = [0]  # the number of the call, where a case has several
ENDING = []  # what is to be done when the submission has ended
PREDEFINED = {name: getattr(typing, name) for name in typing.__all__ if hasattr(typing, name)}
builtins.__dict__.update(PREDEFINED)  # once here, for to copy them in each case costs a tenth of its page faults


def run(job, answer):
    """Answers once at most; the caller ends the process."""
    header, source, code, data = read(job)
    try:
        code = marshal.loads(code) if code else compile(source, FILE, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError) as err:
        reply(answer, b"S", fault(err))
        return
    if not data:
        reply(answer, b"C", portable(code))
        return
    if "profile" in header:
        exec(header["profile"], globals())
        ENDING.append(watch_lines(code, source.count(b"\n") + 1, answer, header["after"]))  # noqa: F821
    try:
        if "stdin" in header:
            body = whole(code, source, job, data)
        else:
            os.close(job)
            args = given(data)
            body = call(code, source, header, args) if "function" in header else design(code, source, header, *args)
    except SystemExit as err:
        flush()
        os._exit(status(err))
    except BaseException as err:
        flush()
        if "inspect" in header:
            reply(answer, b"L", inspected(err))
        else:
            reply(answer, b"E", fault(err))
        return
    flush()
    reply(answer, b"A", body)


def read(job):
    size = os.fstat(job).st_size
    data = bytearray()
    while len(data) < size:
        data += os.read(job, size - len(data))
    end = 4 + int.from_bytes(data[:4], sys.byteorder)
    return *marshal.loads(data[4:end]), data[end:]


def given(data):
    """The arguments in their order; the memory of their text is freed."""
    args = [value for _, value in DECODER.scan_once(data.decode(), 0)[0].items()]
    data.clear()
    return args


def portable(code):
    """The code as bytes; none where it is nested too deeply for that, and every case compiles it."""
    try:
        return marshal.dumps(code)
    except ValueError:
        return b""


def status(err):
    """The exit status that the interpreter would give."""
    if err.code is None:
        return 0
    if isinstance(err.code, int):
        return err.code & 0xFF
    print(err.code, file=sys.stderr, flush=True)
    return 1


def new_module(name, source):
    """The module that the submission is to become; gives what will be its globals."""
    module = types.ModuleType(name)
    sys.modules[name] = module
    text = source.decode("utf-8", "replace")  # so that a traceback that it prints shows its lines
    linecache.cache[FILE] = len(text), None, text.splitlines(True), FILE
    return module.__dict__


def call(code, source, header, args):
    """Calls the function; gives the JSON of what it returns."""
    space = new_module(FILE, source)
    nodes = header.get("nodes")
    if nodes:
        builtins.__dict__.update(NODES)
    exec(code, space)
    function = find(space, header["function"], len(args))
    CALLED.append(function)
    if not nodes:
        return encode(settled(function(*args)))
    of = nodes[header["function"]]
    return written(of["returns"], settled(function(*build(of["params"], args, space))))


CALLERS = [call.__code__]  # the functions here that call one of the submission's


def settled(result):
    """What an async function gives in the end."""
    if isinstance(result, types.CoroutineType):
        import asyncio

        return asyncio.run(result)
    return result


class Missing(Exception):
    """The submission does not define what it should."""


def find(space, name, count):
    """The function to call: a plain one, a method of class Solution, or a plain one that was pasted with its self."""
    solution = space.get("Solution")
    if isinstance(solution, type) and hasattr(solution, name):
        return getattr(solution(), name)
    function = space.get(name)
    if not callable(function):
        raise Missing("function", name)
    code = getattr(function, "__code__", None)
    if code and code.co_argcount == count + 1 and code.co_varnames[0] == "self":
        return functools.partial(function, None)
    return function


# --- Values -------------------------------------------------------------------------------------------------------


def untag(tagged):
    (tag, content), = tagged.items()
    if tag == "tuple":
        return tuple(content)
    if tag == "set":
        return set(content)
    if tag == "frozenset":
        return frozenset(content)
    if tag == "dict":
        return dict(content)
    if tag == "int":
        return int(content, 0)
    if tag == "float":
        return float(content)
    if tag == "bytes":
        import base64

        return base64.b64decode(content)
    raise ValueError(tag)


DECODER = json.JSONDecoder(object_hook=untag)  # the outermost dict is the arguments in their order


def encode(value):
    """The JSON form of a value, in UTF-8."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), 10 * MAX_DEPTH))
    return text(value, set()).encode()


def text(value, inside):
    """The JSON form; inside holds the ids of the containers around the value."""
    kind = type(value)
    if value is None:
        return "null"
    if kind is bool:
        return "true" if value else "false"
    if kind is int:
        return str(value) if INT_MIN <= value <= INT_MAX else '{"int":"%s"}' % hex(value)
    if kind is float:
        if value != value or value in (math.inf, -math.inf):
            return '{"float":"%r"}' % value
        return repr(value)
    if kind is str:
        try:
            value.encode()
        except UnicodeEncodeError:
            return opaque(value)
        return json.dumps(value, ensure_ascii=False)
    if kind is bytes or kind is bytearray:
        import base64

        return '{"bytes":"%s"}' % base64.b64encode(value).decode()
    if id(value) in inside or len(inside) >= MAX_DEPTH:
        return opaque(value)
    inside.add(id(value))
    try:
        return container(kind, value, inside)
    finally:
        inside.discard(id(value))


def container(kind, value, inside):
    if kind is list:
        return items(value, inside)
    if kind is tuple or kind is set or kind is frozenset:
        return '{"%s":%s}' % (kind.__name__, items(list(value), inside))
    if kind is dict:
        return '{"dict":[%s]}' % ",".join(
            "[%s,%s]" % (text(k, inside), text(v, inside)) for k, v in value.items()
        )
    for base, plain in PLAIN:
        if issubclass(kind, base):  # what it is, not what it says it is: isinstance would ask its __class__
            return text(plain(value), inside)
    return opaque(value)


# Values of a class that is made of a plain one (Counter, namedtuple, IntEnum) or much like one count as that.
PLAIN = (
    (int, int.__int__), (float, float.__float__), (str, str.__str__), (list, list.copy), (tuple, lambda v: tuple([*v])),
    (set, set), (frozenset, frozenset), (dict, dict), (bytes, bytes), (collections.deque, list),
)
INT_MIN, INT_MAX = -(1 << 63), (1 << 63) - 1


def items(values, inside):
    """A list of small integers is written in one call."""
    if set(map(type, values)) == {int} and INT_MIN <= min(values) and max(values) <= INT_MAX:
        return str(values)
    return "[" + ",".join([text(v, inside) for v in values]) + "]"


def opaque(value):
    try:
        shown = repr(value)[:200]
    except BaseException as err:
        shown = "<its repr raised %s>" % type(err).__name__
    return '{"object":%s}' % json.dumps([type(value).__name__, shown.encode("utf-8", "backslashreplace").decode()])


# --- Errors -------------------------------------------------------------------------------------------------------


def fault(err):
    """What a learner needs of an error: what, where in the submission, and what may have been meant."""
    out = {"type": "", "message": "", "line": 0, "column": 0, "width": 0, "bytes": False, "hint": "", "call": CALLS[0]}
    try:
        out["type"] = str(type(err).__name__)
        out["message"] = message(err)
        if isinstance(err, SyntaxError) and err.filename == FILE:
            misspelt(err, out)
        elif isinstance(err, Missing):
            missing(*err.args, out)
        else:
            suggest(err, place(err, out), out)
    except BaseException:
        pass  # a hostile exception; what is known is enough
    return json.dumps(out).encode()


def message(err):
    try:
        return str(err)[:MAX_TEXT]
    except BaseException as other:
        return "<its message raised %s>" % type(other).__name__


def misspelt(err, out):
    out["message"] = str(err.msg)[:MAX_TEXT]
    out["line"], out["column"] = err.lineno or 0, max(err.offset or 0, 0)
    if err.end_lineno == err.lineno and (err.end_offset or 0) > (err.offset or 0):
        out["width"] = err.end_offset - err.offset


def missing(kind, name, out):
    """The function or class is not there: what is there in its place?"""
    space = sys.modules[FILE].__dict__
    own = {n: v for n, v in space.items() if getattr(v, "__module__", None) == FILE and callable(v)}
    solution = own.get("Solution")
    if isinstance(solution, type) and kind == "function":
        own = {"Solution." + n: v for n, v in vars(solution).items() if callable(v) and n[:2] != "__"} or own
    out["type"] = "NameError"
    out["message"] = "the submission defines no %s %s" % (kind, name)
    near = nearest(name, {n.rpartition(".")[2]: n for n in own})
    if near:
        out["hint"] = "%s is defined: rename it to %s" % (near, name)
        code = getattr(own[near], "__code__", None)
        out["line"] = code.co_firstlineno if code else 0
    elif own:
        out["hint"] = "it defines " + ", ".join(map(str, [*own][:8]))


def place(err, out):
    """Sets the line and columns of the innermost frame that is the submission's own, and gives that frame."""
    found = last = None
    tb = err.__traceback__
    while tb is not None:
        last = tb
        if tb.tb_frame.f_code.co_filename == FILE:
            found = tb
        tb = tb.tb_next
    if found is None:
        if isinstance(err, TypeError) and last is not None and last.tb_frame.f_code in CALLERS:
            out["line"] = definition()  # the call itself failed: the number of arguments is another
        return None
    out["line"] = found.tb_lineno or 0
    code = found.tb_frame.f_code
    if hasattr(code, "co_positions"):  # from 3.11
        where = next(itertools.islice(code.co_positions(), found.tb_lasti // 2, None), None)
        if where and where[0] == where[1] and where[2] is not None and where[3] is not None:
            out["column"], out["width"] = where[2] + 1, where[3] - where[2]
            out["bytes"] = True  # columns of code objects count bytes of UTF-8
    return found.tb_frame


def definition():
    """The line of the function that is called."""
    function = CALLED[-1]
    if isinstance(function, type):
        function = function.__init__
    function = getattr(function, "func", getattr(function, "__func__", function))
    code = getattr(function, "__code__", None)
    return code.co_firstlineno if code and code.co_filename == FILE else 0


def suggest(err, frame, out):
    """Adds what may have been meant, as the interpreter does when it prints an error itself."""
    if isinstance(err, ModuleNotFoundError) and err.name:
        known = {n: n for n in sys.stdlib_module_names if n[:1] != "_"}
        out["hint"] = nearest(err.name.partition(".")[0], known) or ""
        return
    if "Did you mean" in out["message"]:
        return
    if isinstance(err, NameError) and isinstance(err.name, str) and err.name in sys.stdlib_module_names:
        out["message"] += ". Did you forget to import '%s'?" % err.name
        return
    if isinstance(err, NameError) and frame is not None and err.name:
        known, wanted = [*frame.f_locals, *frame.f_globals, *dir(builtins)], err.name
    elif isinstance(err, AttributeError) and err.name is not None:
        known, wanted = dir(err.obj), err.name
    elif isinstance(err, ImportError) and err.name in sys.modules and getattr(err, "name_from", None):  # from 3.12
        known, wanted = dir(sys.modules[err.name]), err.name_from
    else:
        return
    near = nearest(str(wanted), {k: k for k in known if isinstance(k, str) and k != wanted})
    if near:
        out["message"] += ". Did you mean: '%s'?" % near


def nearest(name, known):
    """The value of the key of known that name is likeliest a slip of, or None. A slip of case or _ comes first."""
    import difflib

    def plain(n):
        return n.lower().replace("_", "")

    for key in known:
        if plain(key) == plain(name):
            return known[key]
    near = difflib.get_close_matches(name, known, 1, 0.7)
    return known[near[0]] if near else None


def flush():
    for end in ENDING:
        end()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BaseException:
            pass


def reply(answer, kind, body):
    view = memoryview(kind + body)
    while view:
        view = view[os.write(answer, view):]
