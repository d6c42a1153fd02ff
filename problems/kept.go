package problems

import "sync"

// How much a Kept holds. It forgets all when it is full: who uses more problems than that reads them again.
const (
	keptProblems = 64
	keptNames    = 128
)

// Kept finds problems in a library and keeps those that it found, for who judges many submissions. It may be used from several
// goroutines; what changes in the library's files meanwhile is not seen.
type Kept struct {
	Library *Library

	mu       sync.Mutex
	slugs    map[string]string // by the names that were asked for
	problems map[string]*Problem
}

// Find is the library's Find.
func (k *Kept) Find(named, file string, source []byte) (*Problem, error) {
	name, guessed := nameOf(named, file, source)
	k.mu.Lock()
	defer k.mu.Unlock()
	slug, known := k.slugs[name]
	if !known {
		var err error
		if slug, err = k.Library.Slug(name); err != nil {
			return nil, unknown(err, guessed)
		}
		if k.slugs == nil || len(k.slugs) >= keptNames {
			k.slugs = map[string]string{}
		}
		k.slugs[name] = slug
	}
	if p, ok := k.problems[slug]; ok {
		return p, nil
	}
	p, err := k.Library.Load(slug)
	if err != nil {
		return nil, err
	}
	if k.problems == nil || len(k.problems) >= keptProblems {
		k.problems = map[string]*Problem{}
	}
	k.problems[slug] = p
	return p, nil
}
