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
	HostRuntime  Weakness = "the interpreter and its packages are this machine's, not an image's"
	NoGroup      Weakness = "memory and processor time are bounded for each process, not for all of a case: no control group can be made"
	OneUser      Weakness = "cases share one user with their supervisor, which they can disturb, but not read: judge is not root"
	LooseScratch Weakness = "a case can run programs that it writes, and its files are bounded in size, not in number: judge is not root"
	NoFilter     Weakness = "system calls are not filtered on this kind of processor"
)

// Weaknesses gives what an engine does not guarantee; none of one that does not say.
func Weaknesses(e Engine) []Weakness {
	if w, ok := e.(Weaker); ok {
		return w.Weaker()
	}
	return nil
}
