n, k = map(int, input().split())
print(input().split()[n])
