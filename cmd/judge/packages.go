package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/coding-judge/judge/judge"
	"github.com/coding-judge/judge/problems"
	"github.com/coding-judge/judge/problems/kattis"
)

// packagesDir is the folder of a library that packages of other judges are kept in.
const packagesDir = "packages"

// problemNamed gives the name that a library finds a problem by, where a person may also name a package's folder or archive. Such
// a package is then part of the library.
func (a *app) problemNamed(name string) string {
	if name == "" || !kattis.Is(name) {
		return name
	}
	a.packages = append(a.packages, name)
	return kattis.Slug(name)
}

// problem gives the problem of a name, an alias, or a package's path.
func (a *app) problem(name string) (*problems.Problem, error) {
	slug := a.problemNamed(name) // first, for the library then has the package
	lib, err := a.library()
	if err != nil {
		return nil, err
	}
	return lib.Find(slug, "", nil)
}

// shelve puts the packages that are kept in library folders, and those that were named, into a library.
func (a *app) shelve(lib *problems.Library) error {
	for _, dir := range a.config.Library {
		shelf, err := kattis.In(filepath.Join(dir, packagesDir))
		if err != nil {
			return usageError{err}
		}
		lib.Add(shelf)
	}
	for _, name := range a.packages {
		lib.Add(kattis.One(name))
	}
	return nil
}

// noteUnsupported tells what of a package is not supported.
func (a *app) noteUnsupported(p *problems.Problem) {
	for _, what := range p.Unsupported {
		fmt.Fprintf(a.stderr, "judge: note: %s\n", judge.Clean(what))
	}
}

// importPackage copies a package into a library's folder, which is made where it is not there.
func (a *app) importPackage(name, library string) error {
	p, err := kattis.Open(name)
	if err == nil {
		err = p.Supported()
	}
	if err != nil {
		return err
	}
	a.noteUnsupported(p.Problem)
	for _, dir := range []string{"problems", packagesDir} { // a library has the first
		if err := os.MkdirAll(filepath.Join(library, dir), 0o777); err != nil {
			return usageError{err}
		}
	}
	to := filepath.Join(library, packagesDir, p.Problem.Slug)
	err = kattis.Copy(name, to)
	if errors.Is(err, fs.ErrExist) {
		return usagef("%s: is there already; remove it to import the package anew", to)
	}
	if err != nil {
		return err
	}
	cases := len(p.Problem.Cases)
	fmt.Fprintf(a.stdout, "%s: %s, %d cases, %d submissions in Python\n", to, judge.Clean(p.Problem.Name), cases, len(p.Submissions))
	fmt.Fprintf(a.stdout, "Submit with: judge submit --library %s -p %s FILE.py\n", library, p.Problem.Slug)
	return nil
}
