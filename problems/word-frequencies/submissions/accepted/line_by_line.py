import sys


def main():
    counts = {}
    for line in sys.stdin:
        cleaned = "".join(c if c.isalpha() else " " for c in line.lower())
        for word in cleaned.split():
            counts[word] = counts.get(word, 0) + 1
    words = sorted(counts)
    words.sort(key=counts.get, reverse=True)
    for word in words:
        print(word, counts[word])


if __name__ == "__main__":
    main()
