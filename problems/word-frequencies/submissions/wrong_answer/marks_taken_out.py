import re
import sys
from collections import Counter

# Taking marks out joins what they part.
text = re.sub(r"[^a-z\s]", "", sys.stdin.read().lower())
counts = Counter(text.split())
for word, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
    print(word, n)
