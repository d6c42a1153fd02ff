# expect: answered []
# Has something run at the end of the interpreter, and in children.
import atexit
import os
import threading

atexit.register(lambda: os.write(1, b"A[1]"))
os.register_at_fork(before=lambda: os.write(1, b"fork"))


def k_frequent(nums, k):
    threading.Thread(target=lambda: [print("x") for _ in range(10)], daemon=False).start()
    return []
