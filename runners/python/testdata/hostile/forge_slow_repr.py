# expect: cpu
# Returns an object that never finishes to say what it is.
class Slow:
    def __repr__(self):
        while True:
            pass


def k_frequent(nums, k):
    return Slow()
