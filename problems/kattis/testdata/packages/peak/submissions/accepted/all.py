numbers = []
for place in range(1, int(input()) + 1):
    print("?", place)
    numbers.append(int(input()))  # which flushes what was printed
print("!", numbers.index(max(numbers)) + 1)
