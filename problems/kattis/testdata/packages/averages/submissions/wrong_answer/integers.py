n, k = map(int, input().split())
numbers = list(map(int, input().split()))
for i in range(n - k + 1):
    print(sum(numbers[i:i + k]) // k)
