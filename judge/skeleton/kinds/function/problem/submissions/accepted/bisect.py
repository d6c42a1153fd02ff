from bisect import bisect_left


def FUNCTION(nums, least):
    return len(nums) - bisect_left(sorted(nums), least)
