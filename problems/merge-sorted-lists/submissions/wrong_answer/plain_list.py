def merge_lists(lists):
    values = []
    for node in lists:
        while node:
            values.append(node.val)
            node = node.next
    return sorted(values)
