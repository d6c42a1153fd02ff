# expect: answered [5], cpu
# Burns time in finalizers, when the answer is there.
import atexit


class Late:
    def __del__(self):
        while True:
            pass


kept = Late()


def k_frequent(nums, k):
    atexit.register(kept.__del__)
    return [5]
