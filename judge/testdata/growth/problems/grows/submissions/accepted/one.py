# reference
def grows(n):
    return 1
