package problems

import (
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/coding-judge/judge/testcases"
	"github.com/coding-judge/judge/testcases/sealed"
)

//go:embed */*.yaml */statement.md */problem.star */schema.sql */starter.* */submissions
var builtin embed.FS

// Library finds problems. Those of a folder given later win over those of one given earlier, and all win
// over the built-in ones of the same slug.
type Library struct {
	// Keys open the hidden cases of problems that have them sealed.
	Keys sealed.Keys

	shelves []Shelf // in order of precedence, and before the folders
	roots   []root  // the same
}

// root is a folder that holds problems/ and testcases/.
type root struct {
	problems, cases fs.FS
	name            string // for messages; empty for the built-in library
}

// NewLibrary opens the built-in library and the given folders, each with problems/ and testcases/ in it.
func NewLibrary(dirs ...string) (*Library, error) {
	lib := &Library{roots: []root{{problems: builtin, cases: testcases.Builtin}}}
	for _, dir := range dirs {
		info, err := os.Stat(filepath.Join(dir, "problems"))
		if err == nil && !info.IsDir() {
			err = &fs.PathError{Err: syscall.ENOTDIR}
		}
		if err != nil {
			return nil, fmt.Errorf("library %s: it has no folder problems/ (%w)", dir, errors.Unwrap(err))
		}
		r := root{os.DirFS(filepath.Join(dir, "problems")), os.DirFS(filepath.Join(dir, "testcases")), dir}
		lib.roots = slices.Insert(lib.roots, 0, r)
	}
	return lib, nil
}

// Listing is a problem without its cases, or what is wrong with it.
type Listing struct {
	*Problem
	Err  error // a problem fault; then only Slug and Dir of Problem are set
	rank int   // of its library; zero wins over all others
}

// List gives all problems in the order of their slugs. A broken one does not hide the others.
func (l *Library) List() []Listing {
	var list []Listing
	seen := map[string]bool{}
	for rank, s := range l.shelves {
		for _, p := range s.List() {
			if !seen[p.Slug] {
				seen[p.Slug] = true
				list = append(list, Listing{p.Problem, p.Err, rank})
			}
		}
	}
	for rank, r := range l.roots {
		files, _ := fs.Glob(r.problems, "*/problem.yaml")
		for _, file := range files {
			slug := path.Dir(file)
			if seen[slug] {
				continue
			}
			seen[slug] = true
			p, _, faults := r.loader(slug).header(slug)
			if faults != nil {
				p = &Problem{Slug: slug, Dir: r.loader(slug).dir}
			}
			list = append(list, Listing{p, errors.Join(faults...), len(l.shelves) + rank})
		}
	}
	slices.SortFunc(list, func(a, b Listing) int { return cmp.Compare(a.Slug, b.Slug) })
	return list
}

// Load reads the problem of a slug with its cases. The error is the first thing that is wrong with it.
func (l *Library) Load(slug string) (*Problem, error) {
	p, faults := l.LoadAll(slug)
	if faults != nil {
		return nil, faults[0]
	}
	return p, nil
}

// LoadAll reads the problem of a slug with its cases. The errors are all that is wrong with it, as far as one mistake does not hide
// another; the problem is whole where there are none.
func (l *Library) LoadAll(slug string) (*Problem, []error) {
	if s := l.shelf(slug); s != nil {
		p, err := s.Load(slug)
		return p, keep(nil, err)
	}
	r, ok := l.root(slug)
	if !ok {
		return nil, []error{&UnknownError{Name: slug, Candidates: l.nearest(slug)}}
	}
	cases, err := fs.Sub(r.cases, slug)
	if err != nil {
		return nil, []error{fmt.Errorf("problem %s: %w", slug, err)}
	}
	loader := r.loader(slug)
	loader.keys = l.Keys
	return loader.load(slug, cases, path.Join(r.name, "testcases", slug))
}

// Digest tells of the content of all files of a problem and of its cases, but for its submissions.
func (l *Library) Digest(slug string) (string, error) {
	if s := l.shelf(slug); s != nil {
		return s.Digest(slug)
	}
	r, ok := l.root(slug)
	if !ok {
		return "", &UnknownError{Name: slug, Candidates: l.nearest(slug)}
	}
	h := sha256.New()
	for _, fsys := range []fs.FS{r.problems, r.cases} {
		err := fs.WalkDir(fsys, slug, func(file string, entry fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist) && file == slug: // without cases it is broken, which is for others to say
				return fs.SkipDir
			case err != nil:
				return err
			case entry.IsDir() && file == path.Join(slug, "submissions"):
				return fs.SkipDir
			case entry.IsDir():
				return nil
			}
			data, err := fs.ReadFile(fsys, file)
			if err != nil {
				return err
			}
			fmt.Fprintf(h, "%q %x\n", file, sha256.Sum256(data))
			return nil
		})
		if err != nil {
			return "", fmt.Errorf("read problem %s: %w", slug, err)
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Folder is the folder on this machine that a problem is read from; false where it is built in, on a shelf, or not there.
func (l *Library) Folder(slug string) (string, bool) {
	r, ok := l.root(slug)
	if !ok || r.name == "" || l.shelf(slug) != nil {
		return "", false
	}
	return filepath.Join(r.name, "problems", slug), true
}

// root finds the folder that a problem is read from.
func (l *Library) root(slug string) (r root, ok bool) {
	if path.Base(slug) != slug || !fs.ValidPath(slug) || slug == "." { // a path, not the name of a folder
		return root{}, false
	}
	for _, r := range l.roots {
		if _, err := fs.Stat(r.problems, path.Join(slug, "problem.yaml")); err == nil {
			return r, true
		}
	}
	return root{}, false
}

// Submissions gives the submissions that ship with a problem by their names, each "verdict/file".
func (l *Library) Submissions(slug string) (map[string][]byte, error) {
	if s := l.shelf(slug); s != nil {
		return s.Submissions(slug)
	}
	r, ok := l.root(slug)
	if !ok {
		return nil, &UnknownError{Name: slug, Candidates: l.nearest(slug)}
	}
	files, err := fs.Glob(r.problems, path.Join(slug, "submissions", "*", "*"))
	if err != nil {
		return nil, fmt.Errorf("submissions of %s: %w", slug, err)
	}
	all := map[string][]byte{}
	for _, file := range files {
		info, err := fs.Stat(r.problems, file)
		if err == nil && (info.IsDir() || strings.HasPrefix(info.Name(), ".")) {
			continue // __pycache__, .DS_Store
		}
		data, err := fs.ReadFile(r.problems, file)
		if err != nil {
			return nil, fmt.Errorf("submissions of %s: %w", slug, err)
		}
		all[strings.TrimPrefix(file, path.Join(slug, "submissions")+"/")] = data
	}
	return all, nil
}

// File reads another file of a problem's folder; name is the file's, for messages. The error may be fs.ErrNotExist.
func (l *Library) File(slug, file string) (data []byte, name string, err error) {
	if s := l.shelf(slug); s != nil {
		if f, ok := s.(filing); ok {
			return f.File(slug, file)
		}
		return nil, "", fmt.Errorf("read %s of %s: %w", file, slug, fs.ErrNotExist)
	}
	r, ok := l.root(slug)
	if !ok {
		return nil, "", &UnknownError{Name: slug, Candidates: l.nearest(slug)}
	}
	if data, err = fs.ReadFile(r.problems, path.Join(slug, file)); err != nil {
		err = fmt.Errorf("read %s of %s: %w", file, slug, err)
	}
	return data, path.Join(r.loader(slug).dir, file), err
}

func (r root) loader(slug string) loader {
	sub, err := fs.Sub(r.problems, slug)
	if err != nil {
		panic(err) // only for a slug that is not a path, and slugs come from a listing
	}
	return loader{fsys: sub, dir: path.Join(r.name, "problems", slug)}
}

// UnknownError says that no problem has that name, or that more than one claims it.
type UnknownError struct {
	Name       string
	Candidates []string // slugs that might be meant, the likeliest first
	Shared     bool     // all candidates have the name as an alias
	Guessed    bool     // the name is that of the submission's file, which says nothing else of its problem
}

func (e *UnknownError) Error() string {
	candidates := strings.Join(e.Candidates, ", ")
	switch {
	case e.Shared:
		return fmt.Sprintf("several problems are called %q; name one of them: %s", e.Name, candidates)
	case candidates != "":
		return fmt.Sprintf("no problem is called %q; did you mean %s?", e.Name, candidates)
	case e.Guessed:
		return fmt.Sprintf("no problem is called %q, as the file is; say which one it solves, in a comment (problem: SLUG) or by -p SLUG", e.Name)
	}
	return fmt.Sprintf("no problem is called %q; judge list shows those that there are", e.Name)
}
