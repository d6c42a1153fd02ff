# Takes "at least" for "more than". Wrong submissions show that the cases find what people get wrong.
def FUNCTION(nums, least):
    return sum(1 for x in nums if x > least)
