n, s = map(int, input().split())
seen = set()
for number in map(int, input().split()):
    if s - number in seen:
        print(f"{number} {s - number}")
        break
    seen.add(number)
else:
    print("none")
