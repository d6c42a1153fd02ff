class LRUCache:
    """Drops what was used least often, which is another cache."""

    def __init__(self, capacity):
        self.capacity, self.entries, self.uses = capacity, {}, {}

    def get(self, key):
        if key not in self.entries:
            return -1
        self.uses[key] += 1
        return self.entries[key]

    def put(self, key, value):
        if key not in self.entries and len(self.entries) == self.capacity:
            least = min(self.entries, key=self.uses.get)
            del self.entries[least], self.uses[least]
        self.entries[key] = value
        self.uses[key] = self.uses.get(key, 0) + 1
