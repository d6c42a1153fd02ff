class LRUCache:
    """A key that was asked for and not found takes up room."""

    def __init__(self, capacity):
        self.capacity, self.entries = capacity, {}

    def get(self, key):
        value = self.entries.pop(key, -1)
        self._add(key, value)
        return value

    def put(self, key, value):
        self.entries.pop(key, None)
        self._add(key, value)

    def _add(self, key, value):
        self.entries[key] = value
        if len(self.entries) > self.capacity:
            del self.entries[next(iter(self.entries))]
