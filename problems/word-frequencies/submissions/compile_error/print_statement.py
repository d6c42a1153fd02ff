import re
import sys
from collections import Counter

counts = Counter(re.findall("[a-z]+", sys.stdin.read().lower()))
for word, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
    print word, n
