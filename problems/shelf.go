package problems

// Shelf holds problems that are not in judge's own format, so that a library finds them beside its own. Slugs are those that List
// gives.
type Shelf interface {
	// List gives the problems without their cases, or what is wrong with them.
	List() []Listing
	// Load reads a problem with its cases. The error is a problem fault.
	Load(slug string) (*Problem, error)
	// Submissions gives those that come with a problem by their names, each "verdict/file".
	Submissions(slug string) (map[string][]byte, error)
	// Digest tells of the content of all that a problem is read from.
	Digest(slug string) (string, error)
}

// filing is a Shelf that can give other files of a problem.
type filing interface {
	// File reads a file; name is the file's, for messages. The error may be fs.ErrNotExist.
	File(slug, file string) (data []byte, name string, err error)
}

// Add puts a shelf before all else that the library holds. It is not called while the library is used.
func (l *Library) Add(s Shelf) { l.shelves = append([]Shelf{s}, l.shelves...) }

// OnShelf says whether a problem is on a shelf, and so in another format than judge's own.
func (l *Library) OnShelf(slug string) bool { return l.shelf(slug) != nil }

// shelf finds the shelf that a problem is on; nil for none.
func (l *Library) shelf(slug string) Shelf {
	for _, s := range l.shelves {
		for _, p := range s.List() {
			if p.Slug == slug {
				return s
			}
		}
	}
	return nil
}
