import sys

for line in sys.stdin.read().splitlines():
    total = 0
    for number in line.split(" "):
        total += int(number)
    sys.stdout.write(str(total) + "\n")
