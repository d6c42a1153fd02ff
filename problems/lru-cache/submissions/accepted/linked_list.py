class Node:
    __slots__ = "key", "value", "before", "after"

    def __init__(self, key=0, value=0):
        self.key, self.value = key, value
        self.before = self.after = self


class LRUCache:
    def __init__(self, capacity: int):
        self.capacity = capacity
        self.nodes = {}
        self.ring = Node()  # its after is the oldest, its before the newest

    def get(self, key: int) -> int:
        node = self.nodes.get(key)
        if node is None:
            return -1
        self._unlink(node)
        self._append(node)
        return node.value

    def put(self, key: int, value: int) -> None:
        node = self.nodes.get(key)
        if node:
            self._unlink(node)
            node.value = value
        else:
            node = self.nodes[key] = Node(key, value)
        self._append(node)
        if len(self.nodes) > self.capacity:
            oldest = self.ring.after
            self._unlink(oldest)
            del self.nodes[oldest.key]

    def _unlink(self, node):
        node.before.after, node.after.before = node.after, node.before

    def _append(self, node):
        node.before, node.after = self.ring.before, self.ring
        node.before.after = node.after.before = node
