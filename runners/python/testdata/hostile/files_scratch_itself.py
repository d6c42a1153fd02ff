# expect: answered []
# Moves, removes or closes the scratch folder, on which the next case depends.
import os


def k_frequent(nums, k):
    found = []
    for f, *args in (os.chmod, "/tmp", 0), (os.rename, "/tmp", "/tmp2"), (os.rmdir, "/tmp"), (os.setxattr, "/tmp", "user.left", b"x"), (
        os.chown, "/tmp", os.getuid(), -1
    ):
        try:
            f(*args)
            found.append(f.__name__)
        except OSError:
            pass
    return found
