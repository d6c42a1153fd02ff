def FUNCTION(nums, least):
    return sum(1 for x in nums if x >= least)
