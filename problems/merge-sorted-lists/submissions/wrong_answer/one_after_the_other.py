def merge_lists(lists):
    last = start = ListNode()
    for node in lists:
        while node:
            last.next = last = node
            node = node.next
    return start.next
