# expect: answered, raised, exited 0, exited 1
# Patches what the harness uses, wherever it can be reached.
import builtins
import gc
import json
import os
import sys


def k_frequent(nums, k):
    json.dumps = lambda *a, **k: "[]"
    builtins.type = lambda *a: None
    builtins.len = lambda *a: 0
    builtins.isinstance = lambda *a: True
    for thing in gc.get_objects():
        try:
            if isinstance(thing, dict) and "encode" in thing and "reply" in thing:
                thing["encode"] = lambda value: b"[1]"
                thing["flush"] = lambda: os.write(2, b"flushed")
        except BaseException:
            pass
    frame = sys._getframe()
    while frame:
        for name in "encode", "fault", "answer":
            if name in frame.f_globals:
                frame.f_globals[name] = lambda *a: b"[1]"
        frame = frame.f_back
    return nums
