numbers = {}
for place in list(range(1, int(input()) + 1)) * 2:
    print("?", place)
    numbers[place] = int(input())
print("!", max(numbers, key=numbers.get))
