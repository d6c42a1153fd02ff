

# --- Whole programs -----------------------------------------------------------------------------------------------
#
# Joined with harness.py by python.go. The input is "<" and what the program is to read, or "|" in a dialog, where that comes through
# a pipe. The answer is what it writes to its standard output and so needs no sending; only the judge's own programs have more
# to say, which they leave in __answer__.


SMALL = 1 << 20  # bytes of an input


def whole(code, source, job, data):
    """Runs the program as the interpreter would."""
    import io

    if data[:1] == b"|":
        os.close(job)
        sys.stdin = sys.__stdin__ = open(0, encoding="utf-8", errors="surrogateescape", closefd=False)
    else:
        become_stdin(job, data)
    data.clear()
    space = new_module("__main__", source)
    try:
        exec(code, space)
    finally:
        if "threading" in sys.modules:
            sys.modules["threading"]._shutdown()  # waits for the program's other threads
        if "atexit" in sys.modules:
            sys.modules["atexit"]._run_exitfuncs()
        for stream in (sys.stdout, sys.__stdout__, *[v for v in space.values() if issubclass(type(v), io.IOBase)]):
            try:
                stream.flush()  # which the interpreter does as it takes a program's objects apart
            except BaseException:
                pass
    left = space.get("__answer__")
    return left if type(left) is bytes else b""


def become_stdin(job, data):
    """Makes the file of the job standard input, of which it keeps the end: programs ask for the file's size, or map it."""
    size = len(data) - 1
    if size <= SMALL:
        os.pwrite(job, data[1:], 0)
    else:  # beyond the limit of files' sizes, maybe, which does not hold in here
        import mmap

        end = os.fstat(job).st_size
        with mmap.mmap(job, end) as file:
            file.move(0, end - size, size)
    os.ftruncate(job, size)
    os.lseek(job, 0, 0)
    os.dup2(job, 0)
    os.close(job)
    sys.stdin = sys.__stdin__ = open(0, encoding="utf-8", errors="surrogateescape", closefd=False)
