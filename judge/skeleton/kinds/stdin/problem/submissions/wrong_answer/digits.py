# Adds digits up, not numbers. Wrong submissions show that the cases find what people get wrong.
import sys

for line in sys.stdin:
    print(sum(int(c) for c in line if c.isdigit()))
