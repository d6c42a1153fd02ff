def merge(a, b):
    if not a or not b:
        return a or b
    if b.val < a.val:
        a, b = b, a
    a.next = merge(a.next, b)
    return a


def merge_lists(lists):
    if not lists:
        return None
    while len(lists) > 1:
        lists = [merge(a, b) for a, b in zip(lists[::2], lists[1::2])] + (lists[-1:] if len(lists) % 2 else [])
    return lists[0]
