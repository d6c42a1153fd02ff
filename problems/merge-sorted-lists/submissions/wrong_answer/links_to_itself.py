def merge_lists(lists):
    nodes = []
    for node in lists:
        while node:
            nodes.append(node)
            node = node.next
    nodes.sort(key=lambda node: node.val)
    if not nodes:
        return None
    head = last = nodes[0]
    for node in nodes[1:]:
        last = last.next = node  # assigned from left to right: last is the node already when its next is set
    return head
