import re
import sys
from collections import Counter

# Words that are equally frequent come in the order of the text.
counts = Counter(re.findall("[a-z]+", sys.stdin.read().lower()))
for word, n in counts.most_common():
    print(word, n)
