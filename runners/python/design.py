

# --- Classes ------------------------------------------------------------------------------------------------------
#
# Joined with harness.py by python.go. A case is a list of calls, [name, [argument, ...]] each: the first makes the object, the
# others are of its methods. The answer is the list of what they return, None for the first.


PLAIN_CALL = {"params": (), "returns": ""}


def design(code, source, header, calls):
    """Makes the calls; gives the answer's JSON. What one returns is written at once, for the next may change it."""
    space = new_module(FILE, source)
    nodes = header.get("nodes") or {}
    if nodes:
        builtins.__dict__.update(NODES)
    exec(code, space)
    made = space.get(header["class"])
    if not callable(made):
        raise Missing("class", header["class"])
    results = [b"null"]
    for name, args in calls:
        CALLS[0] += 1
        first = CALLS[0] == 1
        CALLED.append(made if first else getattr(thing, name))
        of = nodes.get(name) or PLAIN_CALL
        result = settled(CALLED[-1](*(build(of["params"], args, space) if of["params"] else args)))
        if first:
            thing = result
        else:
            results.append(written(of["returns"], result))
    return b"[" + b",".join(results) + b"]"


CALLERS.append(design.__code__)
