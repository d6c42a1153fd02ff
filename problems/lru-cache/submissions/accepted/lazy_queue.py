from collections import deque


class LRUCache:
    """Every use is queued; a use that was followed by a later one of its key no longer counts."""

    def __init__(self, capacity):
        self.capacity = capacity
        self.values = {}
        self.pending = {}
        self.uses = deque()

    def _use(self, key):
        self.pending[key] = self.pending.get(key, 0) + 1
        self.uses.append(key)

    def get(self, key):
        if key not in self.values:
            return -1
        self._use(key)
        return self.values[key]

    def put(self, key, value):
        self.values[key] = value
        self._use(key)
        while len(self.values) > self.capacity:
            oldest = self.uses.popleft()
            self.pending[oldest] -= 1
            if self.pending[oldest] == 0:
                del self.values[oldest]
        return self  # which nobody asks for
