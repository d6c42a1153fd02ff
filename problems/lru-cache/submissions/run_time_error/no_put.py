from collections import OrderedDict


class LRUCache:
    def __init__(self, capacity):
        self.capacity, self.entries = capacity, OrderedDict()

    def get(self, key):
        return self.entries.get(key, -1)

    def set(self, key, value):
        self.entries[key] = value
