import re
import sys

words = re.findall("[a-z]+", sys.stdin.read().lower())
counted = [(-words.count(word), word) for word in set(words)]
for n, word in sorted(counted):
    print(word, -n)
