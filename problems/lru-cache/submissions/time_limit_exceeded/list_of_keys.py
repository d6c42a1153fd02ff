class LRUCache:
    def __init__(self, capacity):
        self.capacity, self.entries, self.order = capacity, {}, []

    def get(self, key):
        if key not in self.entries:
            return -1
        self.order.remove(key)
        self.order.append(key)
        return self.entries[key]

    def put(self, key, value):
        if key in self.entries:
            self.order.remove(key)
        elif len(self.entries) == self.capacity:
            del self.entries[self.order.pop(0)]
        self.entries[key] = value
        self.order.append(key)
