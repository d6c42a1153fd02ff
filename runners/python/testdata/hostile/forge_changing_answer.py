# expect: answered, raised
# Returns a dict that grows while it is read.
class Growing(dict):
    def items(self):
        self[len(self)] = 1
        return super().items()

    def __len__(self):
        return 1 << 40


def k_frequent(nums, k):
    return Growing()
