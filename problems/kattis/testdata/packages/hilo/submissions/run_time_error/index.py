limit = int(input())
print(limit // 2, flush=True)
print([][0])
