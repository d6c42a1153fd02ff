n, s = map(int, input().split())
numbers = list(map(int, input().split()))
i, j = [(i, j) for i in range(n) for j in range(i) if numbers[i] + numbers[j] == s][0]
print(numbers[i], numbers[j])
