# expect: answered []
# Moves, removes or closes the scratch folder, on which the next case depends.
import fcntl
import os
import struct


def flag(name):
    fcntl.ioctl(os.open(name, os.O_RDONLY), 0x40086602, struct.pack("=l", 0x40))  # FS_IOC_SETFLAGS, not to be dumped


def k_frequent(nums, k):
    found = ["left"] if os.listxattr("/tmp") or os.stat("/tmp").st_mode & 0o777 != 0o777 else []
    for f, *args in (os.rename, "/tmp", "/tmp2"), (os.rmdir, "/tmp"), (os.setxattr, "/tmp", "user.left", b"x"), (flag, "/tmp"), (
        os.chown, "/tmp", os.getuid(), -1
    ), (os.chmod, "/tmp", 0):
        try:
            f(*args)
            found.append(f.__name__)
        except OSError:
            pass
    return found
