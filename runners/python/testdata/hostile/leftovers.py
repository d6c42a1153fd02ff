# expect: answered [5]
# Looks for what an earlier case left in modules, files and processes, and leaves it in turn. The first run is a
# right one; what a later one finds makes it wrong.
import builtins
import os
import sys


def k_frequent(nums, k):
    found = [hasattr(builtins, "left"), "left" in sys.modules, bool(os.listdir("/tmp")), "LEFT" in os.environ]
    found.append(len([p for p in os.listdir("/proc") if p.isdigit()]) > 3)
    found.append(os.stat("/tmp").st_mtime != 0)
    builtins.left = nums
    sys.modules["left"] = nums
    os.environ["LEFT"] = "1"
    open("/tmp/left", "w").close()
    if os.fork() == 0:
        while True:
            pass
    return found if any(found) else [5]
