import re
from collections import Counter

counts = Counter()
while True:
    line = input()
    if line is None:
        break
    counts.update(re.findall("[a-z]+", line.lower()))
for word, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
    print(word, n)
