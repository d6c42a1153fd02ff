import re
import sys

seen, counts = [], []
for word in re.findall("[a-z]+", sys.stdin.read().lower()):
    if word in seen:
        counts[seen.index(word)] += 1
    else:
        seen.append(word)
        counts.append(1)
for n, word in sorted(zip([-n for n in counts], seen)):
    print(word, -n)
