import re
import sys
from collections import Counter

# reverse=True turns the alphabet around, too.
counts = Counter(re.findall("[a-z]+", sys.stdin.read().lower()))
for word, n in sorted(counts.items(), key=lambda item: (item[1], item[0]), reverse=True):
    print(word, n)
