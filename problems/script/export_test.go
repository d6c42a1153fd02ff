package script

// LoadBounded is Load with another bound on steps.
var LoadBounded = load
