# --- Profile ----------------------------------------------------------------------------------------------------------
#
# Not joined with harness.py: it comes in the header of a program that is to be watched, and no other case has it.
#
# Says how often each line of the submission runs and how long it takes, without the functions of the submission that it calls. What is
# known so far is written again and again, before the answer: a case that is ended has said most of it. Each time it is "P", a length (4
# bytes, big-endian) and JSON. A line that runs for long without another one, in C, can't be seen so; therefore the interpreter
# writes to stderr where it is, once, when so much processor time has been used.

EVERY = 0.1  # seconds between two times; less at the beginning
AT_ONCE = 16  # of the first lines, each is told of at once: the next may never end
MOST_LINES = 1000  # of those that took most time


def watch_lines(code, count, answer, after):
    """Begins; gives a function that ends it."""
    import faulthandler
    import signal
    import time

    clock, own = time.perf_counter, os.getpid()
    hits, spent = [0] * (count + 2), [0.0] * (count + 2)  # by line; 0 is what is not the submission's
    stack = []  # of the lines that called
    at, due, begun, told = 0, 0.0, 0.0, 0
    since = clock()

    def tell(now):
        nonlocal due, begun, told
        told += 1
        if told <= AT_ONCE:
            begun = due = now
        else:
            due = now + min(EVERY, max(0.001, now - begun))
        if os.getpid() != own:  # a fork: of one process alone
            due = math.inf
            return
        lines = [[n, hits[n], int(spent[n] * 1e6)] for n in range(1, len(hits)) if hits[n]]
        if len(lines) > MOST_LINES:
            lines = sorted(sorted(lines, key=lambda line: -line[2])[:MOST_LINES])
        body = json.dumps({"cpu": int(time.process_time() * 1e6), "lines": lines}).encode()
        reply(answer, b"P" + len(body).to_bytes(4, "big"), body)

    def line(_, number):
        nonlocal at, since
        now = clock()
        spent[at] += now - since
        at = number
        hits[number] += 1
        if now > due:
            tell(now)
        since = clock()

    def enter(*_):
        nonlocal since
        now = clock()
        spent[at] += now - since
        stack.append(at)
        since = clock()

    def leave(*_):
        nonlocal at, since
        now = clock()
        spent[at] += now - since
        at = stack.pop() if stack else 0
        since = clock()

    stop = (monitor if hasattr(sys, "monitoring") else trace)(code, line, enter, leave)
    faulthandler.register(signal.SIGPROF, file=2, all_threads=False)
    signal.setitimer(signal.ITIMER_PROF, after)

    def end():
        signal.setitimer(signal.ITIMER_PROF, 0)
        stop()
        now = clock()
        spent[at] += now - since
        tell(now)

    return end


def monitor(code, line, enter, leave):
    """From Python 3.12 on; what is no code of the submission runs as fast as ever."""
    m = sys.monitoring
    events = m.events
    m.use_tool_id(m.PROFILER_ID, "judge")
    for event in events.PY_START, events.PY_RESUME:
        m.register_callback(m.PROFILER_ID, event, enter)
    for event in events.PY_RETURN, events.PY_YIELD:
        m.register_callback(m.PROFILER_ID, event, leave)
    m.register_callback(m.PROFILER_ID, events.LINE, line)

    # These two can only be had of all code.
    m.register_callback(m.PROFILER_ID, events.PY_THROW, lambda code, *_: enter() if code.co_filename == FILE else None)
    m.register_callback(m.PROFILER_ID, events.PY_UNWIND, lambda code, *_: leave() if code.co_filename == FILE else None)
    m.set_events(m.PROFILER_ID, events.PY_THROW | events.PY_UNWIND)
    local = events.PY_START | events.PY_RESUME | events.PY_RETURN | events.PY_YIELD | events.LINE
    todo = [code]
    while todo:
        one = todo.pop()
        m.set_local_events(m.PROFILER_ID, one, local)
        todo += [c for c in one.co_consts if isinstance(c, types.CodeType)]
    return lambda: m.free_tool_id(m.PROFILER_ID)


def trace(_, line, enter, leave):
    """Before that."""

    def of_frame(frame, event, _):
        if event == "line":
            line(None, frame.f_lineno)
        elif event == "return":
            leave()
        return of_frame

    def of_call(frame, event, _):
        if frame.f_code.co_filename != FILE:
            return None
        enter()
        return of_frame

    sys.settrace(of_call)
    return lambda: sys.settrace(None)
