import heapq


class ListNode:
    def __init__(self, val, next=None):
        self.val, self.next = val, next


def values(node):
    while node:
        yield node.val
        node = node.next


def merge_lists(lists):
    head = last = None
    for value in heapq.merge(*map(values, lists)):
        node = ListNode(value)
        if head is None:
            head = node
        else:
            last.next = node
        last = node
    return head
