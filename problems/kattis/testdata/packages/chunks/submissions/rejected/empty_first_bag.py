n, c = map(int, input().split())
sizes = list(map(int, input().split()))
bags, room = 0, 0
for size in sizes:
    if size > room:
        bags, room = bags + 1, c
    room -= size
print(-1 if max(sizes) > c else bags)
