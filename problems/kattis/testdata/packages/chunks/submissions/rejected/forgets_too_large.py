n, c = map(int, input().split())
bags, room = 0, -1
for size in map(int, input().split()):
    if size > room:
        bags, room = bags + 1, c
    room -= size
print(bags)
