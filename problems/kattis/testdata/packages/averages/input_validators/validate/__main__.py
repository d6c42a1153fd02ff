import sys

n, k = map(int, sys.stdin.readline().split())
numbers = sys.stdin.readline().split()
sys.exit(42 if len(numbers) == n and 1 <= k <= n and not sys.stdin.read() else 43)
