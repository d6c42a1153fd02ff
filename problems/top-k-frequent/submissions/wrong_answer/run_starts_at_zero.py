# Mistake: the first run is taken to be of 0, so all numbers below zero are counted as zeros.
def k_frequent(nums, k):
    runs = []
    current, length = 0, 0
    for number in sorted(nums):
        if number > current:
            runs.append((length, current))
            current, length = number, 0
        length += 1
    runs.append((length, current))
    runs.sort(reverse=True)
    return [number for length, number in runs[:k]]
