import os
from collections import Counter

# Reads and writes bytes, as programs do that are in a hurry.
table = bytes(c if 97 <= c <= 122 else 32 for c in range(256))
text = os.read(0, os.fstat(0).st_size).lower().translate(table)
counts = Counter(text.split())
lines = [b"%s %d" % item for item in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
os.write(1, b"\n".join(lines))
