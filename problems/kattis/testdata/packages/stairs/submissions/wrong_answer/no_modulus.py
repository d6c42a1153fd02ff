a, b = 1, 1
for _ in range(min(int(input()), 2000)):
    a, b = b, a + b
print(a + 1)
