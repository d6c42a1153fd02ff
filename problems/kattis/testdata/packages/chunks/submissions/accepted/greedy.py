n, c = map(int, input().split())
sizes = list(map(int, input().split()))
if max(sizes) > c:
    print(-1)
else:
    bags, room = 0, -1
    for size in sizes:
        if size > room:
            bags, room = bags + 1, c
        room -= size
    print(bags)
