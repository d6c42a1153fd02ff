# expect: raised
# Raises an error whose name, message and keys are halves of characters, which no text can have.
def k_frequent(nums, k):
    half = "\ud800"
    print(half.encode("utf-8", "surrogatepass"))
    raise type(half, (Exception,), {})({half: half})
