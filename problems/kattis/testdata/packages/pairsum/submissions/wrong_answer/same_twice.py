n, s = map(int, input().split())
numbers = list(map(int, input().split()))
for number in numbers:
    if s - number in numbers:
        print(number, s - number)
        break
else:
    print("none")
