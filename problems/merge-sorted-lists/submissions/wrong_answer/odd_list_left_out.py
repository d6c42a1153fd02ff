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
    while len(lists) > 1:
        lists = [merge(a, b) for a, b in zip(lists[::2], lists[1::2])]
    return lists[0] if lists else None
