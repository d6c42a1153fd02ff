package script

// LoadBounded is Load with other bounds on steps and memory.
var LoadBounded = load
