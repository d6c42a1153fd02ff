"""Answers guesses of a number with lower, higher or correct."""
import sys

input_file, answer_file, feedback = sys.argv[1:4]
with open(input_file) as f:
    limit, secret, most = map(int, f.read().split())


def reject(message):
    with open(feedback + "judgemessage.txt", "a") as f:
        f.write(message + "\n")
    sys.exit(43)


print(limit, flush=True)
for turn in range(most):
    line = sys.stdin.readline()
    try:
        guess = int(line)
    except ValueError:
        reject("guess %d is no integer: %r" % (turn + 1, line[:50]))
    if guess == secret:
        print("correct", flush=True)
        if sys.stdin.read().strip():
            reject("the submission goes on after it was right")
        sys.exit(42)
    print("lower" if guess > secret else "higher", flush=True)
reject("no guess was right after %d" % most)
