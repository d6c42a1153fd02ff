package problems

import "slices"

// references are the files of the reference solutions, the one that is asked first.
func (f *problemFile) references() []string {
	if f.Reference != "" {
		return []string{f.Reference}
	}
	return f.References
}

func (f *problemFile) referenceMistakes() []mistake {
	sorted := slices.Sorted(slices.Values(f.References))
	return []mistake{
		when(f.Reference != "" && len(f.References) > 0, "references", "is there beside reference:; keep one of them"),
		when(len(f.References) == 1, "references", "names solutions that must agree, two at least; one alone is reference:"),
		when(len(slices.Compact(sorted)) < len(f.References), "references", "names a file twice"),
	}
}

// loadReferences reads the reference solutions.
func (l loader) loadReferences(p *Problem, f *problemFile) []error {
	var faults []error
	key := "reference"
	if f.Reference == "" {
		key = "references"
	}
	for i, file := range f.references() {
		source, err := l.named(f, key, file)
		faults = keep(faults, err)
		solution := Solution{File: file, Source: []byte(source)}
		if i == 0 {
			p.Reference = &solution
		} else {
			p.Seconds = append(p.Seconds, solution)
		}
	}
	return faults
}
