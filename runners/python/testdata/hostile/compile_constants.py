# expect: not compiled, memory, cpu, raised
# Constants that a compiler would fold for ever, if it were let.
x = ((((((1 << 9999) ** 9999) ** 9999) ** 9999) ** 9999) ** 9999)
y = "a" * 10**9 * 10**9
