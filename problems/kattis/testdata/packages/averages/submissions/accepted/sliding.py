n, k = map(int, input().split())
numbers = list(map(int, input().split()))
total = sum(numbers[:k])
out = [total / k]
for i in range(k, n):
    total += numbers[i] - numbers[i - k]
    out.append(total / k)
assert n <= {{max_n}}
print("\n".join(f"{x:.9e}" for x in out))
