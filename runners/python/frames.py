

# --- Frames -------------------------------------------------------------------------------------------------------
#
# Joined with harness.py by python.go. A job with "inspect" in its header tells of an error where it is and what is there: "L" and JSON.
# To show a value is to run code of the submission, so this is asked for in a run of its own, which decides nothing.


import reprlib

MOST_NAMES, MOST_TEXT, MOST_FRAMES = 10, 100, 4
PLAIN_THINGS = (types.ModuleType, types.FunctionType, types.BuiltinFunctionType, type)


def inspected(err):
    """The submission's own frames, and the names of the innermost with their values."""
    frames = []
    tb = err.__traceback__
    while tb is not None:
        if tb.tb_frame.f_code.co_filename == FILE:
            frames.append(tb)
        tb = tb.tb_next
    out = {"line": 0, "callers": [], "locals": []}
    if frames:
        out["line"] = frames[-1].tb_lineno or 0
        callers = [[tb.tb_lineno or 0, str(tb.tb_frame.f_code.co_name)[:40]] for tb in frames[-1 - MOST_FRAMES:-1]]
        out["callers"] = callers[::-1]  # the nearest first
        out["locals"] = [[name, short(value)] for name, value in named(frames[-1].tb_frame)]
    return json.dumps(out).encode()


def named(frame):
    """Names that a learner gave to values, the attributes of self among them."""
    found = []
    for name, value in dict(frame.f_locals).items():
        if name == "self":
            found += [("self." + str(n), v) for n, v in attributes(value)]
        elif name.isidentifier() and name[:2] != "__" and not issubclass(type(value), PLAIN_THINGS):
            found.append((name, value))
    return found[:MOST_NAMES]


def attributes(value):
    try:
        return list(object.__getattribute__(value, "__dict__").items())
    except AttributeError:
        return []


class Short(reprlib.Repr):
    """Bounded in all that is Python's own; an object of a class that says nothing of itself is shown by its attributes."""

    def repr_instance(self, value, level):
        if type(value).__repr__ is not object.__repr__:
            return clipped(repr_of(value))
        if level <= 0:
            return "%s(...)" % type(value).__name__
        shown = ["%s=%s" % (n, self.repr1(v, level - 1)) for n, v in attributes(value)[:4]]
        return "%s(%s)" % (type(value).__name__, ", ".join(shown))


SHORT = Short()
SHORT.maxlevel, SHORT.maxlist, SHORT.maxtuple, SHORT.maxset, SHORT.maxfrozenset, SHORT.maxdict, SHORT.maxdeque = 4, 12, 12, 12, 12, 8, 12
SHORT.maxstring = SHORT.maxother = SHORT.maxlong = 60


def short(value):
    try:
        return str(SHORT.repr(value))[:MOST_TEXT]
    except BaseException as err:
        return unshown(err)


def repr_of(value):
    try:
        return repr(value)
    except BaseException as err:
        return unshown(err)


def unshown(err):
    return "<its repr raised %s>" % type(err).__name__


def clipped(text):
    half = SHORT.maxother // 2 - 2
    return text if len(text) <= SHORT.maxother else text[:half] + "..." + text[-half - 1:]
