"""Runs a package's validator on what a submission printed, or while it speaks with the submission. It is itself run as a whole
program, in a cell of its own, once for each case: validator.go calls serve() with the validator's files, and says in what form a
case comes and an answer goes.

The validator is a process of its own, so that however it ends, this one tells of it.
"""
import base64
import json
import os
import runpy
import sys
import traceback

FEEDBACK = {"judgemessage.txt": 16384, "teammessage.txt": 4096, "score.txt": 256, "score_multiplier.txt": 256, "nextpass.in": 1}


def serve(program):
    """Tells how the validator ended: on standard output, or where that is for the submission by what it returns."""
    program = json.loads(program)
    case = json.loads(line())
    data = exactly(sum(case["sizes"]))
    root = os.getcwd()
    at = 0
    for name, size in zip(["case.in", "case.ans", "output"], case["sizes"]):
        write(os.path.join(root, name), data[at : at + size])
        at += size
    for name, content in program["files"].items():
        write(os.path.join(root, "validator", name), base64.b64decode(content))
    for folder in "feedback", "work":
        os.mkdir(os.path.join(root, folder))
    pid = os.fork()
    if pid == 0:
        arguments = [os.path.join(root, name) for name in ("case.in", "case.ans", "feedback/")] + case["flags"]
        if not program["dialog"]:
            os.dup2(os.open(os.path.join(root, "output"), os.O_RDONLY), 0)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        if program["compiled"]:
            become(root, base64.b64decode(program["compiled"]), arguments)
        os._exit(judge(root, os.path.join(root, "validator", program["main"]), arguments))
    _, status = os.waitpid(pid, 0)
    result = {name: said(os.path.join(root, "feedback", name), most) for name, most in FEEDBACK.items()}
    result["exit"] = os.waitstatus_to_exitcode(status)
    result = json.dumps(result)
    if program["dialog"]:
        return result.encode()
    print(result)


def line():
    """The first line of what is read, and not a byte more."""
    text = b""
    while not text.endswith(b"\n"):
        text += exactly(1)
    return text


def exactly(size):
    data = bytearray()
    while len(data) < size:
        chunk = os.read(0, size - len(data))
        if not chunk:
            raise EOFError
        data += chunk
    return bytes(data)


def write(name, content):
    os.makedirs(os.path.dirname(name), exist_ok=True)
    with open(name, "wb") as f:
        f.write(content)


def become(root, program, arguments):
    """Becomes a validator that was compiled. No file in this folder may be run, but one in memory may."""
    try:
        os.chdir(os.path.join(root, "work"))
        fd = os.memfd_create("validator")
        with open(fd, "wb", closefd=False) as f:
            f.write(program)
        os.execve(fd, ["validator", *arguments], dict(os.environ))
    except BaseException:
        traceback.print_exc()
    os._exit(1)


def judge(root, main, arguments):
    """Becomes the validator; gives its exit status."""
    sys.stdin = open(0, encoding="utf-8", errors="surrogateescape")
    sys.stdout = open(1, "w")
    sys.argv = [main, *arguments]
    sys.path.insert(0, os.path.dirname(main))
    os.chdir(os.path.join(root, "work"))
    try:
        runpy.run_path(main, run_name="__main__")
        return 0
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return (end.code or 0) & 0xFF
        print(end.code, file=sys.stderr)
    except BaseException:
        traceback.print_exc()
    finally:
        for stream in sys.stdout, sys.stderr:
            try:
                stream.flush()
            except (OSError, ValueError):
                pass  # it is closed
    return 1


def said(name, most):
    """What a file of the validator's says; None where there is none."""
    try:
        with open(name, "rb") as f:
            return f.read(most).decode("utf-8", "replace")
    except OSError:
        return None
