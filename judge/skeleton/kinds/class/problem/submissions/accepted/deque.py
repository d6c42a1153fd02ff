from collections import deque


class CLASS:
    def __init__(self, room):
        self.room = room
        self.items = deque()

    def add(self, item):
        if self.room == 0:
            return False
        self.room -= 1
        self.items.append(item)
        return True

    def take(self):
        if not self.items:
            return -1
        self.room += 1
        return self.items.popleft()
