package problems

import (
	"errors"
	"math"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// slugPattern is what a problem's folder and its aliases are called: what can stand in a path, in a file's name and
// in a comment.
var slugPattern = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]*$`)

// maxName is far longer than any problem's name, in bytes. What is longer is compared with none: it may be most of a submission.
const maxName = 200

const slugRule = "it is made of letters, digits, - and _"

// problemComment is "# problem: slug" or "-- problem: slug" on a line of its own.
var problemComment = regexp.MustCompile(`(?mi)^(?:\x{feff})?[ \t]*(?:#|--)[ \t]*problem:[ \t]*([a-z0-9_-]+)[ \t]*\r?$`)

// Find loads the problem that a submission is meant for: the one that is named, else the one that a comment
// "# problem: slug" in the source names, else the one whose slug or alias is the file's name.
//
// A slug as it is written wins over one that only sounds the same, and both win over aliases; among equals, the
// library that was given last wins. What two problems of one library claim belongs to none of them. The error is an
// *UnknownError with candidates, or a problem fault. A problem whose problem.yaml can't be read has no aliases.
func (l *Library) Find(named, file string, source []byte) (*Problem, error) {
	name, guessed := nameOf(named, file, source)
	slug, err := l.Slug(name)
	if err != nil {
		return nil, unknown(err, guessed)
	}
	return l.Load(slug)
}

// unknown adds to an error of Slug whether the name was a guess.
func unknown(err error, guessed bool) error {
	var unknown *UnknownError
	if errors.As(err, &unknown) {
		unknown.Guessed = guessed
	}
	return err
}

// nameOf is what a submission calls its problem. It is a guess where only the file's name tells.
func nameOf(named, file string, source []byte) (name string, guessed bool) {
	if named != "" {
		return named, false
	}
	if m := problemComment.FindSubmatch(source); m != nil {
		return string(m[1]), false
	}
	base := filepath.Base(file)
	return strings.TrimSuffix(base, filepath.Ext(base)), true
}

// Slug gives the slug of the problem that has a name, its slug or an alias, as Find finds it.
func (l *Library) Slug(name string) (string, error) {
	if len(name) > maxName {
		return "", &UnknownError{Name: strings.ToValidUTF8(name[:maxName], "") + "…"}
	}
	list := l.List()
	for _, called := range []func(Listing) bool{
		func(p Listing) bool { return p.Slug == name },
		func(p Listing) bool { return sameName(p.Slug, name) },
		func(p Listing) bool {
			return slices.ContainsFunc(p.Aliases, func(alias string) bool { return sameName(alias, name) })
		},
	} {
		switch slugs := first(list, called); len(slugs) {
		case 0:
		case 1:
			return slugs[0], nil
		default:
			return "", &UnknownError{Name: name, Candidates: slugs, Shared: true}
		}
	}
	return "", &UnknownError{Name: name, Candidates: l.nearest(name)}
}

// first gives the slugs of the problems that match, of the library alone that wins over the others.
func first(list []Listing, matches func(Listing) bool) []string {
	var slugs []string
	rank := 0
	for _, p := range list {
		if !matches(p) || slugs != nil && p.rank > rank {
			continue
		}
		if p.rank < rank {
			slugs = nil
		}
		slugs, rank = append(slugs, p.Slug), p.rank
	}
	return slugs
}

func (p Listing) names() []string { return append([]string{p.Slug}, p.Aliases...) }

// sameName compares as people name files: case, '-' and '_' do not matter.
func sameName(a, b string) bool { return plainName(a) == plainName(b) }

func plainName(s string) string {
	return strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(s))
}

// nearest gives at most five slugs that a name might mean, the likeliest first: those that hold it, or are few edits away.
func (l *Library) nearest(name string) []string {
	type candidate struct {
		slug     string
		distance int
	}
	var all []candidate
	for _, p := range l.List() {
		best := candidate{p.Slug, math.MaxInt}
		for _, n := range p.names() {
			a, b := plainName(n), plainName(name)
			d := levenshtein.ComputeDistance(a, b)
			if len(b) >= 3 && (strings.Contains(a, b) || strings.Contains(b, a)) {
				d = 0
			}
			if d <= max(2, len(b)/3) {
				best.distance = min(best.distance, d)
			}
		}
		if best.distance < math.MaxInt {
			all = append(all, best)
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return a.distance - b.distance })
	var slugs []string
	for _, c := range all[:min(5, len(all))] {
		slugs = append(slugs, c.slug)
	}
	return slugs
}
