import re
import sys
from collections import Counter

counts = Counter(re.findall("[A-Z]+", sys.stdin.read().upper()))
for word, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
    print(word, n)
