class LRUCache:
    def __init__(self, capacity):
        self.capacity, self.entries = capacity, {}

    def get(self, key):
        value = self.entries.pop(key, None)
        if not value:  # 0 is a value
            return -1
        self.entries[key] = value
        return value

    def put(self, key, value):
        self.entries.pop(key, None)
        self.entries[key] = value
        if len(self.entries) > self.capacity:
            del self.entries[next(iter(self.entries))]
