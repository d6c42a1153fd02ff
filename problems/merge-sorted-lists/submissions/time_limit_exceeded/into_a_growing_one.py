def merge(a, b):
    last = start = ListNode()
    while a and b:
        if a.val <= b.val:
            last.next, a = a, a.next
        else:
            last.next, b = b, b.next
        last = last.next
    last.next = a or b
    return start.next


def merge_lists(lists):
    merged = None
    for node in lists:
        merged = merge(merged, node)
    return merged
