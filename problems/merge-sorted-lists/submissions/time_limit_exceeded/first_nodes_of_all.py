def merge_lists(lists):
    lists = [node for node in lists if node]
    last = start = ListNode()
    while lists:
        i = min(range(len(lists)), key=lambda i: lists[i].val)
        last.next = last = lists[i]
        lists[i] = lists[i].next
        if not lists[i]:
            lists.pop(i)
    return start.next
