package cell

// Weaker is an Engine that may guarantee less than a container does.
type Weaker interface {
	// Weaker says what it does not guarantee on this machine; empty where it is as good.
	Weaker() []Weakness
}

// Weakness is a sentence that says what an engine does not guarantee. These are all there are.
type Weakness string

// What an engine may not guarantee.
const (
	HostRuntime  Weakness = "the interpreter and its packages are this machine's"
	NoGroup      Weakness = "memory and processor time are bounded per process, not per case (no control group)"
	OneUser      Weakness = "a case can disturb its supervisor, but not read it (not root)"
	LooseScratch Weakness = "what a case writes can be run, and its files are bounded in size, not in number (not root)"
	NoFilter     Weakness = "system calls are not filtered here"
	CellFilter   Weakness = "system calls are filtered by the cell only, for the engine's filter does not reach into it (gVisor)"
	OneEnd       Weakness = "what takes more memory or processes than a cell has ends all of it, as a broken sandbox (gVisor)"
	ManyFiles    Weakness = "files that a case writes are bounded in size, and in number only by the cell's memory (gVisor)"
	OpenProc     Weakness = "a case can see its supervisor's environment, open files and memory map, but not its memory (gVisor)"
	OwnDevices   Weakness = "there are devices that a cell has no use for, all of the runtime's own kernel (gVisor)"
)

// Weaknesses gives what an engine does not guarantee; none of one that does not say.
func Weaknesses(e Engine) []Weakness {
	if w, ok := e.(Weaker); ok {
		return w.Weaker()
	}
	return nil
}

// Weaker says what the pool's engine says.
func (p *Pool) Weaker() []Weakness { return Weaknesses(p.Engine) }
