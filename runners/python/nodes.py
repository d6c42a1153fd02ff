

# --- Linked lists and trees ---------------------------------------------------------------------------------------
#
# Joined with harness.py by python.go. Cases have them as lists: a linked list as its values, a tree as practice sites write
# it, level by level with None where there is no child. The header's key "nodes" names what takes or gives them, with a type for
# each parameter and the result: "" for other values, "ListNode", "TreeNode", or one of these in brackets for a list of them.

MAX_NODES = 1000000


class ListNode:
    def __init__(self, val=0, next=None):
        self.val, self.next = val, next

    def __repr__(self):
        return "ListNode(%r)" % (self.val,)


class TreeNode:
    def __init__(self, val=0, left=None, right=None):
        self.val, self.left, self.right = val, left, right

    def __repr__(self):
        return "TreeNode(%r)" % (self.val,)


NODES = {"ListNode": ListNode, "TreeNode": TreeNode}


def build(kinds, args, space):
    """The arguments with their nodes, of the submission's own class where it defines one."""
    return [build_one(kind, arg, space) for kind, arg in zip(kinds, args)]


def build_one(kind, value, space):
    if not kind:
        return value
    if kind[0] == "[":
        return [build_one(kind[1:-1], v, space) for v in value]
    return (chain if kind == "ListNode" else grow)(space.get(kind, NODES[kind]), value)


def chain(node, values):
    head = None
    for value in reversed(values):
        made = node(value)
        made.next, head = head, made
    return head


def grow(node, values):
    rest = iter(values)
    level = [node(value) for value in itertools.islice(rest, 1)]
    root = level[0] if level else None
    for parent in level:  # which grows
        for side, value in zip(("left", "right"), itertools.islice(rest, 2)):
            if value is not None:
                child = node(value)
                setattr(parent, side, child)
                level.append(child)
    return root


def written(kind, value):
    """The JSON form of a result of that type."""
    if not kind:
        return encode(value)
    if kind[0] == "[" and type(value) in (list, tuple):
        return b"[" + b",".join([written(kind[1:-1], v) for v in value]) + b"]"
    if kind[0] == "[":
        return encode(value)
    return encode(unchain(value) if kind == "ListNode" else fell(value))


def unchain(node):
    values, places, nodes = [], {}, []  # nodes keeps them, for else another may get the id of one
    while node is not None:
        if not (hasattr(node, "val") and hasattr(node, "next")):
            return odd("ListNode", node, len(values))
        if id(node) in places:
            return stand_in("ListNode with a cycle", "a linked list of %d nodes whose last leads back to node %d" % (len(values), places[id(node)]))
        if len(values) == MAX_NODES:
            return stand_in("ListNode without an end", "a linked list of more than %d nodes" % MAX_NODES)
        values.append(node.val)
        nodes.append(node)
        places[id(node)] = len(values)
        node = node.next
    return values


def fell(root):
    values, level, seen = [], [root], set()
    for node in level:  # which grows
        if node is None:
            values.append(None)
            continue
        if not (hasattr(node, "val") and hasattr(node, "left") and hasattr(node, "right")):
            return odd("TreeNode", node, len(seen))
        if id(node) in seen:
            return stand_in("TreeNode that is in its tree twice", "a tree in which the node %s is there twice" % short(node.val))
        if len(seen) == MAX_NODES:
            return stand_in("TreeNode without an end", "a tree of more than %d nodes" % MAX_NODES)
        seen.add(id(node))
        values.append(node.val)
        level += node.left, node.right
    while values and values[-1] is None:
        values.pop()
    return values


def odd(name, value, before):
    """What stands for a value that is no such node."""
    kind = type(value).__name__
    if before:
        return stand_in("%s and %s" % (name, kind), "after %d nodes comes %s, which is no %s" % (before, short(value), name))
    return stand_in(kind, "%s, which is no %s" % (short(value), name))


def short(value):
    try:
        return repr(value)[:100]
    except BaseException as err:
        return "<its repr raised %s>" % type(err).__name__


def stand_in(kind, shown):
    return type(kind, (), {"__repr__": lambda self: shown})()
