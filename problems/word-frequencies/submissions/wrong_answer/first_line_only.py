import re
from collections import Counter

counts = Counter(re.findall("[a-z]+", input().lower()))
for word, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
    print(word, n)
