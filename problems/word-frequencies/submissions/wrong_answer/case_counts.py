import re
import sys
from collections import Counter

# "The" and "the" are counted apart.
counts = Counter(re.findall("[A-Za-z]+", sys.stdin.read()))
for word, n in sorted(counts.items(), key=lambda item: (-item[1], item[0].lower())):
    print(word.lower(), n)
