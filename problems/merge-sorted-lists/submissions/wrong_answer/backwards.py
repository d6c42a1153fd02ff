def merge_lists(lists):
    values = []
    for node in lists:
        while node:
            values.append(node.val)
            node = node.next
    head = None
    for value in sorted(values):  # each is put in front of the others
        head = ListNode(value, head)
    return head
