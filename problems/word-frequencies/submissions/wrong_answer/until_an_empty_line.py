import re
import sys
from collections import Counter

counts = Counter()
for line in sys.stdin:
    if not line.strip():
        break
    counts.update(re.findall("[a-z]+", line.lower()))
for word, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
    print(word, n)
