class LRUCache:
    def __init__(self, capacity):
        self.capacity, self.now, self.entries = capacity, 0, {}

    def get(self, key):
        if key not in self.entries:
            return -1
        self.put(key, self.entries[key][1])
        return self.entries[key][1]

    def put(self, key, value):
        self.now += 1
        self.entries[key] = (self.now, value)
        if len(self.entries) > self.capacity:
            del self.entries[min(self.entries, key=self.entries.get)]
