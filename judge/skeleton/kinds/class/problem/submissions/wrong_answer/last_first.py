# Takes from the wrong end. Wrong submissions show that the cases find what people get wrong.
class CLASS:
    def __init__(self, room):
        self.room = room
        self.items = []

    def add(self, item):
        if len(self.items) == self.room:
            return False
        self.items.append(item)
        return True

    def take(self):
        return self.items.pop() if self.items else -1
