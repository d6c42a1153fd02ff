MOD = 10**9 + 7


def pair(n):
    """Two neighbours in the sequence of ways, by doubling."""
    if n == 0:
        return 0, 1
    a, b = pair(n // 2)
    c = a * (2 * b - a) % MOD
    d = (a * a + b * b) % MOD
    return (d, (c + d) % MOD) if n % 2 else (c, d)


print(pair(int(input()) + 1)[0])
