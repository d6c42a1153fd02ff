# Slow: looks for each number's counter from the front of a list: O(n * d).
def k_frequent(nums, k):
    numbers, counts = [], []
    for number in nums:
        if number in numbers:
            counts[numbers.index(number)] += 1
        else:
            numbers.append(number)
            counts.append(1)
    pairs = sorted(zip(counts, numbers), reverse=True)
    return [number for count, number in pairs[:k]]
