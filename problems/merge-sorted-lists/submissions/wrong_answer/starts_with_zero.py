import heapq


def merge_lists(lists):
    values = []
    for node in lists:
        while node:
            values.append(node.val)
            node = node.next
    heapq.heapify(values)
    last = start = ListNode()
    while values:
        last.next = last = ListNode(heapq.heappop(values))
    return start
