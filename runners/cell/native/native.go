// Package native boots cells with bubblewrap, the program bwrap, where there is no container engine. The interpreter is
// this machine's own.
//
// What a cell is denied, and by what: network, other processes, System V objects, the host's name (a namespace of each
// kind), the file system (a read-only /usr and a small /tmp are all there is, with five devices and a /proc), privileges (no
// new ones; none at all but SETUID, SETGID and KILL for the supervisor of a privileged judge), doors of the kernel (a
// filter of system calls), memory and processes (a control group, where judge may make one). What it is not denied, Weaker
// tells.
//
// A privileged judge, which is root, needs no user namespace and gives each case a user of its own. Any other judge's
// cells have one user, the judge's own.
package native

import "github.com/coding-judge/judge/runners/cell"

// Name is "native".
func (e *Engine) Name() string { return "native" }

var _ interface {
	cell.Engine
	cell.Weaker
} = (*Engine)(nil)
