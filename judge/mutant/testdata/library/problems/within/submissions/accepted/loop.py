def count_within(nums: list[int], low: int, high: int) -> int:
    seen = [0] * (len(nums) + 1)
    for n in nums:
        if low <= n <= high:
            seen[0] += 1
    return seen[0]
