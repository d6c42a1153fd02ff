package kattis

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/testcases"
)

// Shelf is packages, for a library to find problems in.
type Shelf struct{ paths map[string]string } // by slug

// One is a shelf with one package.
func One(name string) *Shelf { return &Shelf{map[string]string{Slug(name): name}} }

// In is a shelf with all packages in a folder, which need not be there. Of two with the same name one counts.
func In(dir string) (*Shelf, error) {
	s := &Shelf{map[string]string{}}
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("packages: %w", err)
	}
	for _, entry := range entries {
		if name := filepath.Join(dir, entry.Name()); !strings.HasPrefix(entry.Name(), ".") && Is(name) {
			s.paths[Slug(name)] = name
		}
	}
	return s, nil
}

// List gives what the packages' problem.yaml say.
func (s *Shelf) List() []problems.Listing {
	list := make([]problems.Listing, 0, len(s.paths))
	for _, slug := range sorted(s.paths) {
		p, err := header(s.paths[slug], slug)
		if err != nil {
			p = &problems.Problem{Slug: slug, Dir: s.paths[slug]}
		}
		list = append(list, problems.Listing{Problem: p, Err: err})
	}
	return list
}

// header reads no more than problem.yaml.
func header(name, slug string) (*problems.Problem, error) {
	f, err := open(name)
	if err != nil {
		return nil, err
	}
	defer f.close()
	r := &reader{files: f}
	if r.meta, err = r.readMeta(); err != nil {
		return nil, err
	}
	return &problems.Problem{
		Slug: slug, Name: cmp.Or(r.meta.title(), slug), Keywords: r.meta.keywords, Kind: problems.Stdin, Limits: r.limits(), Dir: f.origin,
	}, nil
}

// Load reads a package that can be judged.
func (s *Shelf) Load(slug string) (*problems.Problem, error) {
	p, err := Open(s.paths[slug])
	if err == nil {
		err = p.Supported()
	}
	if err != nil {
		return nil, err
	}
	return p.Problem, nil
}

// Submissions gives a package's submissions in Python.
func (s *Shelf) Submissions(slug string) (map[string][]byte, error) {
	p, err := Open(s.paths[slug])
	if err != nil {
		return nil, err
	}
	all := map[string][]byte{}
	for _, submission := range p.Submissions {
		all[submission.Name] = submission.Source
	}
	return all, nil
}

// Expected gives what is expected of a package's submissions.
func (s *Shelf) Expected(slug string) (map[string][]problems.Expectation, error) {
	p, err := Open(s.paths[slug])
	if err != nil {
		return nil, err
	}
	all := map[string][]problems.Expectation{}
	for _, submission := range p.Submissions {
		all[submission.Name] = submission.Expect
	}
	return all, nil
}

// File reads a file that people write, such as what judge keeps in submissions/.
func (s *Shelf) File(slug, file string) (data []byte, name string, err error) {
	f, err := open(s.paths[slug])
	if err != nil {
		return nil, "", err
	}
	defer f.close()
	if !f.has(file) {
		return nil, "", fmt.Errorf("read %s of %s: %w", file, slug, fs.ErrNotExist)
	}
	data, err = f.read(file, maxText)
	return data, f.file(file), err
}

// Digest tells of all files that are read of a package, but for its submissions.
func (s *Shelf) Digest(slug string) (string, error) {
	f, err := open(s.paths[slug])
	if err != nil {
		return "", err
	}
	defer f.close()
	h := sha256.New()
	for _, name := range sorted(f.all) {
		top, _, _ := strings.Cut(name, "/")
		switch top {
		case "submissions", "attachments", "generators", "solution":
			continue
		}
		data, err := f.read(name, maxFile)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(h, "%q %x\n", name, sha256.Sum256(data))
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Supported is nil where submissions to the package can be judged. Otherwise the error is a *testcases.FileError that says why not.
func (p *Package) Supported() error {
	var reasons []string
	for _, g := range p.Gaps {
		if g.Blocks {
			reasons = append(reasons, g.What)
		}
	}
	if reasons == nil {
		return nil
	}
	return &testcases.FileError{File: p.Problem.Dir, Message: "this package cannot be judged here: " + strings.Join(reasons, "; ")}
}
