n = int(input())
print("?", n)
print([input()][n])
