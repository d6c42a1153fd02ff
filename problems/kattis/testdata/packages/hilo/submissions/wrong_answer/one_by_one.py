limit = int(input())
for guess in range(1, limit + 1):
    print(guess, flush=True)
    if input() == "correct":
        break
