"""Answers what stands at a place of the list, at most once for each place, until it is told where the largest number stands."""
import sys

with open(sys.argv[1]) as f:
    numbers = list(map(int, f.read().split()[1:]))


def reject(message):
    with open(sys.argv[3] + "judgemessage.txt", "a") as f:
        f.write(message + "\n")
    sys.exit(43)


print(len(numbers), flush=True)
for turn in range(len(numbers) + 1):
    words = sys.stdin.readline().split()
    if len(words) != 2 or words[0] not in ("?", "!") or not words[1].isdigit() or not 1 <= int(words[1]) <= len(numbers):
        reject("turn %d: neither a question nor an answer: %s" % (turn + 1, " ".join(words)[:50]))
    number = numbers[int(words[1]) - 1]
    if words[0] == "!":
        if number != max(numbers):
            reject("%d is not the largest" % number)
        if sys.stdin.read().strip():
            reject("the submission goes on after its answer")
        sys.exit(42)
    print(number, flush=True)
reject("too many questions")
