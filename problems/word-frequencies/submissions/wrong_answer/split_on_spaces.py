import sys
from collections import Counter

# Marks stay on the words.
counts = Counter(sys.stdin.read().lower().split())
for word, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
    print(word, n)
