"""Tries, in a cell, what must not be possible there. Reads questions, one a line, and answers each with a list of what is
wrong, in JSON on a line. It is the cell's first process and, where it is root, asks as another user."""
import ctypes
import errno
import json
import os
import signal
import socket
import sys

OTHER = 12345


def apart(question):
    """Asks in a child that has no privileges; what it says is wrong, or how it died."""
    r, w = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            with open("/proc/self/oom_score_adj", "w") as f:
                f.write("1000")  # of all processes of the cell this one goes first
            if os.getuid() == 0:
                os.setgroups([])
                os.setresgid(OTHER, OTHER, OTHER)
                os.setresuid(OTHER, OTHER, OTHER)
            os.write(w, json.dumps(list(question())).encode())
        except BaseException as err:
            os.write(w, json.dumps(["%s: %s" % (type(err).__name__, err)]).encode())
        finally:
            os._exit(0)
    os.close(w)
    with os.fdopen(r) as f:
        said = f.read()
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        return ["signal %d" % os.WTERMSIG(status)]
    return json.loads(said)


def environment():
    if sys.argv[1:] != ["an argument, 'quoted'\n"]:
        yield "the arguments are %r" % sys.argv[1:]
    # HOSTNAME and the like are the engine's, and of no harm; what the judge's own environment has would be.
    strange = set(os.environ) - {"PATH", "HOME", "GIVEN", "HOSTNAME", "LC_CTYPE", "PWD", "SHLVL", "container"}
    strange = {name for name in strange if not name.startswith(("PYTHON", "GPG_KEY", "LANG"))}  # an image's own
    if strange or os.environ.get("GIVEN") != "a b=c":
        yield "the environment is %r" % dict(os.environ)


def network():
    for name in os.listdir("/sys/class/net") if os.path.isdir("/sys/class/net") else []:
        if name != "lo" and open("/sys/class/net/%s/operstate" % name).read().strip() != "down":
            yield "there is a network device %s" % name
    for address in ("1.1.1.1", 53), ("172.17.0.1", 22), ("169.254.169.254", 80), ("10.0.0.1", 80):
        for kind in socket.SOCK_STREAM, socket.SOCK_DGRAM:
            try:
                with socket.socket(socket.AF_INET, kind) as s:
                    s.settimeout(1)
                    s.connect(address)
                yield "%s can be reached" % (address,)
            except OSError:
                pass
    try:
        yield "a name can be looked up: %s" % socket.getaddrinfo("example.com", 80)
    except OSError:
        pass


def read_only():
    for folder in FOLDERS:
        try:
            with open(folder + "/written", "w"):
                yield folder + " can be written to"
        except OSError:
            pass


FOLDERS = (
    "/", "/etc", "/usr", "/usr/bin", "/usr/local/bin", "/var", "/var/tmp", "/run", "/dev", "/dev/mqueue", "/home",
    "/root", "/opt", "/srv", "/proc", "/sys", "/sys/fs/cgroup", "/sys/fs/cgroup/memory", "/sys/fs/cgroup/pids", "/mnt",
)


def scratch_bytes():
    written = 0
    try:
        with open("/tmp/big", "wb", buffering=0) as f:
            while written < 64 << 20:
                written += f.write(b"x" * 65536)
        yield "%d bytes fit into the scratch folder" % written
    except OSError as err:
        if err.errno != errno.ENOSPC:
            yield "a full scratch folder says %r" % err
    if not 4 << 20 <= written <= 8 << 20:
        yield "%d bytes fit into the scratch folder" % written
    os.unlink("/tmp/big")


def scratch_inodes():
    made = 0
    try:
        while made < 10000:
            open("/tmp/%d" % made, "w").close()
            made += 1
        yield "there is no end to files"
    except OSError:
        pass
    for i in range(made):
        os.unlink("/tmp/%d" % i)
    if made < 1000:
        yield "there is room for %d files" % made


def scratch_noexec():
    with open("/tmp/program", "w") as f:
        f.write("#!/bin/sh\nexit 0\n")
    os.chmod("/tmp/program", 0o755)
    if os.spawnl(os.P_WAIT, "/tmp/program", "program") == 0:
        yield "a program in the scratch folder runs"
    os.unlink("/tmp/program")


def shared_memory():
    if os.path.isdir("/dev/shm") and os.access("/dev/shm", os.W_OK):
        yield "there is a /dev/shm"


def privileges():
    status = dict(line.split(":\t", 1) for line in open("/proc/self/status") if ":\t" in line)
    if ctypes.CDLL(None).prctl(39, 0, 0, 0, 0) != 1:  # PR_GET_NO_NEW_PRIVS; not every kernel's /proc tells
        yield "new privileges can be had"
    bounds = int(status["CapBnd"], 16) & ~sum(1 << bit for bit in (5, 6, 7))  # KILL, SETGID, SETUID
    if bounds:
        yield "there are capabilities %x" % bounds
    status.setdefault("CapAmb", "0")  # a kernel without them
    for name in "CapInh", "CapAmb", "CapEff", "CapPrm":
        if int(status[name], 16):
            yield "%s of a plain user is %s" % (name, status[name].strip())


def system_calls():
    if "Seccomp:\t2\n" not in open("/proc/self/status").read():
        yield "there is no filter of system calls"


def processes():
    children = []
    try:
        while len(children) < 200:
            pid = os.fork()
            if pid == 0:
                signal.pause()
            children.append(pid)
        yield "there is no end to processes"
    except OSError:
        pass
    for pid in children:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    if not 18 <= len(children) + 2 <= 24:
        yield "there is room for %d processes" % (len(children) + 2)


def swap():
    for path in "/sys/fs/cgroup/memory/memory.memsw.limit_in_bytes", "/sys/fs/cgroup/memory.swap.max":
        if os.path.exists(path):
            most = open(path).read().strip()
            if most == "max" or int(most) > 96 << 20:
                yield "there is swap: %s" % most


def first_process():
    for name in "environ", "mem", "fd", "fd/0", "maps", "cwd", "root/etc/passwd":
        try:
            path = "/proc/1/" + name
            os.listdir(path) if name == "fd" else os.readlink(path) if name == "cwd" else open(path, "rb").read(1)
            yield path + " can be read"
        except OSError:
            pass
    for number in 0, signal.SIGTERM, signal.SIGSTOP:
        try:
            os.kill(1, number)
            yield "the first process takes a signal"
        except PermissionError:
            pass


def devices():
    known = {"null", "zero", "full", "random", "urandom", "tty", "console", "ptmx"}
    for name in os.listdir("/dev"):
        path = "/dev/" + name
        if not os.path.islink(path) and not os.path.isdir(path) and name not in known:
            yield "there is a device " + path


def memory():
    hoard = []
    while len(hoard) < 200:
        hoard.append(bytearray(b"x") * (1 << 20))
    yield "there is room for 200 MB of memory"


def main():
    while True:
        line = b""
        while not line.endswith(b"\n"):
            byte = os.read(0, 1)
            if not byte:
                return  # the judge is gone
            line += byte
        name, *rest = line.decode().split()
        if name == "die":
            os.write(2, b"these are last words\n")
            os._exit(3)
        if name == "echo":
            left = int(rest[0])
            while left:
                data = os.read(0, min(left, 65536))
                left -= len(data)
                while data:  # gVisor may take a part of it
                    data = data[os.write(1, data):]
            continue
        said = list(environment()) if name == "environment" else apart(globals()[name])
        if name == "memory":
            said = [] if said == ["signal 9"] else said
        os.write(1, json.dumps(said).encode() + b"\n")


main()
