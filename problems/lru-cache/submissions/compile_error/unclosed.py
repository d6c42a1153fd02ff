class LRUCache:
    def __init__(self, capacity):
        self.capacity, self.entries = capacity, {

    def get(self, key):
        return self.entries.get(key, -1)
