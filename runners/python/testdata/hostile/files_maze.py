# expect: answered [5]
# What is hard to remove: deep folders with long names and no permissions, links, pipes, sparse and unlinked files.
import os
import socket


def k_frequent(nums, k):
    os.symlink("/", "/tmp/root")
    os.symlink("/tmp", "/tmp/loop")
    os.mkfifo("/tmp/pipe")
    socket.socket(socket.AF_UNIX).bind("/tmp/socket")
    with open("/tmp/-rf \n\x1b", "w") as f:
        f.write("x")
    kept = open("/tmp/unlinked", "w")
    kept.write("x" * 100000)
    os.unlink("/tmp/unlinked")
    for name in b"/tmp/0", b"/tmp/1", b"/tmp/\xff":
        os.mkdir(name)
    os.chdir("/tmp/1")
    for _ in range(1000):
        os.mkdir("d" * 250)
        os.chdir("d" * 250)
        open("f", "w").close()
    here = os.open(".", os.O_RDONLY)
    os.chdir("/tmp/0")
    for name in "a", "b":
        os.mkdir(name)
        open(name + "/f", "w").close()
        os.chmod(name, 0)
    os.fchmod(here, 0)
    os.chmod("/tmp/0", 0)
    return [5]
