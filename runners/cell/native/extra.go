package native

import (
	"maps"
	"slices"
)

// Extra is what a cell has beyond its spec, for programs that are no supervisors of package wire.
type Extra struct {
	Files        map[string]string // small files that everybody in the cell may read: path to content
	Shown        []string          // folders of this machine that are seen in the cell, at the same place, read-only
	SeenGroup    bool              // whether everybody in the cell may read its control group, and not its first user alone
	SharedMemory bool              // whether System V shared memory can be had, of which the cell has a namespace
}

func (x Extra) paths() []string { return slices.Sorted(maps.Keys(x.Files)) }

func (x Extra) contents() []string {
	var out []string
	for _, path := range x.paths() {
		out = append(out, x.Files[path])
	}
	return out
}
