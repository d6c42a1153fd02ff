def words(file):
    with open(file) as f:
        return [line.split() for line in f]
