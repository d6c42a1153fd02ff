import re
import sys
from collections import Counter

# \w takes digits and _ as well.
counts = Counter(re.findall(r"\w+", sys.stdin.read().lower()))
for word, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
    print(word, n)
