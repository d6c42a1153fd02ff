import heapq


def merge_lists(lists):
    heads = [(node.val, node) for node in lists if node]  # nodes of the same value are compared
    heapq.heapify(heads)
    last = start = ListNode()
    while heads:
        _, node = heapq.heappop(heads)
        last.next = last = node
        if node.next:
            heapq.heappush(heads, (node.next.val, node.next))
    return start.next
