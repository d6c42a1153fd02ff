"""Serves the frames on standard input as a cell does, but runs nothing: a case's result tells how long the
submission and the case's input are together."""
import os
import sys

folder = sys.argv[1]
for name in "cell.py", "supervisor.py", "dialog.py", "cgroup.py", "cleaner.py", "wire.py":
    with open(os.path.join(folder, name)) as f:
        exec(compile(f.read(), name, "exec"))


class Nothing:
    cgroup = Cgroup("/nowhere")  # noqa: F821

    def run(self, limits, job):
        with open(job, "rb") as f:
            data = f.read()
        end = 4 + int.from_bytes(data[:4], sys.byteorder)
        _, source, _ = marshal.loads(data[4:end])  # noqa: F821
        size = len(source) + len(data) - end
        return {"limits": limits, "sizes": [size]}, [b"x" * size]


class Ready:
    def recv(self, _):
        return b"ready"


Supervisor = lambda sock, zygote_pid: Nothing()  # noqa: E731
supervise(Ready(), 0, 10.0)  # noqa: F821
