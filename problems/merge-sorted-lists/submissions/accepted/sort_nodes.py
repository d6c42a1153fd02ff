def merge_lists(lists):
    nodes = []
    for node in lists:
        while node:
            nodes.append(node)
            node = node.next
    nodes.sort(key=lambda node: node.val)  # stable, so that the last one is the last of its own list
    for node, following in zip(nodes, nodes[1:]):
        node.next = following
    return nodes[0] if nodes else None
