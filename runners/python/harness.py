"""Runs one case of a submission in a process of its own. Loaded once by the zygote; run() is called in a fork of it.

What stands here has no secrets and no say: the submission shares this process and may change anything. It can only
spoil its own answer, which the judge compares outside.

The job is a file: two lengths (4 bytes each, native order), the program's header in JSON, the submission's source, and
then the case's input. The answer is one byte that says what follows, and JSON: "A" a value (the form of package
value), "E" an error, "S" an error of compilation.
"""
import builtins
import json
import os
import struct
import sys
import types

# What submissions usually import: a fork has it for nothing.
import bisect  # noqa: F401
import collections  # noqa: F401
import dataclasses  # noqa: F401
import functools  # noqa: F401
import heapq  # noqa: F401
import itertools  # noqa: F401
import math
import operator  # noqa: F401
import random  # noqa: F401
import re  # noqa: F401
import string  # noqa: F401
import typing

FILE = "submission"
MAX_DEPTH = 1000
MAX_TEXT = 2000  # characters of an error's message
PREDEFINED = {name: getattr(typing, name) for name in typing.__all__ if hasattr(typing, name)}
PLAIN = {int, str, bool, type(None)}


def run(job, answer):
    """Never returns an answer twice; the caller ends the process."""
    size = os.fstat(job).st_size
    data = os.read(job, size)
    while len(data) < size:
        data += os.read(job, size - len(data))
    os.close(job)
    header_length, source_length = struct.unpack_from("=II", data)
    header = json.loads(data[8:8 + header_length])
    source = data[8 + header_length:8 + header_length + source_length]
    args = [value for _, value in pairs(data[8 + header_length + source_length:])]
    del data
    try:
        code = compile(source, FILE, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as err:
        reply(answer, b"S", fault(err))
        return
    try:
        result = call(code, header, args)
        body = encode(result)
    except BaseException as err:
        flush()
        reply(answer, b"E", fault(err))
        return
    flush()
    reply(answer, b"A", body)


def call(code, header, args):
    module = types.ModuleType(FILE)
    sys.modules[FILE] = module
    space = module.__dict__
    space.update(PREDEFINED)
    exec(code, space)
    result = find(space, header["function"], len(args))(*args)
    if isinstance(result, types.CoroutineType):
        import asyncio

        result = asyncio.run(result)
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
        raise Missing("the submission defines no %s(%s)" % (name, "…" if count else ""))
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


def hook(tagged):
    # The outermost dict is the arguments in their order, and a dict would lose nothing: keys are names.
    return untag(tagged)


DECODER = json.JSONDecoder(object_hook=hook)


def pairs(data):
    return DECODER.decode(bytes(data).decode()).items()


def encode(value):
    """The JSON form of a value, in UTF-8."""
    return text(value, 0).encode()


def text(value, depth):
    kind = type(value)
    if value is None:
        return "null"
    if kind is bool:
        return "true" if value else "false"
    if kind is int:
        return str(value) if -(1 << 63) <= value < 1 << 63 else '{"int":"%s"}' % hex(value)
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
    if depth < MAX_DEPTH:
        if kind is list:
            return items(value, depth)
        if kind is tuple:
            return '{"tuple":%s}' % items(value, depth)
        if kind is set:
            return '{"set":%s}' % items(list(value), depth)
        if kind is frozenset:
            return '{"frozenset":%s}' % items(list(value), depth)
        if kind is dict:
            return '{"dict":[%s]}' % ",".join(
                "[%s,%s]" % (text(k, depth + 1), text(v, depth + 1)) for k, v in value.items()
            )
        if kind is bytes or kind is bytearray:
            import base64

            return '{"bytes":"%s"}' % base64.b64encode(value).decode()
        for base in (bool, int, float, str, list, tuple, set, frozenset, dict):
            if isinstance(value, base):  # Counter, namedtuple, IntEnum, deque's kin: what they are made of
                return text(base(value), depth + 1)
        if isinstance(value, collections.deque):
            return text(list(value), depth + 1)
    return opaque(value)


def items(values, depth):
    """Large lists of small integers and the like go through the encoder in one call."""
    kinds = set(map(type, values))
    if kinds == {int} and -(1 << 63) <= min(values) and max(values) < 1 << 63:
        return str(values) if type(values) is list else str(list(values))
    return "[" + ",".join([text(v, depth + 1) for v in values]) + "]"


def opaque(value):
    try:
        shown = repr(value)[:200]
    except BaseException as err:
        shown = "<its repr raised %s>" % type(err).__name__
    return '{"object":%s}' % json.dumps([type(value).__name__, shown.encode("utf-8", "backslashreplace").decode()])


# --- Errors -------------------------------------------------------------------------------------------------------


def fault(err):
    """What a learner needs of an error: what, where in the submission, and what may have been meant."""
    out = {"type": type(err).__name__, "message": message(err), "line": 0, "column": 0, "width": 0, "hint": ""}
    try:
        if isinstance(err, SyntaxError) and err.filename == FILE:
            out["message"] = str(err.msg)[:MAX_TEXT]
            out["line"], out["column"] = err.lineno or 0, err.offset or 0
            if getattr(err, "end_lineno", None) == err.lineno and (err.end_offset or 0) > (err.offset or 0):
                out["width"] = err.end_offset - err.offset
        else:
            frame = place(err, out)
            suggest(err, frame, out)
    except Exception:
        pass  # a hostile exception; what is known is enough
    return json.dumps(out).encode()


def message(err):
    try:
        return str(err)[:MAX_TEXT]
    except BaseException:
        return ""


def place(err, out):
    """Sets the line and columns of the innermost frame that is the submission's own, and gives that frame."""
    found = None
    tb = err.__traceback__
    while tb is not None:
        if tb.tb_frame.f_code.co_filename == FILE:
            found = tb
        tb = tb.tb_next
    if found is None:
        return None
    out["line"] = found.tb_lineno
    code = found.tb_frame.f_code
    if hasattr(code, "co_positions"):
        where = next(itertools.islice(code.co_positions(), found.tb_lasti // 2, None), None)
        if where and where[0] == where[1] and where[2] is not None and where[3] is not None:
            out["column"], out["width"] = where[2] + 1, where[3] - where[2]
            out["bytes"] = True  # columns of code objects count bytes of UTF-8
    return found.tb_frame


def suggest(err, frame, out):
    import difflib

    if isinstance(err, ModuleNotFoundError) and err.name:
        near = difflib.get_close_matches(err.name.partition(".")[0], sys.stdlib_module_names, 1, 0.7)
        out["hint"] = near[0] if near else ""
        return
    if "Did you mean" in out["message"]:
        return
    if isinstance(err, NameError) and frame is not None and err.name:
        known = [*frame.f_locals, *frame.f_globals, *dir(builtins)]
        wanted = err.name
    elif isinstance(err, AttributeError) and err.name is not None:
        known, wanted = dir(err.obj), err.name
    elif isinstance(err, ImportError) and err.name in sys.modules and "cannot import name" in out["message"]:
        known, wanted = dir(sys.modules[err.name]), getattr(err, "name_from", None)
    elif isinstance(err, Missing):
        known = [n for n in sys.modules[FILE].__dict__ if n not in PREDEFINED and not n.startswith("__")]
        out["hint"] = "it defines " + ", ".join(map(str, known[:8])) if known else ""
        out["type"] = "NameError"
        return
    else:
        return
    near = difflib.get_close_matches(str(wanted), [k for k in known if isinstance(k, str) and k != wanted], 1, 0.6)
    if near:
        out["message"] += ". Did you mean: '%s'?" % near[0]


def flush():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BaseException:
            pass


def reply(answer, kind, body):
    view = memoryview(kind + body)
    while view:
        view = view[os.write(answer, view):]
