from itertools import groupby

words = []
while True:
    try:
        line = input()
    except EOFError:
        break
    for letters, run in groupby(line, str.isalpha):
        if letters:
            words.append("".join(run).lower())

words.sort()
counted = [(-len(list(same)), word) for word, same in groupby(words)]
for n, word in sorted(counted):
    print(word, -n, sep="\t")
