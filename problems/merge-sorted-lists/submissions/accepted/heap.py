import heapq


def merge_lists(lists):
    # The number of the list decides between equal values: nodes have no order.
    heads = [(node.val, i) for i, node in enumerate(lists) if node]
    heapq.heapify(heads)
    last = start = ListNode()
    while heads:
        i = heads[0][1]
        node = lists[i]
        last.next = last = node
        lists[i] = node.next
        if node.next:
            heapq.heapreplace(heads, (node.next.val, i))
        else:
            heapq.heappop(heads)
    return start.next
