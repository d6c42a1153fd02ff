import re
import sys

line = sys.stdin.read()
assert re.fullmatch("[1-9][0-9]*\n", line)
assert 1 <= int(line) <= 10**18
sys.exit(42)
