"""Accepts any pair of the list with the sum that is asked for."""
import sys
from collections import Counter

from lines import words

input_file, answer_file, feedback = sys.argv[1:4]
strict = "strict" in sys.argv[4:]


def reject(message):
    with open(feedback + "judgemessage.txt", "a") as f:
        f.write(message + "\n")
    with open(feedback + "teammessage.txt", "a") as f:
        f.write("That is no pair with the sum.\n")
    sys.exit(43)


(_, s), numbers = words(input_file)
solvable = words(answer_file)[0] != ["none"]
got = sys.stdin.read().split()
if got == ["none"]:
    if solvable:
        reject("there is a pair")
    sys.exit(42)
try:
    pair = [int(word) for word in got]
except ValueError:
    reject("not integers")
if len(pair) != 2 or strict and sum(pair) != int(s):
    reject("%s do not add up to %s" % (pair, s))
if Counter(pair) - Counter(int(n) for n in numbers):
    reject("%s are not in the list" % pair)
if not solvable:
    print("The submission found what the answer file has not.", file=sys.stderr)
    sys.exit(1)
sys.exit(42)
