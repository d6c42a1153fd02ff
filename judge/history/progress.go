package history

// Progress is what all submissions to a problem came to.
type Progress struct {
	Tried  int // submissions
	Solved bool
	Best   float64 // ms of processor time of the slowest case, in the fastest submission that solved the problem
}

// Summary gives the progress with each problem that was tried, by its slug.
func Summary(entries []Entry) map[string]Progress {
	all := map[string]Progress{}
	for _, e := range entries {
		p := all[e.Problem]
		p.Tried++
		if e.Solved() {
			if !p.Solved || e.Slowest < p.Best {
				p.Best = e.Slowest
			}
			p.Solved = true
		}
		all[e.Problem] = p
	}
	return all
}
