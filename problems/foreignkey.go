package problems

// ForeignKey says that rows of one table refer to rows of another, or of the same.
type ForeignKey struct {
	Table   string
	Columns []string
	To      string   // the table that is referred to
	Key     []string // its columns, each for the one of Columns at the same place
}
