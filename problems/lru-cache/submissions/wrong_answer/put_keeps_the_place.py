class LRUCache:
    def __init__(self, capacity):
        self.capacity, self.entries = capacity, {}

    def get(self, key):
        if key not in self.entries:
            return -1
        self.entries[key] = self.entries.pop(key)
        return self.entries[key]

    def put(self, key, value):
        self.entries[key] = value  # a key that is there stays where it is
        if len(self.entries) > self.capacity:
            del self.entries[next(iter(self.entries))]
