# --- The zygote ---------------------------------------------------------------------------------------------------
#
# Joined with the other parts by python.go.

import gc  # noqa: E402
import select  # noqa: E402


SAME = (  # limits of every case, which it inherits
    (resource.RLIMIT_CORE, 1),  # no dump; 0 would still let the kernel pipe one to the host's crash handler
    (resource.RLIMIT_STACK, 64 << 20),
    (resource.RLIMIT_MEMLOCK, 0),
    (12, 0),  # RLIMIT_MSGQUEUE, which the module does not name: no POSIX message queues
)


def fork_cases(sock, harness):
    """Forks one case an order, and tells how it ended. Returns when the supervisor is gone."""
    null = os.open("/dev/null", os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    os.close(null)
    if ROOT:
        os.setgroups([])
    for what, most in SAME:
        lower(what, most)
    filtered = deny_calls()
    gc.disable()  # until all that is imported is out of its sight
    space = {"__name__": "harness", "__builtins__": __builtins__}
    exec(compile(harness, "<harness>", "exec"), space)
    run, later = space["run"], list(space["LATER"])
    settle()
    sock.send(b"ready" if filtered else b"ready, unfiltered")
    while True:
        while later and not select.select([sock], [], [], 0)[0]:  # nobody waits
            gc.disable()
            __import__(later.pop(0))
            settle()
        order, ancillary, _, _ = sock.recvmsg(
            ORDER.size, _socket.CMSG_SPACE(5 * 4), _socket.MSG_CMSG_CLOEXEC
        )
        if not order:
            return
        fds = array.array("i")
        fds.frombytes(ancillary[0][2])
        pid = os.fork()
        if pid == 0:
            try:
                answer, job = become_case(fds, ORDER.unpack(order))
                sock.close()
            except BaseException as err:  # ours, not the submission's: it has not been read yet
                sock.send(b"set-up of the case: " + repr(err).encode()[:200])
                os._exit(127)
            run(job, answer)
            os._exit(0)
        sock.send(STARTED.pack(pid))
        for fd in fds:
            os.close(fd)
        _, status, used = os.wait4(pid, 0)
        while os.WIFSTOPPED(status):  # it has made this its tracer, which only a filter keeps it from; a stop is no end
            _, status, used = os.wait4(pid, 0)
        sock.send(ENDED.pack(status, cpu_of(used), used.ru_maxrss * 1024))


def settle():
    """Keeps the collector away from what is there now, so that it does not touch, and copy, all memory in each case."""
    gc.freeze()
    gc.enable()


def become_case(fds, order):
    """Turns a fork of the zygote into a process that has nothing but its own pipes, limits and user."""
    job, answer, out, err = fds[:4]
    uid, cpu, memory, file_size, open_files, processes = order
    os.dup2(out, 1)
    os.dup2(err, 2)
    os.close(out)
    os.close(err)
    for heard in fds[4:]:  # in a dialog, what the case reads
        os.dup2(heard, 0)
        os.close(heard)
    limits = [
        (resource.RLIMIT_CPU, cpu // 1000000 + 2),  # behind the supervisor's own clock
        (resource.RLIMIT_FSIZE, file_size),
        (resource.RLIMIT_NOFILE, open_files),
    ]
    if memory:
        limits.append((resource.RLIMIT_AS, memory))
    if processes:
        limits.append((resource.RLIMIT_NPROC, processes))
    for what, most in limits:
        lower(what, most)
    if not ROOT:
        reveal(True)  # this process has nothing to hide, and /proc/self is only then its user's
    fd = os.open("/proc/self/oom_score_adj", os.O_WRONLY)  # the case goes first when memory runs out
    os.write(fd, b"1000")
    os.close(fd)
    if uid:
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
        if len(fds) > 4:
            reveal(True)  # so that the supervisor can see where it waits
    os.setsid()  # or it could join the supervisor's process group
    os.chdir(SCRATCH)
    return answer, job


def lower(what, most):
    """Sets a limit of this process, if it is not as low already."""
    soft, hard = resource.getrlimit(what)
    if hard != resource.RLIM_INFINITY:  # an engine may allow less, and only its root may raise that
        most = min(most, hard)
    if (soft, hard) != (most, most):  # gVisor refuses to set some limits, even to what they are
        resource.setrlimit(what, (most, most))
